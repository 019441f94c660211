//! Any private key.

use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, PublicKey, Signer};
use gws_auth_core::key::PrivateKey;
use gws_auth_core::{Error, ErrorKind, Result};
use gws_auth_ring::RingSigner;
use gws_auth_rustcrypto::EcSigner;

/// A private key of any kind that IR takes, ready to sign with one algorithm.
#[derive(Debug)]
pub struct NativeSigner {
    backend: Backend,
}

#[derive(Debug)]
enum Backend {
    Ec(EcSigner),
    Rsa { signer: RingSigner, modulus: Vec<u8>, exponent: Vec<u8> },
}

impl NativeSigner {
    /// A signer for `key`, with `algorithm` or else the one that fits the key ([`PrivateKey::algorithm`]).
    ///
    /// # Errors
    /// `algorithm_key` if the algorithm does not fit; `key_scalar`, `key_rsa_private` if the key is not whole.
    pub fn new(key: &PrivateKey, algorithm: Option<Algorithm>) -> Result<Self> {
        let algorithm = algorithm.unwrap_or(key.algorithm());
        let unfit = Error::of(ErrorKind::AlgorithmKey);
        let backend = if let Some((curve, scalar)) = key.ec() {
            if algorithm.curve() != Some(curve) {
                return Err(unfit);
            }
            Backend::Ec(EcSigner::new(curve, scalar)?)
        } else {
            let der = key.rsa_pkcs1_der().ok_or(unfit)?;
            let Some(PublicKey::Rsa { modulus, exponent }) = key.public_key() else {
                return Err(unfit);
            };
            let (modulus, exponent) = (modulus.to_vec(), exponent.to_vec());
            Backend::Rsa { signer: RingSigner::rsa(algorithm, der)?, modulus, exponent }
        };
        Ok(Self { backend })
    }

    /// Whether `certificate` belongs to this key: a token signed with another could never be verified (CERT-2).
    ///
    /// # Errors
    /// `certificate_key`.
    pub fn check_certificate(&self, certificate: &Certificate) -> Result<()> {
        let mut point = [0; 133];
        let public = match &self.backend {
            Backend::Ec(signer) => signer.public_key(&mut point)?,
            Backend::Rsa { modulus, exponent, .. } => PublicKey::rsa(modulus, exponent)?,
        };
        certificate.check_key(&public)
    }
}

impl Signer for NativeSigner {
    fn algorithm(&self) -> Algorithm {
        match &self.backend {
            Backend::Ec(signer) => signer.algorithm(),
            Backend::Rsa { signer, .. } => signer.algorithm(),
        }
    }

    fn sign<'o>(&self, signing_input: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]> {
        match &self.backend {
            Backend::Ec(signer) => signer.sign(signing_input, out),
            Backend::Rsa { signer, .. } => signer.sign(signing_input, out),
        }
    }
}
