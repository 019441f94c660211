//! Public keys.

use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Verifier};
use gws_auth_core::{Error, ErrorKind, Result};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RsaPublicKeyComponents, UnparsedPublicKey,
};

/// A public key: RSA, P-256 or P-384.
#[derive(Clone, Debug)]
pub struct RingVerifier(Key);

#[derive(Clone, Debug)]
enum Key {
    Ec { curve: Curve, point: Vec<u8> },
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
}

impl RingVerifier {
    /// A verifier for a key. ring checks a point only when it verifies: a key off its curve verifies nothing.
    ///
    /// # Errors
    /// `algorithm_key` for P-521, which ring does not have; as [`PublicKey::ec`] and [`PublicKey::rsa`].
    pub fn new(key: &PublicKey<'_>) -> Result<Self> {
        Ok(Self(match *key {
            PublicKey::Ec { curve: Curve::P521, .. } => return Err(Error::of(ErrorKind::AlgorithmKey)),
            // Checked again: anybody can build the variants.
            PublicKey::Ec { curve, point } => {
                PublicKey::ec(curve, point)?;
                Key::Ec { curve, point: point.to_vec() }
            }
            PublicKey::Rsa { modulus, exponent } => {
                PublicKey::rsa(modulus, exponent)?;
                Key::Rsa { modulus: modulus.to_vec(), exponent: exponent.to_vec() }
            }
        }))
    }
}

impl Verifier for RingVerifier {
    fn fits(&self, algorithm: Algorithm) -> bool {
        match &self.0 {
            Key::Ec { curve, .. } => algorithm.curve() == Some(*curve),
            Key::Rsa { .. } => algorithm.curve().is_none(),
        }
    }

    fn verify(&self, algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()> {
        if !self.fits(algorithm) {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        match &self.0 {
            Key::Ec { point, .. } => {
                let parameters = match algorithm {
                    Algorithm::Es384 => &ECDSA_P384_SHA384_FIXED,
                    _ => &ECDSA_P256_SHA256_FIXED,
                };
                UnparsedPublicKey::new(parameters, point).verify(signing_input, signature)
            }
            Key::Rsa { modulus, exponent } => {
                let parameters = match algorithm {
                    Algorithm::Rs384 => &RSA_PKCS1_2048_8192_SHA384,
                    Algorithm::Rs512 => &RSA_PKCS1_2048_8192_SHA512,
                    _ => &RSA_PKCS1_2048_8192_SHA256,
                };
                RsaPublicKeyComponents { n: modulus, e: exponent }.verify(
                    parameters,
                    signing_input,
                    signature,
                )
            }
        }
        .map_err(|_| Error::of(ErrorKind::SignatureInvalid))
    }
}
