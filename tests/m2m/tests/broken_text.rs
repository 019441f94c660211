//! What happens to PEM on its way through mail, JSON, editors and secret managers: it is read, or named.

use gws_auth_core::certificate::Certificate;
use gws_auth_core::key::PrivateKey;
use gws_auth_m2m_tests::{Folder, code};

const KEY: &str = include_str!("../files/k_bom.pem");

/// Every way of breaking the text: read, or named.
#[test]
fn text_that_was_broken_on_the_way() {
    let key = KEY.trim_start_matches('\u{feff}').to_owned();
    let body: String = key.lines().filter(|line| !line.starts_with('-')).collect();
    let lines = |end: &str| key.trim_end().replace('\n', end);
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(unit).collect()
    };
    let readable: Vec<(&str, Vec<u8>)> = vec![
        ("CR", lines("\r").into()),
        ("CR CR LF", lines("\r\r\n").into()),
        ("escaped CR LF", lines("\\r\\n").into()),
        ("escaped twice", lines("\\\\n").into()),
        ("escaped in JSON's long form", lines("\\u000a").into()),
        ("JSON that escapes slashes", format!("{{\"k\":\"{}\"}}", lines("\\n").replace('/', "\\/")).into()),
        (
            "JSON of a cloud service",
            format!("{{\n \"type\": \"x\",\n \"private_key\": \"{}\\n\"\n}}", lines("\\n")).into(),
        ),
        ("tabs", lines("\t\n\t").into()),
        ("blanks at line ends", lines("  \n").into()),
        ("blank lines", lines("\n\n").into()),
        ("lines joined by blanks", lines(" ").into()),
        ("no-break spaces", lines("\u{a0}\n\u{a0}").into()),
        ("zero width spaces", lines("\u{200b}\n").into()),
        ("form feeds", lines("\x0c\n").into()),
        ("shell lines that go on", lines("\\\n").into()),
        (
            "lines of 5",
            format!(
                "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
                body.as_bytes()
                    .chunks(5)
                    .map(|c| std::str::from_utf8(c).expect("ASCII"))
                    .collect::<Vec<_>>()
                    .join("\n")
            )
            .into(),
        ),
        ("no padding", key.replace('=', "").into()),
        ("in quotes", format!("\"{key}\"").into()),
        ("behind a name", format!("KEY='{key}'").into()),
        ("UTF-16 LE, marked", [vec![0xFF, 0xFE], utf16(&key, true)].concat()),
        ("UTF-16 BE, marked", [vec![0xFE, 0xFF], utf16(&key, false)].concat()),
        ("UTF-16 LE", utf16(&key, true)),
        ("UTF-16 BE", utf16(&key, false)),
        ("UTF-16 text before", utf16(&format!("Bag Attributes\n friendlyName: W\u{101}\n{key}"), true)),
        ("data: URL", format!("data:application/x-pem-file;base64,{}", base64(key.as_bytes())).into()),
        ("base64 in quotes", format!("\"{}\"", base64(key.as_bytes())).into()),
        ("bare base64", body.clone().into()),
        ("bare base64url", body.replace('+', "-").replace('/', "_").replace('=', "").into()),
        ("twice the same", format!("{key}{key}").into()),
        ("a header", key.replacen("-----\n", "-----\nComment: payroll\n\n", 1).into()),
        (
            "parameters first",
            format!("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{key}")
                .into(),
        ),
        ("bytes of no encoding around", [b"\x00\xff\xfe\n", key.as_bytes(), b"\xC3"].concat()),
    ];
    let public = PrivateKey::parse(key.as_bytes(), None).expect("a key");
    for (what, text) in &readable {
        let read = PrivateKey::parse(text, None).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(read.ec(), public.ec(), "{what}");
    }
    for (what, text, wanted) in [
        ("four hyphens", key.replacen("-----BEGIN", "----BEGIN", 1), "pem_begin"),
        ("four hyphens behind", key.replacen("KEY-----", "KEY----", 1), "pem_begin"),
        ("small letters", key.to_lowercase(), "pem_begin"),
        ("long dashes", key.replace("-----", "\u{2014}\u{2014}-"), "pem_begin"),
        ("no space", key.replace("BEGIN PRIVATE", "BEGINPRIVATE"), "pem_begin"),
        ("no BEGIN line", key.lines().skip(1).collect::<Vec<_>>().join("\n"), "pem_begin"),
        ("no END line", key.replace("-----END PRIVATE KEY-----", ""), "pem_end"),
        ("another END line", key.replace("END PRIVATE", "END EC PRIVATE"), "pem_end"),
        ("mail", lines("\n> "), "pem_character"),
        ("ellipsis", key.replacen("MI", "M\u{2026}I", 1), "pem_character"),
        ("a letter of another alphabet", key.replacen('M', "\u{41c}", 1), "pem_character"),
        ("URL-encoded", lines("%0A").replace('+', "%2B"), "pem_escaped"),
        ("all URL-encoded", lines("%0A").replace(' ', "%20").replace('-', "%2D"), "pem_escaped"),
        ("XML", lines("&#10;"), "pem_escaped"),
        (
            "cut",
            format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", &body[..60]),
            "file_cut",
        ),
        ("blanks alone", " \r\n".to_owned(), "file_empty"),
        ("a page", "<!DOCTYPE html><html>".to_owned(), "file_html"),
        ("a page that holds a word", "\u{feff}\n<html>BEGIN</html>".to_owned(), "file_html"),
        ("XML of .NET", "<RSAKeyValue><Modulus>".to_owned(), "file_xml"),
        ("hexadecimal", "30:82:01\n0a:02".to_owned(), "file_hexadecimal"),
        ("authorized_keys", "no-pty ssh-rsa AAAAB3 me@here".to_owned(), "file_ssh_public"),
        ("SSH public", "ecdsa-sha2-nistp256 AAAAE2 me".to_owned(), "file_ssh_public"),
        (
            "RFC 4716",
            "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----".to_owned(),
            "file_ssh_public",
        ),
        (
            "PGP in text",
            "me:\n-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ\n-----END PGP PRIVATE KEY BLOCK-----"
                .to_owned(),
            "file_pgp",
        ),
        ("PKCS#7", "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----".to_owned(), "file_pkcs7"),
        ("CRL", "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----".to_owned(), "file_revocation_list"),
        (
            "parameters",
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----".to_owned(),
            "file_parameters",
        ),
        (
            "DSA",
            "-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----".to_owned(),
            "key_family",
        ),
        ("encrypted as a whole", "U2FsdGVkX1+".to_owned(), "file_encrypted"),
        ("a vault", "$ANSIBLE_VAULT;1.1;AES256\n61".to_owned(), "file_encrypted"),
        ("a vague text", "see the key in the safe".to_owned(), "file_unknown"),
    ] {
        assert_eq!(code(PrivateKey::parse(text.as_bytes(), None)), wanted, "{what}");
    }
    for (what, bytes, wanted) in [
        ("JCEKS", &b"\xCE\xCE\xCE\xCE\0\0\0\x02"[..], "file_java_key_store"),
        ("BKS", b"\0\0\0\x02\0\0\0\x14salt", "file_bks"),
        ("PGP in bytes", b"\x95\x01\xD8\x04\x65", "file_pgp"),
        ("zip", b"PK\x03\x04\x14\0", "file_archive"),
        ("gzip", b"\x1F\x8B\x08\0", "file_archive"),
        ("PVK", b"\x1E\xF1\xB5\xB0\0\0", "file_microsoft_blob"),
        ("nothing", b"", "file_empty"),
        ("zeros", b"\0\0\0\0", "file_empty"),
    ] {
        assert_eq!(code(PrivateKey::parse(bytes, None)), wanted, "{what}");
        assert_eq!(code(Certificate::parse(bytes)), wanted, "{what}");
    }
}

fn base64(bytes: &[u8]) -> String {
    let folder = Folder::new("base64");
    folder.write("in", bytes);
    folder.openssl("base64 -A -in in -out out");
    folder.text("out")
}
