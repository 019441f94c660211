//! What is pasted where a certificate belongs (CERT-1, M2M-4): one certificate gives its thumbprint, all else a code.

use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::Algorithm;
use gws_auth_core::m2m::Thumbprint;
use gws_auth_m2m_tests::{Employer, Folder, code};

fn of(file: impl AsRef<[u8]>) -> &'static str {
    code(Thumbprint::of_certificate(file.as_ref()))
}

fn der_of(folder: &Folder, employer: &Employer) -> Vec<u8> {
    folder.write("crt", &employer.certificate_pem);
    folder.openssl("x509 -in crt -outform DER -out cer");
    folder.read("cer")
}

#[test]
fn one_certificate_in_every_form_gives_its_thumbprint() {
    let folder = Folder::new("bytes-forms");
    let mut tried = 0;
    for employer in Employer::all() {
        let der = der_of(&folder, employer);
        folder.openssl("x509 -in crt -text -out text");
        let says = folder.openssl("x509 -in crt -noout -fingerprint -sha256");
        let wanted = says.trim().split_once('=').expect("NAME=AA:BB").1.replace(':', "");
        let (pem, key) = (&employer.certificate_pem, &employer.key_pem);
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        for (what, file) in [
            ("DER with a line end behind", [&der[..], b"\r\n"].concat()),
            ("DER", der),
            ("PEM", pem.clone().into()),
            ("CRLF", pem.replace('\n', "\r\n").into()),
            ("CR CR LF", pem.replace('\n', "\r\r\n").into()),
            ("blanks at line ends", pem.replace('\n', " \t\n").into()),
            ("indented", pem.replace('\n', "\n    ").into()),
            ("no last line end", pem.trim_end().into()),
            ("a byte order mark", format!("\u{feff}{pem}").into()),
            ("text before", folder.read("text")),
            ("text before, in another encoding", [b"subject=CN = \xFF\xFE\n", pem.as_bytes()].concat()),
            ("text that begins with the digit 0", format!("0: Certificate\n{pem}").into()),
            ("text behind", format!("{pem}\nthe employer's, 2026").into()),
            ("the key before it", format!("{key}{pem}").into()),
            ("the key behind it", format!("{pem}{key}").into()),
            ("the old label", pem.replace("CERTIFICATE", "X509 CERTIFICATE").into()),
            ("one line", format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n").into()),
        ] {
            let found = Thumbprint::of_certificate(&file).unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(found.as_str(), wanted, "{what}");
            tried += 1;
        }
    }
    println!("{tried} files of one certificate");
}

#[test]
fn everything_else_is_named() {
    let folder = Folder::new("bytes-slips");
    let mut tried = 0;
    for (name, algorithm) in [("e", Algorithm::Es256), ("r", Algorithm::Rs256)] {
        let _ = Employer::new(&folder, name, algorithm);
        for command in [
            "req -new -key N.key -subj /CN=x -out csr.pem",
            "req -in csr.pem -outform DER -out csr.der",
            "x509 -req -in csr.pem -signkey N.key -days 30 -set_serial 7 -out v1.pem",
            "x509 -in v1.pem -outform DER -out v1.der",
            "pkcs8 -topk8 -nocrypt -in N.key -outform DER -out pkcs8.der",
            "pkcs8 -topk8 -in N.key -passout pass:x -outform DER -out encrypted.der",
            "pkcs8 -topk8 -in N.key -passout pass:x -out encrypted.pem",
            "pkey -in N.key -traditional -out traditional.pem",
            "pkey -in N.key -traditional -outform DER -out traditional.der",
            "pkey -in N.key -pubout -outform DER -out public.der",
            "pkcs12 -export -inkey N.key -in N.crt -out bag.p12 -passout pass:x",
            "crl2pkcs7 -nocrl -certfile N.crt -out chain.p7b",
            "crl2pkcs7 -nocrl -certfile N.crt -outform DER -out chain.p7c",
            "x509 -in N.crt -outform DER -out cer",
        ] {
            folder.openssl(&command.replace("N.", &format!("{name}.")));
        }
        let (key, public) = (format!("{name}.key"), format!("{name}.pub"));
        for (file, wanted) in [
            ("csr.pem", "file_certificate_request"),
            ("csr.der", "file_certificate_request"),
            ("v1.pem", "certificate_version"),
            ("v1.der", "certificate_version"),
            (&key, "file_private_key"),
            ("pkcs8.der", "file_private_key"),
            ("encrypted.der", "file_private_key"),
            ("encrypted.pem", "file_private_key"),
            ("traditional.pem", "file_private_key"),
            ("traditional.der", "file_private_key"),
            (&public, "file_public_key"),
            ("public.der", "file_public_key"),
            ("bag.p12", "file_pkcs12"),
            ("chain.p7b", "certificate_der"),
            ("chain.p7c", "certificate_der"),
        ] {
            assert_eq!(of(folder.read(file)), wanted, "{name} {file}");
            // Whoever reads the whole file refuses it too.
            assert_ne!(code(Certificate::parse(&folder.read(file))), "ok", "{name} {file}");
            tried += 1;
        }
    }
    folder.openssl("rsa -in r.key -RSAPublicKey_out -out pkcs1.pem");
    folder.openssl("rsa -in r.key -RSAPublicKey_out -outform DER -out pkcs1.der");
    assert_eq!([of(folder.read("pkcs1.pem")), of(folder.read("pkcs1.der"))], ["file_public_key"; 2]);

    let (pem, der) = (folder.text("e.crt"), folder.read("cer"));
    let utf_16: Vec<u8> = format!("\u{feff}{pem}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    for (what, file, wanted) in [
        ("nothing", Vec::new(), "certificate_der"),
        ("white space", b" \n".into(), "certificate_der"),
        ("words", b"employer.crt".into(), "certificate_der"),
        ("a thumbprint", b"0F12C331A24BB995".into(), "certificate_der"),
        ("base64 alone", body.into(), "certificate_der"),
        ("UTF-16", utf_16, "certificate_der"),
        ("cut", der[..der.len() - 1].into(), "certificate_der"),
        ("a byte behind", [&der[..], &[0]].concat(), "certificate_der"),
        ("a byte before", [&[0], &der[..]].concat(), "certificate_der"),
        ("two in DER", [&der[..], &der[..]].concat(), "certificate_der"),
        ("two in PEM", format!("{pem}{}", folder.text("r.crt")).into(), "certificate_several"),
        ("the same twice", format!("{pem}{pem}").into(), "certificate_several"),
        ("two labels", format!("{pem}{}", pem.replace("CERT", "X509 CERT")).into(), "certificate_several"),
        ("no last line", pem.replace("-----END", "").into(), "certificate_der"),
        ("another last line", pem.replace("END CERTIFICATE", "END PUBLIC KEY").into(), "certificate_der"),
        ("another label", pem.replace("CERTIFICATE", "PKCS7").into(), "certificate_der"),
        ("a character that is none", pem.replacen("MII", "M*I", 1).into(), "certificate_der"),
        ("a character left out", pem.replacen("MII", "MI", 1).into(), "certificate_der"),
        ("a request under its label", as_certificate(&folder.text("csr.pem")), "file_certificate_request"),
        ("a key under its label", as_certificate(&folder.text("e.key")), "file_private_key"),
    ] {
        assert_eq!(of(&file), wanted, "{what}");
        tried += 1;
    }
    println!("{tried} files that are no certificate");
}

fn as_certificate(pem: &str) -> Vec<u8> {
    let body: Vec<&str> = pem.lines().filter(|line| !line.starts_with('-')).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", body.join("\n")).into()
}

/// Each length is in its shortest form, as DER wants it: another one is another file with another thumbprint.
#[test]
fn lengths_are_those_of_der() {
    let folder = Folder::new("bytes-lengths");
    let der = der_of(&folder, Employer::of(Algorithm::Es256));
    assert_eq!(der[..2], [0x30, 0x82], "a P-256 certificate has a length of two bytes");
    let longer = [&[0x30, 0x83, 0], &der[2..]].concat();
    assert_eq!([of(&der), of(longer)], ["ok", "certificate_der"]);
    let endless = [&[0x30, 0x80], &der[4..], &[0, 0]].concat();
    assert_eq!(of(endless), "certificate_der");
    for claimed in [[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x85, 0, 0, 0, 1]] {
        assert_eq!(of([&claimed[..], &der[4..]].concat()), "certificate_der", "more than there is");
    }
}

/// No byte can be left out, and no damaged certificate has the thumbprint of the whole one.
#[test]
fn damage() {
    let folder = Folder::new("bytes-damage");
    let employer = Employer::of(Algorithm::Es256);
    let der = der_of(&folder, employer);
    for at in 0..der.len() {
        assert_ne!(of(&der[..at]), "ok", "the first {at} bytes");
        for bit in 0..8 {
            let mut damaged = der.clone();
            damaged[at] ^= 1 << bit;
            if let Ok(found) = Thumbprint::of_certificate(&damaged) {
                assert_ne!(found, employer.certificate.thumbprint(), "byte {at}");
            }
        }
    }
    let pem = employer.certificate_pem.as_bytes();
    for at in 0..pem.len() - 30 {
        assert_ne!(of(&pem[..at]), "ok", "the first {at} characters");
    }
}
