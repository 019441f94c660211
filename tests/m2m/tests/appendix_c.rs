//! The token of the build pack's Appendix C: it verifies, and its claims are not what IR asks for elsewhere.

use gws_auth_core::Secret;
use gws_auth_core::key::PublicKeyFile;
use gws_auth_core::m2m::{ClaimRules, SigningCertificate, Thumbprint, TokenOwner};
use gws_auth_m2m_tests::{BACKENDS, RING, code, jws, vectors};
use serde_json::Value;

struct AppendixC {
    token: String,
    key: PublicKeyFile,
    header: String,
    claims: Value,
}

fn appendix_c() -> AppendixC {
    let vectors = vectors("appendix-c");
    let text = |member: &str| vectors[member].as_str().expect("text").to_owned();
    let key = PublicKeyFile::parse(text("public_key_pem").as_bytes()).expect("a public key");
    AppendixC { token: text("token"), key, header: text("header_json"), claims: vectors["claims"].clone() }
}

#[test]
fn the_signature_verifies_on_both_backends() {
    let example = appendix_c();
    assert_eq!(example.key.key().bits(), 2048);
    for backend in BACKENDS.iter().copied() {
        let verifier = (backend.verifier)(&example.key.key()).expect("an RSA key");
        let payload = jws::verify(&example.token, &*verifier).expect("IR's own token verifies");
        let claims: Value = serde_json::from_slice(&payload).expect("JSON with white space and CRLF");
        assert_eq!(claims, example.claims);
        assert_eq!(jws::encode(&example.header), example.token.split('.').next().expect("a header"));
        let mut signature = jws::signature(&example.token);
        signature[100] ^= 1;
        let altered = jws::with_signature(&example.token, &signature);
        assert_eq!(code(jws::verify(&altered, &*verifier)), "signature_invalid");
        println!("Appendix C verifies on {backend:?}");
    }
}

/// 10,000 s are within 8 hours, so within its time the token passes; but its sub is no thumbprint of anything.
#[test]
fn the_policy_says_what_is_wrong() {
    let example = appendix_c();
    let verifier = (RING.verifier)(&example.key.key()).expect("an RSA key");
    let check = |rules: &ClaimRules<'_>| code(jws::check(&example.token, &*verifier, rules));
    let (iat, exp) = (1_560_894_733, 1_560_904_733);
    let then = ClaimRules::new(iat + 5_000, TokenOwner::Any);
    assert_eq!(check(&ClaimRules::new(1_795_219_200, TokenOwner::Any)), "token_expired");
    assert_eq!(check(&ClaimRules::new(iat - 3_600, TokenOwner::Any)), "token_not_yet_valid");
    assert_eq!(check(&then), "ok");
    assert_eq!(
        check(&then.with_issuer("www.wigetcompany.com").with_owner(TokenOwner::Sub("Wiget Company"))),
        "ok"
    );
    assert_eq!(check(&then.with_issuer("www.widgetcompany.com")), "iss_mismatch");
    let sub = Thumbprint::parse(&"AB".repeat(32)).expect("the certificate is not published");
    assert_eq!(check(&then.with_owner(TokenOwner::Sub(sub.as_str()))), "sub_mismatch");
    let facts = SigningCertificate { thumbprint: sub, not_before: iat - 10, not_after: exp + 10 };
    assert_eq!(check(&then.with_owner(TokenOwner::Certificate(facts))), "sub_thumbprint");
    assert_eq!(code(Thumbprint::parse("Wiget Company")), "thumbprint_format");
}

/// M2M-11: base64's `=`, or the space that Appendix C's text has for it.
#[test]
fn padding_and_spaces_are_named() {
    let example = appendix_c();
    let parts: Vec<&str> = example.token.split('.').collect();
    for (filler, wanted, word) in [("=", "jws_padding", "="), (" ", "jws_space", "Appendix C")] {
        for at in 0..3 {
            let mut parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            parts[at].push_str(filler);
            let error = jws::split(&parts.join(".")).expect_err("refused");
            assert_eq!(error.code(), wanted);
            assert_eq!(error.at, parts[..=at].join(".").len() - 1, "the place is the filler's");
            assert!(error.to_string().contains(word), "{error}");
        }
    }
    let wrapped = example.token.replacen("R4ht3N7j", "R4ht3N7j\r\n", 1);
    assert_eq!(code(jws::split(&wrapped)), "jws_space");
    // Nothing that is shown of a refusal holds the token.
    let error = jws::split(&wrapped).expect_err("refused");
    assert!(!format!("{error} {error:?} {:?}", Secret::new(&wrapped)).contains("R4ht3N7j"));
}
