//! Files of other kinds, named: one table.

use crate::error::ErrorKind;
use crate::wire::pem;

/// How a file begins (after white space and a byte order mark), and what it is then.
#[rustfmt::skip] // a table
const BEGINNINGS: &[(&[u8], ErrorKind)] = &[
    (b"\xFE\xED\xFE\xED", ErrorKind::FileJavaKeyStore),
    (b"\xCE\xCE\xCE\xCE", ErrorKind::FileJavaKeyStore),
    (b"\0\0\0\x01\0\0\0\x14", ErrorKind::FileBks),
    (b"\0\0\0\x02\0\0\0\x14", ErrorKind::FileBks),
    (b"PuTTY-User-Key-File-", ErrorKind::FilePutty),
    (b"-----BEGIN PGP ", ErrorKind::FilePgp),
    (b"ssh-", ErrorKind::FileSshPublic),
    (b"ecdsa-sha2-", ErrorKind::FileSshPublic),
    (b"sk-ssh-", ErrorKind::FileSshPublic),
    (b"sk-ecdsa-", ErrorKind::FileSshPublic),
    (b"---- BEGIN SSH2 PUBLIC", ErrorKind::FileSshPublic),
    (b"---- BEGIN SSH2 ENCRYPTED", ErrorKind::FilePutty),
    (b"SSH PRIVATE KEY FILE FORMAT", ErrorKind::FileOpenSsh),
    (b"openssh-key-v1\0", ErrorKind::FileOpenSsh),
    (b"Salted__", ErrorKind::FileEncrypted),
    (b"U2FsdGVkX1", ErrorKind::FileEncrypted),
    (b"$ANSIBLE_VAULT", ErrorKind::FileEncrypted),
    (b"age-encryption.org/", ErrorKind::FileEncrypted),
    (b"PK\x03\x04", ErrorKind::FileArchive),
    (b"\x1F\x8B", ErrorKind::FileArchive),
    (b"BZh", ErrorKind::FileArchive),
    (b"\xFD7zXZ", ErrorKind::FileArchive),
    (b"7z\xBC\xAF", ErrorKind::FileArchive),
    (b"Rar!", ErrorKind::FileArchive),
    (b"\x1E\xF1\xB5\xB0", ErrorKind::FileMicrosoftBlob),
    (b"\x07\x02\0\0", ErrorKind::FileMicrosoftBlob),
    (b"\x06\x02\0\0", ErrorKind::FileMicrosoftBlob),
];

/// The label of a PEM block, and what its file is if there is nothing else in it.
#[rustfmt::skip] // a table
const LABELS: &[(&[u8], ErrorKind)] = &[
    (b"PKCS7", ErrorKind::FilePkcs7),
    (b"PKCS #7 SIGNED DATA", ErrorKind::FilePkcs7),
    (b"CMS", ErrorKind::FilePkcs7),
    (b"CERTIFICATE CHAIN", ErrorKind::FilePkcs7),
    (b"PKCS12", ErrorKind::FilePkcs12),
    (b"X509 CRL", ErrorKind::FileRevocationList),
    (b"EC PARAMETERS", ErrorKind::FileParameters),
    (b"DH PARAMETERS", ErrorKind::FileParameters),
    (b"X9.42 DH PARAMETERS", ErrorKind::FileParameters),
    (b"DSA PARAMETERS", ErrorKind::FileParameters),
    (b"DSA PRIVATE KEY", ErrorKind::KeyFamily),
    (b"DSA PUBLIC KEY", ErrorKind::KeyFamily),
    (b"AGE ENCRYPTED FILE", ErrorKind::FileEncrypted),
    (b"SSH2 PUBLIC KEY", ErrorKind::FileSshPublic),
    (b"SSH2 ENCRYPTED PRIVATE KEY", ErrorKind::FilePutty),
    (b"PGP PRIVATE KEY BLOCK", ErrorKind::FilePgp),
    (b"PGP PUBLIC KEY BLOCK", ErrorKind::FilePgp),
    (b"PGP MESSAGE", ErrorKind::FilePgp),
];

/// What a file is that is neither DER nor holds a PEM block of ours.
pub(super) fn name(file: &[u8]) -> ErrorKind {
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
    let text = file.trim_ascii_start();
    if text.iter().all(|byte| *byte == 0) {
        return ErrorKind::FileEmpty;
    }
    // Magic numbers may begin with what counts as white space in text.
    let known = BEGINNINGS.iter().find(|(start, _)| file.starts_with(start) || text.starts_with(start));
    if let Some((_, kind)) = known {
        return *kind;
    }
    // A key packet of version 4 (RFC 9580 4.2, 5.5).
    if let [0x94 | 0x98 | 0xC5 | 0xC6, _, 4, ..] | [0x95 | 0x99, _, _, 4, ..] = file {
        return ErrorKind::FilePgp;
    }
    let of_label = |block: pem::Block<'_>| LABELS.iter().find(|(label, _)| *label == block.label);
    if let Some((_, kind)) = pem::blocks(file).find_map(of_label) {
        return *kind;
    }
    if text.starts_with(b"<") {
        let is_xml = holds(text, b"<RSAKeyValue") || holds(text, b"<ECDSAKeyValue");
        return if is_xml { ErrorKind::FileXml } else { ErrorKind::FileHtml };
    }
    if holds(text, b" ssh-rsa AAAA") || holds(text, b" ecdsa-sha2-") || holds(text, b" ssh-ed25519 AAAA") {
        return ErrorKind::FileSshPublic; // with options before the key, as in authorized_keys
    }
    if is_hexadecimal(text) {
        return ErrorKind::FileHexadecimal;
    }
    damaged_lines(text)
}

/// What PEM is that has no line that begins a block.
fn damaged_lines(text: &[u8]) -> ErrorKind {
    let lower: alloc::vec::Vec<u8> = text.iter().map(u8::to_ascii_lowercase).collect();
    let lower = zeroize::Zeroizing::new(lower);
    let of_ours = [&b"private"[..], b"public", b"certificate", b"key"].iter().any(|word| holds(&lower, word));
    if holds(&lower, b"begin%20")
        || holds(&lower, b"begin+")
        || holds(&lower, b"&#45;")
        || holds(&lower, b"%2d")
    {
        ErrorKind::PemEscaped
    } else if (holds(&lower, b"begin") && of_ours) || holds(&lower, b"-----end ") {
        ErrorKind::PemBegin
    } else {
        ErrorKind::FileUnknown
    }
}

/// What stands between the lines of a block, if it is no base64.
pub(super) fn no_base64(body: &[u8]) -> ErrorKind {
    let escaped =
        [&b"%0A"[..], b"%0a", b"%0D", b"%0d", b"%2B", b"%2b", b"%2F", b"%2f", b"&#", b"&amp;", b"<br"];
    if escaped.into_iter().any(|word| holds(body, word)) {
        ErrorKind::PemEscaped
    } else {
        ErrorKind::PemCharacter
    }
}

/// What an object in DER is that none of our readers takes.
pub(super) fn name_der(der: &[u8]) -> ErrorKind {
    /// `1.2.840.113549.1.7.` with the byte behind it: signed or enveloped data.
    const CMS: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
    let head = der.get(..16).unwrap_or(der);
    if let Some(at) = pem::find(head, CMS) {
        return match head.get(at.saturating_add(CMS.len())) {
            Some(2) => ErrorKind::FilePkcs7,
            _ => ErrorKind::FileEncrypted,
        };
    }
    super::der_form::fault(der)
}

fn is_hexadecimal(text: &[u8]) -> bool {
    let digits = |byte: &u8| byte.is_ascii_hexdigit();
    let between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b':';
    let mut first = text.iter().filter(|byte| !between(byte));
    first.next() == Some(&b'3')
        && first.next() == Some(&b'0')
        && text.iter().all(|byte| digits(byte) || between(byte))
}

fn holds(text: &[u8], word: &[u8]) -> bool {
    pem::find(text, word).is_some()
}
