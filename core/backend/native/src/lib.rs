#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_core::{Error, ErrorKind, Result};
use gws_auth_ring::RingSigner;
use gws_auth_rustcrypto::EcSigner;

/// All six algorithms: ring for P-256 and RSA, RustCrypto for P-384 and P-521. With the feature `aws-lc`, AWS-LC for P-384,
/// P-521 and the verification of RSA.
pub const BACKEND: Backend =
    Backend { name: "native", signs: &Algorithm::ALL, verifies: &Algorithm::ALL, signer, verifier };

fn signer(key: &PrivateKey, algorithm: Algorithm) -> Result<Box<dyn Signer + Send + Sync>> {
    match key.ec() {
        Some((Curve::P256, scalar)) if algorithm == Algorithm::Es256 => {
            with_point(key, Curve::P256, scalar, |scalar, point| {
                Ok(Box::new(RingSigner::ec(Curve::P256, scalar, point)?))
            })
        }
        #[cfg(feature = "aws-lc")]
        Some((curve, scalar)) if algorithm.curve() == Some(curve) => {
            with_point(key, curve, scalar, |scalar, point| {
                Ok(Box::new(gws_auth_aws_lc::AwsLcSigner::ec(curve, scalar, point)?))
            })
        }
        Some(_) => (gws_auth_rustcrypto::BACKEND.signer)(key, algorithm),
        None => (gws_auth_ring::BACKEND.signer)(key, algorithm),
    }
}

/// ring and AWS-LC want the public key too, and check that both belong together. Not every file has it, and one that has
/// another's is for the certificate to tell: then it is computed.
fn with_point(
    key: &PrivateKey,
    curve: Curve,
    scalar: &[u8],
    make: impl Fn(&[u8], &[u8]) -> Result<Box<dyn Signer + Send + Sync>>,
) -> Result<Box<dyn Signer + Send + Sync>> {
    if let Some(PublicKey::Ec { curve: of_point, point }) = key.public_key()
        && of_point == curve
        && let Ok(signer) = make(scalar, point)
    {
        return Ok(signer);
    }
    let mut point = [0; 133];
    match EcSigner::new(curve, scalar)?.public_key(&mut point)? {
        PublicKey::Ec { point, .. } => make(scalar, point),
        PublicKey::Rsa { .. } => Err(Error::of(ErrorKind::AlgorithmKey)),
    }
}

fn verifier(key: &PublicKey<'_>) -> Result<Box<dyn Verifier + Send + Sync>> {
    match key {
        #[cfg(feature = "aws-lc")]
        PublicKey::Ec { curve: Curve::P384 | Curve::P521, .. } | PublicKey::Rsa { .. } => {
            (gws_auth_aws_lc::BACKEND.verifier)(key)
        }
        #[cfg(not(feature = "aws-lc"))]
        PublicKey::Ec { curve: Curve::P384 | Curve::P521, .. } => {
            (gws_auth_rustcrypto::BACKEND.verifier)(key)
        }
        // ring looks at the point only when it verifies: one off its curve is said here.
        PublicKey::Ec { .. } => {
            (gws_auth_rustcrypto::BACKEND.verifier)(key)?;
            (gws_auth_ring::BACKEND.verifier)(key)
        }
        #[cfg(not(feature = "aws-lc"))]
        PublicKey::Rsa { .. } => (gws_auth_ring::BACKEND.verifier)(key),
    }
}

/// The project's README, whose examples are compiled here because this package sees all they use.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
struct ProjectReadme;
