//! The backends, side by side.

use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Signer, Verifier};
use gws_auth_core::key::PrivateKey;
use gws_auth_core::{Error, ErrorKind, Result};
use gws_auth_ring::{RingSigner, RingVerifier};
use gws_auth_rustcrypto::{EcSigner, EcVerifier, RsaVerifier};

/// A backend; a third one joins every test by a variant here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Elliptic curves, and RSA to verify.
    RustCrypto,
    /// RSA, P-256 and P-384.
    Ring,
}

impl Backend {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::RustCrypto, Self::Ring];

    /// Whether it is meant to sign with `algorithm`.
    #[must_use]
    pub fn signs(self, algorithm: Algorithm) -> bool {
        match self {
            Self::RustCrypto => algorithm.curve().is_some(),
            Self::Ring => algorithm != Algorithm::Es512,
        }
    }

    /// Whether it is meant to verify `algorithm`.
    #[must_use]
    pub fn verifies(self, algorithm: Algorithm) -> bool {
        self == Self::RustCrypto || algorithm != Algorithm::Es512
    }

    /// Its signer for a key.
    ///
    /// # Errors
    /// The backend's own; `algorithm_key` for what it does not sign with.
    pub fn signer(self, algorithm: Algorithm, key: &PrivateKey) -> Result<Box<dyn Signer>> {
        let unfit = Error::of(ErrorKind::AlgorithmKey);
        if algorithm.curve() != key.ec().map(|(curve, _)| curve) {
            return Err(unfit);
        }
        Ok(match (self, key.ec(), key.rsa_pkcs1_der()) {
            (Self::RustCrypto, Some((curve, scalar)), _) => Box::new(EcSigner::new(curve, scalar)?),
            (Self::Ring, Some((curve, scalar)), _) => {
                let Some(PublicKey::Ec { point, .. }) = key.public_key() else { return Err(unfit) };
                Box::new(RingSigner::ec(curve, scalar, point)?)
            }
            (Self::Ring, None, Some(der)) => Box::new(RingSigner::rsa(algorithm, der)?),
            _ => return Err(unfit),
        })
    }

    /// Its verifier for a key.
    ///
    /// # Errors
    /// The backend's own; `algorithm_key` for a key that it cannot verify with.
    pub fn verifier(self, key: &PublicKey<'_>) -> Result<Box<dyn Verifier>> {
        Ok(match (self, key) {
            (Self::RustCrypto, PublicKey::Ec { .. }) => Box::new(EcVerifier::new(key)?),
            (Self::RustCrypto, PublicKey::Rsa { .. }) => Box::new(RsaVerifier::new(key)?),
            (Self::Ring, _) => Box::new(RingVerifier::new(key)?),
        })
    }

    /// The first backend that signs with `algorithm`.
    ///
    /// # Panics
    /// If the key does not fit.
    #[must_use]
    pub fn any_signer(algorithm: Algorithm, key: &PrivateKey) -> Box<dyn Signer> {
        let backend = Self::ALL.into_iter().find(|backend| backend.signs(algorithm)).expect("each has one");
        backend.signer(algorithm, key).expect("the key fits")
    }

    /// Whether this key's curve is there.
    #[must_use]
    pub fn has(self, key: &PublicKey<'_>) -> bool {
        self == Self::RustCrypto || !matches!(key, PublicKey::Ec { curve: Curve::P521, .. })
    }
}
