//! What a certificate file says.

use gws_auth_core::UnixSeconds;

use crate::record::output;

gws_auth_core::record_certificate_facts!(output);
