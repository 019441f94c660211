//! One call to sign and one to verify, with key files, on every backend (M2M-6, M2M-9, ENV-8, CERT-2).

use gws_auth_core::calls::{
    CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, SignedToken, m2m_sign,
    m2m_verify,
};
use gws_auth_core::jws::{Algorithm, PublicKey};
use gws_auth_core::key::{Backend, PublicKeyFile};
use gws_auth_m2m_tests::{BACKENDS, Employer, Folder, code, jws, signing, verifying};

const NATIVE: &Backend = &gws_auth_native::BACKEND;

/// Claims that name the certificate itself.
fn claims(employer: &Employer) -> ClaimsToSign {
    let der = Some(employer.certificate_pem.clone().into_bytes());
    ClaimsToSign {
        algorithm: employer.algorithm.name().into(),
        certificate: CertificateReference { der, ..Default::default() },
        iss: "www.name.com".into(),
        start_logon: None,
        no_start_logon: None,
        lifetime: None,
        not_before: None,
        not_after: None,
    }
}

fn token(employer: &Employer) -> String {
    let signed = m2m_sign(NATIVE, employer.key_pem.as_bytes(), None, &claims(employer), Employer::now());
    signed.expect("a good key").token.expose().to_owned()
}

fn any_owner() -> ExpectedClaims {
    ExpectedClaims { any_owner: Some(true), ..Default::default() }
}

fn verified(token: &str, key: impl AsRef<[u8]>, expected: &ExpectedClaims) -> &'static str {
    code(m2m_verify(NATIVE, token, key.as_ref(), expected, Employer::now()))
}

fn warnings(token: &SignedToken) -> Vec<&str> {
    token.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

/// What one backend signs verifies on every other, with the certificate and with the public key.
#[test]
fn every_backend_signs_for_every_other() {
    let mut tried = 0;
    for employer in Employer::all() {
        let now = Employer::now();
        for backend in signing(employer.algorithm) {
            let signed = m2m_sign(&backend, employer.key_pem.as_bytes(), None, &claims(employer), now)
                .unwrap_or_else(|error| panic!("{:?} {backend:?}: {error}", employer.algorithm));
            assert_eq!(signed.expires_at, now + 3600);
            assert!(signed.warnings.is_empty(), "two years are not soon");
            for other in verifying(employer.algorithm) {
                for (key, expected) in [
                    (&employer.certificate_pem, ExpectedClaims::default()),
                    (&employer.public_pem, any_owner()),
                ] {
                    let token = signed.token.expose();
                    let read = m2m_verify(&other, token, key.as_bytes(), &expected, now);
                    let read = read.unwrap_or_else(|error| panic!("{backend:?} to {other:?}: {error}"));
                    assert_eq!(read.sub, employer.certificate.thumbprint().as_str());
                    assert_eq!(read.algorithm, employer.algorithm.name());
                    tried += 1;
                }
            }
        }
    }
    println!("{tried} tokens verified");
    // All three sign on P-256 and P-384, two on P-521 and with RSA, which all three verify.
    assert_eq!(tried, 2 * (3 * 3 + 3 * 3 + 2 * 2 + 3 * (2 * 3)));
}

/// A backend says what it does not have; none replaces another silently.
#[test]
fn a_backend_without_the_algorithm_says_so() {
    let mut said = 0;
    for employer in Employer::all() {
        let token = token(employer);
        for backend in BACKENDS {
            let (key, now) = (employer.key_pem.as_bytes(), Employer::now());
            if !backend.signs.contains(&employer.algorithm) {
                assert_eq!(code(m2m_sign(backend, key, None, &claims(employer), now)), "algorithm_key");
                said += 1;
            }
            if !backend.verifies.contains(&employer.algorithm) {
                let found = m2m_verify(backend, &token, employer.public_pem.as_bytes(), &any_owner(), now);
                assert_eq!(code(found), "algorithm_key");
                said += 1;
            }
        }
    }
    assert_eq!(said, 5, "RSA to sign on rustcrypto, P-521 both ways on ring");
}

#[test]
fn keys_that_do_not_go_with_the_claims() {
    let (employer, other) = (Employer::of(Algorithm::Es256), Employer::of(Algorithm::Rs256));
    let folder = Folder::new("in-memory-keys");
    let third = Employer::new(&folder, "third", Algorithm::Es256);
    folder.openssl("ec -in third.key -no_public -out bare.key");
    folder.openssl("pkcs8 -topk8 -in third.key -passout pass:correct -out encrypted.key");
    let sign = |key: &[u8], passphrase, claims: &ClaimsToSign| {
        code(m2m_sign(NATIVE, key, passphrase, claims, Employer::now()))
    };
    let good = claims(employer);
    assert_eq!(sign(employer.key_pem.as_bytes(), None, &good), "ok");
    assert_eq!(sign(third.key_pem.as_bytes(), None, &good), "certificate_key");
    assert_eq!(sign(&folder.read("bare.key"), None, &good), "certificate_key", "without its public half");
    assert_eq!(sign(&folder.read("bare.key"), None, &claims(&third)), "ok");
    assert_eq!(sign(other.key_pem.as_bytes(), None, &good), "certificate_key");
    let misfit = ClaimsToSign { algorithm: "ES384".into(), ..good.clone() };
    assert_eq!(sign(employer.key_pem.as_bytes(), None, &misfit), "algorithm_key");
    let unknown = ClaimsToSign { algorithm: "PS256".into(), ..good.clone() };
    assert_eq!(sign(employer.key_pem.as_bytes(), None, &unknown), "algorithm_name");
    assert_eq!(sign(employer.certificate_pem.as_bytes(), None, &good), "file_certificate");
    for (passphrase, wanted) in
        [(None, "passphrase_missing"), (Some("wrong"), "passphrase_wrong"), (Some("correct"), "ok")]
    {
        assert_eq!(sign(&folder.read("encrypted.key"), passphrase, &claims(&third)), wanted);
    }
    let chain = format!("{}{}", employer.certificate_pem, other.certificate_pem);
    let certificate = CertificateReference { der: Some(chain.into()), ..Default::default() };
    let several = ClaimsToSign { certificate, ..good };
    assert_eq!(sign(employer.key_pem.as_bytes(), None, &several), "ok", "the key chooses");
}

/// The certificate's dates bind the token, whether it is given itself or only named (M2M-6); what is soon over is said.
#[test]
fn dates_bind_the_token() {
    let folder = Folder::new("in-memory-dates");
    folder.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key");
    folder.openssl("req -x509 -new -key key -subj /CN=x -days 1 -out day");
    folder.openssl("req -x509 -new -key key -subj /CN=x -days 1500 -out long");
    let key = folder.read("key");
    let named = |file: &str| ClaimsToSign {
        certificate: CertificateReference { der: Some(folder.read(file)), ..Default::default() },
        ..claims(Employer::of(Algorithm::Es256))
    };
    let at = |claims: &ClaimsToSign, now| m2m_sign(NATIVE, &key, None, claims, now);
    let (now, day) = (Employer::now(), 86_400);
    assert_eq!(warnings(&at(&named("day"), now).expect("valid today")), ["certificate_ends_soon"]);
    assert_eq!(code(at(&named("day"), now - day)), "certificate_not_yet_valid");
    assert_eq!(code(at(&named("day"), now + 2 * day)), "certificate_expired");
    assert_eq!(code(at(&named("day"), now + day - 1800)), "token_after_certificate");
    assert_eq!(code(at(&named("long"), now)), "certificate_four_years");
    // Narrower dates of the caller's own bind too.
    let narrower = ClaimsToSign { not_after: Some(now + 1800), ..named("day") };
    assert_eq!(code(at(&narrower, now)), "token_after_certificate");
    let sha1 = CertificateReference { thumbprint_sha1: Some("ab".repeat(20)), ..Default::default() };
    let signed = at(&ClaimsToSign { certificate: sha1, ..named("day") }, now).expect("signs without dates");
    assert_eq!(warnings(&signed), ["certificate_sha1"]);
}

/// It is said whose token is expected, in one way (M2M-4); the certificate that is the key says it too.
#[test]
fn whose_token_it_is() {
    let (employer, other) = (Employer::of(Algorithm::Es256), Employer::of(Algorithm::Es384));
    let token = token(employer);
    let sub = |sub: &str| ExpectedClaims { sub: Some(sub.into()), ..Default::default() };
    let of = |employer: &Employer| ExpectedClaims {
        certificate: Some(ExpectedCertificate {
            certificate: claims(employer).certificate,
            not_before: employer.certificate.not_before(),
            not_after: employer.certificate.not_after(),
        }),
        ..Default::default()
    };
    let thumbprint = employer.certificate.thumbprint();
    let (certificate, public) = (&employer.certificate_pem, &employer.public_pem);
    let both = ExpectedClaims { any_owner: Some(true), ..sub(thumbprint.as_str()) };
    let both_certain = ExpectedClaims { sub: Some("x".into()), ..of(employer) };
    let denied = ExpectedClaims { any_owner: Some(false), ..Default::default() };
    let lower = thumbprint.as_str().to_lowercase();
    for (what, key, expected, wanted) in [
        ("the key is the owner's certificate", certificate, ExpectedClaims::default(), "ok"),
        ("a public key says nothing", public, ExpectedClaims::default(), "owner_choice"),
        ("nor does a no", public, denied, "owner_choice"),
        ("any", public, any_owner(), "ok"),
        ("a sub", public, sub(thumbprint.as_str()), "ok"),
        ("another sub", public, sub("x"), "sub_mismatch"),
        ("a sub as other tools show it", public, sub(&lower), "ok"),
        ("a certificate", public, of(employer), "ok"),
        ("another certificate", public, of(other), "sub_thumbprint"),
        ("another than the key", certificate, of(other), "sub_thumbprint"),
        ("two ways", public, both, "owner_choice"),
        ("two ways with a certificate", public, both_certain, "owner_choice"),
    ] {
        assert_eq!(verified(&token, key, &expected), wanted, "{what}");
    }
}

/// A SHA-1 thumbprint counts in either case, on both sides; another one does not.
#[test]
fn sha1_thumbprints_count_in_either_case() {
    let employer = Employer::of(Algorithm::Es256);
    let sha1 = employer.certificate.sha1_thumbprint().expect("40 digits").as_str().to_owned();
    let reference = |digits: &str| CertificateReference {
        thumbprint_sha1: Some(digits.to_owned()),
        ..Default::default()
    };
    let mut tried = 0;
    for signed in [sha1.clone(), sha1.to_lowercase()] {
        let claims = ClaimsToSign { certificate: reference(&signed), ..claims(employer) };
        let token = m2m_sign(NATIVE, employer.key_pem.as_bytes(), None, &claims, Employer::now());
        let token = token.expect("it signs").token.expose().to_owned();
        for expected in [sha1.clone(), sha1.to_lowercase(), "ab".repeat(20), sha1[..39].to_owned()] {
            let same = expected.eq_ignore_ascii_case(&sha1);
            let sub = ExpectedClaims { sub: Some(expected.clone()), ..Default::default() };
            let wanted = if same { "ok" } else { "sub_mismatch" };
            assert_eq!(verified(&token, &employer.public_pem, &sub), wanted, "{signed} {expected}");
            let of = ExpectedClaims {
                certificate: Some(ExpectedCertificate {
                    certificate: reference(&expected),
                    not_before: employer.certificate.not_before(),
                    not_after: employer.certificate.not_after(),
                }),
                ..Default::default()
            };
            let wanted = match expected.len() {
                40 if same => "ok",
                40 => "sub_thumbprint",
                _ => "thumbprint_format",
            };
            assert_eq!(verified(&token, &employer.public_pem, &of), wanted, "{signed} {expected}");
            tried += 1;
        }
        let read = m2m_verify(NATIVE, &token, employer.public_pem.as_bytes(), &any_owner(), Employer::now());
        assert_eq!(read.expect("any owner").sub, signed, "as it was registered");
    }
    assert_eq!(tried, 8);
}

/// A setting narrows the algorithms before any signature is looked at (ENV-8), and the leeway has an end.
#[test]
fn algorithms_and_leeway() {
    let employer = Employer::of(Algorithm::Es256);
    let token = token(employer);
    let spoilt = jws::with_signature(&token, &[1; 64]);
    let only = |names: &[&str]| ExpectedClaims {
        algorithms: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        ..any_owner()
    };
    for (names, wanted, wanted_spoilt) in [
        (&["ES256"][..], "ok", "signature_invalid"),
        (&["RS256", "ES256"], "ok", "signature_invalid"),
        (&["ES384", "RS256"], "algorithm_not_allowed", "algorithm_not_allowed"),
        (&[], "algorithm_not_allowed", "algorithm_not_allowed"),
        (&["ES256", "HS256"], "algorithm_name", "algorithm_name"),
        (&["es256"], "algorithm_name", "algorithm_name"),
    ] {
        assert_eq!(verified(&token, &employer.public_pem, &only(names)), wanted, "{names:?}");
        assert_eq!(verified(&spoilt, &employer.public_pem, &only(names)), wanted_spoilt, "{names:?}");
    }
    for (leeway, wanted) in [(0, "ok"), (600, "ok"), (601, "leeway_too_long"), (u32::MAX, "leeway_too_long")]
    {
        let expected = ExpectedClaims { leeway: Some(leeway), ..any_owner() };
        assert_eq!(verified(&token, &employer.public_pem, &expected), wanted, "{leeway}");
    }
}

/// RFC 7517 4.2 to 4.4: a JWK's own `use`, `key_ops` and `alg` narrow what it verifies.
#[test]
fn a_jwk_says_what_it_is_for() {
    let (ec, rsa) = (Employer::of(Algorithm::Es256), Employer::of(Algorithm::Rs256));
    let (ec_token, rsa_token) = (token(ec), token(rsa));
    let rs384 = token(Employer::of(Algorithm::Rs384));
    let ec_jwk = |more: &str| {
        let key = ec.certificate.key();
        let PublicKey::Ec { point, .. } = key else { panic!("a curve") };
        let (x, y) = point[1..].split_at(32);
        let (x, y) = (jws::encode(x), jws::encode(y));
        format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"{more}}}"#)
    };
    let rsa_jwk = |more: &str| {
        let key = rsa.certificate.key();
        let PublicKey::Rsa { modulus, exponent } = key else { panic!("RSA") };
        let (n, e) = (jws::encode(modulus), jws::encode(exponent));
        format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"{more}}}"#)
    };
    let mut tried = 0;
    for (more, wanted) in [
        ("", "ok"),
        (r#","use":"sig""#, "ok"),
        (r#","use":null,"key_ops":null,"alg":null"#, "ok"),
        (r#","use":"\u0073ig""#, "ok"),
        (r#","key_ops":["verify"]"#, "ok"),
        (r#","key_ops":[ "sign" , "verify" ]"#, "ok"),
        (r#","use":"sig","key_ops":["verify"],"kid":"M2M""#, "ok"),
        (r#","use":"enc""#, "key_use"),
        (r#","use":"SIG""#, "key_use"),
        (r#","use":"""#, "key_use"),
        (r#","use":["sig"]"#, "key_use"),
        (r#","use":true"#, "key_use"),
        (r#","key_ops":[]"#, "key_use"),
        (r#","key_ops":["sign"]"#, "key_use"),
        (r#","key_ops":["encrypt","wrapKey"]"#, "key_use"),
        (r#","key_ops":"verify""#, "key_use"),
        (r#","key_ops":{"verify":"verify"}"#, "key_use"),
        (r#","key_ops":[["verify"]]"#, "key_use"),
        (r#","key_ops":["do not verify","a,\"verify\",b"]"#, "key_use"),
        (r#","use":"sig","key_ops":["encrypt"]"#, "key_use"),
        (r#","use":"enc","key_ops":["verify"]"#, "key_use"),
    ] {
        assert_eq!(verified(&ec_token, ec_jwk(more), &any_owner()), wanted, "EC {more}");
        assert_eq!(verified(&rsa_token, rsa_jwk(more), &any_owner()), wanted, "RSA {more}");
        tried += 2;
    }
    for (alg, wanted) in [
        (r#""RS256""#, "ok"),
        (r#""\u0052S256""#, "ok"),
        (r#""RS384""#, "algorithm_key"),
        (r#""RS512""#, "algorithm_key"),
        (r#""PS256""#, "key_use"),
        (r#""PS512""#, "key_use"),
        (r#""RSA-OAEP""#, "key_use"),
        (r#""ES256""#, "key_use"),
        (r#""HS256""#, "key_use"),
        (r#""none""#, "key_use"),
        (r#""""#, "key_use"),
        (r#""rs256""#, "key_use"),
        (r#"["RS256"]"#, "key_use"),
        ("256", "key_use"),
    ] {
        let more = format!(r#","alg":{alg}"#);
        assert_eq!(verified(&rsa_token, rsa_jwk(&more), &any_owner()), wanted, "{alg}");
        tried += 1;
    }
    assert_eq!(verified(&ec_token, ec_jwk(r#","alg":"ES256""#), &any_owner()), "ok");
    assert_eq!(verified(&ec_token, ec_jwk(r#","alg":"ES384""#), &any_owner()), "key_use");
    // The key's own word and the setting's both count.
    let marked = rsa_jwk(r#","alg":"RS384""#);
    assert_eq!(PublicKeyFile::parse(marked.as_bytes()).expect("a key").algorithm(), Some(Algorithm::Rs384));
    assert_eq!(verified(&rs384, &marked, &any_owner()), "signature_invalid", "another key's, but allowed");
    let expected = ExpectedClaims { algorithms: Some(vec!["RS256".into()]), ..any_owner() };
    assert_eq!(verified(&rs384, &marked, &expected), "algorithm_not_allowed");
    println!("{tried} JWKs");
}
