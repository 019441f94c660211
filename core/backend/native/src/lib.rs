#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_core::{Error, ErrorKind, Result};
use gws_auth_ring::RingSigner;
use gws_auth_rustcrypto::EcSigner;

/// All six algorithms: ring for P-256 and RSA, RustCrypto for P-384 and P-521.
pub const BACKEND: Backend =
    Backend { name: "native", signs: &Algorithm::ALL, verifies: &Algorithm::ALL, signer, verifier };

fn signer(key: &PrivateKey, algorithm: Algorithm) -> Result<Box<dyn Signer + Send + Sync>> {
    match key.ec() {
        Some((Curve::P256, scalar)) if algorithm == Algorithm::Es256 => p256(key, scalar),
        Some(_) => (gws_auth_rustcrypto::BACKEND.signer)(key, algorithm),
        None => (gws_auth_ring::BACKEND.signer)(key, algorithm),
    }
}

/// ring wants the public key too, and checks that both belong together. Not every file has it, and one that has another's is
/// for the certificate to tell: then it is computed.
fn p256(key: &PrivateKey, scalar: &[u8]) -> Result<Box<dyn Signer + Send + Sync>> {
    if let Some(PublicKey::Ec { curve, point }) = key.public_key()
        && let Ok(signer) = RingSigner::ec(curve, scalar, point)
    {
        return Ok(Box::new(signer));
    }
    let mut point = [0; 133];
    match EcSigner::new(Curve::P256, scalar)?.public_key(&mut point)? {
        PublicKey::Ec { curve, point } => Ok(Box::new(RingSigner::ec(curve, scalar, point)?)),
        PublicKey::Rsa { .. } => Err(Error::of(ErrorKind::AlgorithmKey)),
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
