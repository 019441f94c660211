//! PKCE with S256 (AUTHZ-3, AUTHZ-4, AUTHZ-8; RFC 7636), on crates of its own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::form::Parameters;
use super::refusal::Refusal;

/// The challenge of an authorisation request, if it has one. What IR answers to a bad one is undocumented.
pub(crate) fn challenge(query: &Parameters) -> Result<Option<String>, Refusal> {
    match (query.find("code_challenge"), query.find("code_challenge_method")) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Refusal::undocumented("code_challenge_method without code_challenge")),
        (Some(challenge), Some("S256")) => {
            // 32 bytes in canonical base64url without padding.
            if URL_SAFE_NO_PAD.decode(challenge).is_ok_and(|hash| hash.len() == 32) {
                Ok(Some(challenge.to_owned()))
            } else {
                Err(Refusal::undocumented("code_challenge is not the base64url of a SHA-256"))
            }
        }
        (Some(_), _) => Err(Refusal::undocumented("code_challenge_method must be S256")),
    }
}

/// Whether `verifier` is the one that was promised. A verifier without a challenge is refused as well (RFC 9700 2.1.1).
pub(crate) fn verified(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            well_formed(verifier) && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge
        }
        _ => false,
    }
}

fn well_formed(verifier: &str) -> bool {
    (43..=128).contains(&verifier.len())
        && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_rfc_example_verifies_and_nothing_else_does() {
        assert!(verified(Some(CHALLENGE), Some(VERIFIER)));
        assert!(!verified(Some(CHALLENGE), Some(&VERIFIER.replace('d', "e"))));
        assert!(!verified(Some(CHALLENGE), None));
        assert!(!verified(None, Some(VERIFIER)));
        assert!(verified(None, None));
    }

    #[test]
    fn only_s256_is_accepted() {
        let query = |text: &str| challenge(&Parameters::parse(text.as_bytes()));
        assert_eq!(
            query(&format!("code_challenge={CHALLENGE}&code_challenge_method=S256")),
            Ok(Some(CHALLENGE.to_owned()))
        );
        assert_eq!(query("state=x"), Ok(None));
        for bad in ["&code_challenge_method=plain", "", "&code_challenge_method=s256"] {
            assert!(query(&format!("code_challenge={CHALLENGE}{bad}")).is_err(), "{bad}");
        }
        assert!(query("code_challenge=abc&code_challenge_method=S256").is_err());
        assert!(query(&format!("code_challenge={CHALLENGE}=&code_challenge_method=S256")).is_err());
        assert!(query("code_challenge_method=S256").is_err());
    }
}
