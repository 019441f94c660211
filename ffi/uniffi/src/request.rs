//! The requests that the host sends.

use gws_auth_core::calls::SecretString;

use crate::RequestKind;
use crate::record::{choice, output};

gws_auth_core::record_http_request!(output);
gws_auth_core::record_header!(output);
gws_auth_core::record_transport!(output);

choice! {
    /// What kind of token is asked about, or ended. A wrong hint does no harm.
    TokenTypeHint of gws_auth_core::TokenTypeHint {
        /// An access token.
        AccessToken,
        /// A refresh token.
        RefreshToken,
    }
}
