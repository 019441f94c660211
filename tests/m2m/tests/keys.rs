//! Key files as `openssl` writes them today and as it used to (CERT-3).

use gws_auth_core::Secret;
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, PublicKey};
use gws_auth_core::key::{PrivateKey, PublicKeyFile};
use gws_auth_m2m_tests::{CLAIMS, Employer, Folder, RING, code, header, jws, signing, verifying};

const EC: [(&str, Algorithm); 3] =
    [("P-256", Algorithm::Es256), ("P-384", Algorithm::Es384), ("P-521", Algorithm::Es512)];

/// The key signs, and what it signs verifies with the public key of `pkey -pubout`.
fn works(file: &[u8], passphrase: Option<&str>, public: &PublicKeyFile, what: &str) {
    let key = PrivateKey::parse(file, passphrase.map(Secret::new)).unwrap_or_else(|e| panic!("{what}: {e}"));
    if let Some(inside) = key.public_key() {
        assert_eq!(inside, public.key(), "{what}");
    }
    let algorithm = key.algorithm();
    for signing in signing(algorithm) {
        if signing.name == RING.name && key.public_key().is_none() {
            continue; // ring wants the point
        }
        let signer = (signing.signer)(&key, algorithm).unwrap_or_else(|e| panic!("{what} {signing:?}: {e}"));
        let token = jws::sign(&*signer, &header(algorithm.name()), CLAIMS);
        for backend in verifying(algorithm) {
            let verifier = (backend.verifier)(&public.key()).expect("a public key");
            assert_eq!(code(jws::verify(&token, &*verifier)), "ok", "{what} {signing:?} {backend:?}");
        }
    }
}

fn public(folder: &Folder, key: &str) -> PublicKeyFile {
    folder.openssl(&format!("pkey -in {key} -pubout -out pub.pem"));
    PublicKeyFile::parse(&folder.read("pub.pem")).expect("a public key")
}

fn private(file: impl AsRef<[u8]>) -> &'static str {
    code(PrivateKey::parse(file.as_ref(), None))
}

/// The ways that one key can stand in a file, without encryption.
fn forms(folder: &Folder, ec: bool) -> Vec<(String, Vec<u8>)> {
    let mut commands = vec![
        ("PKCS#8 PEM", "pkcs8 -topk8 -nocrypt -in key -out form"),
        ("PKCS#8 DER", "pkcs8 -topk8 -nocrypt -in key -outform DER -out form"),
    ];
    commands.extend(match ec {
        true => vec![
            ("SEC1 PEM", "ec -in key -out form"),
            ("SEC1 DER", "ec -in key -outform DER -out form"),
            ("SEC1 PEM without the public key", "ec -in key -no_public -out form"),
            ("SEC1 DER without the public key", "ec -in key -no_public -outform DER -out form"),
        ],
        false => vec![
            ("PKCS#1 PEM", "rsa -in key -traditional -out form"),
            ("PKCS#1 DER", "rsa -in key -traditional -outform DER -out form"),
        ],
    });
    let mut forms: Vec<(String, Vec<u8>)> = commands
        .into_iter()
        .map(|(name, command)| {
            folder.openssl(command);
            (name.to_owned(), folder.read("form"))
        })
        .collect();
    for at in 0..forms.len() {
        let (name, bytes) = forms[at].clone();
        let Ok(pem) = String::from_utf8(bytes) else { continue };
        forms.push((format!("{name}, CRLF"), pem.replace('\n', "\r\n").into()));
        forms.push((format!("{name}, no last line end"), pem.trim_end().into()));
        forms.push((format!("{name}, Bag Attributes"), format!("Bag Attributes\n    friendlyName: payroll\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n{pem}").into()));
        forms.push((format!("{name}, blank lines around"), format!("\n\n{pem}\n\n").into()));
    }
    forms
}

#[test]
fn every_form_of_an_elliptic_curve_key_signs() {
    let mut count = 0;
    for (curve, algorithm) in EC {
        let folder = Folder::new(&format!("forms-{curve}"));
        folder.openssl(&format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{curve} -out key"));
        let public = public(&folder, "key");
        // `openssl ecparam -genkey` writes an EC PARAMETERS block before the key.
        let name = match algorithm {
            Algorithm::Es256 => "prime256v1",
            Algorithm::Es384 => "secp384r1",
            _ => "secp521r1",
        };
        for (what, file) in forms(&folder, true) {
            works(&file, None, &public, &format!("{curve} {what}"));
            assert_eq!(PrivateKey::parse(&file, None).expect("it reads").algorithm(), algorithm);
            count += 1;
        }
        folder.openssl(&format!("ecparam -name {name} -genkey -out old.pem"));
        assert!(folder.text("old.pem").contains("BEGIN EC PARAMETERS"));
        folder.write("key", folder.read("old.pem"));
        works(&folder.read("old.pem"), None, &self::public(&folder, "key"), "EC PARAMETERS and SEC1");
        count += 1;
    }
    println!("{count} files of elliptic-curve keys");
    assert_eq!(count, 57);
}

#[test]
fn every_form_of_an_rsa_key_signs() {
    let mut count = 0;
    for bits in [2048, 3072] {
        let folder = Folder::new(&format!("forms-{bits}"));
        folder.openssl(&format!("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:{bits} -out key"));
        let public = public(&folder, "key");
        assert_eq!(public.key().bits(), bits);
        for (what, file) in forms(&folder, false) {
            works(&file, None, &public, &format!("RSA {bits} {what}"));
            count += 1;
        }
        // Public keys in their four forms say the same.
        folder.openssl("rsa -in key -pubout -outform DER -out spki.der");
        folder.openssl("rsa -in key -RSAPublicKey_out -out pkcs1.pem");
        folder.openssl("rsa -in key -RSAPublicKey_out -outform DER -out pkcs1.der");
        for file in ["pub.pem", "spki.der", "pkcs1.pem", "pkcs1.der"] {
            assert_eq!(PublicKeyFile::parse(&folder.read(file)).expect(file), public);
        }
    }
    println!("{count} files of RSA keys");
    assert_eq!(count, 24);
}

#[test]
fn encrypted_keys() {
    let folder = Folder::new("encrypted");
    let mut opened = 0;
    for (kind, ec) in
        [("EC -pkeyopt ec_paramgen_curve:P-256", true), ("RSA -pkeyopt rsa_keygen_bits:2048", false)]
    {
        folder.openssl(&format!("genpkey -algorithm {kind} -out key"));
        let public = public(&folder, "key");
        let topk8 = "pkcs8 -topk8 -in key -out form -passout pass:correct";
        for (what, options) in [
            ("PBES2 default", ""),
            ("AES-128-CBC", "-v2 aes-128-cbc"),
            ("AES-256-CBC, SHA-512", "-v2 aes-256-cbc -v2prf hmacWithSHA512"),
            ("scrypt", "-scrypt"),
            ("DER", "-outform DER"),
        ] {
            folder.openssl(&format!("{topk8} {options}"));
            let file = folder.read("form");
            works(&file, Some("correct"), &public, what);
            assert_eq!(private(&file), "passphrase_missing", "{what}");
            for wrong in ["wrong", "", "correct ", "correct\n"] {
                let result = PrivateKey::parse(&file, Some(Secret::new(wrong)));
                assert_eq!(code(result), "passphrase_wrong", "{what}");
            }
            opened += 1;
        }
        // Encryptions of the last century are not opened, and the error says how to convert.
        for options in ["-v2 des3", "-v2 camellia256", "-v1 PBE-SHA1-3DES", "-v2 des3 -outform DER"] {
            folder.openssl(&format!("{topk8} {options}"));
            let file = folder.read("form");
            assert_eq!(private(&file), "passphrase_missing", "{options}");
            let error = PrivateKey::parse(&file, Some(Secret::new("correct"))).expect_err("refused");
            assert_eq!(error.code(), "encryption_unknown", "{options}");
            assert!(error.to_string().contains("openssl pkcs8 -topk8 -v2 aes-256-cbc"), "{error}");
        }
        let old = if ec { "ec -in key -aes128" } else { "rsa -in key -traditional -aes128" };
        folder.openssl(&format!("{old} -passout pass:correct -out form"));
        assert!(folder.text("form").contains("Proc-Type: 4,ENCRYPTED"));
        for passphrase in [None, Some(Secret::new("correct"))] {
            assert_eq!(code(PrivateKey::parse(&folder.read("form"), passphrase)), "file_legacy_encryption");
        }
        // A passphrase is only looked at where there is something to open.
        folder.openssl("pkcs8 -topk8 -nocrypt -in key -out form");
        works(&folder.read("form"), Some("unused"), &public, "not encrypted");
        let damaged = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
        let result = PrivateKey::parse(damaged.as_bytes(), Some(Secret::new("correct")));
        assert_eq!(code(result), "file_malformed");
    }
    println!("{opened} encrypted files opened");
    assert_eq!(opened, 10);
}

#[test]
fn keys_that_do_not_work_with_ir() {
    let folder = Folder::new("unfit");
    for (kind, wanted) in [
        ("EC -pkeyopt ec_paramgen_curve:secp256k1", "key_curve"),
        ("EC -pkeyopt ec_paramgen_curve:P-224", "key_curve"),
        ("EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit", "key_explicit_curve"),
        ("ED25519", "key_family"),
        ("X25519", "key_family"),
        ("RSA-PSS -pkeyopt rsa_keygen_bits:2048", "key_family"),
        ("RSA -pkeyopt rsa_keygen_bits:1024", "key_too_short"),
    ] {
        folder.openssl(&format!("genpkey -algorithm {kind} -out key"));
        folder.openssl("pkcs8 -topk8 -nocrypt -in key -outform DER -out der");
        folder.openssl("pkey -in key -pubout -out pub");
        folder.openssl("pkey -in key -pubout -outform DER -out pub.der");
        for file in ["key", "der"] {
            assert_eq!(private(folder.read(file)), wanted, "{kind} {file}");
        }
        for file in ["pub", "pub.der"] {
            assert_eq!(code(PublicKeyFile::parse(&folder.read(file))), wanted, "{kind} {file}");
        }
        if kind != "X25519" {
            folder.openssl("req -x509 -new -key key -subj /CN=unfit -days 30 -out crt");
            assert_eq!(code(Certificate::parse(&folder.read("crt"))), wanted, "{kind}");
        }
    }
    // A scalar of zero, or of n: the file reads, the backend refuses.
    let good = &Employer::of(Algorithm::Es256).key;
    let (curve, scalar) = good.ec().expect("a curve");
    let PublicKey::Ec { point, .. } = good.public_key().expect("openssl writes it") else {
        panic!("a point")
    };
    let order = gws_auth_m2m_tests::hex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    for scalar in [&[0; 32], order.as_slice(), &scalar[1..]] {
        assert_eq!(code(gws_auth_rustcrypto::EcSigner::new(curve, scalar)), "key_scalar");
        assert_eq!(code(gws_auth_ring::RingSigner::ec(curve, scalar, point)), "key_scalar");
    }
    // ring also sees a public key that is another key's.
    let PublicKey::Ec { point, .. } = gws_auth_m2m_tests::other_p256() else { panic!("a point") };
    assert_eq!(code(gws_auth_ring::RingSigner::ec(curve, scalar, point)), "key_scalar");
}

#[test]
fn the_wrong_file_is_named() {
    let folder = Folder::new("wrong");
    let employer = Employer::new(&folder, "e", Algorithm::Es256);
    let rsa = Employer::new(&folder, "r", Algorithm::Rs256);
    for name in ["e", "r"] {
        folder.openssl(&format!("req -new -key {name}.key -subj /CN=x -out {name}.csr"));
        folder.openssl(&format!("req -in {name}.csr -outform DER -out {name}.csr.der"));
        folder.openssl(&format!("x509 -in {name}.crt -outform DER -out {name}.cer"));
        folder.openssl(&format!("pkey -in {name}.key -outform DER -out {name}.key.der"));
        folder.openssl(&format!("pkey -in {name}.key -pubout -outform DER -out {name}.pub.der"));
        folder.openssl(&format!(
            "pkcs12 -export -inkey {name}.key -in {name}.crt -out {name}.p12 -passout pass:x"
        ));
        folder.openssl(&format!("pkcs8 -topk8 -in {name}.key -passout pass:x -out {name}.enc"));
        folder.openssl(&format!(
            "pkcs8 -topk8 -in {name}.key -passout pass:x -outform DER -out {name}.enc.der"
        ));
        for (extension, as_private, as_public, as_certificate) in [
            ("key", "ok", "file_private_key", "file_private_key"),
            ("key.der", "ok", "file_private_key", "file_private_key"),
            ("enc", "passphrase_missing", "file_private_key", "file_private_key"),
            ("enc.der", "passphrase_missing", "file_private_key", "file_private_key"),
            ("pub", "file_public_key", "ok", "file_public_key"),
            ("pub.der", "file_public_key", "ok", "file_public_key"),
            ("crt", "file_certificate", "file_certificate", "ok"),
            ("cer", "file_certificate", "file_certificate", "ok"),
            ("csr", "file_certificate_request", "file_certificate_request", "file_certificate_request"),
            ("csr.der", "file_certificate_request", "file_certificate_request", "file_certificate_request"),
            ("p12", "file_pkcs12", "file_pkcs12", "file_pkcs12"),
        ] {
            let file = folder.read(&format!("{name}.{extension}"));
            assert_eq!(private(&file), as_private, "{name}.{extension}");
            assert_eq!(code(PublicKeyFile::parse(&file)), as_public, "{name}.{extension}");
            assert_eq!(code(Certificate::parse(&file)), as_certificate, "{name}.{extension}");
        }
    }
    // Key and certificate in one file, as curl and nginx take them, in either order.
    for both in [
        employer.key_pem.clone() + &employer.certificate_pem,
        employer.certificate_pem.clone() + &employer.key_pem,
    ] {
        assert_eq!((private(&both), code(Certificate::parse(both.as_bytes()))), ("ok", "ok"));
    }
    let ssh =
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    let pem = &rsa.key_pem;
    for (file, wanted) in [
        (String::new(), "file_empty"),
        ("hello".to_owned(), "file_unknown"),
        ("{}".to_owned(), "jwk_member"),
        (ssh.to_owned(), "file_open_ssh"),
        (pem[..pem.len() / 2].to_owned(), "pem_end"),
        (pem.replace("PRIVATE KEY", "SECRET KEY"), "pem_begin"),
        (pem.replacen("END PRIVATE KEY", "END PUBLIC KEY", 1), "pem_end"),
        (pem.replacen('M', "!", 1), "pem_character"),
        (pem.replacen("\nMII", "\nMIX", 1), "file_malformed"),
        // Content decides, not the label.
        (pem.replace("PRIVATE KEY", "EC PRIVATE KEY"), "ok"),
    ] {
        assert_eq!(private(&file), wanted, "{file}");
    }
    let der = folder.read("e.key.der");
    assert_eq!(private(&der[..der.len() - 1]), "file_cut");
    assert_eq!(private([&der[..], &[0]].concat()), "file_trailing");
    assert_eq!(private([0x30]), "file_cut");
}

#[test]
fn jwks() {
    let PublicKey::Rsa { modulus, exponent } = Employer::of(Algorithm::Rs256).certificate.key() else {
        panic!("RSA")
    };
    let rsa =
        |n: &[u8], e: &[u8]| format!(r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#, jws::encode(n), jws::encode(e));
    let zeros = rsa(&[&[0, 0], modulus].concat(), &[0, 1, 0, 1]);
    for text in
        [rsa(modulus, exponent), zeros, format!(" \n{}", rsa(modulus, exponent).replace("RSA", r"\u0052SA"))]
    {
        let read = PublicKeyFile::parse(text.as_bytes()).expect("a public JWK");
        assert_eq!(read.key(), PublicKey::Rsa { modulus, exponent });
    }
    let mut even = modulus.to_vec();
    *even.last_mut().expect("a modulus") &= 0xfe;
    let good = rsa(modulus, exponent);
    for (text, wanted) in [
        (rsa(&modulus[..128], exponent), "key_too_short"),
        (rsa(&even, exponent), "key_modulus"),
        (rsa(modulus, &[1]), "key_exponent"),
        (rsa(modulus, &[]), "key_exponent"),
        (good.replace(r#"{"kty""#, r#"{"d":"AQ","kty""#), "file_private_key"),
        (good.replace(r#"{"kty""#, r#"{"\u0064":"AQ","kty""#), "file_private_key"),
        (r#"{"kty":"oct","k":"AQ"}"#.to_owned(), "file_private_key"),
        (r#"{"kty":"OKP","crv":"Ed25519","x":"AQ"}"#.to_owned(), "key_family"),
        (good.replace(r#""n""#, r#""m""#), "jwk_member"),
        (good.replace(r#""kty":"RSA""#, r#""kty":1"#), "jwk_member"),
        (good.replace(r#""e":"AQAB""#, r#""e":65537"#), "jwk_member"),
        (good.replace("AQAB", "AQAB="), "jwk_base64url"),
        (good.replace("AQAB", "AQ+/"), "jwk_base64url"),
        (good.replace("AQAB", "AR"), "jwk_base64url"),
        (good.replace(r#"{"kty""#, r#"{"e":"Aw","kty""#), "json_duplicate"),
        (good.replace('}', ""), "json_cut"),
        (format!("[{good}]"), "jwk_set"),
        (format!(r#"{{"keys":[{good}]}}"#), "jwk_set"),
    ] {
        assert_eq!(code(PublicKeyFile::parse(text.as_bytes())), wanted, "{text}");
    }
    for (crv, algorithm) in EC {
        let PublicKey::Ec { point, curve } = Employer::of(algorithm).certificate.key() else {
            panic!("a curve")
        };
        let (x, y) = point[1..].split_at(curve.width());
        let ec = |x: &[u8], y: &[u8]| {
            format!(r#"{{"kty":"EC","crv":"{crv}","x":"{}","y":"{}"}}"#, jws::encode(x), jws::encode(y))
        };
        let read = PublicKeyFile::parse(ec(x, y).as_bytes()).expect("a public JWK");
        assert_eq!(read.key(), PublicKey::Ec { point, curve });
        for (text, wanted) in [
            (ec(&x[1..], y), "jwk_length"),
            (ec(x, &[&[0], y].concat()), "jwk_length"),
            (ec(&[&[0], x].concat(), &y[1..]), "jwk_length"),
            (ec(x, &[]), "jwk_length"),
            (ec(x, y).replace(crv, "secp256k1"), "key_curve"),
            (ec(x, y).replace(crv, &crv.to_lowercase()), "key_curve"),
            (ec(x, y).replace(r#""y""#, r#""z""#), "jwk_member"),
            (ec(x, y).replace('}', r#","d":"AQ"}"#), "file_private_key"),
        ] {
            assert_eq!(code(PublicKeyFile::parse(text.as_bytes())), wanted, "{text}");
        }
    }
}
