//! Public keys.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, ParsedPublicKey,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RsaPublicKeyComponents, VerificationAlgorithm,
};
use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Verifier};
use gws_auth_core::{Error, ErrorKind, Result};

/// A public key, read once.
pub struct AwsLcVerifier(Key);

enum Key {
    Ec { curve: Curve, key: ParsedPublicKey },
    /// For SHA-256, SHA-384 and SHA-512.
    Rsa([ParsedPublicKey; 3]),
}

impl AwsLcVerifier {
    /// A verifier for a key.
    ///
    /// # Errors
    /// As [`PublicKey::ec`] and [`PublicKey::rsa`]; `key_point` for a point that is not on its curve.
    pub fn new(key: &PublicKey<'_>) -> Result<Self> {
        Ok(Self(match *key {
            // Checked again: anybody can build the variants.
            PublicKey::Ec { curve, point } => {
                PublicKey::ec(curve, point)?;
                let algorithm: &'static dyn VerificationAlgorithm = match curve {
                    Curve::P256 => &ECDSA_P256_SHA256_FIXED,
                    Curve::P384 => &ECDSA_P384_SHA384_FIXED,
                    Curve::P521 => &ECDSA_P521_SHA512_FIXED,
                };
                let key = ParsedPublicKey::new(algorithm, point);
                Key::Ec { curve, key: key.map_err(|_| Error::of(ErrorKind::KeyPoint))? }
            }
            PublicKey::Rsa { modulus, exponent } => {
                PublicKey::rsa(modulus, exponent)?;
                let components = RsaPublicKeyComponents { n: modulus, e: exponent };
                let parsed = |parameters| {
                    let parsed = components.to_parsed_public_key(parameters);
                    parsed.map_err(|_| Error::of(ErrorKind::AlgorithmKey))
                };
                Key::Rsa([
                    parsed(&RSA_PKCS1_2048_8192_SHA256)?,
                    parsed(&RSA_PKCS1_2048_8192_SHA384)?,
                    parsed(&RSA_PKCS1_2048_8192_SHA512)?,
                ])
            }
        }))
    }
}

impl std::fmt::Debug for AwsLcVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match &self.0 {
            Key::Ec { .. } => "AwsLcVerifier(EC)",
            Key::Rsa(_) => "AwsLcVerifier(RSA)",
        })
    }
}

impl Verifier for AwsLcVerifier {
    fn fits(&self, algorithm: Algorithm) -> bool {
        match &self.0 {
            Key::Ec { curve, .. } => algorithm.curve() == Some(*curve),
            Key::Rsa(_) => algorithm.curve().is_none(),
        }
    }

    fn verify(&self, algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()> {
        if !self.fits(algorithm) {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        let key = match &self.0 {
            Key::Ec { key, .. } => key,
            Key::Rsa([sha256, sha384, sha512]) => match algorithm {
                Algorithm::Rs384 => sha384,
                Algorithm::Rs512 => sha512,
                _ => sha256,
            },
        };
        key.verify_sig(signing_input, signature).map_err(|_| Error::of(ErrorKind::SignatureInvalid))
    }
}
