//! RSASSA-PKCS1-v1_5, verifying only.

use gws_auth_core::jws::{Algorithm, PublicKey, Verifier};
use gws_auth_core::{Error, ErrorKind, Result};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::{BoxedUint, RsaPublicKey};
use sha2::{Sha256, Sha384, Sha512};

/// A public RSA key of 2,048 to 8,192 bits.
#[derive(Clone, Debug)]
pub struct RsaVerifier(RsaPublicKey);

impl RsaVerifier {
    /// A verifier for an RSA key.
    ///
    /// # Errors
    /// As [`PublicKey::rsa`]; `key_exponent` over 33 bits; `algorithm_key` for an elliptic-curve key.
    pub fn new(key: &PublicKey<'_>) -> Result<Self> {
        let PublicKey::Rsa { modulus, exponent } = *key else {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        };
        PublicKey::rsa(modulus, exponent)?; // anybody can build the variant
        let n = BoxedUint::from_be_slice_vartime(modulus);
        let e = BoxedUint::from_be_slice_vartime(exponent);
        RsaPublicKey::new_with_size_limits(n, e, 2_048..=8_192).map(Self).map_err(|error| {
            let exponent =
                matches!(error, rsa::Error::PublicExponentTooSmall | rsa::Error::PublicExponentTooLarge);
            Error::of(if exponent { ErrorKind::KeyExponent } else { ErrorKind::KeyModulus })
        })
    }
}

impl Verifier for RsaVerifier {
    fn fits(&self, algorithm: Algorithm) -> bool {
        algorithm.curve().is_none()
    }

    fn verify(&self, algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()> {
        let invalid = |_| Error::of(ErrorKind::SignatureInvalid);
        let signature = Signature::try_from(signature).map_err(invalid)?;
        let digest = algorithm.hash().of(signing_input);
        let (key, digest) = (self.0.clone(), digest.as_bytes());
        match algorithm {
            Algorithm::Rs256 => VerifyingKey::<Sha256>::new(key).verify_prehash(digest, &signature),
            Algorithm::Rs384 => VerifyingKey::<Sha384>::new(key).verify_prehash(digest, &signature),
            Algorithm::Rs512 => VerifyingKey::<Sha512>::new(key).verify_prehash(digest, &signature),
            _ => return Err(Error::of(ErrorKind::AlgorithmKey)),
        }
        .map_err(invalid)
    }
}
