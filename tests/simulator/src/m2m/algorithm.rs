//! The six algorithms and the keys they fit (M2M-2), verified with `ring`, and with `p521` for the one that ring does not have.

use p521::ecdsa::signature::Verifier as _;
use ring::signature as ring_signature;
use ring::signature::VerificationAlgorithm;
use x509_cert::der::asn1::{ObjectIdentifier, UintRef};
use x509_cert::der::{Decode as _, Reader as _, SliceReader};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::owner::OwnerError;
use super::refusal::M2mRefusal;

/// CERT-2: "RSA keys of at least 2,048 bits"; 8,192 is as far as ring goes.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2_048..=8_192;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");

/// One of IR's six.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Es256,
    Es384,
    Es512,
}

impl Algorithm {
    /// Character for character: `rs256` and `none` are no algorithms of IR's.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rs256,
            "RS384" => Self::Rs384,
            "RS512" => Self::Rs512,
            "ES256" => Self::Es256,
            "ES384" => Self::Es384,
            "ES512" => Self::Es512,
            _ => return None,
        })
    }
}

/// A registered public key.
#[derive(Clone, Debug)]
pub(super) enum PublicKey {
    /// The DER of `RSAPublicKey`.
    Rsa(Vec<u8>),
    /// The uncompressed point.
    P256(Vec<u8>),
    /// The uncompressed point.
    P384(Vec<u8>),
    P521(Box<p521::ecdsa::VerifyingKey>),
}

impl PublicKey {
    /// The key of a certificate.
    pub(super) fn read(info: &SubjectPublicKeyInfoOwned) -> Result<Self, OwnerError> {
        let bytes = info.subject_public_key.as_bytes().ok_or(OwnerError::Key)?;
        if info.algorithm.oid == RSA {
            let bits = modulus_bits(bytes).ok_or(OwnerError::Key)?;
            return if RSA_BITS.contains(&bits) {
                Ok(Self::Rsa(bytes.to_vec()))
            } else {
                Err(OwnerError::RsaSize { bits })
            };
        }
        if info.algorithm.oid != EC {
            return Err(OwnerError::Key);
        }
        let curve = info.algorithm.parameters.as_ref().and_then(|any| any.decode_as().ok());
        match curve {
            Some(P256) => Ok(Self::P256(bytes.to_vec())),
            Some(P384) => Ok(Self::P384(bytes.to_vec())),
            Some(P521) => {
                let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(bytes).map_err(|_| OwnerError::Key)?;
                Ok(Self::P521(Box::new(key)))
            }
            _ => Err(OwnerError::Key),
        }
    }

    /// Verifies a signature in JWS's form: ECDSA as r‖s of fixed width (M2M-2).
    pub(super) fn verify(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), M2mRefusal> {
        let (scheme, key): (&'static dyn VerificationAlgorithm, _) = match (algorithm, self) {
            (Algorithm::Rs256, Self::Rsa(key)) => (&ring_signature::RSA_PKCS1_2048_8192_SHA256, key),
            (Algorithm::Rs384, Self::Rsa(key)) => (&ring_signature::RSA_PKCS1_2048_8192_SHA384, key),
            (Algorithm::Rs512, Self::Rsa(key)) => (&ring_signature::RSA_PKCS1_2048_8192_SHA512, key),
            (Algorithm::Es256, Self::P256(key)) => (&ring_signature::ECDSA_P256_SHA256_FIXED, key),
            (Algorithm::Es384, Self::P384(key)) => (&ring_signature::ECDSA_P384_SHA384_FIXED, key),
            (Algorithm::Es512, Self::P521(key)) => {
                let signature =
                    p521::ecdsa::Signature::from_slice(signature).map_err(|_| M2mRefusal::Signature)?;
                return key.verify(message, &signature).map_err(|_| M2mRefusal::Signature);
            }
            _ => return Err(M2mRefusal::KeyMismatch),
        };
        ring_signature::UnparsedPublicKey::new(scheme, key)
            .verify(message, signature)
            .map_err(|_| M2mRefusal::Signature)
    }
}

fn modulus_bits(key: &[u8]) -> Option<usize> {
    let mut reader = SliceReader::new(key).ok()?;
    let modulus = reader.sequence(|reader| {
        let modulus = UintRef::decode(reader)?;
        UintRef::decode(reader)?;
        Ok::<_, x509_cert::der::Error>(modulus)
    });
    let bytes = modulus.ok()?.as_bytes();
    let leading = bytes.first()?.leading_zeros();
    Some(bytes.len() * 8 - usize::try_from(leading).ok()?)
}
