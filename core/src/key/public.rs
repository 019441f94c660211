//! Public keys: SPKI, PKCS#1, JWK, and those in certificates.

use super::file::{FileKind, read};
use super::jwk;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Curve, PublicKey};
use alloc::vec::Vec;
use der::Decode;
use der::oid::ObjectIdentifier;

pub(super) const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
pub(super) const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");

/// A public key, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeyFile(OwnedPublicKey);

/// The numbers of a public key that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OwnedPublicKey {
    Ec { curve: Curve, point: Vec<u8> },
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
}

impl PublicKeyFile {
    /// Reads a public key: SPKI (`PUBLIC KEY`) or PKCS#1 (`RSA PUBLIC KEY`) in PEM or DER, or a JWK.
    ///
    /// # Errors
    /// `file_…` if the file is something else; `key_family`, `key_curve`, `key_point`, `key_too_short`, `key_too_long`,
    /// `key_modulus`, `key_exponent` (CERT-2); `jwk_…`.
    pub fn parse(file: &[u8]) -> Result<Self> {
        if file.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
            return jwk::parse(file).map(Self);
        }
        let (kind, der) = read(file, |kind| matches!(kind, FileKind::PublicKey | FileKind::RsaPublicKey))?;
        let malformed = Error::of(ErrorKind::FileMalformed);
        let key = match kind {
            FileKind::RsaPublicKey => OwnedPublicKey::from_pkcs1(&der)?,
            _ => {
                let spki = spki::SubjectPublicKeyInfoRef::from_der(&der).map_err(|_| malformed)?;
                let parameters = spki.algorithm.parameters.map(|any| any.decode_as());
                let bits = spki.subject_public_key.as_bytes().ok_or(malformed)?;
                OwnedPublicKey::from_spki(spki.algorithm.oid, parameters.and_then(|oid| oid.ok()), bits)?
            }
        };
        Ok(Self(key))
    }

    /// The key, for a backend's verifier.
    #[must_use]
    pub fn key(&self) -> PublicKey<'_> {
        self.0.borrow()
    }
}

impl OwnedPublicKey {
    pub(crate) fn borrow(&self) -> PublicKey<'_> {
        match self {
            Self::Ec { curve, point } => PublicKey::Ec { curve: *curve, point },
            Self::Rsa { modulus, exponent } => PublicKey::Rsa { modulus, exponent },
        }
    }

    pub(crate) fn new(key: &PublicKey<'_>) -> Self {
        match *key {
            PublicKey::Ec { curve, point } => Self::Ec { curve, point: point.to_vec() },
            PublicKey::Rsa { modulus, exponent } => {
                Self::Rsa { modulus: modulus.to_vec(), exponent: exponent.to_vec() }
            }
        }
    }

    /// The parts of a `SubjectPublicKeyInfo`.
    pub(crate) fn from_spki(
        algorithm: ObjectIdentifier,
        parameters: Option<ObjectIdentifier>,
        bits: &[u8],
    ) -> Result<Self> {
        if algorithm == RSA {
            Self::from_pkcs1(bits)
        } else if algorithm == EC {
            PublicKey::ec(curve(parameters)?, bits).map(|key| Self::new(&key))
        } else {
            Err(Error::of(ErrorKind::KeyFamily))
        }
    }

    fn from_pkcs1(der: &[u8]) -> Result<Self> {
        let key = pkcs1::RsaPublicKeyRef::from_der(der).map_err(|_| Error::of(ErrorKind::FileMalformed))?;
        PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes()).map(|key| Self::new(&key))
    }
}

/// One of the three curves, by its name.
pub(super) fn curve(parameters: Option<ObjectIdentifier>) -> Result<Curve> {
    match parameters {
        Some(P256) => Ok(Curve::P256),
        Some(P384) => Ok(Curve::P384),
        Some(P521) => Ok(Curve::P521),
        _ => Err(Error::of(ErrorKind::KeyCurve)),
    }
}
