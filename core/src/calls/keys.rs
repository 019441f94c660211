//! M2M tokens with a key in memory (feature `keys`): one call to sign, one to verify.

use super::m2m_records::{ClaimsToSign, ExpectedClaims, SignedToken, TokenClaims};
use super::request::room;
use crate::certificate::{Certificate, CertificateFile};
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, MAX_LENGTH, MAX_SIGNATURE, PublicKey, Signature, UnverifiedJws};
use crate::key::{Backend, PrivateKey, PublicKeyFile};
use crate::secret::Secret;
use crate::time::UnixSeconds;

/// Signs a token at `now` with a key file (PKCS#8, PKCS#1 or SEC1, PEM or DER, or a JWK), and verifies it before it is given out.
///
/// With the certificate itself in `claims`, its dates bind the token (M2M-6) and its key must be this one. Where files hold
/// several keys or certificates, the pair that belongs together is taken, and the newest certificate of it.
///
/// # Errors
/// What [`PrivateKey::parse`] and [`m2m_unsigned`](super::m2m_unsigned) say; `algorithm_key` if the key does not sign with
/// the claims' algorithm; `certificate_key`, `certificate_expired`, `certificate_not_yet_valid`, `certificate_four_years`
/// (CERT-1, CERT-2); `token_after_certificate`; `signing_failed`. Rules M2M-1 to M2M-6.
pub fn m2m_sign(
    backend: &Backend,
    key: &[u8],
    passphrase: Option<&str>,
    claims: &ClaimsToSign,
    now: UnixSeconds,
) -> Result<SignedToken> {
    let file = claims.certificate.der.as_deref().map(CertificateFile::parse).transpose()?;
    let keys = PrivateKey::parse_all(key, passphrase.map(Secret::new));
    let pair = file.as_ref().zip(keys.as_ref().ok()).and_then(|(file, keys)| pair(file, keys));
    // Without a pair the leaf, whose key is then compared.
    let certificate = match (pair, &file) {
        (Some((_, certificate)), _) => Some(certificate),
        (None, Some(file)) => Some(file.leaf()?),
        (None, None) => None,
    };
    let (algorithm, mut checked) = claims.check_of(now, |reference| match certificate {
        Some(certificate) if reference.is_file() => Ok(certificate.thumbprint()),
        _ => reference.thumbprint(),
    })?;
    if let Some(certificate) = certificate {
        certificate.check(now)?;
        checked = checked.with_validity(certificate.not_before(), certificate.not_after())?;
    }
    let key = match (pair, &keys) {
        (Some((key, _)), _) => key,
        (None, Ok(keys)) => PrivateKey::only(keys)?,
        (None, Err(error)) => return Err(*error),
    };
    if let (Some(certificate), Some(public)) = (certificate, key.public_key()) {
        certificate.check_key(&public)?;
    }
    let signer = (backend.signer)(key, algorithm)?;
    let mut input = room(checked.encoded_len(algorithm));
    let unsigned = checked.encode(algorithm, &mut input)?;
    let mut out = room(unsigned.token_len());
    let mut signature = room(MAX_SIGNATURE);
    let signature = Signature::Raw(signer.sign(unsigned.signing_input(), &mut signature)?);
    let public = certificate.map(Certificate::key).or(key.public_key());
    let verifier = public.map(|public| (backend.verifier)(&public)).transpose()?;
    let check = verifier.as_ref().map(|verifier| &**verifier as &dyn crate::jws::Verifier);
    let token = unsigned.attach(signature, check, &mut out).map_err(|error| match error.kind {
        // A key file without its public half could not be compared before.
        ErrorKind::SignatureInvalid if certificate.is_some() => Error::of(ErrorKind::CertificateKey),
        _ => error,
    })?;
    Ok(SignedToken::own(&token))
}

/// A key and a certificate of it, where both files may hold several.
fn pair<'f>(file: &'f CertificateFile, keys: &'f [PrivateKey]) -> Option<(&'f PrivateKey, &'f Certificate)> {
    keys.iter().find_map(|key| Some((key, file.of_key(&key.public_key()?)?)))
}

/// Verifies a token with a public key file (SPKI, PKCS#1, a JWK, or the signer's certificate), and gives its claims.
///
/// With a certificate as key the token must be its owner's, unless `expected` says otherwise. A JWK's own `alg`, `use`
/// and `key_ops` narrow what it verifies.
///
/// # Errors
/// What [`PublicKeyFile::parse`], [`Certificate::parse`] and [`m2m_verify_finish`](super::m2m_verify_finish) say;
/// `algorithm_key`, `signature_invalid`. Rules M2M-6, M2M-9 and ENV-8.
pub fn m2m_verify(
    backend: &Backend,
    token: &str,
    key: &[u8],
    expected: &ExpectedClaims,
    now: UnixSeconds,
) -> Result<TokenClaims> {
    let signer = SignerKey::parse(key)?;
    let rules = expected.rules(now, signer.certificate().map(Certificate::signing))?;
    let mut out = room(token.len().min(MAX_LENGTH));
    let unverified = UnverifiedJws::split(token, &mut out)?;
    let algorithm = unverified.header().algorithm;
    rules.check_algorithm(algorithm)?;
    if signer.only().is_some_and(|only| only != algorithm) {
        return Err(Error::of(ErrorKind::AlgorithmKey));
    }
    let verifier = (backend.verifier)(&signer.key())?;
    TokenClaims::of(&unverified.verify(&*verifier)?, &rules)
}

/// What a signer's signatures are verified with.
enum SignerKey {
    Certificate(Certificate),
    Key(PublicKeyFile),
}

impl SignerKey {
    fn parse(file: &[u8]) -> Result<Self> {
        match PublicKeyFile::parse(file) {
            Err(error) if error.kind == ErrorKind::FileCertificate => {
                Certificate::parse(file).map(Self::Certificate)
            }
            other => other.map(Self::Key),
        }
    }

    const fn certificate(&self) -> Option<&Certificate> {
        match self {
            Self::Certificate(certificate) => Some(certificate),
            Self::Key(_) => None,
        }
    }

    const fn only(&self) -> Option<Algorithm> {
        match self {
            Self::Certificate(_) => None,
            Self::Key(key) => key.algorithm(),
        }
    }

    fn key(&self) -> PublicKey<'_> {
        match self {
            Self::Certificate(certificate) => certificate.key(),
            Self::Key(key) => key.key(),
        }
    }
}
