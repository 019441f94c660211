//! Private keys: PKCS#8, PKCS#1 and SEC1, in PEM or DER, and JWK; with a passphrase or without (CERT-3).

use super::der_form::fault;
use super::file::{FileKind, Found, read_all, spells_out_curve};
use super::jwk::{self, PrivateJwk};
use super::numbers::{EC, OwnedPublicKey, Parameters, RSA, curve};
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Curve, PublicKey};
use crate::secret::Secret;
use alloc::vec::Vec;
use core::fmt;
use der::Decode;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// A private key as numbers, wiped when dropped. Nothing is computed with it here: a backend signs.
pub struct PrivateKey {
    secret: Zeroizing<Vec<u8>>,
    public: Option<OwnedPublicKey>,
    curve: Option<Curve>,
}

impl PrivateKey {
    /// Reads a key file: PKCS#8, PKCS#1 or SEC1, in PEM or DER, or a JWK. `passphrase` is needed for, and only looked at
    /// with, an encrypted PKCS#8 key.
    ///
    /// # Errors
    /// `file_…` or `pem_…` if the file is something else or damaged; `file_several_keys`; `passphrase_missing`,
    /// `passphrase_wrong`, `encryption_unknown`; `key_…` for one that does not sign for IR; `jwk_…`.
    pub fn parse(file: &[u8], passphrase: Option<Secret<'_>>) -> Result<Self> {
        let mut keys = Self::parse_all(file, passphrase)?;
        Self::only(&keys)?;
        keys.pop().ok_or(malformed())
    }

    /// The one key of a file, which may stand there more than once.
    pub(crate) fn only(keys: &[Self]) -> Result<&Self> {
        let (first, others) = keys.split_first().ok_or(malformed())?;
        if others.iter().any(|other| !other.is(first)) {
            return Err(Error::of(ErrorKind::FileSeveralKeys));
        }
        Ok(first)
    }

    /// Reads all private keys of a file, in their order: at least one.
    ///
    /// # Errors
    /// As [`PrivateKey::parse`], but for `file_several_keys`.
    pub fn parse_all(file: &[u8], passphrase: Option<Secret<'_>>) -> Result<Vec<Self>> {
        if jwk::is_jwk(file) {
            return Self::from_jwk(file).map(|key| alloc::vec![key]);
        }
        let contents = read_all(file, |kind| {
            matches!(
                kind,
                FileKind::PrivateKey
                    | FileKind::EncryptedPrivateKey
                    | FileKind::RsaPrivateKey
                    | FileKind::EcPrivateKey
            )
        })?;
        contents.found.iter().map(|found| Self::from_der(found, passphrase)).collect()
    }

    fn from_der(found: &Found, passphrase: Option<Secret<'_>>) -> Result<Self> {
        let der = &found.der;
        match found.kind {
            FileKind::RsaPrivateKey => Self::from_pkcs1(der),
            FileKind::EcPrivateKey => Self::from_sec1(der, Parameters::Absent),
            FileKind::EncryptedPrivateKey => {
                let passphrase = passphrase.ok_or(Error::of(ErrorKind::PassphraseMissing))?;
                let encrypted = pkcs8::EncryptedPrivateKeyInfoRef::from_der(der)
                    .map_err(|_| Error::of(ErrorKind::EncryptionUnknown))?;
                let plain = encrypted.decrypt(passphrase.expose()).map_err(not_opened)?;
                Self::from_pkcs8(plain.as_bytes())
            }
            _ => Self::from_pkcs8(der),
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.curve == other.curve && bool::from(self.secret.ct_eq(other.secret.as_slice()))
    }

    /// The algorithm that fits the key: the one of its curve, or RS256.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self.curve {
            Some(Curve::P256) => Algorithm::Es256,
            Some(Curve::P384) => Algorithm::Es384,
            Some(Curve::P521) => Algorithm::Es512,
            None => Algorithm::Rs256,
        }
    }

    /// An elliptic-curve key's curve and scalar, for a backend's signer.
    #[must_use]
    pub fn ec(&self) -> Option<(Curve, &[u8])> {
        self.curve.map(|curve| (curve, self.secret.as_slice()))
    }

    /// An RSA key's PKCS#1 DER, for a backend's signer.
    #[must_use]
    pub fn rsa_pkcs1_der(&self) -> Option<&[u8]> {
        self.curve.is_none().then_some(self.secret.as_slice())
    }

    /// The public key, where the file holds it: always for RSA, as a rule for elliptic curves.
    #[must_use]
    pub fn public_key(&self) -> Option<PublicKey<'_>> {
        self.public.as_ref().map(OwnedPublicKey::borrow)
    }

    fn from_pkcs8(der: &[u8]) -> Result<Self> {
        let info = pkcs8::PrivateKeyInfoRef::from_der(der).map_err(|_| Error::of(fault(der)))?;
        let bytes = info.private_key.as_bytes();
        if info.algorithm.oid == RSA {
            Self::from_pkcs1(bytes)
        } else if info.algorithm.oid == EC {
            Self::from_sec1(bytes, Parameters::of(info.algorithm.parameters))
        } else {
            Err(Error::of(ErrorKind::KeyFamily))
        }
    }

    fn from_pkcs1(der: &[u8]) -> Result<Self> {
        let key = pkcs1::RsaPrivateKeyRef::from_der(der).map_err(|_| Error::of(fault(der)))?;
        let public = PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes())?;
        if key.other_prime_infos.is_some() {
            return Err(Error::of(ErrorKind::KeyRsaPrimes));
        }
        let PublicKey::Rsa { exponent, .. } = public else { return Err(malformed()) };
        let exponent = exponent.iter().fold(0u64, |sum, byte| sum.wrapping_shl(8) | u64::from(*byte));
        if !USUAL_EXPONENTS.contains(&exponent) {
            return Err(Error::of(ErrorKind::KeyExponentUnusual));
        }
        if public.bits() > MOST_SIGNING_BITS || public.bits() % 512 != 0 {
            return Err(Error::of(ErrorKind::KeyRsaBits));
        }
        Ok(Self {
            secret: Zeroizing::new(der.to_vec()),
            public: Some(OwnedPublicKey::new(&public)),
            curve: None,
        })
    }

    /// The curve stands in the key itself, or around it in PKCS#8.
    fn from_sec1(der: &[u8], around: Parameters) -> Result<Self> {
        let unread = |_| match spells_out_curve(der) {
            true => Error::of(ErrorKind::KeyExplicitCurve),
            false => Error::of(fault(der)),
        };
        let curve_around = match around {
            Parameters::Absent => None,
            named => Some(curve(named)?),
        };
        let key = sec1::EcPrivateKey::from_der(der).map_err(unread)?;
        let inside = key.parameters.and_then(|parameters| parameters.named_curve());
        let curve = match curve_around {
            Some(curve) => curve,
            None => curve(inside.map_or(Parameters::Absent, Parameters::Named))?,
        };
        Self::from_scalar(curve, key.private_key, key.public_key)
    }

    fn from_scalar(curve: Curve, scalar: &[u8], point: Option<&[u8]>) -> Result<Self> {
        let width = curve.width();
        // RFC 5915 wants the full width; some tools drop leading zeros, others put one in front.
        let zeros = scalar.iter().take(scalar.len().saturating_sub(width)).take_while(|byte| **byte == 0);
        let scalar = scalar.get(zeros.count()..).unwrap_or_default();
        let padding = width.checked_sub(scalar.len()).ok_or(Error::of(ErrorKind::KeyScalar))?;
        let mut secret = Zeroizing::new(Vec::with_capacity(width));
        secret.resize(padding, 0);
        secret.extend_from_slice(scalar);
        let public = point.map(|point| OwnedPublicKey::from_point(curve, point)).transpose()?;
        Ok(Self { secret, public, curve: Some(curve) })
    }

    fn from_jwk(file: &[u8]) -> Result<Self> {
        match jwk::private(file)? {
            PrivateJwk::Ec { curve, scalar, point } => Self::from_scalar(curve, &scalar, Some(&point)),
            PrivateJwk::Rsa { pkcs1 } => Self::from_pkcs1(&pkcs1),
        }
    }
}

/// What is signed with: exponents that NIST allows (FIPS 186-5 A.1.1) and that fit 33 bits.
const USUAL_EXPONENTS: core::ops::RangeInclusive<u64> = 65_537..=0x1_FFFF_FFFF;

/// The longest RSA key that is signed with (CERT-2), in bits. Lengths are multiples of 512.
const MOST_SIGNING_BITS: usize = 4_096;

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey").field("algorithm", &self.algorithm()).finish_non_exhaustive()
    }
}

const fn malformed() -> Error {
    Error::of(ErrorKind::FileMalformed)
}

/// What the wrong passphrase opens is garbage, which shows in its padding or as soon as it is read as DER.
const fn not_opened(error: pkcs8::Error) -> Error {
    use pkcs8::pkcs5::Error as Scheme;
    Error::of(match error {
        pkcs8::Error::EncryptedPrivateKey(Scheme::DecryptFailed) | pkcs8::Error::Asn1(_) => {
            ErrorKind::PassphraseWrong
        }
        _ => ErrorKind::EncryptionUnknown,
    })
}
