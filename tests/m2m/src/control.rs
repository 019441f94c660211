//! A good token, and what is made of it: the ground of the tests about bad input.

use crate::{CLAIMS, Employer, NOW, RUSTCRYPTO, any_signer, code, header, jws};
use gws_auth_core::jws::{Algorithm, Verifier};
use gws_auth_core::m2m::{ClaimRules, TokenOwner};

/// The employer of the tests about bad input: P-256.
#[must_use]
pub fn employer() -> &'static Employer {
    Employer::of(Algorithm::Es256)
}

/// The verifier of its key.
///
/// # Panics
/// Never: the key is good.
#[must_use]
pub fn verifier() -> Box<dyn Verifier> {
    (RUSTCRYPTO.verifier)(&employer().certificate.key()).expect("a P-256 key")
}

/// Signs whatever header and payload say with its key.
#[must_use]
pub fn signed(header: &str, payload: impl AsRef<[u8]>) -> String {
    jws::sign(&*any_signer(Algorithm::Es256, &employer().key), header, payload)
}

/// A token that nothing is wrong with.
#[must_use]
pub fn good() -> String {
    signed(&header("ES256"), CLAIMS)
}

/// Signature and policy of a token that is signed as it stands.
#[must_use]
pub fn policy(payload: impl AsRef<[u8]>) -> &'static str {
    code(jws::check(&signed(&header("ES256"), payload), &*verifier(), &ClaimRules::new(NOW, TokenOwner::Any)))
}

/// The claims with the text `from` replaced.
///
/// # Panics
/// If it is not there.
#[must_use]
pub fn claims(from: &str, to: &str) -> String {
    let claims = CLAIMS.replace(from, to);
    assert_ne!(claims, CLAIMS, "{from} is not there");
    claims
}
