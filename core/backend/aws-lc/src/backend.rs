//! The backend as a value.

use crate::{AwsLcSigner, AwsLcVerifier};
use gws_auth_core::jws::{Algorithm, PublicKey, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_core::{Error, ErrorKind, Result};

/// AWS-LC: all six algorithms. To sign on a curve it needs the public key beside the scalar, as most files have it.
pub const BACKEND: Backend =
    Backend { name: "aws-lc", signs: &Algorithm::ALL, verifies: &Algorithm::ALL, signer, verifier };

fn signer(key: &PrivateKey, algorithm: Algorithm) -> Result<Box<dyn Signer + Send + Sync>> {
    let unfit = Error::of(ErrorKind::AlgorithmKey);
    if algorithm.curve() != key.ec().map(|(curve, _)| curve) {
        return Err(unfit);
    }
    Ok(Box::new(match (key.ec(), key.public_key(), key.rsa_pkcs1_der()) {
        (Some((curve, scalar)), Some(PublicKey::Ec { point, .. }), _) => {
            AwsLcSigner::ec(curve, scalar, point)?
        }
        (None, _, Some(der)) => AwsLcSigner::rsa(algorithm, der)?,
        _ => return Err(unfit),
    }))
}

fn verifier(key: &PublicKey<'_>) -> Result<Box<dyn Verifier + Send + Sync>> {
    Ok(Box::new(AwsLcVerifier::new(key)?))
}
