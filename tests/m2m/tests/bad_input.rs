//! Bad input: each kind gets a stable code of its own, and nothing panics.

use gws_auth_core::ErrorKind;
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, Curve, PublicKey};
use gws_auth_core::m2m::{ClaimRules, TokenOwner};
use gws_auth_m2m_tests::control::{employer, good, policy, signed, verifier};
use gws_auth_m2m_tests::{
    BACKENDS, CLAIMS, Employer, Folder, NOW, RING, RUSTCRYPTO, any_signer, code, header, hex, jws,
};
use std::collections::BTreeSet;

#[test]
fn the_control_is_good() {
    assert_eq!(policy(CLAIMS), "ok");
    assert_eq!(code(jws::verify(&good(), &*verifier())), "ok");
}

#[test]
fn algorithms() {
    for spelling in ["none", "None", "NONE", "nOnE", r"\u006eone", r"n\u006fne", ""] {
        let token = signed(&header("ES256").replace("ES256", spelling), CLAIMS);
        assert_eq!(code(jws::verify(&token, &*verifier())), "algorithm_none", "{spelling}");
        let bare = jws::with_signature(&token, b"");
        assert_eq!(code(jws::verify(&bare, &*verifier())), "algorithm_none", "{spelling}, no signature");
    }
    for (member, wanted) in [
        (r#""alg":null"#, "algorithm_missing"),
        (r#""alg":["ES256"]"#, "algorithm_missing"),
        (r#""x":"ES256""#, "algorithm_missing"),
        (r#""alg":"es256""#, "algorithm_unknown"),
        (r#""alg":"ES256K""#, "algorithm_unknown"),
        (r#""alg":"PS256""#, "algorithm_unknown"),
        (r#""alg":"EdDSA""#, "algorithm_unknown"),
        (r#""alg":" ES256""#, "algorithm_unknown"),
        (r#""alg":"RS256""#, "signature_length"), // 64 bytes are no RSA signature
    ] {
        let token = signed(&header("ES256").replace(r#""alg":"ES256""#, member), CLAIMS);
        assert_eq!(code(jws::verify(&token, &*verifier())), wanted, "{member}");
    }
    let other = Employer::of(Algorithm::Es384);
    let token = jws::sign(&*any_signer(Algorithm::Es384, &other.key), &header("ES384"), CLAIMS);
    assert_eq!(code(jws::verify(&token, &*verifier())), "algorithm_key");
}

/// RFC 8725 2.1: the public key, in each of its forms, as the secret of an HMAC.
#[test]
fn symmetric_algorithms_keyed_with_the_public_key() {
    let folder = Folder::new("hmac");
    let key = employer();
    folder.write("key.pub", &key.public_pem);
    folder.openssl("pkey -pubin -in key.pub -outform DER -out key.der");
    let PublicKey::Ec { point, .. } = key.certificate.key() else { panic!("an elliptic curve") };
    let (x, y) = point[1..].split_at(32);
    let jwk = format!(r#"{{"kty":"EC","crv":"P-256","x":"{}","y":"{}"}}"#, jws::encode(x), jws::encode(y));
    for secret in [key.public_pem.clone().into_bytes(), folder.read("key.der"), jwk.into_bytes()] {
        for (alg, hash) in
            [("HS256", "sha256"), ("HS384", "sha384"), ("HS512", "sha512"), ("hs256", "sha256")]
        {
            let input = format!("{}.{}", jws::encode(header(alg)), jws::encode(CLAIMS));
            folder.write("input", &input);
            let digits: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
            let tag = folder.openssl(&format!("dgst -{hash} -mac HMAC -macopt hexkey:{digits} -r input"));
            let tag = hex(tag.split_whitespace().next().expect("a tag"));
            let token = format!("{input}.{}", jws::encode(tag));
            assert_eq!(code(jws::verify(&token, &*verifier())), "algorithm_symmetric", "{alg}");
        }
    }
}

#[test]
fn header_members() {
    for (member, wanted) in [
        (r#""crit":["exp"],"exp":1"#, "header_critical"),
        (r#""crit":[]"#, "header_critical"),
        (r#""\u0063rit":["b64"]"#, "header_critical"),
        (r#""b64":false"#, "header_b64"),
        (r#""b64":true"#, "header_b64"),
        (r#""zip":"DEF""#, "header_zip"),
        (r#""enc":"A128GCM""#, "header_encryption"),
        (r#""jwk":{"kty":"EC"}"#, "header_key"),
        (r#""jku":"https://example.com/""#, "header_key"),
        (r#""x5u":"https://example.com/""#, "header_key"),
        (r#""x5c":["MIIB"]"#, "header_key"),
        (r#""typ":1"#, "json_duplicate"),
        (r#""alg":"ES256""#, "json_duplicate"),
        (r#""\u0061lg":"none""#, "json_duplicate"),
    ] {
        let header = header("ES256").replace(r#"{"alg""#, &format!(r#"{{{member},"alg""#));
        assert_eq!(code(jws::verify(&signed(&header, CLAIMS), &*verifier())), wanted, "{member}");
    }
    let (es256, jwt, m2m) = (r#""alg":"ES256""#, r#""typ":"JWT""#, r#""kid":"M2M""#);
    let rules = ClaimRules::new(NOW, TokenOwner::Any);
    for (header, wanted) in [
        (format!(r#"{{{es256},"typ":1,{m2m}}}"#), "header_member"),
        (format!(r#"{{{es256},{jwt},"kid":null}}"#), "header_member"),
        (format!("{{{es256},{m2m}}}"), "typ_invalid"),
        (format!(r#"{{{es256},"typ":"jwt",{m2m}}}"#), "typ_invalid"),
        (format!("{{{es256},{jwt}}}"), "kid_invalid"),
        (format!(r#"{{{es256},{jwt},"kid":"m2m"}}"#), "kid_invalid"),
        // Compared as parsed values, in any order, with the white space of Appendix C.
        (format!("{{\r\n\t{m2m}, \r\n\t\"\\u0074yp\": \"\\u004aWT\", {es256}\r\n}}"), "ok"),
        ("[]".to_owned(), "json_not_object"),
        ("{".to_owned(), "json_cut"),
        (format!("{{{es256},}}"), "json_trailing_comma"),
        (format!("{{{es256}}}x"), "json_trailing"),
        (format!("\u{feff}{{{es256}}}"), "json_byte_order_mark"),
    ] {
        assert_eq!(code(jws::check(&signed(&header, CLAIMS), &*verifier(), &rules)), wanted, "{header}");
    }
}

#[test]
fn segments_and_white_space() {
    let token = good();
    let json = format!(r#"{{"payload":"{}"}}"#, jws::encode(CLAIMS));
    let (input, signature) = token.rsplit_once('.').expect("a token");
    for (text, wanted) in [
        (String::new(), "jws_segments"),
        ("a".to_owned(), "jws_segments"),
        ("..".to_owned(), "jws_segments"),
        ("...".to_owned(), "jws_segments"),
        (input.to_owned(), "jws_segments"),
        (format!("{token}.a"), "jws_segments"),
        (format!("{token}.a.b"), "jws_segments"),
        (format!("{token}."), "jws_segments"),
        (json.clone(), "jws_json"),
        (format!(" \n{json}"), "jws_json"),
        (format!(" {token}"), "jws_space"),
        (format!("{token}\n"), "jws_space"),
        (format!("{token}\r\n"), "jws_space"),
        (token.replacen('.', ". ", 1), "jws_space"),
        (format!("{input}\t.{signature}"), "jws_space"),
        (format!("Bearer {token}"), "jws_space"),
        (format!("{token}\u{a0}"), "base64url_invalid"),
        (format!("{token}\0"), "base64url_invalid"),
        (format!("{input}."), "signature_length"),
    ] {
        assert_eq!(code(jws::split(&text)), wanted, "{text}");
    }
}

#[test]
fn base64url_in_each_segment() {
    // One byte more, so that each segment ends with spare bits.
    let header = header("ES256").replace('}', " }");
    let payload = CLAIMS.replace('}', if CLAIMS.len() % 3 == 2 { "  }" } else { " }" });
    let token = signed(&header, payload);
    assert_eq!(code(jws::verify(&token, &*verifier())), "ok");
    let parts: Vec<&str> = token.split('.').collect();
    let with = |segment: usize, text: String| {
        let mut parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        parts[segment] = text;
        parts.join(".")
    };
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (segment, part) in parts.iter().enumerate() {
        assert_ne!(part.len() % 4, 0, "segment {segment} has spare bits");
        for padding in ["=", "==", "%3D"] {
            let wanted = if padding == "%3D" { "base64url_invalid" } else { "jws_padding" };
            assert_eq!(code(jws::split(&with(segment, format!("{part}{padding}")))), wanted);
        }
        for foreign in ["+", "/", "~", "é", "\u{7f}"] {
            let text = with(segment, format!("{foreign}{}", &part[1..]));
            let wanted = if matches!(foreign, "+" | "/") { "base64_standard" } else { "base64url_invalid" };
            assert_eq!(code(jws::split(&text)), wanted, "{foreign} in segment {segment}");
        }
        let (rest, last) = part.split_at(part.len() - 1);
        let index = ALPHABET.find(last).expect("base64url");
        let other = ALPHABET.as_bytes()[index ^ 1] as char;
        assert_eq!(code(jws::split(&with(segment, format!("{rest}{other}")))), "base64url_spare_bits");
        let impossible = with(segment, format!("{part}{}", "A".repeat(5 - part.len() % 4)));
        assert_eq!(code(jws::split(&impossible)), "base64url_invalid", "length 4n + 1");
    }
}

#[test]
fn signatures() {
    let folder = Folder::new("signatures");
    let token = good();
    let raw = jws::signature(&token);
    folder.write("employer.key", &employer().key_pem);
    folder.write("input", token.rsplit_once('.').expect("a token").0);
    folder.openssl("dgst -sha256 -sign employer.key -out der input");
    let order = hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    let (r, s, zero) = (&raw[..32], &raw[32..], vec![0; 32]);
    let mut above = order.clone();
    above[31] += 1;
    for (signature, wanted) in [
        (vec![], "signature_length"),
        (raw[..63].to_vec(), "signature_length"),
        ([&raw[..], &[0]].concat(), "signature_length"),
        ([&[0], &raw[..]].concat(), "signature_length"),
        ([&raw[..], &raw[..]].concat(), "signature_length"),
        (folder.read("der"), "signature_der"),
        ([&zero, s].concat(), "signature_range"),
        ([r, &zero].concat(), "signature_range"),
        ([&order, s].concat(), "signature_range"),
        ([r, &order].concat(), "signature_range"),
        ([r, &above].concat(), "signature_range"),
        ([&zero[..], &zero[..]].concat(), "signature_range"),
        ([s, r].concat(), "signature_invalid"),
    ] {
        let found = code(jws::verify(&jws::with_signature(&token, &signature), &*verifier()));
        assert_eq!(found, wanted, "{signature:02x?}");
    }
}

#[test]
fn public_keys_as_numbers() {
    let rsa = Employer::of(Algorithm::Rs256).certificate.key();
    let PublicKey::Rsa { modulus, exponent } = rsa else { panic!("RSA") };
    let mut even = modulus.to_vec();
    *even.last_mut().expect("a modulus") ^= 1;
    let mut shorter = modulus.to_vec();
    shorter[0] = 0x7f; // 2,047 bits
    let long = [&[1u8], [0xffu8; 1024].as_slice()].concat();
    for (modulus, exponent, wanted) in [
        (modulus, exponent, "ok"),
        (modulus, &[3][..], "ok"),
        (&even, exponent, "key_modulus"),
        (&shorter, exponent, "key_too_short"),
        (&modulus[128..], exponent, "key_too_short"),
        (&[], exponent, "key_too_short"),
        (&long, exponent, "key_too_long"),
        (modulus, &[1], "key_exponent"),
        (modulus, &[0, 0, 1], "key_exponent"),
        (modulus, &[1, 0, 0], "key_exponent"),
        (modulus, &[], "key_exponent"),
        (modulus, &[0xff; 9], "key_exponent"),
    ] {
        assert_eq!(code(PublicKey::rsa(modulus, exponent)), wanted);
        // The variants are public: a backend must not trust what it is given.
        for backend in BACKENDS.iter().copied() {
            let made = (backend.verifier)(&PublicKey::Rsa { modulus, exponent });
            assert_eq!(code(made), wanted, "{backend:?}");
        }
    }
    let PublicKey::Ec { point, .. } = employer().certificate.key() else { panic!("an elliptic curve") };
    let mut off = point.to_vec();
    off[64] ^= 1;
    let compressed = [&[2 + (point[64] & 1)], &point[1..33]].concat();
    for (point, wanted) in [
        (point, "ok"),
        (&compressed[..], "key_point"),
        (&[0], "key_point"),
        (&[], "key_point"),
        (&point[..64], "key_point"),
        (&[&[4], &[0; 64][..]].concat(), "off"),
        (&off, "off"),
    ] {
        let made = PublicKey::ec(Curve::P256, point);
        assert_eq!(code(made), if wanted == "off" { "ok" } else { wanted });
        let key = PublicKey::Ec { curve: Curve::P256, point };
        let wanted_made = if wanted == "off" { "key_point" } else { wanted };
        assert_eq!(code((RUSTCRYPTO.verifier)(&key)), wanted_made);
        // ring looks at the point only when it verifies.
        match (RING.verifier)(&key) {
            Ok(verifier) if wanted == "off" => {
                assert_eq!(code(jws::verify(&good(), &*verifier)), "signature_invalid")
            }
            made => assert_eq!(code(made), wanted),
        }
    }
    // A point of the right length for the curve, and on another one.
    let misnamed = PublicKey::ec(Curve::P384, point);
    assert_eq!(code(misnamed), "key_point");
}

#[test]
fn certificates() {
    let (mine, other) = (employer(), Employer::of(Algorithm::Rs256));
    let public = mine.key.public_key().expect("openssl writes it");
    assert_eq!(code(mine.certificate.check_key(&public)), "ok");
    assert_eq!(code(other.certificate.check_key(&public)), "certificate_key");
    let (begin, end) = (mine.certificate.not_before(), mine.certificate.not_after());
    let at = |certificate: &Certificate, now| code(certificate.check(now));
    assert_eq!([at(&mine.certificate, begin), at(&mine.certificate, end)], ["ok", "ok"]);
    assert_eq!(at(&mine.certificate, begin - 1), "certificate_not_yet_valid");
    assert_eq!(at(&mine.certificate, end + 1), "certificate_expired");
}

#[test]
fn sizes() {
    let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    let wide: Vec<String> = (0..100).map(|n| format!("\"m{n}\":{n}")).collect();
    for (token, wanted) in [
        ("a".repeat(1 << 20), "jws_too_long"),
        (format!("{}{}", good(), "A".repeat(1 << 20)), "jws_too_long"),
        (".".repeat(10_000_000), "jws_too_long"),
        (".".repeat(16_384), "jws_segments"),
        (signed(&header("ES256"), deep(100_000)), "jws_too_long"),
        (signed(&header("ES256"), deep(5_000)), "ok"),
        (signed(&deep(5_000), CLAIMS), "json_deep"),
        (signed(&format!("{{{}}}", wide.join(",")), CLAIMS), "json_wide"),
    ] {
        assert_eq!(code(jws::verify(&token, &*verifier())), wanted, "{} bytes", token.len());
    }
    assert_eq!(policy(deep(5_000)), "json_deep");
    assert_eq!(policy(format!("{{{}}}", wide.join(","))), "json_wide");
    for payload in ["", "[]", "null", "\"\"", "\u{0}{}", "{\"a\":\"\u{1}\"}", r#"{"a":"\ud800"}"#, "{}{}"] {
        assert_ne!(policy(if payload.is_empty() { " " } else { payload }), "ok", "{payload}");
    }
    assert_eq!(policy([0xff, 0xfe, b'{']), "json_utf16");
    assert_eq!(policy([b'{', 0xc3, b'}']), "json_not_utf8");
}

/// What a verifier must tell apart, and by which code.
const DISTINCT: [(&str, &str); 37] = [
    ("alg none, in any spelling", "algorithm_none"),
    ("HS256", "algorithm_symmetric"),
    ("alg that does not fit the key", "algorithm_key"),
    ("alg that is none of the six", "algorithm_unknown"),
    ("crit", "header_critical"),
    ("b64", "header_b64"),
    ("zip", "header_zip"),
    ("a key in the header", "header_key"),
    ("not three segments", "jws_segments"),
    ("JSON serialization", "jws_json"),
    ("white space", "jws_space"),
    ("padding", "jws_padding"),
    ("non-canonical bits", "base64url_spare_bits"),
    ("standard alphabet", "base64_standard"),
    ("what is no base64 at all", "base64url_invalid"),
    ("duplicate members", "json_duplicate"),
    ("iat missing", "iat_missing"),
    ("iat of a wrong form", "iat_invalid"),
    ("exp missing", "exp_missing"),
    ("exp of a wrong form", "exp_invalid"),
    ("nbf of a wrong form", "nbf_invalid"),
    ("exp - iat of 28,801", "lifetime_too_long"),
    ("signature of a wrong length, 65 bytes", "signature_length"),
    ("DER where raw belongs", "signature_der"),
    ("r or s of 0 or n", "signature_range"),
    ("a signature that does not verify", "signature_invalid"),
    ("RSA below 2,048 bits", "key_too_short"),
    ("even modulus", "key_modulus"),
    ("exponent 1", "key_exponent"),
    ("point off the curve", "key_point"),
    ("key and certificate that do not match", "certificate_key"),
    ("expired certificate", "certificate_expired"),
    ("certificate not yet valid", "certificate_not_yet_valid"),
    ("four-year breach", "certificate_four_years"),
    ("1 MiB, 10 MB of dots", "jws_too_long"),
    ("deep payload", "json_deep"),
    ("wide payload", "json_wide"),
];

/// No two kinds share a code or a number; each of the list is asserted somewhere in these files.
#[test]
fn codes_are_distinct() {
    let codes: BTreeSet<_> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
    let numbers: BTreeSet<_> = ErrorKind::ALL.iter().map(|kind| kind.number()).collect();
    assert_eq!([codes.len(), numbers.len()], [ErrorKind::ALL.len(); 2]);
    let listed: BTreeSet<_> = DISTINCT.iter().map(|(_, code)| *code).collect();
    assert_eq!(listed.len(), DISTINCT.len());

    let (mine, _) = include_str!("bad_input.rs").split_once("const DISTINCT").expect("this file");
    let files =
        [mine, include_str!("bad_claims.rs"), include_str!("certificates.rs"), include_str!("keys.rs")];
    let asserted: BTreeSet<_> =
        files.iter().flat_map(|file| file.split('"')).filter(|text| codes.contains(text)).collect();
    let missing: Vec<_> = listed.difference(&asserted).collect();
    assert!(missing.is_empty(), "{missing:?}");
    println!("{} codes asserted, {} of them from the list", asserted.len(), listed.len());
}
