//! Files that may hold several certificates: which one is meant.

use super::Certificate;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::PublicKey;
use crate::key::{Contents, FileKind, read_all};
use alloc::vec::Vec;

/// The certificates of one file: one, a chain, a bundle.
#[derive(Clone, Debug)]
pub struct CertificateFile {
    certificates: Vec<Certificate>,
    leaf: usize,
    count: usize,
}

impl CertificateFile {
    /// Reads certificates in PEM or DER (`.crt`, `.cer`, `.pem`). Those that cannot sign tokens for IR, such as a CA's with
    /// another kind of key, are counted only.
    ///
    /// # Errors
    /// As [`Certificate::parse`], if there is none that can sign.
    pub fn parse(file: &[u8]) -> Result<Self> {
        let Contents { found, damaged } = read_all(file, |kind| kind == FileKind::Certificate)?;
        let count = found.len().saturating_add(damaged);
        let (mut certificates, mut first_error) = (Vec::new(), None);
        for one in &found {
            match Certificate::from_der(&one.der) {
                Ok(certificate) => certificates.push(certificate),
                Err(error) => drop(first_error.get_or_insert(error)),
            }
        }
        let leaf = leaf(&certificates);
        leaf.map(|leaf| Self { certificates, leaf, count })
            .ok_or(first_error.unwrap_or(Error::of(ErrorKind::FileUnknown)))
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

    /// The first certificate that has issued none of the others, or the newest of its key. Never silently a CA's: what
    /// is registered with IR is the thumbprint of this one.
    #[must_use]
    pub fn leaf(&self) -> Option<&Certificate> {
        self.certificates.get(self.leaf)
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

fn leaf(certificates: &[Certificate]) -> Option<usize> {
    let has_issued = |one: &Certificate| {
        certificates.iter().any(|other| {
            other.issuer() == one.subject() && other.subject() != one.subject() && other.der() != one.der()
        })
    };
    // The first one in a file is the leaf by custom; the newest of its key was made to replace it.
    let first = certificates.iter().find(|one| !has_issued(one)).or(certificates.first())?;
    let of_key = certificates.iter().enumerate().filter(|(_, one)| one.check_key(&first.key()).is_ok());
    // The first of those that are as new as each other.
    of_key.rev().max_by_key(|(_, one)| one.not_before()).map(|(at, _)| at)
}
