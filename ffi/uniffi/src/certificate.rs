//! What a certificate file says.

use gws_auth_core::{UnixSeconds, calls};

use crate::GwsAuthError;
use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::output;

gws_auth_core::record_certificate_facts!(output);

/// What a certificate file says of its first certificate. For whoever registers it with Inland Revenue, and for programs
/// that warn before it ends.
///
/// # Arguments
/// - `file`: the certificate, in DER or PEM.
///
/// # Errors
/// Of the file: what it is instead of a certificate. Rules CERT-1, CERT-2 and M2M-4.
#[uniffi::export]
pub fn certificate_facts(file: Vec<u8>) -> Result<CertificateFacts, GwsAuthError> {
    guarded(|| Ok(calls::certificate_facts(&file)?.outward()))
}
