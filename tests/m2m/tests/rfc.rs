//! The examples of RFC 7515, RFC 7520 and RFC 6979.

use gws_auth_core::jws::{Algorithm, PublicKey, Signer};
use gws_auth_core::key::PublicKeyFile;
use gws_auth_m2m_tests::{code, hex, jws, knowing, vectors};
use gws_auth_rustcrypto::EcSigner;
use serde_json::Value;

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().unwrap_or_else(|| panic!("{member} is text"))
}

fn list<'v>(value: &'v Value, member: &str) -> &'v [Value] {
    value[member].as_array().unwrap_or_else(|| panic!("{member} is a list"))
}

/// Each example verifies on every backend that has its curve, and not once its payload was altered.
fn accepts(file: &str) -> Vec<String> {
    let vectors = vectors(file);
    let mut done = Vec::new();
    for example in list(&vectors, "accepted") {
        let (name, token) = (text(example, "name"), text(example, "token"));
        let file = PublicKeyFile::parse(example["jwk"].to_string().as_bytes()).expect("a JWK");
        let algorithm = Algorithm::parse(text(example, "alg")).expect("one of the six");
        for backend in knowing(&file.key()) {
            let verifier = (backend.verifier)(&file.key()).expect("a key that fits");
            assert!(verifier.fits(algorithm));
            let payload =
                jws::verify(token, &*verifier).unwrap_or_else(|e| panic!("{name} {backend:?}: {e}"));
            assert_eq!(String::from_utf8_lossy(&payload), text(example, "payload"), "{name} {backend:?}");
            let altered = token.replacen(".ey", ".eA", 1).replacen(".UG", ".VG", 1).replacen(".SX", ".TX", 1);
            assert_ne!(altered, token);
            assert_eq!(code(jws::verify(&altered, &*verifier)), "signature_invalid", "{name} {backend:?}");
            done.push(format!("{name} {} {backend:?}", algorithm.name()));
        }
    }
    println!("{file}: {} verified: {}", done.len(), done.join(", "));
    done
}

/// The others are refused before any key is looked at, each for its own reason.
fn refuses(file: &str) -> usize {
    let vectors = vectors(file);
    let refused = list(&vectors, "refused");
    for example in refused {
        let found = code(jws::split(text(example, "token")));
        assert_eq!(found, text(example, "code"), "{}", text(example, "name"));
    }
    println!("{file}: {} refused", refused.len());
    refused.len()
}

#[test]
fn rfc_7515_appendix_a() {
    assert_eq!(accepts("rfc7515").len(), 8, "A.2 and A.3 on three backends, A.4 on two");
    assert_eq!(refuses("rfc7515"), 3);
}

#[test]
fn rfc_7520_section_4() {
    assert_eq!(accepts("rfc7520").len(), 5, "4.1 on three backends, 4.3 on two");
    assert_eq!(refuses("rfc7520"), 5);
}

/// A.2.5 to A.2.7: the exact r and s, and the public key that belongs to the private one.
#[test]
fn rfc_6979_appendix_a_2() {
    let vectors = vectors("rfc6979");
    let mut done = 0;
    for curve in list(&vectors, "curves") {
        let algorithm = Algorithm::parse(text(curve, "alg")).expect("one of the six");
        let signer =
            EcSigner::new(algorithm.curve().expect("a curve"), &hex(text(curve, "x"))).expect("a scalar");
        let point = hex(text(curve, "point"));
        let key = PublicKey::ec(algorithm.curve().expect("a curve"), &point).expect("a point");
        for signature in list(curve, "signatures") {
            let message = text(signature, "message").as_bytes();
            let wanted = hex(&[text(signature, "r"), text(signature, "s")].concat());
            let mut room = [0; 132];
            let found = signer.sign(message, &mut room).expect("it signs");
            assert_eq!(found, wanted, "{} {message:?}", text(curve, "name"));
            for backend in knowing(&key) {
                let verifier = (backend.verifier)(&key).expect("a point of the curve");
                assert_eq!(code(verifier.verify(algorithm, message, found)), "ok", "{backend:?}");
            }
            done += 1;
        }
    }
    println!("RFC 6979: {done} signatures, r and s exact");
    assert_eq!(done, 6);
}
