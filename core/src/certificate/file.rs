//! Files that may hold several certificates: which one is meant.

use super::Certificate;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::PublicKey;
use crate::key::{Contents, FileKind, read_all};
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use der::Decode as _;

/// The certificates of one file: one, a chain, a bundle.
#[derive(Clone, Debug)]
pub struct CertificateFile {
    certificates: Vec<Certificate>,
    leaf: Result<usize>,
    count: usize,
}

impl CertificateFile {
    /// Reads certificates in PEM or DER (`.crt`, `.cer`, `.pem`). Those that cannot sign tokens for IR, such as a CA's with
    /// another kind of key, are counted only.
    ///
    /// # Errors
    /// `file_…`, `pem_…`, or what the first certificate lacks, if there is none that can sign.
    pub fn parse(file: &[u8]) -> Result<Self> {
        let Contents { found, damaged } = read_all(file, |kind| kind == FileKind::Certificate)?;
        let count = found.len().saturating_add(damaged);
        let (mut certificates, mut unusable) = (Vec::new(), Vec::new());
        for one in &found {
            match Certificate::from_der(&one.der) {
                Ok(certificate) => certificates.push(certificate),
                Err(error) => unusable.push(Unusable { issuer: issuer(&one.der), error }),
            }
        }
        if certificates.is_empty() {
            return Err(unusable.first().map_or(Error::of(ErrorKind::FileUnknown), |one| one.error));
        }
        let leaf = leaf(&certificates, &unusable);
        Ok(Self { certificates, leaf, count })
    }

    /// Those that can sign tokens for IR, in their order.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// How many certificates the file holds, with those that cannot sign.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The first certificate that has issued none of the others, or the newest of its key. Never a CA's: what is
    /// registered with IR is the thumbprint of this one.
    ///
    /// # Errors
    /// What the leaf lacks, such as `certificate_version`, if all that can sign are those of its issuers.
    pub fn leaf(&self) -> Result<&Certificate> {
        let missing = Error::of(ErrorKind::FileUnknown);
        self.leaf.and_then(|leaf| self.certificates.get(leaf).ok_or(missing))
    }

    /// The certificate of this key; of several the newest.
    #[must_use]
    pub fn of_key(&self, key: &PublicKey<'_>) -> Option<&Certificate> {
        let of_key = self.certificates.iter().filter(|one| one.check_key(key).is_ok());
        of_key.max_by_key(|one| one.not_before())
    }

    /// How many certificates of the same key as `certificate` the file holds: more than one if it was renewed.
    #[must_use]
    pub fn count_of_key(&self, certificate: &Certificate) -> usize {
        let key = certificate.key();
        let mut seen: Vec<&[u8]> = Vec::new();
        for one in self.certificates.iter().filter(|one| one.check_key(&key).is_ok()) {
            if !seen.contains(&one.der()) {
                seen.push(one.der());
            }
        }
        seen.len()
    }
}

/// A certificate that cannot sign tokens for IR.
struct Unusable {
    issuer: Option<String>,
    error: Error,
}

/// Whose name a certificate bears as its issuer, whatever its version and key are; not that of a self-signed one.
fn issuer(der: &[u8]) -> Option<String> {
    let certificate = x509_cert::Certificate::from_der(der).ok()?;
    let tbs = certificate.tbs_certificate();
    (tbs.issuer() != tbs.subject()).then(|| tbs.issuer().to_string())
}

fn leaf(certificates: &[Certificate], unusable: &[Unusable]) -> Result<usize> {
    let issued_by = |one: &Certificate, other: &Unusable| other.issuer.as_deref() == Some(one.subject());
    let has_issued = |one: &Certificate| {
        unusable.iter().any(|other| issued_by(one, other))
            || certificates.iter().any(|other| {
                other.issuer() == one.subject()
                    && other.subject() != one.subject()
                    && other.der() != one.der()
            })
    };
    // The first one in a file is the leaf by custom; the newest of its key was made to replace it.
    let first = match certificates.iter().find(|one| !has_issued(one)) {
        Some(first) => first,
        None => {
            let of_these = |other: &&Unusable| certificates.iter().any(|one| issued_by(one, other));
            let missing = Error::of(ErrorKind::FileUnknown);
            // Without one they have issued each other.
            if let Some(leaf) = unusable.iter().find(of_these) {
                return Err(leaf.error);
            }
            certificates.first().ok_or(missing)?
        }
    };
    let of_key = certificates.iter().enumerate().filter(|(_, one)| one.check_key(&first.key()).is_ok());
    // The first of those that are as new as each other.
    let newest = of_key.rev().max_by_key(|(_, one)| one.not_before());
    newest.map(|(at, _)| at).ok_or(Error::of(ErrorKind::FileUnknown))
}
