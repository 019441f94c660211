//! Any public key.

use gws_auth_core::jws::{Algorithm, PublicKey, Verifier};
use gws_auth_core::{Error, ErrorKind, Result};
use gws_auth_ring::RingVerifier;
use gws_auth_rustcrypto::EcVerifier;

/// A public key of any kind that IR takes.
#[derive(Clone, Debug)]
pub struct NativeVerifier {
    backend: Backend,
    only: Option<Algorithm>,
}

#[derive(Clone, Debug)]
enum Backend {
    Ec(EcVerifier),
    Rsa(RingVerifier),
}

impl NativeVerifier {
    /// A verifier for `key`. With `only`, this algorithm alone: an RSA key fits three.
    ///
    /// # Errors
    /// `algorithm_key` if `only` does not fit the key; `key_point` if the point is not on its curve.
    pub fn new(key: &PublicKey<'_>, only: Option<Algorithm>) -> Result<Self> {
        if only.is_some_and(|algorithm| !key.fits(algorithm)) {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        let backend = match key {
            PublicKey::Ec { .. } => Backend::Ec(EcVerifier::new(key)?),
            PublicKey::Rsa { .. } => Backend::Rsa(RingVerifier::new(key)?),
        };
        Ok(Self { backend, only })
    }
}

impl Verifier for NativeVerifier {
    fn fits(&self, algorithm: Algorithm) -> bool {
        let fits = match &self.backend {
            Backend::Ec(verifier) => verifier.fits(algorithm),
            Backend::Rsa(verifier) => verifier.fits(algorithm),
        };
        fits && self.only.is_none_or(|only| only == algorithm)
    }

    fn verify(&self, algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()> {
        match &self.backend {
            Backend::Ec(verifier) => verifier.verify(algorithm, signing_input, signature),
            Backend::Rsa(verifier) => verifier.verify(algorithm, signing_input, signature),
        }
    }
}
