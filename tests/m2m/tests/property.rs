//! What must hold for any input.

use gws_auth_core::jws::{Algorithm, Curve, Signature, Signer, UnverifiedJws, Verifier};
use gws_auth_core::m2m::{ClaimRules, ClaimsToSign, StartLogon, Thumbprint, TokenOwner};
use gws_auth_m2m_tests::{CLAIMS, Employer, NOW, RING, any_signer, code, header, jws};
use gws_auth_rustcrypto::EcSigner;
use proptest::prelude::*;
use serde_json::Value;

/// r‖s to DER and back, by the `ecdsa` crate.
fn oracle(curve: Curve, der: &[u8]) -> Option<Vec<u8>> {
    Some(match curve {
        Curve::P256 => p256::ecdsa::Signature::from_der(der).ok()?.to_bytes().to_vec(),
        Curve::P384 => p384::ecdsa::Signature::from_der(der).ok()?.to_bytes().to_vec(),
        Curve::P521 => p521::ecdsa::Signature::from_der(der).ok()?.to_bytes().to_vec(),
    })
}

fn oracle_der(curve: Curve, raw: &[u8]) -> Option<Vec<u8>> {
    Some(match curve {
        Curve::P256 => p256::ecdsa::Signature::from_slice(raw).ok()?.to_der().as_bytes().to_vec(),
        Curve::P384 => p384::ecdsa::Signature::from_slice(raw).ok()?.to_der().as_bytes().to_vec(),
        Curve::P521 => p521::ecdsa::Signature::from_slice(raw).ok()?.to_der().as_bytes().to_vec(),
    })
}

fn ec() -> impl Strategy<Value = Algorithm> {
    prop_oneof![Just(Algorithm::Es256), Just(Algorithm::Es384), Just(Algorithm::Es512)]
}

/// What a host's verifier is given for a token with this signature.
fn for_host(algorithm: Algorithm, raw: &[u8]) -> Vec<u8> {
    let token = jws::compact(&format!(r#"{{"alg":"{}"}}"#, algorithm.name()), "{}", raw);
    let (mut room, mut out) = ([0; 512], [0; 141]);
    let unverified = UnverifiedJws::split(&token, &mut room).expect("well-formed");
    unverified.signature_for_host(&mut out).expect("room enough").to_vec()
}

fn to_raw(algorithm: Algorithm, der: &[u8]) -> Option<Vec<u8>> {
    let mut room = [0; 132];
    Signature::Der(der).to_raw(algorithm, &mut room).ok().map(<[u8]>::to_vec)
}

/// A key that costs nothing to make.
fn signer() -> EcSigner {
    EcSigner::new(Curve::P256, &[7; 32]).expect("a scalar")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    /// A DER signature is taken exactly where the `ecdsa` crate takes it, and becomes the same r‖s.
    #[test]
    fn der_becomes_what_the_oracle_makes_of_it(algorithm in ec(), seed in prop::collection::vec(any::<u8>(), 132), cut in 0usize..66) {
        let curve = algorithm.curve().expect("a curve");
        let mut raw = seed[..curve.width() * 2].to_vec();
        if curve == Curve::P521 {
            raw[0] &= 1;
            raw[66] &= 1;
        }
        raw[..cut.min(curve.width() - 1)].fill(0); // short integers
        if let Some(der) = oracle_der(curve, &raw) {
            prop_assert_eq!(to_raw(algorithm, &der), Some(raw.clone()));
            prop_assert_eq!(for_host(algorithm, &raw), der.clone());
            let mut damaged = der.clone();
            let at = usize::from(seed[131]) % der.len();
            damaged[at] ^= 1 << (seed[130] % 8);
            prop_assert_eq!(to_raw(algorithm, &damaged), oracle(curve, &damaged), "{:02x?}", damaged);
            prop_assert_eq!(to_raw(algorithm, &der[..at]), None);
            prop_assert_eq!(to_raw(algorithm, &[&der[..], &[0]].concat()), None);
        }
    }

    #[test]
    fn der_of_any_bytes_is_as_the_oracle_has_it(algorithm in ec(), der in prop::collection::vec(any::<u8>(), 0..150)) {
        let curve = algorithm.curve().expect("a curve");
        prop_assert_eq!(to_raw(algorithm, &der), oracle(curve, &der));
    }
}

// Each of these signs, which takes its time without optimisation.
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn the_reader_never_panics(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = jws::split(&text);
        let _ = jws::split(&String::from_utf8_lossy(&bytes));
        let token = jws::compact(&text, &bytes, &bytes);
        let verifier = signer().verifier();
        prop_assert!(jws::verify(&token, &verifier).is_err());
    }

    /// Closer to a token: the right letters, dots and braces.
    #[test]
    fn the_reader_never_panics_on_near_tokens(text in "[A-Za-z0-9_.={}-]{0,120}", json in "[\\[\\]{}\":,a-z0-9\\\\ -]{0,60}") {
        let _ = jws::split(&text);
        let signer = signer();
        let signed = jws::sign(&signer, &json, &json);
        let _ = jws::verify(&signed, &signer.verifier());
        let token = jws::sign(&signer, &header("ES256"), &json);
        let found = jws::check(&token, &signer.verifier(), &ClaimRules::new(NOW, TokenOwner::Any));
        prop_assert!(found.is_err());
    }

    /// Issuer and user of any characters that are no control characters arrive as they were, by another JSON reader
    /// and by ours.
    #[test]
    fn claims_round_trip(iss in "\\PC{1,60}", user in "\\PC{1,60}", lifetime in 1u32..=28_800, form in 0..4) {
        let has_control = iss.chars().chain(user.chars()).any(char::is_control);
        prop_assume!(!has_control);
        let start_logon = match form {
            0 => StartLogon::Null,
            1 => StartLogon::Empty,
            2 => StartLogon::Absent,
            _ => StartLogon::User(&user),
        };
        let sub = Thumbprint::parse(&format!("{:0>64X}", iss.len())).expect("64 digits");
        let claims = ClaimsToSign::new(sub, &iss, NOW).and_then(|claims| claims.with_start_logon(start_logon));
        let claims = claims.and_then(|claims| claims.with_lifetime(lifetime)).expect("good claims");
        let mut input = [0; 4096];
        let unsigned = claims.encode(Algorithm::Es256, &mut input).expect("room enough");
        prop_assert_eq!(unsigned.signing_input().len(), claims.encoded_len(Algorithm::Es256));
        let digest = Algorithm::Es256.hash().of(unsigned.signing_input());
        prop_assert_eq!(unsigned.digest(), digest);

        let signer = signer();
        let mut out = [0; 8192];
        let token = unsigned.sign(&signer, &mut out).expect("it signs").token().expose().to_owned();
        prop_assert_eq!(token.len(), unsigned.token_len());
        let parts: Vec<&str> = token.split('.').collect();
        prop_assert_eq!(jws::decode(parts[0]), br#"{"alg":"ES256","typ":"JWT","kid":"M2M"}"#);
        let read: Value = serde_json::from_slice(&jws::decode(parts[1])).expect("JSON");
        prop_assert_eq!(read["iss"].as_str(), Some(iss.as_str()));
        prop_assert_eq!(read["sub"].as_str(), Some(sub.as_str()));
        prop_assert_eq!(read["exp"].as_i64(), Some(claims.exp()));
        let wanted = match form {
            0 => Some(Value::Null),
            1 => Some(Value::String(String::new())),
            2 => None,
            _ => Some(Value::String(user.clone())),
        };
        prop_assert_eq!(read.get("startLogon"), wanted.as_ref());

        let rules = ClaimRules::new(NOW, TokenOwner::Any).with_issuer(&iss).with_owner(TokenOwner::Sub(sub.as_str()));
        let ours = jws::check(&token, &signer.verifier(), &rules).expect("a good token");
        prop_assert_eq!(ours.start_logon, (form == 3).then_some(user));
    }

    #[test]
    fn renewal_is_due_in_the_last_tenth(lifetime in 1u32..=28_800, at in -10i64..30_000) {
        let claims = ClaimsToSign::new(Thumbprint::parse(&"AB".repeat(32)).expect("64 digits"), "a", NOW).and_then(|c| c.with_lifetime(lifetime));
        let (mut input, mut out) = ([0; 1024], [0; 2048]);
        let unsigned = claims.expect("good claims").encode(Algorithm::Es256, &mut input).expect("room enough");
        let token = unsigned.sign(&signer(), &mut out).expect("it signs");
        let end = i64::from(lifetime);
        prop_assert_eq!(token.needs_renewal(NOW + at), at < 0 || at >= end - end / 10);
        prop_assert_eq!(token.expires_at(), NOW + end);
    }
}

/// Every single byte of a token matters: each position, several other bytes, on a token of each kind.
#[test]
fn no_byte_of_a_token_can_be_changed() {
    let mut tried = 0;
    for algorithm in [Algorithm::Es256, Algorithm::Rs256] {
        let employer = Employer::of(algorithm);
        let signer: Box<dyn Signer> = any_signer(algorithm, &employer.key);
        let verifier: Box<dyn Verifier> = (RING.verifier)(&employer.certificate.key()).expect("it verifies");
        let token = jws::sign(&*signer, &header(algorithm.name()), CLAIMS);
        assert_eq!(code(jws::verify(&token, &*verifier)), "ok");
        for at in 0..token.len() {
            let old = token.as_bytes()[at];
            for new in [old ^ 1, old ^ 2, old ^ 32, b'A', b'_', b'.', b'=', b' ', 0]
                .into_iter()
                .filter(|new| *new != old && new.is_ascii())
            {
                let mut bytes = token.clone().into_bytes();
                bytes[at] = new;
                let altered = String::from_utf8(bytes).expect("ASCII");
                assert!(jws::verify(&altered, &*verifier).is_err(), "byte {at}: {old} to {new}");
                tried += 1;
            }
            let shorter = format!("{}{}", &token[..at], &token[at + 1..]);
            assert!(jws::verify(&shorter, &*verifier).is_err(), "byte {at} left out");
            let longer = format!("{}A{}", &token[..at], &token[at..]);
            assert!(jws::verify(&longer, &*verifier).is_err(), "a byte put in at {at}");
            tried += 2;
        }
    }
    println!("{tried} altered tokens refused");
}
