//! Tokens by hand, so that what the core would never write can be written.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use gws_auth_core::jws::{self, MAX_SIGNATURE, Signer, UnverifiedJws, Verifier};
use gws_auth_core::m2m::{ClaimRules, TokenClaims};
use gws_auth_core::{Result, UnixSeconds};

/// base64url without padding.
#[must_use]
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of base64url without padding.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn decode(text: &str) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url")
}

/// Three segments of whatever is given.
#[must_use]
pub fn compact(header: &str, payload: impl AsRef<[u8]>, signature: &[u8]) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode(signature))
}

/// Signs whatever header and payload say.
///
/// # Panics
/// If the key cannot sign.
#[must_use]
pub fn sign(signer: &dyn Signer, header: &str, payload: impl AsRef<[u8]>) -> String {
    let input = format!("{}.{}", encode(header), encode(payload));
    let mut room = [0; MAX_SIGNATURE];
    let signature = signer.sign(input.as_bytes(), &mut room).expect("a key that signs");
    format!("{input}.{}", encode(signature))
}

/// The signature of a token.
#[must_use]
pub fn signature(token: &str) -> Vec<u8> {
    decode(token.rsplit('.').next().unwrap_or_default())
}

/// The same token with another signature.
#[must_use]
pub fn with_signature(token: &str, signature: &[u8]) -> String {
    let (input, _) = token.rsplit_once('.').unwrap_or_default();
    format!("{input}.{}", encode(signature))
}

/// Splits only.
///
/// # Errors
/// The core's.
pub fn split(token: &str) -> Result<()> {
    UnverifiedJws::split(token, &mut vec![0; token.len()]).map(|_| ())
}

/// The payload of a token whose signature verifies.
///
/// # Errors
/// The core's.
pub fn verify(token: &str, verifier: &dyn Verifier) -> Result<Vec<u8>> {
    jws::verify(token, verifier, &mut vec![0; token.len()]).map(|payload| payload.bytes().to_vec())
}

/// Signature and policy; `sub`, `iss`, `startLogon`, `iat` and `exp`.
///
/// # Errors
/// The core's.
pub fn check(token: &str, verifier: &dyn Verifier, rules: &ClaimRules<'_>) -> Result<Claims> {
    let mut room = vec![0; token.len()];
    let payload = jws::verify(token, verifier, &mut room)?;
    let claims = TokenClaims::check(&payload, rules)?;
    Ok(Claims {
        sub: claims.sub.chars().collect(),
        iss: claims.iss.chars().collect(),
        start_logon: claims.start_logon.map(|user| user.chars().collect()),
        iat: claims.iat,
        exp: claims.exp,
    })
}

/// Claims, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// The thumbprint.
    pub sub: String,
    /// The issuer.
    pub iss: String,
    /// The myIR user.
    pub start_logon: Option<String>,
    /// Seconds since 1970.
    pub iat: UnixSeconds,
    /// Seconds since 1970.
    pub exp: UnixSeconds,
}
