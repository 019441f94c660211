//! Private keys.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED_SIGNING,
    EcdsaKeyPair, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RsaEncoding,
};
use gws_auth_core::jws::{Algorithm, Curve, Signer};
use gws_auth_core::{Error, ErrorKind, Result};

/// A private key. AWS-LC checks that its parts belong together.
pub struct AwsLcSigner {
    algorithm: Algorithm,
    key: Key,
}

enum Key {
    Ec(EcdsaKeyPair),
    Rsa(rsa::KeyPair),
}

impl AwsLcSigner {
    /// An elliptic-curve key from its scalar and its public point (`04`, x, y).
    ///
    /// # Errors
    /// `key_scalar` if the key is not whole.
    pub fn ec(curve: Curve, scalar: &[u8], point: &[u8]) -> Result<Self> {
        let (algorithm, signing) = match curve {
            Curve::P256 => (Algorithm::Es256, &ECDSA_P256_SHA256_FIXED_SIGNING),
            Curve::P384 => (Algorithm::Es384, &ECDSA_P384_SHA384_FIXED_SIGNING),
            Curve::P521 => (Algorithm::Es512, &ECDSA_P521_SHA512_FIXED_SIGNING),
        };
        let key = EcdsaKeyPair::from_private_key_and_public_key(signing, scalar, point)
            .map_err(|_| Error::of(ErrorKind::KeyScalar))?;
        Ok(Self { algorithm, key: Key::Ec(key) })
    }

    /// An RSA key from its PKCS#1 DER (`RSAPrivateKey`), for one of RS256, RS384 and RS512: 2,048 to 8,192 bits.
    ///
    /// # Errors
    /// `algorithm_key` for another algorithm; `key_rsa_private` if the key is not whole or of another size.
    pub fn rsa(algorithm: Algorithm, pkcs1_der: &[u8]) -> Result<Self> {
        if algorithm.curve().is_some() {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        let key = rsa::KeyPair::from_der(pkcs1_der).map_err(|_| Error::of(ErrorKind::KeyRsaPrivate))?;
        Ok(Self { algorithm, key: Key::Rsa(key) })
    }
}

impl std::fmt::Debug for AwsLcSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AwsLcSigner").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

impl Signer for AwsLcSigner {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn sign<'o>(&self, signing_input: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]> {
        let failed = |_| Error::of(ErrorKind::SigningFailed);
        let random = SystemRandom::new();
        match &self.key {
            Key::Ec(key) => {
                let signature = key.sign(&random, signing_input).map_err(failed)?;
                let room = room(out, signature.as_ref().len())?;
                room.copy_from_slice(signature.as_ref());
                Ok(room)
            }
            Key::Rsa(key) => {
                let encoding: &'static dyn RsaEncoding = match self.algorithm {
                    Algorithm::Rs384 => &RSA_PKCS1_SHA384,
                    Algorithm::Rs512 => &RSA_PKCS1_SHA512,
                    _ => &RSA_PKCS1_SHA256,
                };
                let room = room(out, key.public_modulus_len())?;
                key.sign(encoding, &random, signing_input, room).map_err(failed)?;
                Ok(room)
            }
        }
    }
}

fn room(out: &mut [u8], length: usize) -> Result<&mut [u8]> {
    out.get_mut(..length).ok_or(Error::new(ErrorKind::BufferTooSmall, length))
}
