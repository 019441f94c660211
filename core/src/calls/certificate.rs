//! What a certificate file says.

use super::record::output;
#[cfg(feature = "keys")]
use crate::certificate::{Certificate, CertificateFile};
#[cfg(feature = "keys")]
use crate::error::Result;
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`CertificateFacts`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_certificate_facts {
    ($make:ident) => {
        $make! {
            /// What a certificate file says of its certificate; of several that of the leaf.
            CertificateFacts {
                /// Its SHA-256 thumbprint, as IR registers it: 64 upper-case hexadecimal digits (M2M-4).
                plain thumbprint: String,
                /// Its SHA-1 thumbprint: 40 upper-case hexadecimal digits.
                plain thumbprint_sha1: String,
                /// Its first second, since 1970.
                plain not_before: UnixSeconds,
                /// Its last second, since 1970.
                plain not_after: UnixSeconds,
                /// `EC` or `RSA`.
                plain key_type: String,
                /// The key's length in bits.
                plain key_bits: u32,
                /// The curve, such as `P-256`; absent for RSA.
                plain curve: Option<String>,
                /// The algorithms that its key can sign with, such as `ES256`.
                plain algorithms: Vec<String>,
                /// Whom it is for (RFC 4514).
                plain subject: String,
                /// Who issued it (RFC 4514).
                plain issuer: String,
                /// Its serial number, in hexadecimal digits.
                plain serial: String,
                /// Whether subject and issuer are the same.
                plain self_signed: bool,
                /// How many certificates the file holds.
                plain count: u32,
            }
        }
    };
}
record_certificate_facts!(output);

/// What a certificate file says, DER or PEM; of several certificates that of the leaf, which has issued none of the others, and
/// of several leaves the newest: see `count`, `subject` and `issuer` before its thumbprint is registered.
///
/// # Errors
/// What [`Certificate::parse`] says. Rules CERT-1, CERT-2 and M2M-4.
#[cfg(feature = "keys")]
pub fn certificate_facts(file: &[u8]) -> Result<CertificateFacts> {
    let file = CertificateFile::parse(file)?;
    CertificateFacts::of(file.leaf()?, file.count())
}

#[cfg(feature = "keys")]
impl CertificateFacts {
    /// What one certificate says, of a file with so many.
    ///
    /// # Errors
    /// None.
    pub fn of(certificate: &Certificate, count: usize) -> Result<Self> {
        let key = certificate.key();
        Ok(Self {
            thumbprint: certificate.thumbprint().as_str().into(),
            thumbprint_sha1: certificate.sha1_thumbprint()?.as_str().into(),
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
            key_type: key.family().into(),
            key_bits: u32::try_from(key.bits()).unwrap_or(u32::MAX),
            curve: key.curve().map(|curve| curve.name().into()),
            algorithms: key.algorithms().map(|algorithm| algorithm.name().into()).collect(),
            subject: certificate.subject().into(),
            issuer: certificate.issuer().into(),
            serial: certificate.serial().into(),
            self_signed: certificate.is_self_signed(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
        })
    }
}
