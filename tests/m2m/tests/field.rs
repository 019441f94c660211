//! Key and certificate files as people have them (`files`), and each way in which such a file is broken.

use gws_auth_core::Secret;
use gws_auth_core::calls::{CertificateReference, ClaimsToSign, certificate_facts, m2m_sign};
use gws_auth_core::certificate::{Certificate, CertificateFile};
use gws_auth_core::key::{PrivateKey, PublicKeyFile};
use gws_auth_core::m2m::Thumbprint;
use gws_auth_m2m_tests::{Folder, code};
use gws_auth_native::BACKEND;

/// When the certificates are valid.
const NOW: i64 = 1_795_761_887;

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/files/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn claims(certificate: &[u8]) -> ClaimsToSign {
    let facts = certificate_facts(certificate).expect("a certificate");
    ClaimsToSign {
        algorithm: facts.algorithms[0].clone(),
        certificate: CertificateReference { der: Some(certificate.to_vec()), ..Default::default() },
        iss: "www.example.com".into(),
        start_logon: None,
        no_start_logon: None,
        lifetime: None,
        not_before: None,
        not_after: None,
    }
}

fn signs(key: &[u8], certificate: &[u8]) -> &'static str {
    code(m2m_sign(&BACKEND, key, None, &claims(certificate), NOW))
}

#[test]
fn key_files_that_are_read() {
    for (key, certificate) in [
        ("k_literal_n.pem", "ec.crt"),
        ("k_literal_r.pem", "rsa.crt"),
        ("k_no_breaks.pem", "ec.crt"),
        ("k_indented.pem", "ec.crt"),
        ("k_trailing_tab_begin.pem", "ec.crt"),
        ("k_blank_inside.pem", "ec.crt"),
        ("k_rsa_irregular.pem", "rsa.crt"),
        ("k_oneline_body.pem", "ec.crt"),
        ("k_rsa_w76.pem", "rsa.crt"),
        ("k_latin1_attr.pem", "ec.crt"),
        ("k_bom.pem", "ec.crt"),
        ("k_utf16le.pem", "ec.crt"),
        ("k_label_rsa_but_p8.pem", "rsa.crt"),
        ("k_label_p8_but_sec1.pem", "ec.crt"),
        ("k_b64_of_pem.txt", "ec.crt"),
        ("short31.pem", "short31.crt"),
        ("k_p8_inner_params.pem", "ec.crt"),
        ("k_p8_v2.pem", "ec.crt"),
    ] {
        assert_eq!(signs(&file(key), &file(certificate)), "ok", "{key}");
    }
}

#[test]
fn key_files_that_are_named() {
    for (key, wanted) in [
        ("k_end_4dashes.pem", "pem_end"),
        ("k_rsa_v17.pem", "file_malformed"),
        ("k_p8_longlen.pem", "file_ber"),
        ("rsa3p.pem", "key_rsa_primes"),
        ("rsa_e3.pem", "key_exponent_unusual"),
        ("old.p12", "file_pkcs12"),
        ("k.ppk", "file_putty"),
        ("k_pgp.asc", "file_pgp"),
        ("c.p7b.der", "file_pkcs7"),
        ("a.jks", "file_java_key_store"),
        ("ec.crt", "file_certificate"),
        ("enc_aes256.pem", "passphrase_missing"),
        ("pubc.pem", "file_public_key"),
        ("pub_33.jwk", "file_public_key"),
        ("pub.jwks", "jwk_set"),
    ] {
        assert_eq!(code(PrivateKey::parse(&file(key), None)), wanted, "{key}");
    }
    let old = file("x1.pem");
    assert_eq!(code(PrivateKey::parse(&old, Some(Secret::new("abcde")))), "encryption_unknown");
    for (key, wanted) in
        [("pub_33.jwk", "jwk_length"), ("pub_pad.jwk", "jwk_base64url"), ("pub.jwks", "jwk_set")]
    {
        assert_eq!(code(PublicKeyFile::parse(&file(key))), wanted, "{key}");
    }
}

#[test]
fn certificates_that_are_read() {
    let plain = Certificate::parse(&file("ec.crt")).expect("a certificate");
    for name in ["c_b64_bare.txt", "c_der_nl.der"] {
        let read = Certificate::parse(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.thumbprint(), plain.thumbprint(), "{name}");
    }
    for (name, count, of_key) in
        [("cat_leaf_ca.pem", 2, 1), ("chain2_root_first.pem", 2, 1), ("two_certs_same_key_old_new.pem", 2, 2)]
    {
        let bundle = CertificateFile::parse(&file(name)).expect("certificates");
        let leaf = bundle.leaf().expect("a leaf");
        assert_eq!((bundle.count(), bundle.count_of_key(leaf)), (count, of_key), "{name}");
        assert_eq!(
            (leaf.subject(), leaf.issuer()),
            ("CN=Weka Payroll Limited", "CN=Test Issuing CA"),
            "{name}"
        );
        let facts = certificate_facts(&file(name)).expect("facts");
        assert_eq!((facts.thumbprint.as_str(), facts.count), (leaf.thumbprint().as_str(), 2), "{name}");
    }
    assert_eq!(code(Certificate::parse(&file("ber_indef.der"))), "file_ber");
    assert_eq!(code(Certificate::parse(&file("c_v1.crt"))), "certificate_version");
}

/// A compressed point stands for the one of the same key's own file, on each of the three curves.
#[test]
fn compressed_points_are_read() {
    assert_eq!(code(Certificate::parse(&file("compressed.crt"))), "ok");
    assert_eq!(code(PublicKeyFile::parse(&file("pubc.pem"))), "ok");
    let folder = Folder::new("compressed");
    for (curve, round) in ["P-256", "P-384", "P-521"].into_iter().flat_map(|curve| [(curve, 0), (curve, 1)]) {
        folder.openssl(&format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{curve} -out key"));
        folder.openssl("pkey -in key -pubout -out plain");
        let plain = PublicKeyFile::parse(&folder.read("plain")).expect("a public key");
        for form in ["compressed", "hybrid"] {
            folder.openssl(&format!("ec -in key -pubout -conv_form {form} -out other"));
            let other = PublicKeyFile::parse(&folder.read("other"));
            assert_eq!(other.as_ref(), Ok(&plain), "{curve} {form} {round}");
            folder.openssl(&format!("ec -in key -conv_form {form} -out private"));
            let private = PrivateKey::parse(&folder.read("private"), None).expect("a private key");
            assert_eq!(private.public_key(), Some(plain.key()), "{curve} {form} {round}");
        }
    }
    // x of no point: half of all numbers are none.
    let mut der = compressed_der(&file("pubc.pem"));
    let mut refused = 0;
    for last in 0..32 {
        *der.last_mut().expect("a point") = last;
        refused += usize::from(code(PublicKeyFile::parse(&der)) == "key_point");
    }
    assert!((4..28).contains(&refused), "{refused}");
}

/// The bytes of a PEM file, by another reader than the one that is tried.
fn compressed_der(pem: &[u8]) -> Vec<u8> {
    let folder = Folder::new("der");
    folder.write("pem", pem);
    folder.openssl("ec -pubin -in pem -conv_form compressed -pubout -outform DER -out der");
    folder.read("der")
}

fn pem_of(name: &str) -> String {
    String::from_utf8(file(name)).expect("text").trim_start_matches('\u{feff}').to_owned()
}

#[test]
fn scalars_of_every_length() {
    let folder = Folder::new("scalars");
    let key = PrivateKey::parse(&file("short31.pem"), None).expect("a key");
    let (_, scalar) = key.ec().expect("a curve");
    // SEC1 with the scalar's length as wanted, and no public key.
    let sec1 = |scalar: &[u8]| {
        let curve = [0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
        let length = u8::try_from(scalar.len()).expect("short");
        let content = [&[2, 1, 1, 4, length], scalar, &curve].concat();
        [&[0x30, u8::try_from(content.len()).expect("short")], &content[..]].concat()
    };
    for (what, scalar, wanted) in [
        ("31 bytes", scalar[1..].to_vec(), "ok"),
        ("32 bytes", scalar.to_vec(), "ok"),
        ("33 bytes with a sign byte", [&[0], scalar].concat(), "ok"),
        ("40 bytes", [&[0; 8], scalar].concat(), "ok"),
        ("33 bytes", [&[1], scalar].concat(), "key_scalar"),
    ] {
        folder.write("key", sec1(&scalar));
        let read = PrivateKey::parse(&folder.read("key"), None);
        if let Ok(read) = &read {
            assert_eq!(read.ec(), key.ec(), "{what}");
        }
        assert_eq!(code(read), wanted, "{what}");
    }
}

/// Of several keys and certificates the pair that belongs together is taken.
#[test]
fn files_that_hold_several() {
    let (ec, rsa) = (pem_of("k_bom.pem"), pem_of("k_rsa_w76.pem"));
    let (ec_crt, rsa_crt) = (pem_of("ec.crt"), pem_of("rsa.crt"));
    let both_keys = format!("{rsa}{ec}");
    assert_eq!(code(PrivateKey::parse(both_keys.as_bytes(), None)), "file_several_keys");
    assert_eq!(PrivateKey::parse_all(both_keys.as_bytes(), None).map(|keys| keys.len()), Ok(2));
    for certificates in [ec_crt.clone(), rsa_crt.clone()] {
        let token = m2m_sign(&BACKEND, both_keys.as_bytes(), None, &claims(certificates.as_bytes()), NOW);
        token.unwrap_or_else(|error| panic!("{error}"));
    }
    // The key chooses, whichever stands first.
    for bundle in [format!("{ec_crt}{rsa_crt}"), format!("{rsa_crt}{ec_crt}")] {
        let of_ec = ClaimsToSign { algorithm: "ES256".into(), ..claims(bundle.as_bytes()) };
        let of_rsa = ClaimsToSign { algorithm: "RS256".into(), ..claims(bundle.as_bytes()) };
        assert_eq!(code(m2m_sign(&BACKEND, ec.as_bytes(), None, &of_ec, NOW)), "ok");
        assert_eq!(code(m2m_sign(&BACKEND, rsa.as_bytes(), None, &of_rsa, NOW)), "ok");
    }
    assert_eq!(signs(rsa.as_bytes(), ec_crt.as_bytes()), "certificate_key");
}

/// OpenSSL's own notes behind a certificate are no part of it.
#[test]
fn trusted_certificates_have_the_same_thumbprint() {
    let folder = Folder::new("trusted");
    folder.write("crt", file("ec.crt"));
    folder.openssl("x509 -in crt -trustout -addtrust clientAuth -setalias payroll -out trusted");
    let trusted = folder.read("trusted");
    assert!(folder.text("trusted").contains("BEGIN TRUSTED CERTIFICATE"));
    let plain = Certificate::parse(&file("ec.crt")).expect("a certificate").thumbprint();
    assert_eq!(Certificate::parse(&trusted).map(|read| read.thumbprint()), Ok(plain));
    assert_eq!(Thumbprint::of_certificate(&trusted), Ok(plain));
}

/// The keys that signing cannot take, each with its own cause.
#[test]
fn keys_that_cannot_sign() {
    let folder = Folder::new("cannot");
    let make = |options: &str| {
        folder.openssl(&format!("genpkey {options} -out key"));
        code(PrivateKey::parse(&folder.read("key"), None))
    };
    assert_eq!(make("-algorithm RSA -pkeyopt rsa_keygen_bits:2304"), "key_rsa_bits");
    assert_eq!(
        make("-algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:17"),
        "key_exponent_unusual"
    );
    assert_eq!(make("-algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1"), "key_curve");
    // The advice for spelt-out curves works.
    assert_eq!(
        make("-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit"),
        "key_explicit_curve"
    );
    folder.openssl("ec -in key -out sec1");
    assert_eq!(code(PrivateKey::parse(&folder.read("sec1"), None)), "key_explicit_curve");
    folder.openssl("ec -in key -param_enc named_curve -out named");
    assert_eq!(code(PrivateKey::parse(&folder.read("named"), None)), "ok");
    // Numbers that do not belong together are found when the key signs.
    let pkcs1 = PrivateKey::parse(&file("k_rsa_w76.pem"), None).expect("a key");
    let mut damaged = pkcs1.rsa_pkcs1_der().expect("RSA").to_vec();
    *damaged.last_mut().expect("a coefficient") ^= 1;
    assert_eq!(signs(&damaged, &file("rsa.crt")), "key_rsa_private");
}

#[test]
fn private_jwks_sign() {
    let folder = Folder::new("jwk");
    let jwk = |key: &str| {
        folder.write("key", pem_of(key));
        let script = "const c=require('crypto'),f=require('fs');\
            process.stdout.write(JSON.stringify(c.createPrivateKey(f.readFileSync(process.argv[1])).export({format:'jwk'})))";
        let ran = std::process::Command::new("node").args(["-e", script]).arg(folder.path("key")).output();
        ran.expect("node").stdout
    };
    let (ec, rsa) = (jwk("k_bom.pem"), jwk("k_rsa_w76.pem"));
    assert_eq!((signs(&ec, &file("ec.crt")), signs(&rsa, &file("rsa.crt"))), ("ok", "ok"));
    let ec = String::from_utf8(ec).expect("JSON");
    for (text, wanted) in [
        (ec.replace("\"d\":\"", "\"d\":\"AA"), "jwk_base64url"),
        (ec.replace("\"d\":\"", "\"d\":\"AAAA"), "jwk_length"),
        (format!("{{\"keys\":[{ec}]}}"), "jwk_set"),
        ("{\"access_token\":\"x\"}".to_owned(), "jwk_member"),
    ] {
        assert_eq!(code(PrivateKey::parse(text.as_bytes(), None)), wanted, "{text:.20}");
    }
}

#[test]
fn what_a_jwk_says_of_its_use() {
    let text = String::from_utf8(file("pub.jwks")).expect("JSON");
    let inner = text.split_once('[').and_then(|(_, rest)| rest.rsplit_once(']')).expect("a set").0.trim();
    let plain = inner.replacen("\"use\"", "\"a\"", 1).replacen("\"alg\"", "\"b\"", 1);
    assert_eq!(code(PublicKeyFile::parse(plain.as_bytes())), "ok", "{plain}");
    for (member, wanted) in [
        (r#""use":"sig""#, "ok"),
        (r#""use":"enc""#, "key_use"),
        (r#""use":1"#, "key_use"),
        (r#""key_ops":["verify"]"#, "ok"),
        (r#""key_ops":["sign"]"#, "key_use"),
        (r#""alg":"ES256""#, "ok"),
        (r#""alg":"RS256""#, "key_use"),
        (r#""alg":"ES256K""#, "key_use"),
    ] {
        let jwk = plain.replacen('{', &format!("{{{member},"), 1);
        assert_eq!(code(PublicKeyFile::parse(jwk.as_bytes())), wanted, "{member}");
    }
}
