//! The numbers of a public key, and the object identifiers around them.

use super::decompress::uncompressed;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Curve, PublicKey};
use alloc::vec::Vec;
use der::asn1::AnyRef;
use der::oid::ObjectIdentifier;
use der::{Decode, Tag, Tagged as _};

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
        parameters: Parameters,
        bits: &[u8],
    ) -> Result<Self> {
        if algorithm == RSA {
            Self::from_pkcs1(bits)
        } else if algorithm == EC {
            Self::from_point(curve(parameters)?, bits)
        } else {
            Err(Error::of(ErrorKind::KeyFamily))
        }
    }

    /// A point in any of its forms.
    pub(super) fn from_point(curve: Curve, point: &[u8]) -> Result<Self> {
        let full = uncompressed(curve, point).ok_or(Error::of(ErrorKind::KeyPoint))?;
        PublicKey::ec(curve, &full).map(|key| Self::new(&key))
    }

    pub(super) fn from_pkcs1(der: &[u8]) -> Result<Self> {
        let key = pkcs1::RsaPublicKeyRef::from_der(der).map_err(|_| Error::of(ErrorKind::FileMalformed))?;
        PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes()).map(|key| Self::new(&key))
    }
}

/// How a key file says which curve it is.
pub(crate) enum Parameters {
    /// By its name.
    Named(ObjectIdentifier),
    /// By its numbers.
    Explicit,
    /// Not at all.
    Absent,
}

impl Parameters {
    /// What stands beside the algorithm's identifier.
    pub(crate) fn of<'a>(any: Option<impl Into<AnyRef<'a>>>) -> Self {
        let Some(any) = any.map(Into::into) else { return Self::Absent };
        match any.decode_as() {
            Ok(oid) => Self::Named(oid),
            Err(_) if any.tag() == Tag::Sequence => Self::Explicit,
            Err(_) => Self::Absent,
        }
    }
}

/// One of the three curves, by its name.
pub(super) fn curve(parameters: Parameters) -> Result<Curve> {
    match parameters {
        Parameters::Named(P256) => Ok(Curve::P256),
        Parameters::Named(P384) => Ok(Curve::P384),
        Parameters::Named(P521) => Ok(Curve::P521),
        Parameters::Explicit => Err(Error::of(ErrorKind::KeyExplicitCurve)),
        Parameters::Named(_) | Parameters::Absent => Err(Error::of(ErrorKind::KeyCurve)),
    }
}
