//! A public key as numbers, checked as far as that goes without arithmetic on the curve.

use super::algorithm::{Algorithm, Curve};
use crate::error::{Error, ErrorKind, Result};

/// A public key: what backends make their verifiers from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicKey<'a> {
    /// A point on a curve. That it lies on it is the backend's to check.
    Ec {
        /// The curve.
        curve: Curve,
        /// `04`, x and y at full width (SEC 1 2.3.3).
        point: &'a [u8],
    },
    /// An RSA key.
    Rsa {
        /// Big-endian, without leading zeros.
        modulus: &'a [u8],
        /// Big-endian, without leading zeros.
        exponent: &'a [u8],
    },
}

/// The least and the most bits of an RSA key (CERT-2, RFC 7518 3.3).
const RSA_BITS: (usize, usize) = (2_048, 8_192);

impl<'a> PublicKey<'a> {
    /// An uncompressed point.
    ///
    /// # Errors
    /// `key_point`.
    pub fn ec(curve: Curve, point: &'a [u8]) -> Result<Self> {
        let length = curve.width().saturating_mul(2).saturating_add(1);
        if point.first() == Some(&4) && point.len() == length {
            Ok(Self::Ec { curve, point })
        } else {
            Err(Error::of(ErrorKind::KeyPoint))
        }
    }

    /// Modulus and exponent, big-endian; leading zeros are dropped.
    ///
    /// # Errors
    /// `key_too_short` under 2,048 bits, `key_too_long` over 8,192 (CERT-2), `key_modulus` if it is even,
    /// `key_exponent` if it is even, 1, or longer than 64 bits.
    pub fn rsa(modulus: &'a [u8], exponent: &'a [u8]) -> Result<Self> {
        let (modulus, exponent) = (significant(modulus), significant(exponent));
        let bits = bits(modulus);
        if bits < RSA_BITS.0 {
            return Err(Error::new(ErrorKind::KeyTooShort, RSA_BITS.0));
        }
        if bits > RSA_BITS.1 {
            return Err(Error::new(ErrorKind::KeyTooLong, RSA_BITS.1));
        }
        if !is_odd(modulus) {
            return Err(Error::of(ErrorKind::KeyModulus));
        }
        if !is_odd(exponent) || exponent == [1] || exponent.len() > 8 {
            return Err(Error::of(ErrorKind::KeyExponent));
        }
        Ok(Self::Rsa { modulus, exponent })
    }

    /// Whether the key may be used with `algorithm` (M2M-9).
    #[must_use]
    pub fn fits(&self, algorithm: Algorithm) -> bool {
        match self {
            Self::Ec { curve, .. } => algorithm.curve() == Some(*curve),
            Self::Rsa { .. } => algorithm.curve().is_none(),
        }
    }

    /// `EC` or `RSA`, as in a JWK.
    #[must_use]
    pub const fn family(&self) -> &'static str {
        match self {
            Self::Ec { .. } => "EC",
            Self::Rsa { .. } => "RSA",
        }
    }

    /// The curve; `None` for RSA.
    #[must_use]
    pub const fn curve(&self) -> Option<Curve> {
        match self {
            Self::Ec { curve, .. } => Some(*curve),
            Self::Rsa { .. } => None,
        }
    }

    /// The algorithms that the key may be used with.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        Algorithm::ALL.into_iter().filter(|algorithm| self.fits(*algorithm))
    }

    /// The bits of the key: of the curve, or of the modulus.
    #[must_use]
    pub fn bits(&self) -> usize {
        match self {
            Self::Ec { curve: Curve::P256, .. } => 256,
            Self::Ec { curve: Curve::P384, .. } => 384,
            Self::Ec { curve: Curve::P521, .. } => 521,
            Self::Rsa { modulus, .. } => bits(modulus),
        }
    }
}

fn significant(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

fn bits(number: &[u8]) -> usize {
    let unused = number.first().map_or(0, |first| first.leading_zeros() as usize);
    number.len().saturating_mul(8).saturating_sub(unused)
}

fn is_odd(number: &[u8]) -> bool {
    number.last().is_some_and(|last| last & 1 == 1)
}
