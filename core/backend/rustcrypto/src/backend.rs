//! The backend as a value.

use crate::{EcSigner, EcVerifier};
use alloc::boxed::Box;
use gws_auth_core::jws::{Algorithm, PublicKey, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_core::{Error, ErrorKind, Result};

const EC: &[Algorithm] = &[Algorithm::Es256, Algorithm::Es384, Algorithm::Es512];

/// RustCrypto: signs on all three curves, and verifies there; RSA too with the feature `rsa`, to verify only.
pub const BACKEND: Backend = Backend {
    name: "rustcrypto",
    signs: EC,
    verifies: if cfg!(feature = "rsa") { &Algorithm::ALL } else { EC },
    signer,
    verifier,
};

fn signer(key: &PrivateKey, algorithm: Algorithm) -> Result<Box<dyn Signer + Send + Sync>> {
    match key.ec() {
        Some((curve, scalar)) if algorithm.curve() == Some(curve) => {
            Ok(Box::new(EcSigner::new(curve, scalar)?))
        }
        _ => Err(Error::of(ErrorKind::AlgorithmKey)),
    }
}

fn verifier(key: &PublicKey<'_>) -> Result<Box<dyn Verifier + Send + Sync>> {
    match key {
        PublicKey::Ec { .. } => Ok(Box::new(EcVerifier::new(key)?)),
        #[cfg(feature = "rsa")]
        PublicKey::Rsa { .. } => Ok(Box::new(crate::RsaVerifier::new(key)?)),
        #[cfg(not(feature = "rsa"))]
        PublicKey::Rsa { .. } => Err(Error::of(ErrorKind::AlgorithmKey)),
    }
}
