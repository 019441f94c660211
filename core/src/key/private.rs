//! Private keys: PKCS#8, PKCS#1 and SEC1, in PEM or DER, with a passphrase or without (CERT-3).

use super::file::{FileKind, is_encrypted_pkcs8, read};
use super::numbers::{EC, OwnedPublicKey, RSA, curve};
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Curve, PublicKey};
use crate::secret::Secret;
use alloc::vec::Vec;
use core::fmt;
use der::Decode;
use der::oid::ObjectIdentifier;
use zeroize::Zeroizing;

/// A private key as numbers, wiped when dropped. Nothing is computed with it here: a backend signs.
pub struct PrivateKey {
    secret: Zeroizing<Vec<u8>>,
    public: Option<OwnedPublicKey>,
    curve: Option<Curve>,
}

impl PrivateKey {
    /// Reads a key file. `passphrase` is needed for, and only looked at with, an encrypted PKCS#8 key.
    ///
    /// # Errors
    /// `file_…` if the file is something else or damaged; `passphrase_missing`, `passphrase_wrong`,
    /// `encryption_unknown`; `key_family`, `key_curve`, `key_scalar`, `key_point`, `key_too_short`, `key_too_long`, `key_modulus`, `key_exponent`.
    pub fn parse(file: &[u8], passphrase: Option<Secret<'_>>) -> Result<Self> {
        let (kind, der) = read(file, |kind| {
            matches!(
                kind,
                FileKind::PrivateKey
                    | FileKind::EncryptedPrivateKey
                    | FileKind::RsaPrivateKey
                    | FileKind::EcPrivateKey
            )
        })?;
        match kind {
            FileKind::RsaPrivateKey => Self::from_pkcs1(&der),
            FileKind::EcPrivateKey => Self::from_sec1(&der, None),
            FileKind::EncryptedPrivateKey => {
                let passphrase = passphrase.ok_or(Error::of(ErrorKind::PassphraseMissing))?;
                let unread = if is_encrypted_pkcs8(&der) {
                    ErrorKind::EncryptionUnknown
                } else {
                    ErrorKind::FileMalformed
                };
                let encrypted =
                    pkcs8::EncryptedPrivateKeyInfoRef::from_der(&der).map_err(|_| Error::of(unread))?;
                let plain = encrypted.decrypt(passphrase.expose()).map_err(not_opened)?;
                Self::from_pkcs8(plain.as_bytes())
            }
            _ => Self::from_pkcs8(&der),
        }
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
        let info = pkcs8::PrivateKeyInfoRef::from_der(der).map_err(|_| malformed())?;
        let bytes = info.private_key.as_bytes();
        if info.algorithm.oid == RSA {
            Self::from_pkcs1(bytes)
        } else if info.algorithm.oid == EC {
            let parameters = info.algorithm.parameters.and_then(|any| any.decode_as().ok());
            Self::from_sec1(bytes, parameters)
        } else {
            Err(Error::of(ErrorKind::KeyFamily))
        }
    }

    fn from_pkcs1(der: &[u8]) -> Result<Self> {
        let key = pkcs1::RsaPrivateKeyRef::from_der(der).map_err(|_| malformed())?;
        let public = PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes())?;
        Ok(Self {
            secret: Zeroizing::new(der.to_vec()),
            public: Some(OwnedPublicKey::new(&public)),
            curve: None,
        })
    }

    /// The curve stands in the key itself, or around it in PKCS#8.
    fn from_sec1(der: &[u8], around: Option<ObjectIdentifier>) -> Result<Self> {
        let key = sec1::EcPrivateKey::from_der(der).map_err(|_| malformed())?;
        let inside = key.parameters.and_then(|parameters| parameters.named_curve());
        let curve = curve(around.or(inside))?;
        let width = curve.width();
        // RFC 5915 wants the full width; some tools drop leading zeros.
        let padding = width.checked_sub(key.private_key.len()).ok_or(Error::of(ErrorKind::KeyScalar))?;
        let mut secret = Zeroizing::new(Vec::with_capacity(width));
        secret.resize(padding, 0);
        secret.extend_from_slice(key.private_key);
        let public = match key.public_key {
            Some(point) => Some(OwnedPublicKey::new(&PublicKey::ec(curve, point)?)),
            None => None,
        };
        Ok(Self { secret, public, curve: Some(curve) })
    }
}

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
