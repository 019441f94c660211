#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

use gws_auth_core::Result;
use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_ring::RingSigner;
use gws_auth_rustcrypto::EcSigner;

/// All six algorithms: ring for P-256 and RSA, RustCrypto for P-384 and P-521.
pub const BACKEND: Backend =
    Backend { name: "native", signs: &Algorithm::ALL, verifies: &Algorithm::ALL, signer, verifier };

fn signer(key: &PrivateKey, algorithm: Algorithm) -> Result<Box<dyn Signer + Send + Sync>> {
    match key.ec() {
        Some((Curve::P256, scalar)) if algorithm == Algorithm::Es256 => {
            // ring wants the public key too, which not every file has.
            let mut point = [0; 133];
            match EcSigner::new(Curve::P256, scalar)?.public_key(&mut point)? {
                PublicKey::Ec { curve, point } => Ok(Box::new(RingSigner::ec(curve, scalar, point)?)),
                PublicKey::Rsa { .. } => (gws_auth_rustcrypto::BACKEND.signer)(key, algorithm),
            }
        }
        Some(_) => (gws_auth_rustcrypto::BACKEND.signer)(key, algorithm),
        None => (gws_auth_ring::BACKEND.signer)(key, algorithm),
    }
}

fn verifier(key: &PublicKey<'_>) -> Result<Box<dyn Verifier + Send + Sync>> {
    match key {
        PublicKey::Ec { curve: Curve::P384 | Curve::P521, .. } => {
            (gws_auth_rustcrypto::BACKEND.verifier)(key)
        }
        // ring looks at the point only when it verifies: one off its curve is said here.
        PublicKey::Ec { .. } => {
            (gws_auth_rustcrypto::BACKEND.verifier)(key)?;
            (gws_auth_ring::BACKEND.verifier)(key)
        }
        PublicKey::Rsa { .. } => (gws_auth_ring::BACKEND.verifier)(key),
    }
}

/// The project's README, whose examples are compiled here because this package sees all they use.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
struct ProjectReadme;
