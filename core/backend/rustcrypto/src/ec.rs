//! ECDSA on P-256, P-384 and P-521.

use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Signer, Verifier};
use gws_auth_core::{Error, ErrorKind, Result};
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};

/// A private key on one of the three curves. Wiped when dropped.
pub struct EcSigner(Private);

enum Private {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    P521(p521::ecdsa::SigningKey),
}

/// A public key on one of the three curves.
#[derive(Clone, Copy, Debug)]
pub struct EcVerifier(Public);

#[derive(Clone, Copy, Debug)]
enum Public {
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    P521(p521::ecdsa::VerifyingKey),
}

impl EcSigner {
    /// A key from its scalar: big-endian, at the curve's full width.
    ///
    /// # Errors
    /// `key_scalar`.
    pub fn new(curve: Curve, scalar: &[u8]) -> Result<Self> {
        let bad = |_| Error::of(ErrorKind::KeyScalar);
        if scalar.len() != curve.width() {
            return Err(Error::of(ErrorKind::KeyScalar)); // this library would pad what is a little too short
        }
        Ok(Self(match curve {
            Curve::P256 => Private::P256(p256::ecdsa::SigningKey::from_slice(scalar).map_err(bad)?),
            Curve::P384 => Private::P384(p384::ecdsa::SigningKey::from_slice(scalar).map_err(bad)?),
            Curve::P521 => Private::P521(p521::ecdsa::SigningKey::from_slice(scalar).map_err(bad)?),
        }))
    }

    /// The public key that belongs to it, as a point in `out`.
    ///
    /// # Errors
    /// None: `out` is large enough for every curve.
    pub fn public_key<'o>(&self, out: &'o mut [u8; 133]) -> Result<PublicKey<'o>> {
        let (curve, point) = match &self.0 {
            Private::P256(key) => {
                (Curve::P256, place(key.verifying_key().to_sec1_point(false).as_bytes(), out)?)
            }
            Private::P384(key) => {
                (Curve::P384, place(key.verifying_key().to_sec1_point(false).as_bytes(), out)?)
            }
            Private::P521(key) => {
                (Curve::P521, place(key.verifying_key().to_sec1_point(false).as_bytes(), out)?)
            }
        };
        PublicKey::ec(curve, point)
    }

    /// A verifier with the public key that belongs to it.
    #[must_use]
    pub fn verifier(&self) -> EcVerifier {
        EcVerifier(match &self.0 {
            Private::P256(key) => Public::P256(*key.verifying_key()),
            Private::P384(key) => Public::P384(*key.verifying_key()),
            Private::P521(key) => Public::P521(*key.verifying_key()),
        })
    }
}

impl core::fmt::Debug for EcSigner {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("EcSigner([hidden])")
    }
}

impl Signer for EcSigner {
    fn algorithm(&self) -> Algorithm {
        match self.0 {
            Private::P256(_) => Algorithm::Es256,
            Private::P384(_) => Algorithm::Es384,
            Private::P521(_) => Algorithm::Es512,
        }
    }

    fn sign<'o>(&self, signing_input: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]> {
        let digest = self.algorithm().hash().of(signing_input);
        let failed = |_| Error::of(ErrorKind::SigningFailed);
        match &self.0 {
            Private::P256(key) => {
                let signature: p256::ecdsa::Signature =
                    key.sign_prehash(digest.as_bytes()).map_err(failed)?;
                place(&signature.to_bytes(), out)
            }
            Private::P384(key) => {
                let signature: p384::ecdsa::Signature =
                    key.sign_prehash(digest.as_bytes()).map_err(failed)?;
                place(&signature.to_bytes(), out)
            }
            Private::P521(key) => {
                let signature: p521::ecdsa::Signature =
                    key.sign_prehash(digest.as_bytes()).map_err(failed)?;
                place(&signature.to_bytes(), out)
            }
        }
    }
}

impl EcVerifier {
    /// A verifier for an elliptic-curve key.
    ///
    /// # Errors
    /// `key_point` if the point is not on its curve; `algorithm_key` for an RSA key.
    pub fn new(key: &PublicKey<'_>) -> Result<Self> {
        let PublicKey::Ec { curve, point } = *key else { return Err(Error::of(ErrorKind::AlgorithmKey)) };
        PublicKey::ec(curve, point)?; // anybody can build the variant; this library would take compressed points
        let bad = |_| Error::of(ErrorKind::KeyPoint);
        Ok(Self(match curve {
            Curve::P256 => Public::P256(p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(bad)?),
            Curve::P384 => Public::P384(p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(bad)?),
            Curve::P521 => Public::P521(p521::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(bad)?),
        }))
    }
}

impl Verifier for EcVerifier {
    fn fits(&self, algorithm: Algorithm) -> bool {
        match self.0 {
            Public::P256(_) => algorithm == Algorithm::Es256,
            Public::P384(_) => algorithm == Algorithm::Es384,
            Public::P521(_) => algorithm == Algorithm::Es512,
        }
    }

    fn verify(&self, algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()> {
        let invalid = |_| Error::of(ErrorKind::SignatureInvalid);
        if !self.fits(algorithm) {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        let digest = algorithm.hash().of(signing_input);
        match &self.0 {
            Public::P256(key) => {
                let signature = p256::ecdsa::Signature::from_slice(signature).map_err(invalid)?;
                key.verify_prehash(digest.as_bytes(), &signature).map_err(invalid)
            }
            Public::P384(key) => {
                let signature = p384::ecdsa::Signature::from_slice(signature).map_err(invalid)?;
                key.verify_prehash(digest.as_bytes(), &signature).map_err(invalid)
            }
            Public::P521(key) => {
                let signature = p521::ecdsa::Signature::from_slice(signature).map_err(invalid)?;
                key.verify_prehash(digest.as_bytes(), &signature).map_err(invalid)
            }
        }
    }
}

fn place<'o>(signature: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]> {
    let room =
        out.get_mut(..signature.len()).ok_or(Error::new(ErrorKind::BufferTooSmall, signature.len()))?;
    room.copy_from_slice(signature);
    Ok(room)
}
