//! The backend as a value.

use crate::{RingSigner, RingVerifier};
use gws_auth_core::jws::{Algorithm, PublicKey, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_core::{Error, ErrorKind, Result};

const ALGORITHMS: &[Algorithm] =
    &[Algorithm::Es256, Algorithm::Es384, Algorithm::Rs256, Algorithm::Rs384, Algorithm::Rs512];

/// ring: all but P-521. To sign on a curve it needs the public key beside the scalar, as most files have it.
pub const BACKEND: Backend =
    Backend { name: "ring", signs: ALGORITHMS, verifies: ALGORITHMS, signer, verifier };

fn signer(key: &PrivateKey, algorithm: Algorithm) -> Result<Box<dyn Signer + Send + Sync>> {
    let unfit = Error::of(ErrorKind::AlgorithmKey);
    if algorithm.curve() != key.ec().map(|(curve, _)| curve) {
        return Err(unfit);
    }
    Ok(Box::new(match (key.ec(), key.public_key(), key.rsa_pkcs1_der()) {
        (Some((curve, scalar)), Some(PublicKey::Ec { point, .. }), _) => {
            RingSigner::ec(curve, scalar, point)?
        }
        (None, _, Some(der)) => RingSigner::rsa(algorithm, der)?,
        _ => return Err(unfit),
    }))
}

fn verifier(key: &PublicKey<'_>) -> Result<Box<dyn Verifier + Send + Sync>> {
    Ok(Box::new(RingVerifier::new(key)?))
}
