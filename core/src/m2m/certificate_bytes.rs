//! One certificate in DER or PEM, told from everything else that is pasted in its place, without memory of its own.

use crate::error::{Error, ErrorKind, Result};
use crate::jws::Digest;
use crate::jws::Hash;
use crate::wire::pem::{self, Block};

/// SHA-256 of the certificate's DER.
///
/// # Errors
/// `certificate_der`: nothing, or neither a certificate in DER nor PEM, or cut, or with bytes behind it;
/// `certificate_several`; `certificate_version`; `file_certificate_request`, `file_public_key`, `file_private_key`,
/// `file_pkcs12`, `file_open_ssh`.
pub(super) fn digest(bytes: &[u8]) -> Result<Digest> {
    if bytes.first() == Some(&SEQUENCE) {
        let length = check(&mut bytes.iter().map(|byte| Ok(*byte)), false)?;
        return Ok(Hash::Sha256.of(bytes.get(..length).unwrap_or_default()));
    }
    let block = only_block(bytes)?;
    let decoded = || block.bytes().map(|byte| byte.map_err(|_| not_der()));
    let length = check(&mut decoded(), block.label == TRUSTED)?;
    let mut hash = Hash::sha256();
    for byte in decoded().take(length) {
        hash.byte(byte?);
    }
    Ok(hash.finish())
}

/// The label of a certificate with OpenSSL's own notes behind it, which are no part of it.
const TRUSTED: &[u8] = b"TRUSTED CERTIFICATE";

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;
/// `[0] EXPLICIT Version`, with which every certificate of version 2 or 3 begins.
const VERSION: u8 = 0xA0;

const fn not_der() -> Error {
    Error::of(ErrorKind::CertificateDer)
}

/// The length of `SEQUENCE { SEQUENCE { [0] version …, … }, SEQUENCE, BIT STRING }` (RFC 5280 4.1), with nothing behind it
/// but line breaks, unless it has `notes` there.
fn check(bytes: &mut impl Iterator<Item = Result<u8>>, notes: bool) -> Result<usize> {
    let mut reader = Reader { bytes, read: 0 };
    let (tag, length) = reader.header()?;
    if tag != SEQUENCE {
        return Err(not_der());
    }
    let end = reader.read.saturating_add(length);
    let (first, length) = reader.header()?;
    match first {
        SEQUENCE => {}
        // A private key in PKCS#8, PKCS#1 or SEC1 begins with its version; PKCS#12 with version 3.
        INTEGER => {
            let pkcs12 = length == 1 && reader.byte()? == 3;
            return Err(Error::of(if pkcs12 { ErrorKind::FilePkcs12 } else { ErrorKind::FilePrivateKey }));
        }
        _ => return Err(not_der()),
    }
    let first_end = reader.read.saturating_add(length);
    match reader.header()? {
        (VERSION, length) => reader.skip(length)?,
        // A request has version 0 there, a certificate of version 1 its serial number.
        (INTEGER, length) => {
            let request = length == 1 && reader.byte()? == 0;
            let kind =
                if request { ErrorKind::FileCertificateRequest } else { ErrorKind::CertificateVersion };
            return Err(Error::of(kind));
        }
        // `AlgorithmIdentifier, BIT STRING`
        (0x06, _) => return Err(Error::of(ErrorKind::FilePublicKey)),
        _ => return Err(not_der()),
    }
    reader.skip(first_end.checked_sub(reader.read).ok_or(not_der())?)?;
    for expected in [SEQUENCE, BIT_STRING] {
        let (tag, length) = reader.header()?;
        if tag != expected {
            return Err(not_der());
        }
        reader.skip(length)?;
    }
    if reader.read != end || !(notes || reader.bytes.all(|byte| matches!(byte, Ok(b'\r' | b'\n')))) {
        return Err(not_der());
    }
    Ok(end)
}

struct Reader<'r, I> {
    bytes: &'r mut I,
    read: usize,
}

impl<I: Iterator<Item = Result<u8>>> Reader<'_, I> {
    fn byte(&mut self) -> Result<u8> {
        self.read = self.read.saturating_add(1);
        self.bytes.next().ok_or(not_der())?
    }

    fn skip(&mut self, count: usize) -> Result<()> {
        for _ in 0..count {
            self.byte()?;
        }
        Ok(())
    }

    /// A tag and a definite length of at most four bytes.
    fn header(&mut self) -> Result<(u8, usize)> {
        let tag = self.byte()?;
        let first = self.byte()?;
        if first < 0x80 {
            return Ok((tag, usize::from(first)));
        }
        let count = first & 0x7F;
        if !(1..=4).contains(&count) {
            return Err(not_der());
        }
        let mut length = 0usize;
        for _ in 0..count {
            length = length.checked_mul(256).ok_or(not_der())? | usize::from(self.byte()?);
        }
        Ok((tag, length))
    }
}

/// The one certificate block in a PEM text; what stands around blocks is not looked at.
fn only_block(text: &[u8]) -> Result<Block<'_>> {
    let (mut found, mut otherwise) = (None, not_der());
    for block in pem::blocks(text) {
        match block.label {
            b"CERTIFICATE" | b"X509 CERTIFICATE" | TRUSTED if found.is_some() => {
                return Err(Error::of(ErrorKind::CertificateSeveral));
            }
            b"CERTIFICATE" | b"X509 CERTIFICATE" | TRUSTED => found = Some(block),
            b"CERTIFICATE REQUEST" | b"NEW CERTIFICATE REQUEST" => {
                otherwise = Error::of(ErrorKind::FileCertificateRequest);
            }
            b"OPENSSH PRIVATE KEY" => otherwise = Error::of(ErrorKind::FileOpenSsh),
            label if label.ends_with(b"PRIVATE KEY") => otherwise = Error::of(ErrorKind::FilePrivateKey),
            label if label.ends_with(b"PUBLIC KEY") => otherwise = Error::of(ErrorKind::FilePublicKey),
            _ => {}
        }
    }
    found.filter(|block| block.ended).ok_or(otherwise)
}
