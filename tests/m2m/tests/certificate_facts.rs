//! What `certificate_facts` says of a file, against what `openssl` says (CERT-1, M2M-4).

use gws_auth_core::calls::certificate_facts;
use gws_auth_core::jws::Algorithm;
use gws_auth_m2m_tests::{Employer, Folder, code, hex};

/// One line of `openssl x509`, behind its `=`.
fn says(folder: &Folder, option: &str) -> String {
    let line = folder.openssl(&format!("x509 -in crt -noout -nameopt RFC2253,-esc_msb {option}"));
    line.trim().split_once('=').expect("NAME=VALUE").1.to_owned()
}

#[test]
fn facts_are_those_of_openssl() {
    let folder = Folder::new("facts");
    for employer in Employer::all() {
        let algorithm = employer.algorithm;
        folder.write("crt", &employer.certificate_pem);
        folder.openssl("x509 -in crt -outform DER -out cer");
        let facts = certificate_facts(&folder.read("crt")).expect("a certificate");
        assert_eq!(certificate_facts(&folder.read("cer")).expect("the same in DER"), facts);
        assert_eq!(facts.thumbprint, says(&folder, "-fingerprint -sha256").replace(':', ""));
        assert_eq!(facts.thumbprint_sha1, says(&folder, "-fingerprint -sha1").replace(':', ""));
        assert_eq!(facts.serial, says(&folder, "-serial"));
        assert_eq!((facts.subject, facts.issuer), (says(&folder, "-subject"), says(&folder, "-issuer")));
        let (key_type, key_bits, curve, algorithms): (_, _, _, &[&str]) = match algorithm {
            Algorithm::Es256 => ("EC", 256, Some("P-256"), &["ES256"]),
            Algorithm::Es384 => ("EC", 384, Some("P-384"), &["ES384"]),
            Algorithm::Es512 => ("EC", 521, Some("P-521"), &["ES512"]),
            _ => ("RSA", 2048, None, &["RS256", "RS384", "RS512"]),
        };
        assert_eq!((facts.key_type.as_str(), facts.key_bits), (key_type, key_bits));
        assert_eq!(facts.curve.as_deref(), curve);
        assert_eq!(facts.algorithms, algorithms);
        assert_eq!((facts.self_signed, facts.count), (true, 1));
        assert_eq!(facts.not_after - facts.not_before, 730 * 86_400);
    }
}

/// The certificate of the vectors, whose dates are known.
#[test]
fn dates_are_seconds() {
    let path = format!("{}/../vectors/m2m_unsigned.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("it is there");
    let vectors: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let vector = vectors.as_array().expect("a list").iter().find(|v| v["id"] == "m2m-unsigned-certificate");
    let der = vector.expect("it is there")["in"]["certificate_hex"].as_str().expect("digits");
    let facts = certificate_facts(&hex(der)).expect("a certificate");
    assert_eq!((facts.not_before, facts.not_after), (1_789_000_000, 1_852_072_000));
    assert_eq!(facts.serial, "01");
    assert_eq!((facts.subject.as_str(), facts.issuer.as_str()), ("CN=Employer A", "CN=Employer A"));
}

#[test]
fn a_ca_is_never_taken_for_a_leaf_that_cannot_sign() {
    let folder = Folder::new("facts-unusable-leaf");
    folder.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ca.key");
    folder.openssl("req -x509 -new -key ca.key -subj /CN=CA -out ca.crt");
    for (wanted, algorithm, extensions) in [
        ("certificate_version", "EC -pkeyopt ec_paramgen_curve:P-256", ""),
        ("key_family", "ED25519", "-extfile v3"),
    ] {
        folder.write("v3", "subjectKeyIdentifier=hash");
        folder.openssl(&format!("genpkey -algorithm {algorithm} -out key"));
        folder.openssl("req -new -key key -subj /CN=leaf -out csr");
        folder.openssl(&format!(
            "x509 -req -in csr -CA ca.crt -CAkey ca.key -set_serial 7 {extensions} -out crt"
        ));
        let (leaf, ca) = (folder.text("crt"), folder.text("ca.crt"));
        for file in [format!("{leaf}{ca}"), format!("{ca}{leaf}")] {
            assert_eq!(code(certificate_facts(file.as_bytes())), wanted);
        }
    }
}

#[test]
fn names_serials_and_issuers() {
    let folder = Folder::new("facts-names");
    folder.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key");
    for (subject, serial) in [
        ("/C=NZ/O=Wh\u{101}nau-Payroll/CN=a,b", "0x8F01"),
        ("/CN=x/OU=y/O=\\#z\\;", "0x01"),
        ("/DC=nz/L=Hutt/ST=Wellington/CN=x=y", "0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"),
    ] {
        folder.openssl(&format!(
            "req -x509 -new -key key -utf8 -subj {subject} -set_serial {serial} -days 30 -out crt"
        ));
        let facts = certificate_facts(&folder.read("crt")).expect("a certificate");
        assert_eq!(facts.serial, says(&folder, "-serial"), "{serial}");
        assert_eq!(facts.subject, says(&folder, "-subject"), "{subject}");
    }
    // Issued by another: not self-signed.
    folder.openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out ca.key");
    folder.openssl("req -x509 -new -key ca.key -subj /O=CA/CN=Root -days 30 -out ca.crt");
    folder.openssl("req -new -key key -subj /CN=leaf -out csr");
    folder.write("extensions", "basicConstraints=CA:FALSE\n");
    folder.openssl(
        "x509 -req -in csr -CA ca.crt -CAkey ca.key -set_serial 5 -days 20 -extfile extensions -out crt",
    );
    let leaf = certificate_facts(&folder.read("crt")).expect("a certificate");
    assert_eq!((leaf.subject.as_str(), leaf.issuer.as_str()), ("CN=leaf", "CN=Root,O=CA"));
    assert_eq!((leaf.self_signed, leaf.count, leaf.key_type.as_str()), (false, 1, "EC"));
    // Of several the leaf, and how many there are.
    let (leaf_pem, ca_pem) = (folder.text("crt"), folder.text("ca.crt"));
    for (file, subject, count) in [
        (format!("{leaf_pem}{ca_pem}"), "CN=leaf", 2),
        (format!("{ca_pem}{leaf_pem}{ca_pem}"), "CN=leaf", 3),
        (format!("{}{leaf_pem}", folder.text("key")), "CN=leaf", 1),
        (format!("0 s:CN = leaf\n{leaf_pem}\n1 s:CN = Root\n{ca_pem}"), "CN=leaf", 2),
    ] {
        let facts = certificate_facts(file.as_bytes()).expect("certificates");
        assert_eq!((facts.subject.as_str(), facts.count), (subject, count));
    }
}

#[test]
fn what_is_no_certificate_is_named() {
    let folder = Folder::new("facts-slips");
    let employer = Employer::new(&folder, "e", Algorithm::Es256);
    for (file, wanted) in [
        (employer.key_pem.as_bytes(), "file_private_key"),
        (employer.public_pem.as_bytes(), "file_public_key"),
        (b"", "file_empty"),
        (b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "file_malformed"),
    ] {
        assert_eq!(code(certificate_facts(file)), wanted);
    }
}
