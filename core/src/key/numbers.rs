//! The numbers of a public key, and the object identifiers around them.

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

/// The numbers of a public key that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OwnedPublicKey {
    Ec { curve: Curve, point: Vec<u8> },
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
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

    pub(super) fn from_pkcs1(der: &[u8]) -> Result<Self> {
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
