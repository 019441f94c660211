//! Signed tokens, signing inputs and signatures: what is read back is what was written, and nothing is too strange to be
//! judged.

#![no_main]

use std::hint::black_box;

use gws_auth_core::ErrorKind;
use gws_auth_core::jws::{Algorithm, MAX_ECDSA_SIGNATURE, MAX_SIGNATURE, Signature, UnverifiedJws};
use gws_auth_core::m2m::{ClaimRules, TokenClaims, TokenOwner, UnsignedToken};
use gws_auth_core::wire::base64url;
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_790_000_000;

fuzz_target!(|data: &[u8]| {
    signatures(data);
    let Ok(text) = core::str::from_utf8(data) else { return };
    token(text);
    signing_input(text);
    // The fuzzer does not guess base64url: encode two or three lines of JSON for it.
    let segments: Vec<String> = text.lines().take(2).map(|line| encoded(line.as_bytes())).collect();
    let input = segments.join(".");
    signing_input(&input);
    token(&format!("{input}.{}", encoded(&[1; 64])));
});

fn token(text: &str) {
    let mut out = vec![0; text.len()];
    let Ok(unverified) = UnverifiedJws::split(text, &mut out) else { return };
    assert!(text.as_bytes().starts_with(unverified.signing_input()));
    let mut der = [0; MAX_SIGNATURE];
    let der = unverified.signature_for_host(&mut der).expect("room enough");
    let algorithm = unverified.header().algorithm;
    if algorithm.curve().is_some() {
        let mut raw = [0; MAX_ECDSA_SIGNATURE];
        assert_eq!(Signature::Der(der).to_raw(algorithm, &mut raw), Ok(unverified.signature()));
    }
    let _ =
        black_box(TokenClaims::check(&unverified.assume_verified(), &ClaimRules::new(NOW, TokenOwner::Any)));
}

/// What takes a signature is a token whose claims pass at the time they name.
fn signing_input(text: &str) {
    let mut scratch = vec![0; text.len()];
    let Ok(unsigned) = UnsignedToken::parse(text, &mut scratch) else { return };
    let mut out = vec![0; unsigned.token_len()];
    let width = unsigned.algorithm().curve().map_or(256, |curve| 2 * curve.width());
    let token =
        unsigned.attach(Signature::Raw(&vec![1; width]), None, &mut out).expect("a signature of that length");
    let mut split = vec![0; token.token().expose().len()];
    let again = UnverifiedJws::split(token.token().expose(), &mut split).expect("a token");
    let rules = ClaimRules::new(unsigned.issued_at(), TokenOwner::Any);
    match TokenClaims::check(&again.assume_verified(), &rules) {
        Ok(claims) => assert_eq!((claims.iat, claims.exp), (unsigned.issued_at(), unsigned.expires_at())),
        // An `nbf` of somebody else's, which our own tokens do not have.
        Err(error) => assert_eq!(error.kind, ErrorKind::TokenNotYetValid, "claims that were read before"),
    }
}

fn signatures(data: &[u8]) {
    for algorithm in Algorithm::ALL {
        let mut raw = [0; MAX_ECDSA_SIGNATURE];
        let _ = black_box(Signature::Der(data).to_raw(algorithm, &mut raw));
        let _ = black_box(Signature::Raw(data).to_raw(algorithm, &mut raw));
    }
}

fn encoded(bytes: &[u8]) -> String {
    let mut text = vec![0; base64url::encoded_len(bytes.len())];
    base64url::encode(bytes, &mut text).expect("room enough").to_owned()
}
