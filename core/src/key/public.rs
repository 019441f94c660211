//! Public keys: SPKI, PKCS#1, JWK, and those in certificates.

use super::file::{FileKind, Found, read};
use super::jwk;
use super::numbers::{OwnedPublicKey, Parameters};
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, PublicKey};
use der::Decode;

/// A public key, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeyFile {
    key: OwnedPublicKey,
    algorithm: Option<Algorithm>,
}

impl PublicKeyFile {
    /// Reads a public key: SPKI (`PUBLIC KEY`) or PKCS#1 (`RSA PUBLIC KEY`) in PEM or DER, or a JWK.
    ///
    /// # Errors
    /// `file_…` if the file is something else; `key_family`, `key_curve`, `key_explicit_curve`, `key_point`, `key_too_short`, `key_too_long`,
    /// `key_modulus`, `key_exponent` (CERT-2); `jwk_…`; `key_use` if a JWK's own `alg`, `use` or `key_ops` does not let it
    /// verify.
    pub fn parse(file: &[u8]) -> Result<Self> {
        if jwk::is_jwk(file) {
            return jwk::parse(file).map(|(key, algorithm)| Self { key, algorithm });
        }
        let Found { kind, der } =
            read(file, |kind| matches!(kind, FileKind::PublicKey | FileKind::RsaPublicKey))?;
        let malformed = Error::of(ErrorKind::FileMalformed);
        let key = match kind {
            FileKind::RsaPublicKey => OwnedPublicKey::from_pkcs1(&der)?,
            _ => {
                let spki = spki::SubjectPublicKeyInfoRef::from_der(&der).map_err(|_| malformed)?;
                let parameters = Parameters::of(spki.algorithm.parameters);
                let bits = spki.subject_public_key.as_bytes().ok_or(malformed)?;
                OwnedPublicKey::from_spki(spki.algorithm.oid, parameters, bits)?
            }
        };
        Ok(Self { key, algorithm: None })
    }

    /// The key, for a backend's verifier.
    #[must_use]
    pub fn key(&self) -> PublicKey<'_> {
        self.key.borrow()
    }

    /// The one algorithm that the key itself allows: a JWK's `alg`.
    #[must_use]
    pub const fn algorithm(&self) -> Option<Algorithm> {
        self.algorithm
    }
}
