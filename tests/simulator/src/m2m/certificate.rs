//! What the simulator reads of an X.509 certificate.

use std::fmt::Write as _;

use ring::digest;
use x509_cert::Certificate as X509;
use x509_cert::certificate::Version;
use x509_cert::der::{Decode as _, pem};

use super::algorithm::PublicKey;
use super::owner::OwnerError;

/// CERT-1: "valid for up to 4 years". One of four years is a leap year, so that this is the most.
const FOUR_YEARS: i64 = (4 * 365 + 1) * 86_400;

/// A signing certificate that keeps CERT-1 and CERT-2.
#[derive(Clone, Debug)]
pub(super) struct Certificate {
    der: Vec<u8>,
    pub(super) key: PublicKey,
    pub(super) not_before: i64,
    pub(super) not_after: i64,
}

impl Certificate {
    /// Reads PEM or DER.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, OwnerError> {
        let der = if bytes.starts_with(b"-----BEGIN") {
            let (label, der) = pem::decode_vec(bytes).map_err(|_| OwnerError::NotACertificate)?;
            if label != "CERTIFICATE" {
                return Err(OwnerError::NotACertificate);
            }
            der
        } else {
            bytes.to_vec()
        };
        let parsed = X509::from_der(&der).map_err(|_| OwnerError::NotACertificate)?;
        let body = parsed.tbs_certificate();
        if body.version() != Version::V3 {
            return Err(OwnerError::Version);
        }
        let key = PublicKey::read(body.subject_public_key_info())?;
        let seconds = |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs());
        let validity = body.validity();
        let not_before = seconds(validity.not_before).map_err(|_| OwnerError::Validity)?;
        let not_after = seconds(validity.not_after).map_err(|_| OwnerError::Validity)?;
        if !(0..=FOUR_YEARS).contains(&(not_after - not_before)) {
            return Err(OwnerError::Validity);
        }
        Ok(Self { der, key, not_before, not_after })
    }

    /// The hash of the DER in upper-case hex without colons, 64 digits or, with `sha1`, 40 (M2M-4).
    pub(super) fn thumbprint(&self, sha1: bool) -> String {
        let algorithm = if sha1 { &digest::SHA1_FOR_LEGACY_USE_ONLY } else { &digest::SHA256 };
        let mut text = String::new();
        for byte in digest::digest(algorithm, &self.der).as_ref() {
            let _ = write!(text, "{byte:02X}");
        }
        text
    }
}

/// The Common Name of a certificate's subject, for a mutual-TLS certificate (MTLS-1).
pub(crate) fn common_name(der: &[u8]) -> Option<String> {
    let parsed = X509::from_der(der).ok()?;
    Some(parsed.tbs_certificate().subject().common_name().ok()??.value().into_owned())
}
