//! Signing certificates: thumbprint, dates, key (CERT).

mod common_name;
mod file;

use crate::error::{Error, ErrorKind, Result};
use crate::jws::PublicKey;
use crate::key::{OwnedPublicKey, Parameters};
use crate::m2m::{SigningCertificate, Thumbprint};
use crate::time::UnixSeconds;
use crate::wire::writer::write_hex;
use alloc::string::{String, ToString as _};
use alloc::vec;
use alloc::vec::Vec;
use der::Decode;
use sha1::{Digest, Sha1};

pub use common_name::PortalName;
pub use file::CertificateFile;

/// "Validity period: up to 4 years" (CERT-1): 1,461 days, in seconds.
const FOUR_YEARS: UnixSeconds = 1_461 * 86_400;

/// An X.509 v3 certificate. Its signature is not checked: a signing certificate may be self-signed, and IR knows it by
/// its thumbprint (CERT-1).
#[derive(Clone, Debug)]
pub struct Certificate {
    der: Vec<u8>,
    key: OwnedPublicKey,
    not_before: UnixSeconds,
    not_after: UnixSeconds,
    subject: String,
    issuer: String,
    serial: String,
}

impl Certificate {
    /// Reads a certificate in PEM or DER (`.crt`, `.cer`, `.pem`); of a chain or bundle the leaf
    /// ([`CertificateFile::leaf`]).
    ///
    /// # Errors
    /// `file_…` or `pem_…` if the file is something else or damaged; `certificate_version`; `key_family`, `key_curve`,
    /// `key_explicit_curve`, `key_point`, `key_too_short` and so on for its key (CERT-2).
    pub fn parse(file: &[u8]) -> Result<Self> {
        CertificateFile::parse(file)?.leaf().cloned()
    }

    fn from_der(der: &[u8]) -> Result<Self> {
        let malformed = Error::of(ErrorKind::FileMalformed);
        let certificate = x509_cert::Certificate::from_der(der).map_err(|_| malformed)?;
        let tbs = certificate.tbs_certificate();
        if tbs.version() != x509_cert::Version::V3 {
            return Err(Error::of(ErrorKind::CertificateVersion));
        }
        let spki = tbs.subject_public_key_info();
        let parameters = Parameters::of(spki.algorithm.parameters.as_ref());
        let bits = spki.subject_public_key.as_bytes().ok_or(malformed)?;
        let key = OwnedPublicKey::from_spki(spki.algorithm.oid, parameters, bits)?;
        let seconds = |time: x509_cert::time::Time| {
            UnixSeconds::try_from(time.to_unix_duration().as_secs()).map_err(|_| malformed)
        };
        let not_before = seconds(tbs.validity().not_before)?;
        let not_after = seconds(tbs.validity().not_after)?;
        Ok(Self {
            der: der.to_vec(),
            key,
            not_before,
            not_after,
            subject: tbs.subject().to_string(),
            issuer: tbs.issuer().to_string(),
            serial: upper_hex(unsigned(tbs.serial_number().as_bytes())),
        })
    }

    /// SHA-256 of the DER, upper-case: the token's `sub` (M2M-4).
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        Thumbprint::of_der(&self.der)
    }

    /// SHA-1 of the DER, upper-case. Only where IR registered one: "no new implementations are permitted" (M2M-4).
    ///
    /// # Errors
    /// None.
    pub fn sha1_thumbprint(&self) -> Result<Thumbprint> {
        Thumbprint::parse_sha1(&upper_hex(&Sha1::digest(&self.der)))
    }

    /// Thumbprint and dates, for [`ClaimRules`](crate::m2m::ClaimRules).
    #[must_use]
    pub fn signing(&self) -> SigningCertificate {
        SigningCertificate {
            thumbprint: self.thumbprint(),
            not_before: self.not_before,
            not_after: self.not_after,
        }
    }

    /// Whom it is for (RFC 4514).
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Who issued it (RFC 4514).
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Its serial number, in upper-case hexadecimal digits.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// Whether subject and issuer are the same.
    #[must_use]
    pub fn is_self_signed(&self) -> bool {
        self.subject == self.issuer
    }

    /// The public key, for a backend's verifier.
    #[must_use]
    pub fn key(&self) -> PublicKey<'_> {
        self.key.borrow()
    }

    /// Its first second, since 1970.
    #[must_use]
    pub const fn not_before(&self) -> UnixSeconds {
        self.not_before
    }

    /// Its last second, since 1970.
    #[must_use]
    pub const fn not_after(&self) -> UnixSeconds {
        self.not_after
    }

    /// The days that are left at `now`; 0 in the last day and after it.
    #[must_use]
    pub fn days_left(&self, now: UnixSeconds) -> u32 {
        let seconds = self.not_after.saturating_sub(now).max(0);
        u32::try_from(seconds / 86_400).unwrap_or(u32::MAX)
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whether it may sign at `now`.
    ///
    /// # Errors
    /// `certificate_not_yet_valid`, `certificate_expired`, `certificate_four_years` (CERT-1).
    pub fn check(&self, now: UnixSeconds) -> Result<()> {
        let kind = if now < self.not_before {
            ErrorKind::CertificateNotYetValid
        } else if now > self.not_after {
            ErrorKind::CertificateExpired
        } else if self.not_after.saturating_sub(self.not_before) > FOUR_YEARS {
            ErrorKind::CertificateFourYears
        } else {
            return Ok(());
        };
        Err(Error::of(kind))
    }

    /// Whether it belongs to this key: a certificate of another key signs tokens that IR cannot verify (CERT-2).
    ///
    /// # Errors
    /// `certificate_key`.
    pub fn check_key(&self, key: &PublicKey<'_>) -> Result<()> {
        if self.key() == *key { Ok(()) } else { Err(Error::of(ErrorKind::CertificateKey)) }
    }
}

/// A number without the zero that only says that it is positive.
fn unsigned(number: &[u8]) -> &[u8] {
    match number {
        [0, digits @ ..] if !digits.is_empty() => digits,
        _ => number,
    }
}

fn upper_hex(bytes: &[u8]) -> String {
    let mut digits = vec![0; bytes.len().saturating_mul(2)];
    write_hex(bytes, &mut digits);
    digits.make_ascii_uppercase();
    String::from_utf8(digits).unwrap_or_default()
}
