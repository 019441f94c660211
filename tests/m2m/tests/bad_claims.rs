//! Bad claims: each kind gets a stable code of its own.

use gws_auth_core::UnixSeconds;
use gws_auth_core::jws::Algorithm;
use gws_auth_core::m2m::{ClaimRules, ClaimsToSign, SigningCertificate, StartLogon, Thumbprint, TokenOwner};
use gws_auth_m2m_tests::control::{claims, good, policy, signed, verifier};
use gws_auth_m2m_tests::{CLAIMS, NOW, code, header, jws};

#[test]
fn duplicate_members_of_the_payload() {
    for extra in [r#""exp":1795222800"#, r#""\u0065xp":1"#, r#""su\u0062":"x""#, r#""iss":"www.name.com""#] {
        assert_eq!(policy(claims(r#"{"sub""#, &format!(r#"{{{extra},"sub""#))), "json_duplicate", "{extra}");
    }
    assert_eq!(policy(claims("null", r#"{"a":1,"\u0061":2}"#)), "json_duplicate", "nested");
}

#[test]
fn times() {
    let wrong = [
        r#""1795219200""#,
        "null",
        "[1795219200]",
        "{}",
        "true",
        "1795219200.0",
        "1795219200.5",
        "1e10",
        "1E9",
        "-1",
        "-0",
        "9223372036854775808",
        "18446744073709551616",
    ];
    for (claim, value, missing, invalid) in [
        ("iat", "1795219200", "iat_missing", "iat_invalid"),
        ("exp", "1795222800", "exp_missing", "exp_invalid"),
    ] {
        assert_eq!(policy(claims(&format!(r#""{claim}""#), r#""other""#)), missing);
        for wrong in wrong {
            let found = policy(claims(&member(claim, value), &member(claim, wrong)));
            assert_eq!(found, invalid, "{claim} {wrong}");
        }
        let milliseconds = policy(claims(&member(claim, value), &member(claim, "1795219200000")));
        assert_eq!(milliseconds, "claim_milliseconds", "{claim}");
        for malformed in ["01795219200", "+1", "1.", ".5", "0x1", "NaN", "1_000"] {
            let found = policy(claims(&member(claim, value), &member(claim, malformed)));
            assert!(found.starts_with("json_"), "{claim} {malformed}: {found}");
        }
    }
    for wrong in wrong {
        assert_eq!(policy(claims(r#""exp""#, &format!(r#""nbf":{wrong},"exp""#))), "nbf_invalid", "{wrong}");
    }
    assert_eq!(policy(claims(r#""exp""#, &format!(r#""nbf":{NOW},"exp""#))), "ok");
    for (exp, wanted) in [
        (NOW + 28_800, "ok"),
        (NOW + 28_801, "lifetime_too_long"),
        (NOW, "exp_before_iat"),
        (NOW - 1, "exp_before_iat"),
    ] {
        assert_eq!(policy(claims("1795222800", &exp.to_string())), wanted, "{exp}");
    }
    let at = |now: UnixSeconds, leeway: u32| {
        let rules = ClaimRules::new(now, TokenOwner::Any).with_leeway(leeway).expect("short enough");
        code(jws::check(&good(), &*verifier(), &rules))
    };
    let (begin, end) = (NOW, NOW + 3600);
    assert_eq!([at(end - 1, 0), at(end, 0)], ["ok", "token_expired"]);
    assert_eq!([at(end + 59, 60), at(end + 60, 60)], ["ok", "token_expired"]);
    assert_eq!([at(begin, 0), at(begin - 1, 0)], ["ok", "token_not_yet_valid"]);
    assert_eq!([at(begin - 60, 60), at(begin - 61, 60)], ["ok", "token_not_yet_valid"]);
    let late = claims(r#""exp""#, &format!(r#""nbf":{},"exp""#, NOW + 61));
    assert_eq!(policy(late), "token_not_yet_valid");
    assert_eq!([at(-1, 0), at(NOW * 1000, 0)], ["time_invalid", "time_invalid"]);
}

#[test]
fn other_claims() {
    for (from, to, wanted) in [
        (r#""sub""#, r#""other""#, "sub_missing"),
        (r#""iss""#, r#""other""#, "iss_missing"),
        (r#""iss":"www.name.com""#, r#""iss":7"#, "iss_invalid"),
        (r#""iss":"www.name.com""#, r#""iss":"""#, "iss_invalid"),
        (r#""sub":""#, r#""sub":["x"],"x":""#, "sub_invalid"),
        (r#""startLogon":null"#, r#""startLogon":false"#, "start_logon_claim"),
        (r#""startLogon":null"#, r#""startLogon":"""#, "ok"),
        (r#""startLogon":null,"#, "", "ok"),
        (r#""startLogon":null"#, r#""startLogon":"user","more":{"a":[1]}"#, "ok"),
    ] {
        assert_eq!(policy(claims(from, to)), wanted, "{to}");
    }
    let rules = ClaimRules::new(NOW, TokenOwner::Any);
    let check = |rules: &ClaimRules<'_>| code(jws::check(&good(), &*verifier(), rules));
    assert_eq!(check(&rules.with_issuer("www.name.com")), "ok");
    assert_eq!(check(&rules.with_issuer("www.name.co")), "iss_mismatch");
    assert_eq!(check(&rules.with_owner(TokenOwner::Sub("x"))), "sub_mismatch");
    let thumbprint = Thumbprint::parse(&CLAIMS[8..72]).expect("64 digits");
    let facts = SigningCertificate { thumbprint, not_before: NOW - 10, not_after: NOW + 4000 };
    for (facts, wanted) in [
        (facts, "ok"),
        (SigningCertificate { thumbprint: any_thumbprint(), ..facts }, "sub_thumbprint"),
        (SigningCertificate { not_before: NOW + 1, ..facts }, "certificate_not_yet_valid"),
        (SigningCertificate { not_after: NOW - 1, ..facts }, "certificate_expired"),
        (SigningCertificate { not_after: NOW + 3599, ..facts }, "token_after_certificate"),
    ] {
        assert_eq!(check(&rules.with_owner(TokenOwner::Certificate(facts))), wanted);
    }
    let later = ClaimRules::new(NOW + 20, TokenOwner::Any);
    let facts = SigningCertificate { not_before: NOW + 1, ..facts };
    assert_eq!(check(&later.with_owner(TokenOwner::Certificate(facts))), "token_before_certificate");
}

fn any_thumbprint() -> Thumbprint {
    Thumbprint::parse(&"AB".repeat(32)).expect("64 digits")
}

fn member(name: &str, value: &str) -> String {
    format!(r#""{name}":{value}"#)
}

#[test]
fn what_is_never_signed() {
    let sub = any_thumbprint();
    let new = |iss, now| code(ClaimsToSign::new(sub, iss, now));
    assert_eq!([new("", NOW), new("a\nb", NOW), new("a\u{85}", NOW)], ["issuer_invalid"; 3]);
    assert_eq!([new("a", -1), new("a", NOW * 1000)], ["time_invalid"; 2]);
    let claims = ClaimsToSign::new(sub, "a", NOW).expect("good claims");
    let lifetime = |seconds| code(claims.with_lifetime(seconds));
    assert_eq!(
        [lifetime(0), lifetime(1), lifetime(28_800), lifetime(28_801)],
        ["lifetime_invalid", "ok", "ok", "lifetime_invalid"]
    );
    let user = |user| code(claims.with_start_logon(StartLogon::User(user)));
    assert_eq!(
        [user(""), user("a\0"), user("pass word")],
        ["start_logon_invalid", "start_logon_invalid", "ok"]
    );
    for text in ["", "EB4E", &CLAIMS[8..71], &CLAIMS[8..73], "EB:4E"] {
        assert_eq!(code(Thumbprint::parse(text)), "thumbprint_format", "{text}");
    }
    // As OpenSSL and Windows show it.
    let digits = &CLAIMS[8..72];
    let spaced = |space: &str, end: &str| {
        let pairs: Vec<&str> = (0..32).map(|at| &digits[2 * at..2 * at + 2]).collect();
        pairs.join(space).to_lowercase() + end
    };
    for text in [digits.to_lowercase(), spaced(":", ""), spaced(" ", ""), spaced(" ", " "), spaced("-", "")] {
        let read = Thumbprint::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.as_str(), digits);
    }
    for text in [format!(":{digits}"), format!("{digits}:"), spaced("_", ""), spaced("::", "x")] {
        assert_eq!(code(Thumbprint::parse(&text)), "thumbprint_format", "{text}");
    }
    assert_eq!(code(Thumbprint::parse_sha1("p123456789p123456789p123456789p123456789")), "thumbprint_format");
    let long = "x".repeat(10_000);
    let claims = ClaimsToSign::new(sub, &long, NOW).expect("no limit of its own");
    assert_eq!(code(claims.encode(Algorithm::Es256, &mut [0; 20_000])), "jws_too_long");
    let claims = ClaimsToSign::new(sub, "a", NOW).expect("good claims");
    let needed = claims.encode(Algorithm::Es256, &mut [0; 10]).expect_err("no room");
    assert_eq!((needed.code(), needed.at), ("buffer_too_small", claims.encoded_len(Algorithm::Es256)));
}

/// What goes back to be joined with its signature is what was given to sign, and nothing else.
#[test]
fn a_signing_input_of_another_kind() {
    let parse = |header: &str, payload: &str| {
        let input = format!("{}.{}", jws::encode(header), jws::encode(payload));
        code(gws_auth_core::m2m::UnsignedToken::parse(&input, &mut [0; 4096]))
    };
    let header = r#"{"alg":"ES256","typ":"JWT","kid":"M2M"}"#;
    assert_eq!(parse(header, CLAIMS), "ok");
    let sub = &CLAIMS[8..72];
    for (from, to) in [
        (r#""iat""#, r#""jti":"1","iat""#.to_owned()),
        (r#""iat""#, r#""nbf":1795219200,"iat""#.to_owned()),
        (sub, sub.to_lowercase()),
        (sub, sub[1..].to_owned()),
        (sub, format!("{sub} ")),
        ("www.name.com", r"www.name.com\n".to_owned()),
        ("www.name.com", "www.name.com\u{85}".to_owned()),
    ] {
        assert!(CLAIMS.contains(from), "{from}");
        assert_eq!(parse(header, &CLAIMS.replacen(from, &to, 1)), "signing_input_foreign", "{to}");
    }
    for member in [r#""x5t":"a","#, r#""cty":"JWT","#] {
        let more = header.replacen('{', &format!("{{{member}"), 1);
        assert_eq!(parse(&more, CLAIMS), "signing_input_foreign", "{member}");
    }
}

/// "Upper-case" is said of SHA-256 only: the case of a SHA-1 thumbprint does not matter (M2M-4). What is expected may be
/// written as other tools write it.
#[test]
fn thumbprints_are_compared_as_they_are_meant() {
    let sha1 = "b978a53a677b0030b348addaf937d97ed801c44f";
    let with_sub = |sub: &str| signed(&header("ES256"), CLAIMS.replace(&CLAIMS[8..72], sub));
    let by_sub = |token: &str, expected: &str| {
        code(jws::check(token, &*verifier(), &ClaimRules::new(NOW, TokenOwner::Sub(expected))))
    };
    for (sub, expected, wanted) in [
        (sha1.to_owned(), sha1.to_uppercase(), "ok"),
        (sha1.to_uppercase(), sha1.to_owned(), "ok"),
        (sha1.to_owned(), sha1.replacen('b', "c", 1), "sub_mismatch"),
        (CLAIMS[8..72].to_owned(), CLAIMS[8..72].to_lowercase(), "ok"),
        (CLAIMS[8..72].to_lowercase(), CLAIMS[8..72].to_owned(), "sub_mismatch"),
        ("anything".to_owned(), "anything".to_owned(), "ok"),
        ("anything".to_owned(), "Anything".to_owned(), "sub_mismatch"),
    ] {
        assert_eq!(by_sub(&with_sub(&sub), &expected), wanted, "{sub} {expected}");
    }
    let certificate = |text: &str| SigningCertificate {
        thumbprint: Thumbprint::parse_sha1(text).expect("40 digits"),
        not_before: NOW - 1_000,
        not_after: NOW + 100_000,
    };
    for text in [sha1.to_owned(), sha1.to_uppercase()] {
        let rules = ClaimRules::new(NOW, TokenOwner::Certificate(certificate(&text)));
        assert_eq!(code(jws::check(&with_sub(sha1), &*verifier(), &rules)), "ok", "{text}");
    }
}
