//! `m2m` and `thumbprint`

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde_json::{Value, json};

use crate::employer::{Employer, HEADER, encode, invalid, openssl};
use crate::support::{code, gws, text};

fn vectors(name: &str) -> Value {
    let path = format!("{}/../../tests/vectors/m2m/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("vectors")).expect("JSON")
}

fn decoded(segment: &str) -> String {
    String::from_utf8(Base64UrlUnpadded::decode_vec(segment).expect("base64url")).expect("UTF-8")
}

#[test]
fn all_six_algorithms_from_keys_of_openssl() {
    let all = ["ES256", "ES384", "ES512", "RS256", "RS384", "RS512"];
    let employer = Employer::new(&all);
    for alg in all {
        let ran = employer.sign(alg, &["--alg", alg]).run();
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
        let signed = ran.json();
        assert_eq!((&signed["issued_at"], &signed["expires_at"]), (&signed["iat"], &signed["exp"]));
        assert_eq!(signed["authorization"], signed["token"], "no Bearer");
        assert_eq!(text(&signed, "sub"), employer.fingerprint(alg, "sha256"));
        let (iat, exp) = (signed["iat"].as_i64().expect("iat"), signed["exp"].as_i64().expect("exp"));
        assert!(exp - iat == 3_600 && iat >= employer.now, "{signed}");
        let token = text(&signed, "token");
        let parts: Vec<&str> = token.split('.').collect();
        assert_eq!(decoded(parts[0]), format!(r#"{{"alg":"{alg}","typ":"JWT","kid":"M2M"}}"#));
        let claims = json!({"sub": signed["sub"], "iss": "www.example.com", "startLogon": null, "iat": iat, "exp": exp});
        assert_eq!(decoded(parts[1]), claims.to_string(), "in IR's order");

        let valid = json!({"valid": true, "algorithm": alg, "sub": signed["sub"], "iss": "www.example.com",
                           "start_logon": null, "iat": iat, "exp": exp, "alg": alg, "claims": claims});
        for end in ["", "\n", "\r\n"] {
            let ran = employer.verify(alg, &["--iss", "www.example.com"], format!("{token}{end}"));
            assert_eq!((ran.status, ran.json()), (0, valid.clone()), "{ran:?}");
        }
        openssl(employer.path(), &format!("pkey -pubin -in {alg}.pub -outform DER -out {alg}.der"));
        for key in [format!("{alg}.pub"), format!("{alg}.der")] {
            let verify = ["m2m", "verify", "--public-key", &key, "--alg", alg, "--json"];
            assert_eq!(employer.gws(&verify).stdin(token).json(0), valid);
        }
        openssl(employer.path(), &format!("x509 -in {alg}.crt -outform DER -out {alg}.cer"));
        let cer = format!("{alg}.cer");
        assert_eq!(employer.gws(&["m2m", "verify", "--cert", &cer, "--json"]).stdin(token).json(0), valid);
    }
    // An RSA key fits three algorithms, and --alg is one of them.
    let token = employer.token("RS256", &["--alg", "RS512"]);
    assert_eq!(employer.verify("RS256", &[], &token).status, 0);
    assert_eq!(invalid(&employer.verify("RS256", &["--alg", "RS256"], &token)), "algorithm_not_allowed");
    assert_eq!(invalid(&employer.verify("ES256", &["--alg", "RS256"], &token)), "algorithm_not_allowed");
    assert_eq!(code(&employer.sign("ES256", &["--alg", "ES384"]).json(1)), "algorithm_key");
    assert_eq!(employer.sign("ES256", &["--alg", "HS256"]).run().status, 2);
}

#[test]
fn what_a_token_says() {
    let employer = Employer::es256();
    for (arguments, expected) in [
        (&["--start-logon", "jsmith"][..], r#","startLogon":"jsmith","iat""#),
        (&["--start-logon-empty"], r#","startLogon":"","iat""#),
        (&["--start-logon-absent"], r#"com","iat""#),
        (&[], r#","startLogon":null,"iat""#),
    ] {
        let token = employer.token("ES256", arguments);
        let claims = decoded(token.split('.').nth(1).expect("a payload"));
        assert!(claims.contains(expected), "{claims}");
        assert_eq!(employer.verify("ES256", &[], &token).status, 0);
    }
    let now = (employer.now + 100).to_string();
    let signed = employer.sign("ES256", &["--now", &now, "--lifetime", "28800"]).json(0);
    assert_eq!(signed["iat"], employer.now + 100);
    assert_eq!(signed["exp"], employer.now + 28_900);
    let bare =
        employer.gws(&["m2m", "sign", "--key", "ES256.key", "--cert", "ES256.crt", "--iss", "i"]).run();
    assert_eq!((bare.status, bare.stderr.as_str()), (0, ""));
    assert!(bare.stdout.ends_with('\n') && bare.stdout.matches('.').count() == 2, "the token alone");

    let ran = employer.sign("ES256", &["--sha1-thumbprint"]).run();
    assert!(ran.stderr.contains("(certificate_sha1)"), "{ran:?}");
    let signed = ran.json();
    assert_eq!(text(&signed, "sub"), employer.fingerprint("ES256", "sha1"));
    let token = text(&signed, "token");
    assert_eq!(invalid(&employer.verify("ES256", &[], token)), "sub_thumbprint");
    assert_eq!(employer.verify("ES256", &["--sha1-thumbprint"], token).status, 0);
    for (arguments, expected) in [
        (&["--lifetime", "28801"][..], "lifetime_invalid"),
        (&["--lifetime", "0"], "lifetime_invalid"),
        (&["--start-logon", ""], "start_logon_invalid"),
        (&["--now", "-1"], "time_invalid"),
        (&["--now", "1795761887000"], "time_invalid"),
    ] {
        assert_eq!(code(&employer.sign("ES256", arguments).json(1)), expected);
    }
    let both = ["--start-logon", "x", "--start-logon-absent"];
    assert_eq!(code(&employer.sign("ES256", &both).json(2)), "usage");
    let issuer = ["m2m", "sign", "--key", "ES256.key", "--cert", "ES256.crt", "--iss", "", "--json"];
    assert_eq!(code(&employer.gws(&issuer).json(1)), "issuer_invalid");
}

#[test]
fn the_dates_of_token_and_certificate() {
    let employer = Employer::es256();
    let at = |offset: i64| (employer.now + offset).to_string();
    let two_years = 730 * 86_400;
    for (offset, expected) in [
        (-100, "certificate_not_yet_valid"),
        (two_years - 600, "token_after_certificate"),
        (two_years + 100, "certificate_expired"),
    ] {
        assert_eq!(code(&employer.sign("ES256", &["--now", &at(offset)]).json(1)), expected);
    }
    let token = employer.token("ES256", &["--now", &at(100)]);
    for (offset, leeway, expected) in [
        (3_800, "200", "ok"),
        (3_800, "60", "token_expired"),
        (30, "60", "token_not_yet_valid"),
        (30, "100", "ok"),
        (-100, "600", "certificate_not_yet_valid"),
        (two_years + 100, "60", "certificate_expired"),
    ] {
        let ran = employer.verify("ES256", &["--now", &at(offset), "--leeway", leeway], &token);
        let got = if ran.status == 0 { "ok".to_owned() } else { invalid(&ran) };
        assert_eq!(got, expected, "{offset} {leeway}");
    }
    // Without a certificate nothing is known of its dates.
    let early = ["m2m", "verify", "--public-key", "ES256.pub", "--leeway", "600", "--json", "--now"];
    assert_eq!(employer.gws(&[&early[..], &[&at(-100)]].concat()).stdin(&token).run().status, 0);
    assert_eq!(invalid(&employer.verify("ES256", &["--leeway", "601"], &token)), "leeway_too_long");

    openssl(employer.path(), "req -x509 -new -key ES256.key -subj /CN=Weka -days 1462 -out long.crt");
    employer.write("long.key", employer.read("ES256.key"));
    assert_eq!(code(&employer.sign("long", &[]).json(1)), "certificate_four_years");
    let token = employer.signed("long", HEADER, employer.claims("long"));
    assert_eq!(invalid(&employer.verify("long", &[], &token)), "certificate_four_years");
}

#[test]
fn claims_that_are_not_right() {
    let employer = Employer::es256();
    let claims = employer.claims("ES256");
    let (iat, exp) = (format!(r#""iat":{}"#, employer.now), format!(r#""exp":{}"#, employer.now + 3_600));
    let verify = |payload: &[u8], more: &[&str]| {
        let ran = employer.verify("ES256", more, employer.signed("ES256", HEADER, payload));
        if ran.status == 0 { "ok".to_owned() } else { invalid(&ran) }
    };
    assert_eq!(verify(claims.as_bytes(), &[]), "ok");
    let mut cases: Vec<(String, String, &str)> = Vec::new();
    for (name, member, wanted) in [("iat", &iat, "iat_invalid"), ("exp", &exp, "exp_invalid")] {
        for value in ["\"1\"", "null", "[1]", "1.5", "1e10", "-1", "9223372036854775808", "{}", "true"] {
            cases.push((member.clone(), format!(r#""{name}":{value}"#), wanted));
        }
    }
    for (from, to, wanted) in [
        (iat.as_str(), r#""x":1"#, "iat_missing"),
        (&exp, r#""x":1"#, "exp_missing"),
        (&exp, &format!(r#""exp":{}"#, employer.now + 28_801), "lifetime_too_long"),
        (&exp, &format!(r#""exp":{}"#, employer.now + 28_800), "ok"),
        (&exp, &format!(r#""exp":{}"#, employer.now), "exp_before_iat"),
        (&exp, &format!(r#"{exp},"nbf":"1""#), "nbf_invalid"),
        (&exp, &format!(r#"{exp},{iat}"#), "json_duplicate"),
        (&exp, &format!(r#"{exp},"\u0069at":1"#), "json_duplicate"),
        (&exp, &format!(r#"{exp},"x":{}1{}"#, "[".repeat(5_000), "]".repeat(5_000)), "json_deep"),
        (r#""startLogon":null"#, r#""startLogon":1"#, "start_logon_claim"),
        (r#""iss":"www.example.com","#, "", "iss_missing"),
        (r#""sub":""#, r#""sub":"0"#, "sub_thumbprint"),
        ("{", "[", "json_syntax"),
    ] {
        cases.push((from.to_owned(), to.to_owned(), wanted));
    }
    for (from, to, wanted) in cases {
        let changed = claims.replacen(&from, &to, 1);
        assert_ne!(changed, claims, "{from}");
        assert_eq!(verify(changed.as_bytes(), &[]), wanted, "{from} -> {:.80}", to);
    }
    assert_eq!(verify(b"\xff\xff", &[]), "json_not_utf8");
    assert_eq!(verify(b"{\"a\":\"\xff\"}", &[]), "json_not_utf8");
    assert_eq!(verify(claims.as_bytes(), &["--iss", "www.other.com"]), "iss_mismatch");
    assert_eq!(verify(claims.as_bytes(), &["--sub", &"0".repeat(64)]), "sub_mismatch");
    assert_eq!(verify(claims.as_bytes(), &["--sub", &employer.fingerprint("ES256", "sha256")]), "ok");
}

#[test]
fn headers_that_are_not_right() {
    let employer = Employer::es256();
    let claims = employer.claims("ES256");
    for (from, to, wanted) in [
        ("ES256", "none", "algorithm_none"),
        ("ES256", "nOnE", "algorithm_none"),
        ("ES256", "HS256", "algorithm_symmetric"),
        ("ES256", "ES256K", "algorithm_unknown"),
        ("ES256", "ES384", "signature_length"),
        ("JWT", "at-JWT", "typ_invalid"),
        ("M2M", "m2m", "kid_invalid"),
        ("{", r#"{"crit":["exp"],"#, "header_critical"),
        ("{", r#"{"b64":false,"#, "header_b64"),
        ("{", r#"{"zip":"DEF","#, "header_zip"),
        ("{", r#"{"jwk":{},"#, "header_key"),
        ("{", r#"{"\u0061lg":"none","#, "json_duplicate"),
        (r#""typ":"JWT","kid":"M2M""#, "\r\n\t\"kid\" : \"\\u004d2M\", \"typ\":\"JWT\"", "ok"),
    ] {
        let token = employer.signed("ES256", &HEADER.replacen(from, to, 1), &claims);
        let ran = employer.verify("ES256", &[], token);
        let got = if ran.status == 0 { "ok".to_owned() } else { invalid(&ran) };
        assert_eq!(got, wanted, "{to}");
    }
}

#[test]
fn signatures_and_forms_that_are_not_right() {
    let employer = Employer::new(&["ES256", "ES384"]);
    let token = employer.token("ES256", &[]);
    let (input, signature) = token.rsplit_once('.').expect("a signature");
    let raw = Base64UrlUnpadded::decode_vec(signature).expect("base64url");
    let order: Vec<u8> = [[0xFF; 4], [0; 4], [0xFF; 4], [0xFF; 4]]
        .concat()
        .into_iter()
        .chain([
            0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        ])
        .collect();
    employer.write("input", input);
    openssl(employer.path(), "dgst -sha256 -sign ES256.key -out signature.der input");
    let with = |signature: &[u8]| format!("{input}.{}", encode(signature));
    let mut last = signature.to_owned();
    last.pop();
    last.push(if signature.ends_with('R') { 'S' } else { 'R' });
    let (json, first) = (format!(r#"{{"payload":"{input}"}}"#), token.replacen('.', "=.", 1));
    for (text, wanted) in [
        (with(&[&raw[..63], &[raw[63] ^ 1]].concat()), "signature_invalid"),
        (with(&raw[..63]), "signature_length"),
        (with(&[&raw[..], &[0]].concat()), "signature_length"),
        (with(&employer.read("signature.der")), "signature_der"),
        (with(&[&[0; 32], &raw[32..]].concat()), "signature_range"),
        (with(&[&raw[..32], &order].concat()), "signature_range"),
        (with(&[]), "signature_length"),
        (format!("{input}.{last}"), "base64url_spare_bits"),
        (first, "jws_padding"),
        (token.replacen("eyJ", "+yJ", 1), "base64_standard"),
        (format!("{token}.a.b"), "jws_segments"),
        (json, "jws_json"),
        (String::new(), "jws_segments"),
        (format!(" {token}"), "jws_space"),
        (format!("Bearer {token}"), "jws_space"),
        (format!("{token}\n\n"), "jws_space"),
        (format!("{token}\r"), "jws_space"),
        (format!("{token}\n\r\n"), "jws_space"),
        (format!("{token}\u{a0}"), "base64url_invalid"),
        (format!("{token}\0"), "base64url_invalid"),
        (format!("{input}.{}", "A".repeat(1 << 20)), "jws_too_long"),
        (".".repeat(10_000_000), "jws_too_long"),
        (format!("{token}{}", "A".repeat(16_384 - token.len())), "signature_length"),
        (format!("{token}{}\r\n", "A".repeat(16_384 - token.len())), "signature_length"),
        (format!("{token}{}", "A".repeat(16_385 - token.len())), "jws_too_long"),
    ] {
        assert_eq!(invalid(&employer.verify("ES256", &[], &text)), wanted, "{:.400}", text);
    }
    let mut bytes = token.clone().into_bytes();
    bytes[10] = 0xFF;
    assert_eq!(invalid(&employer.verify("ES256", &[], bytes)), "base64url_invalid");
    assert_eq!(invalid(&employer.verify("ES384", &[], &token)), "algorithm_key");
    let both = ["m2m", "verify", "--cert", "ES256.crt", "--public-key", "ES256.pub", "--json"];
    assert_eq!(code(&employer.gws(&both).stdin(&token).json(2)), "usage");
    assert_eq!(code(&employer.gws(&["m2m", "verify", "--json"]).stdin(&token).json(2)), "usage");
}

#[test]
fn appendix_c_and_the_rfcs_with_the_signature_only() {
    let employer = Employer::new(&[]);
    let appendix = vectors("appendix-c");
    employer.write("appendix.pem", text(&appendix, "public_key_pem"));
    let token = text(&appendix, "token");
    let verify = ["m2m", "verify", "--public-key", "appendix.pem", "--json"];
    let only = [&verify[..], &["--signature-only"]].concat();
    let valid = employer.gws(&only).stdin(format!("{token}\n")).json(0);
    assert_eq!((&valid["valid"], &valid["alg"]), (&json!(true), &json!("RS256")));
    assert_eq!(valid["claims"], appendix["claims"]);
    assert_eq!(text(&valid, "payload"), token.split('.').nth(1).expect("a payload"));
    assert_eq!(invalid(&employer.gws(&verify).stdin(token).run()), "token_expired");
    let then = [&verify[..], &["--now", "1560894733", "--iss", "www.wigetcompany.com"]].concat();
    assert_eq!(employer.gws(&then).stdin(token).json(0)["claims"], appendix["claims"]);
    assert_eq!(employer.gws(&[&only[..], &["--iss", "x"]].concat()).stdin(token).run().status, 2);
    assert_eq!(invalid(&employer.gws(&only).stdin(token.replace('_', "-")).run()), "signature_invalid");

    for file in ["rfc7515", "rfc7520"] {
        for vector in vectors(file)["accepted"].as_array().expect("a list") {
            employer.write("key.jwk", vector["jwk"].to_string());
            let only = ["m2m", "verify", "--public-key", "key.jwk", "--signature-only", "--json"];
            let valid = employer.gws(&only).stdin(text(vector, "token")).json(0);
            assert_eq!(decoded(text(&valid, "payload")), text(vector, "payload"));
            assert_eq!(valid["alg"], vector["alg"]);
            let payload: Result<Value, _> = serde_json::from_str(text(vector, "payload"));
            assert_eq!(valid.get("claims"), payload.ok().as_ref(), "only if it is an object");
        }
    }
}

#[test]
fn inspecting_says_that_nothing_is_verified() {
    let looked = |token: &str| gws(&["m2m", "inspect", "--json"]).stdin(token).run();
    let header = r#"{"alg":"none","kid":"M2M"}"#;
    let token = format!("{}.{}.", encode(header), encode(r#"{"sub":"\u001b[31m","iat":1}"#));
    let ran = looked(&format!("{token}\r\n"));
    let value = ran.json();
    assert_eq!((ran.status, &value["verified"]), (0, &json!(false)));
    assert_eq!(value["header"], json!({"alg": "none", "kid": "M2M"}));
    assert_eq!(value["claims"], json!({"sub": "\u{1b}[31m", "iat": 1}));
    assert_eq!(value["problem"]["code"], "algorithm_none");
    let human = gws(&["m2m", "inspect"]).stdin(&token).run();
    assert!(human.stdout.starts_with("UNVERIFIED") && !human.stdout.contains('\u{1b}'), "{human:?}");
    let employer = Employer::es256();
    let good = looked(&employer.token("ES256", &[])).json();
    assert_eq!((text(&good["header"], "alg"), good.get("problem")), ("ES256", None));
    for (token, expected) in [
        ("a b.c", "jws_space"),
        ("e30", "jws_segments"),
        ("e30.e31.", "base64url_spare_bits"),
        ("e30.WzFd.", "json_not_object"),
        ("e30.e30=.", "jws_padding"),
    ] {
        let ran = looked(token);
        assert_eq!((ran.status, code(&ran.json())), (1, expected), "{token}");
    }
    assert_eq!(code(&looked(&".".repeat(10_000_000)).json()), "jws_too_long");
}
