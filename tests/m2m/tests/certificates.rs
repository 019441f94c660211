//! Certificates as `openssl` writes them (CERT-1, M2M-4).

use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::Algorithm;
use gws_auth_core::m2m::Thumbprint;
use gws_auth_m2m_tests::{Employer, Folder, code};

/// What `openssl x509 -fingerprint` says, as IR wants it.
fn fingerprint(folder: &Folder, file: &str, hash: &str) -> String {
    let says = folder.openssl(&format!("x509 -in {file} -noout -fingerprint -{hash}"));
    says.trim().split_once('=').expect("NAME=AA:BB").1.replace(':', "")
}

#[test]
fn thumbprints_are_those_of_openssl() {
    let folder = Folder::new("thumbprints");
    for employer in Employer::all() {
        folder.write("crt", &employer.certificate_pem);
        folder.openssl("x509 -in crt -outform DER -out cer");
        let sha256 = fingerprint(&folder, "crt", "sha256");
        for file in ["crt", "cer"] {
            let certificate = Certificate::parse(&folder.read(file)).expect("a certificate");
            assert_eq!(certificate.thumbprint().as_str(), sha256);
            assert_eq!(certificate.der(), folder.read("cer"));
            let sha1 = certificate.sha1_thumbprint().expect("40 digits");
            assert_eq!(sha1.as_str(), fingerprint(&folder, "crt", "sha1"));
            assert_eq!(Thumbprint::parse(&sha256), Ok(certificate.thumbprint()));
        }
    }
}

#[test]
fn line_ends_text_and_chains() {
    let folder = Folder::new("chain");
    let (leaf, root) = (Employer::of(Algorithm::Es256), Employer::of(Algorithm::Rs256));
    folder.write("crt", &leaf.certificate_pem);
    folder.openssl("x509 -in crt -text -out text");
    let text = folder.text("text");
    assert!(text.starts_with("Certificate:"));
    let (pem, crlf) = (&leaf.certificate_pem, leaf.certificate_pem.replace('\n', "\r\n"));
    let bag = format!("Bag Attributes\n    localKeyID: 01\nsubject=CN = x\n\nissuer=CN = x\n\n{pem}");
    for (what, file) in [
        ("text before", text.clone()),
        ("text before, CRLF", text.replace('\n', "\r\n")),
        ("CRLF", crlf),
        ("no last line end", pem.trim_end().to_owned()),
        ("Bag Attributes", bag),
        ("chain", format!("{pem}{}", root.certificate_pem)),
        ("chain with text", format!("# leaf\n{pem}\n# root\n{}", root.certificate_pem)),
        ("key first", format!("{}{pem}", leaf.key_pem)),
        ("byte order mark", format!("\u{feff}{pem}")),
        ("old label", pem.replace("CERTIFICATE", "X509 CERTIFICATE")),
    ] {
        let certificate = Certificate::parse(file.as_bytes()).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_eq!(certificate.der(), leaf.certificate.der(), "{what}");
    }
    let reversed = format!("{}{pem}", root.certificate_pem);
    let first = Certificate::parse(reversed.as_bytes()).expect("a chain");
    assert_eq!(first.der(), root.certificate.der(), "of a chain the first one");
    let public = leaf.key.public_key().expect("openssl writes it");
    assert_eq!(code(first.check_key(&public)), "certificate_key");
}

#[test]
fn versions_and_dates() {
    let folder = Folder::new("dates");
    folder.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key");
    folder.openssl("req -new -key key -subj /CN=v1 -out csr");
    folder.openssl("x509 -req -in csr -signkey key -days 30 -out v1");
    assert!(folder.openssl("x509 -in v1 -noout -text").contains("Version: 1"));
    assert_eq!(code(Certificate::parse(&folder.read("v1"))), "certificate_version");

    for (days, wanted) in
        [(1, "ok"), (1461, "ok"), (1462, "certificate_four_years"), (1827, "certificate_four_years")]
    {
        folder.openssl(&format!("req -x509 -new -key key -subj /CN=x -days {days} -out crt"));
        let certificate = Certificate::parse(&folder.read("crt")).expect("a certificate");
        let now = Employer::now();
        assert_eq!(certificate.not_after() - certificate.not_before(), days * 86_400);
        assert_eq!(code(certificate.check(now)), wanted, "{days} days");
        assert_eq!(i64::from(certificate.days_left(certificate.not_before())), days);
        assert_eq!(i64::from(certificate.days_left(certificate.not_before() + 1)), days - 1);
        assert_eq!(certificate.days_left(certificate.not_after() + 1), 0);
        assert_eq!(code(certificate.check(certificate.not_before() - 1)), "certificate_not_yet_valid");
        assert_eq!(code(certificate.check(certificate.not_after() + 1)), "certificate_expired");
        assert_eq!(code(certificate.check(certificate.not_after())), wanted, "the last second belongs to it");
    }
    // Beyond 2049 the date is a GeneralizedTime.
    folder.openssl("req -x509 -new -key key -subj /CN=x -days 36500 -out crt");
    let certificate = Certificate::parse(&folder.read("crt")).expect("a certificate");
    assert_eq!(certificate.not_after() - certificate.not_before(), 36_500 * 86_400);
    assert_eq!(code(certificate.check(Employer::now())), "certificate_four_years");
}

/// Extensions and names of all sorts do not matter; damage does.
#[test]
fn contents() {
    let folder = Folder::new("contents");
    folder.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key");
    folder.openssl(
        "req -x509 -new -key key -utf8 -subj /C=NZ/O=Wh\u{101}nau-Payroll/CN=x -days 30 -out crt -addext \
         subjectAltName=DNS:example.com,email:a@example.com -addext keyUsage=critical,digitalSignature -addext \
         1.2.3.4=critical,DER:0500",
    );
    let certificate = Certificate::parse(&folder.read("crt")).expect("a certificate");
    assert_eq!(certificate.key().bits(), 384);
    let der = certificate.der().to_vec();
    assert_eq!(code(Certificate::parse(&der[..der.len() - 1])), "file_cut");
    assert_eq!(code(Certificate::parse(&[&der[..], b"x"].concat())), "file_trailing");
    let line = Certificate::parse(&[&der[..], b"\r\n"].concat()).expect("a line break does no harm");
    assert_eq!(line.thumbprint(), certificate.thumbprint());
    let pem = folder.text("crt");
    for (file, wanted) in [
        (pem.replacen("MII", "MIX", 1), "file_malformed"),
        (pem.replacen("-----END", "----END", 1), "pem_end"),
        (pem.replacen("-----BEGIN CERTIFICATE-----\n", "", 1), "pem_begin"),
    ] {
        assert_eq!(code(Certificate::parse(file.as_bytes())), wanted);
    }
    let mut tried = 0;
    for at in 0..der.len() {
        let mut damaged = der.clone();
        damaged[at] ^= 0x20;
        let _ = Certificate::parse(&damaged); // must not panic
        tried += 1;
    }
    println!("{tried} damaged certificates read or refused");
}
