//! Key and certificate files of `m2m`, `thumbprint`: the wrong ones, the encrypted ones, and what is never shown.

use crate::employer::{Employer, encode, invalid, openssl};
use crate::support::{code, text};

#[test]
fn the_wrong_files() {
    let employer = Employer::new(&["ES256", "RS384"]);
    let make = |arguments: &str| openssl(employer.path(), arguments);
    make("req -new -key ES256.key -subj /CN=Weka -out request.pem");
    make("genrsa -out weak.key 1024");
    make("req -x509 -new -key weak.key -subj /CN=Weka -days 30 -out weak.crt");
    make("genpkey -algorithm ED25519 -out edwards.key");
    make("req -x509 -new -key edwards.key -subj /CN=Weka -days 30 -out edwards.crt");
    make("ecparam -name secp256k1 -genkey -noout -out koblitz.key");
    make("pkcs12 -export -inkey ES256.key -in ES256.crt -passout pass:x -out both.p12");
    employer.write("cut.crt", &employer.read("ES256.crt")[..300]);
    employer.write("empty", "");
    employer.write("noise", "hello");
    let key_cases = [
        ("ES256.crt", "file_certificate"),
        ("ES256.pub", "file_public_key"),
        ("request.pem", "file_certificate_request"),
        ("both.p12", "passphrase_missing"),
        ("weak.key", "key_too_short"),
        ("edwards.key", "key_family"),
        ("koblitz.key", "key_curve"),
        ("empty", "file_empty"),
        ("noise", "file_unknown"),
        ("RS384.key", "certificate_key"),
    ];
    for (key, expected) in key_cases {
        let sign = ["m2m", "sign", "--key", key, "--cert", "ES256.crt", "--iss", "i", "--json"];
        assert_eq!(code(&employer.gws(&sign).json(1)), expected, "{key}");
    }
    let certificate_cases = [
        ("ES256.key", "file_private_key"),
        ("ES256.pub", "file_public_key"),
        ("request.pem", "file_certificate_request"),
        ("weak.crt", "key_too_short"),
        ("edwards.crt", "key_family"),
        ("cut.crt", "pem_end"),
    ];
    for (certificate, expected) in certificate_cases {
        let sign = ["m2m", "sign", "--key", "ES256.key", "--cert", certificate, "--iss", "i", "--json"];
        let failed = employer.gws(&sign).json(1);
        assert_eq!((code(&failed), text(&failed["error"], "file")), (expected, certificate));
        let verify = ["m2m", "verify", "--cert", certificate, "--json"];
        assert_eq!(invalid(&employer.gws(&verify).stdin("a.b.c").run()), expected);
        assert_eq!(code(&employer.gws(&["thumbprint", certificate, "--json"]).json(1)), expected);
    }
    for command in [
        &["m2m", "sign", "--key", "no-such-file", "--cert", "ES256.crt", "--iss", "i", "--json"][..],
        &["m2m", "verify", "--cert", "no-such-file", "--json"],
        &["thumbprint", "no-such-file", "--json"],
    ] {
        assert_eq!(code(&employer.gws(command).json(2)), "file_unreadable");
    }
}

#[test]
fn public_keys_that_are_not_right() {
    let employer = Employer::es256();
    let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    let ec = |more: &str| format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"{more}}}"#);
    let rsa = |last: u8, e: &str, length: usize| {
        let mut n = vec![0xFF; length];
        n[length - 1] = last;
        format!(r#"{{"kty":"RSA","n":"{}","e":"{e}"}}"#, encode(n))
    };
    for (jwk, expected) in [
        (ec(""), "signature_invalid"),
        (ec(r#","d":"AQ""#), "file_private_key"),
        (ec("").replace(y, x), "key_point"),
        (ec("").replace("P-256", "P-384"), "jwk_length"),
        (ec("").replace("P-256", "secp256k1"), "key_curve"),
        (ec("").replace("\"EC\"", "\"OKP\""), "key_family"),
        (ec("").replace("\"y\"", "\"z\""), "jwk_member"),
        (rsa(0xFE, "AQAB", 256), "key_modulus"),
        (rsa(0xFF, "AQ", 256), "key_exponent"),
        (rsa(0xFF, "Ag", 256), "key_exponent"),
        (rsa(0xFF, "AQAB", 255), "key_too_short"),
        (rsa(0xFF, "AQAB", 1_025), "key_too_long"),
        ("{".to_owned(), "json_cut"),
    ] {
        employer.write("key.jwk", &jwk);
        let verify = ["m2m", "verify", "--public-key", "key.jwk", "--json"];
        let ran = employer.gws(&verify).stdin(employer.token("ES256", &[])).run();
        assert_eq!(invalid(&ran), expected, "{jwk:.100}");
    }
    for (file, expected) in [("ES256.crt", "file_certificate"), ("ES256.key", "file_private_key")] {
        let verify = ["m2m", "verify", "--public-key", file, "--json"];
        assert_eq!(invalid(&employer.gws(&verify).stdin("a.b.c").run()), expected);
    }
    let verify = ["m2m", "verify", "--public-key", "ES256.crt", "--json"];
    let told = employer.gws(&verify).stdin("a.b.c").run().json();
    assert!(text(&told["error"], "message").contains("--cert"), "{told}");
}

#[test]
fn encrypted_keys_and_no_secret_in_sight() {
    let employer = Employer::es256();
    let passphrase = "k3a-r0ckhopper";
    let plain = employer.read("ES256.key");
    let body: Vec<String> = String::from_utf8(plain.clone())
        .expect("PEM")
        .lines()
        .filter(|l| !l.starts_with('-'))
        .map(Into::into)
        .collect();
    openssl(
        employer.path(),
        &format!("pkcs8 -topk8 -in ES256.key -passout pass:{passphrase} -out locked.key"),
    );
    openssl(employer.path(), &format!("ec -aes128 -in ES256.key -passout pass:{passphrase} -out legacy.key"));
    for name in ["locked", "legacy"] {
        employer.write(&format!("{name}.crt"), employer.read("ES256.crt"));
    }
    employer.write("right", format!("{passphrase}\r\n"));
    employer.write("wrong", format!("{passphrase}\n\n"));
    employer.write("binary", [0xFF, 0xFE]);
    let runs = [
        (employer.sign("locked", &["--passphrase-file", "right"]).run(), 0, ""),
        (employer.sign("locked", &["--passphrase-file", "-"]).stdin(passphrase).run(), 0, ""),
        (employer.sign("locked", &[]).env("GWS_KEY_PASSPHRASE", passphrase).run(), 0, ""),
        (employer.sign("ES256", &["--passphrase-file", "wrong"]).run(), 0, ""),
        (employer.sign("locked", &[]).run(), 1, "passphrase_missing"),
        (employer.sign("locked", &["--passphrase-file", "wrong"]).run(), 1, "passphrase_wrong"),
        (
            employer
                .sign("locked", &["--passphrase-file", "wrong"])
                .env("GWS_KEY_PASSPHRASE", passphrase)
                .run(),
            1,
            "passphrase_wrong",
        ),
        (employer.sign("locked", &[]).env("GWS_KEY_PASSPHRASE", "k3a").run(), 1, "passphrase_wrong"),
        (employer.sign("locked", &["--passphrase-file", "binary"]).run(), 2, "passphrase_encoding"),
        (employer.sign("legacy", &["--passphrase-file", "right"]).run(), 1, "file_legacy_encryption"),
        (employer.sign("ES256", &["--lifetime", "0"]).run(), 1, "lifetime_invalid"),
        (employer.gws(&["thumbprint", "ES256.key", "--json"]).run(), 1, "file_private_key"),
    ];
    for (ran, status, expected) in runs {
        assert_eq!(ran.status, status, "{expected}: {ran:?}");
        if status != 0 {
            assert_eq!(code(&ran.json()), expected);
        }
        for output in [&ran.stdout, &ran.stderr] {
            assert!(!output.contains(passphrase), "{ran:?}");
            assert!(!body.iter().any(|line| output.contains(line)), "{ran:?}");
        }
    }
}

#[test]
fn thumbprints_as_openssl_has_them() {
    let employer = Employer::new(&["ES384", "RS256"]);
    for (name, key, algorithm) in [("ES384", "P-384", "ES384"), ("RS256", "RSA 2048", "RS256")] {
        let file = format!("{name}.crt");
        let now = (employer.now + 3_600).to_string();
        let told = employer.gws(&["thumbprint", &file, "--json", "--now", &now]).json(0);
        assert_eq!(text(&told, "thumbprint"), employer.fingerprint(name, "sha256"));
        assert_eq!((text(&told, "key"), text(&told, "algorithm")), (key, algorithm));
        let (from, to) =
            (told["not_before"].as_i64().expect("a time"), told["not_after"].as_i64().expect("a time"));
        assert_eq!((to - from, told["days_left"].as_i64()), (730 * 86_400, Some(729)));
    }
    let ran = employer.gws(&["thumbprint", "RS256.crt", "--sha1", "--json"]).run();
    assert_eq!(text(&ran.json(), "thumbprint"), employer.fingerprint("RS256", "sha1"));
    assert!(ran.stderr.contains("(certificate_sha1)"), "{ran:?}");
    let late = employer.gws(&["thumbprint", "RS256.crt", "--json", "--now", "9000000000"]).run();
    assert!(late.status == 0 && late.stderr.contains("expired"), "{late:?}");
    assert_eq!(late.json()["days_left"], 0);
}

/// A CA, and a certificate that it issued to the key of `ES256`.
fn with_ca() -> Employer {
    let employer = Employer::new(&["ES256", "ES384"]);
    let make = |arguments: &str| openssl(employer.path(), arguments);
    make("req -x509 -new -key ES384.key -subj /CN=CA -days 900 -out ca.crt");
    make("req -new -key ES256.key -subj /CN=Leaf -out leaf.csr");
    make("x509 -req -in leaf.csr -CA ca.crt -CAkey ES384.key -CAcreateserial -days 500 -out leaf.crt");
    // Without the extensions of version 3 openssl makes version 1.
    employer.write("ext", "basicConstraints=CA:FALSE");
    make(
        "x509 -req -in leaf.csr -CA ca.crt -CAkey ES384.key -CAcreateserial -days 500 -extfile ext -out leaf.crt",
    );
    employer.write("bundle.crt", [employer.read("ca.crt"), employer.read("leaf.crt")].concat());
    employer.write("both.crt", [employer.read("ES256.crt"), employer.read("leaf.crt")].concat());
    employer
}

#[test]
fn the_leaf_of_a_bundle_is_taken_and_the_others_are_named() {
    let employer = with_ca();
    let ran = employer.gws(&["thumbprint", "bundle.crt", "--json"]).run();
    let told = ran.json();
    assert_eq!(text(&told, "thumbprint"), employer.fingerprint("leaf", "sha256"));
    assert_eq!(
        (text(&told, "subject"), text(&told, "issuer"), &told["count"]),
        ("CN=Leaf", "CN=CA", &2.into())
    );
    assert!(ran.stderr.contains("holds 2 certificates. Taken: that of CN=Leaf, issued by CN=CA"), "{ran:?}");
    assert!(ran.stderr.contains(&employer.fingerprint("ca", "sha256")), "{ran:?}");
    let human = employer.gws(&["certificate", "bundle.crt"]).run();
    assert!(human.stdout.contains("subject: CN=Leaf\nissuer: CN=CA\n"), "{human:?}");
    assert!(human.stdout.contains("Z\n") && human.stdout.contains("days_left: "), "{human:?}");

    // Two of one key: neither has issued the other, so both are named.
    let two = employer.gws(&["thumbprint", "both.crt", "--json"]).run();
    assert!(two.status == 0 && two.stderr.contains("CN=Weka") && two.stderr.contains("CN=Leaf"), "{two:?}");

    // The key chooses.
    employer.write("swapped.crt", [employer.read("leaf.crt"), employer.read("ca.crt")].concat());
    for bundle in ["bundle.crt", "swapped.crt"] {
        let sign = |key: &str| {
            let sign = ["m2m", "sign", "--key", key, "--cert", bundle, "--iss", "i", "--json"];
            employer.gws(&sign).json(0)
        };
        let (leaf, ca) = (sign("ES256.key"), sign("ES384.key"));
        assert_eq!(text(&leaf, "sub"), employer.fingerprint("leaf", "sha256"));
        assert_eq!(text(&ca, "sub"), employer.fingerprint("ca", "sha256"));
        let verify = ["m2m", "verify", "--cert", bundle, "--json"];
        let verified = employer.gws(&verify).stdin(text(&leaf, "token")).json(0);
        assert_eq!(text(&verified, "sub"), employer.fingerprint("leaf", "sha256"));
    }
}

#[test]
fn a_key_that_stays_elsewhere_signs_in_two_steps() {
    let employer = Employer::new(&["ES256", "ES384"]);
    let unsigned = ["m2m", "unsigned", "--cert", "ES256.crt", "--iss", "www.example.com", "--json"];
    let unsigned = employer.gws(&unsigned).json(0);
    assert_eq!(text(&unsigned, "algorithm"), "ES256");
    employer.write("input", text(&unsigned, "signing_input"));
    openssl(employer.path(), "dgst -sha256 -sign ES256.key -out signature.der input");
    let attach = ["m2m", "attach", "--signature", "signature.der", "--json"];
    let input = format!("{}\n", text(&unsigned, "signing_input"));
    let token = employer.gws(&[&attach[..], &["--cert", "ES256.crt"]].concat()).stdin(&input).json(0);
    assert_eq!(employer.verify("ES256", &["--iss", "www.example.com"], text(&token, "token")).status, 0);
    let wrong = employer.gws(&[&attach[..], &["--cert", "ES384.crt"]].concat()).stdin(&input).json(1);
    assert_eq!(code(&wrong), "certificate_key");
    let form = employer.gws(&[&attach[..], &["--raw"]].concat()).stdin(&input).json(1);
    assert!(code(&form).starts_with("signature_"), "{form}");
    // The SHA-1 thumbprint names the certificate too, and its key is compared all the same.
    let other = ["m2m", "sign", "--key", "ES256.key", "--cert", "ES384.crt", "--iss", "i", "--json"];
    let mismatch = [&other[..], &["--sha1-thumbprint", "--alg", "ES256"]].concat();
    assert_eq!(code(&employer.gws(&mismatch).json(1)), "certificate_key");
    assert_eq!(code(&employer.gws(&other).json(1)), "certificate_key");
}
