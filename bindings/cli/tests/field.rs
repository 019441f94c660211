//! Key, certificate, passphrase and token files as people have them (`tests/m2m/files`), through the command.

use std::path::Path;

use crate::employer::{Employer, invalid, openssl};
use crate::support::{Gws, code, gws, text};

const NOW: &str = "1795761887";

/// `gws-auth …` in the folder of the files.
fn field(arguments: &[&str]) -> Gws {
    gws(arguments).dir(&folder())
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/m2m/files")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn sign(key: &str, certificate: &str, more: &[&str]) -> Gws {
    let first = ["m2m", "sign", "--key", key, "--cert", certificate, "--iss", "i", "--json", "--now", NOW];
    field(&[&first[..], more].concat())
}

#[test]
fn keys() {
    for (key, certificate) in [
        ("k_literal_n.pem", "ec.crt"),
        ("k_literal_r.pem", "rsa.crt"),
        ("k_utf16le.pem", "ec.crt"),
        ("k_b64_of_pem.txt", "ec.crt"),
        ("k_label_p8_but_sec1.pem", "ec.crt"),
        ("k_latin1_attr.pem", "c_b64_bare.txt"),
        ("k_indented.pem", "c_der_nl.der"),
    ] {
        let signed = sign(key, certificate, &[]).json(0);
        assert!(text(&signed, "token").starts_with("eyJ"), "{key}");
    }
    // What the message must say, beside the code.
    for (key, certificate, wanted, word) in [
        ("k_end_4dashes.pem", "ec.crt", "pem_end", "-----END"),
        ("k_p8_longlen.pem", "ec.crt", "file_ber", "openssl pkey -in"),
        ("rsa3p.pem", "rsa3p.crt", "key_rsa_primes", "two primes"),
        ("rsa_e3.pem", "rsa_e3.crt", "key_exponent_unusual", "exponent"),
        ("k.ppk", "ec.crt", "file_putty", "PuTTY"),
        ("k_pgp.asc", "ec.crt", "file_pgp", "PGP"),
        ("a.jks", "ec.crt", "file_java_key_store", "keytool -importkeystore"),
        ("old.p12", "ec.crt", "passphrase_missing", "--passphrase-file"),
        ("rsa.crt", "ec.crt", "file_certificate", "private key"),
    ] {
        let failed = sign(key, certificate, &[]).json(1);
        assert_eq!((code(&failed), text(&failed["error"], "file")), (wanted, key));
        assert!(text(&failed["error"], "message").contains(word), "{failed}");
    }
    let failed = sign("x1.pem", "ec.crt", &["--passphrase-file", "pw"]).json(1);
    assert_eq!(code(&failed), "encryption_unknown");
    assert_eq!(code(&sign("k_literal_r.pem", "ec.crt", &["--alg", "RS256"]).json(1)), "certificate_key");
    let marked = sign("enc_aes256.pem", "ec.crt", &["--passphrase-file", "pass_bom.txt"]).json(2);
    assert_eq!(code(&marked), "passphrase_encoding");
    assert!(text(&marked["error"], "message").contains("byte order mark"), "{marked}");
}

/// The commands that the errors advise make files that are read.
#[test]
fn the_advice_works() {
    let here = Employer::new(&[]);
    for name in ["x1.pem", "k_p8_longlen.pem", "c.p7b.der", "old.p12", "ec.crt", "a.jks"] {
        here.write(name, file(name));
    }
    let make = |arguments: &str| openssl(here.path(), arguments);
    make("pkcs8 -topk8 -v2 aes-256-cbc -in x1.pem -passin pass:abcde -passout pass:abcde -out x1.p8");
    make("pkey -in k_p8_longlen.pem -out longlen.pem");
    make("pkcs12 -legacy -in old.p12 -nodes -passin pass:x -out old.pem");
    make("pkcs7 -print_certs -inform DER -in c.p7b.der -out p7.pem");
    let sign = |key: &str, cert: &str| {
        here.gws(&["m2m", "sign", "--key", key, "--cert", cert, "--iss", "i", "--json", "--now", NOW])
    };
    for (key, cert) in [("x1.p8", "ec.crt"), ("longlen.pem", "p7.pem"), ("old.pem", "old.pem")] {
        sign(key, cert).env("GWS_KEY_PASSPHRASE", "abcde").json(0);
    }
}

#[test]
fn pkcs12_as_windows_java_and_openssl_write_it() {
    let here = Employer::new(&["ES256", "RS256", "ES384"]);
    here.write("pw", "kea");
    here.write("wrong", "kaka");
    let print = here.fingerprint("ES256", "sha256");
    let mut tried = 0;
    for options in
        ["", "-legacy", "-legacy -descert", "-nomac", "-macalg sha512", "-certpbe NONE -keypbe NONE"]
    {
        for (name, chain) in [("ES256", ""), ("ES256", " -certfile ES384.crt"), ("RS256", "")] {
            openssl(
                here.path(),
                &format!(
                    "pkcs12 -export -inkey {name}.key -in {name}.crt{chain} {options} -passout pass:kea -out both.p12"
                ),
            );
            let run = |more: &[&str]| {
                let first =
                    ["m2m", "sign", "--key", "both.p12", "--cert", "both.p12", "--iss", "i", "--json"];
                here.gws(&[&first[..], more].concat())
            };
            let signed = run(&["--passphrase-file", "pw"]).json(0);
            assert_eq!(here.verify(name, &[], text(&signed, "token")).status, 0, "{options}");
            if name == "ES256" {
                let told = here.gws(&["thumbprint", "both.p12", "--passphrase-file", "pw", "--json"]).json(0);
                assert_eq!(text(&told, "thumbprint"), print, "{options}");
            }
            if options.is_empty() {
                assert_eq!(code(&run(&["--passphrase-file", "wrong"]).json(1)), "passphrase_wrong");
                assert_eq!(code(&run(&[]).json(1)), "passphrase_missing");
                // As secret managers hold it.
                openssl(here.path(), "base64 -in both.p12 -out both.txt");
                let key = [
                    "m2m",
                    "sign",
                    "--key",
                    "both.txt",
                    "--cert",
                    &format!("{name}.crt"),
                    "--iss",
                    "i",
                    "--json",
                ];
                here.gws(&key).env("GWS_KEY_PASSPHRASE", "kea").json(0);
            }
            tried += 1;
        }
    }
    assert_eq!(tried, 18);
    let old = sign("old.p12", "old.p12", &[]).env("GWS_KEY_PASSPHRASE", "x").json(0);
    assert!(text(&old, "token").starts_with("eyJ"));
}

#[test]
fn certificates() {
    for (name, wanted) in [
        ("ber_indef.der", "file_ber"),
        ("c.p7b.der", "file_pkcs7"),
        ("old.p12", "passphrase_missing"),
        ("k_bom.pem", "file_private_key"),
    ] {
        assert_eq!(code(&field(&["thumbprint", name, "--json"]).json(1)), wanted, "{name}");
    }
    let plain = field(&["thumbprint", "ec.crt", "--json", "--now", NOW]).json(0);
    for name in ["c_b64_bare.txt", "c_der_nl.der"] {
        assert_eq!(field(&["thumbprint", name, "--json", "--now", NOW]).json(0), plain, "{name}");
    }
    assert_eq!(field(&["thumbprint", "compressed.crt", "--json"]).run().status, 0);
    for name in ["cat_leaf_ca.pem", "chain2_root_first.pem"] {
        let ran = field(&["thumbprint", name, "--json", "--now", NOW]).run();
        let told = ran.json();
        assert_eq!(text(&told, "subject"), "CN=Weka Payroll Limited");
        assert!(ran.stderr.contains("holds 2 certificates. Taken: that of CN=Weka"), "{ran:?}");
        assert!(!ran.stderr.contains("of the same key"), "{ran:?}");
    }
    let renewed = field(&["thumbprint", "two_certs_same_key_old_new.pem", "--json", "--now", NOW]).run();
    assert!(renewed.status == 0 && renewed.stderr.contains("warning: 2 certificates"), "{renewed:?}");
    assert!(renewed.stderr.contains("of the same key"), "{renewed:?}");
    let milliseconds = field(&["thumbprint", "ec.crt", "--now", "1795761887000", "--json"]).run();
    assert!(milliseconds.status != 0 && code(&milliseconds.json()) == "time_invalid", "{milliseconds:?}");
}

#[test]
fn tokens_and_the_keys_that_verify_them() {
    let verify = |more: &[&str], token: &str| {
        let first = ["m2m", "verify", "--json", "--now", NOW];
        field(&[&first[..], more].concat()).stdin(file(token)).run()
    };
    assert_eq!(verify(&["--public-key", "pubc.pem"], "ok.jwt").status, 0);
    assert_eq!(verify(&["--cert", "ec.crt"], "ok.jwt").status, 0);
    for (key, wanted, word) in [
        ("pub_33.jwk", "jwk_length", "leading zeros"),
        ("pub_pad.jwk", "jwk_base64url", "base64url"),
        ("pub.jwks", "jwk_set", "jq"),
        ("ec.crt", "file_certificate", "--cert"),
        ("k_bom.pem", "file_private_key", "private key"),
    ] {
        let ran = verify(&["--public-key", key], "ok.jwt");
        assert_eq!(invalid(&ran), wanted, "{key}");
        assert!(text(&ran.json()["error"], "message").contains(word), "{ran:?}");
    }
    for (token, wanted, word) in [
        ("ms.jwt", "claim_milliseconds", "milliseconds"),
        ("authz.jwt", "jws_space", "Authorization"),
        ("quoted.jwt", "base64url_invalid", "quotes"),
    ] {
        let ran = verify(&["--cert", "ec.crt"], token);
        assert_eq!(invalid(&ran), wanted, "{token}");
        assert!(text(&ran.json()["error"], "message").contains(word), "{ran:?}");
    }
    // The thumbprint as OpenSSL and Windows show it, and with what Windows puts before it.
    let told = field(&["thumbprint", "ec.crt", "--json", "--now", NOW]).json(0);
    let digits = text(&told, "thumbprint").to_owned();
    let pairs: Vec<&str> = (0..32).map(|at| &digits[2 * at..2 * at + 2]).collect();
    for sub in [pairs.join(":"), pairs.join(" ").to_lowercase(), digits.to_lowercase()] {
        assert_eq!(verify(&["--cert", "ec.crt", "--sub", &sub], "ok.jwt").status, 0, "{sub}");
    }
    let marked = verify(&["--cert", "ec.crt", "--sub", &format!("\u{200e}{digits}")], "ok.jwt");
    assert!(marked.status == 2 && format!("{marked:?}").contains("200E"), "{marked:?}");
}
