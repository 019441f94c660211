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
        match check(&mut bytes.iter().map(|byte| Ok(*byte)), false) {
            Ok(length) => return Ok(Hash::Sha256.of(bytes.get(..length).unwrap_or_default())),
            Err(error) if pem::blocks(bytes).next().is_none() => return Err(error),
            // The tag is the digit 0 too, with which a text before a block may begin ("0: Certificate").
            Err(_) => {}
        }
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
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
/// `[0] EXPLICIT Version`, with which every certificate of version 2 or 3 begins.
const VERSION: u8 = 0xA0;
/// Its content in a certificate of version 3: the INTEGER 2.
const VERSION_3: [u8; 3] = [INTEGER, 1, 2];

const fn not_der() -> Error {
    Error::of(ErrorKind::CertificateDer)
}

/// The length of `SEQUENCE { SEQUENCE { [0] { INTEGER 2 }, … }, SEQUENCE, BIT STRING }` (RFC 5280 4.1), with nothing behind
/// it but line breaks, unless it has `notes` there.
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
        INTEGER => return Err(reader.begins_with_number(length)?),
        _ => return Err(not_der()),
    }
    let first_end = reader.read.saturating_add(length);
    match reader.header()? {
        (VERSION, 3) => {
            for expected in VERSION_3 {
                if reader.byte()? != expected {
                    return Err(Error::of(ErrorKind::CertificateVersion));
                }
            }
        }
        // A request has version 0 there, a certificate of version 1 its serial number.
        (INTEGER, length) => {
            let request = length == 1 && reader.byte()? == 0;
            let kind =
                if request { ErrorKind::FileCertificateRequest } else { ErrorKind::CertificateVersion };
            return Err(Error::of(kind));
        }
        (OBJECT_IDENTIFIER, _) => return Err(reader.begins_with_algorithm(first_end)?),
        _ => return Err(not_der()),
    }
    reader.skip_to(first_end)?;
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

    fn skip_to(&mut self, end: usize) -> Result<()> {
        self.skip(end.checked_sub(self.read).ok_or(not_der())?)
    }

    /// A private key in PKCS#8, PKCS#1 or SEC1 begins with its version, which is 0 or 1, PKCS#12 with version 3, a
    /// public key in PKCS#1 with the modulus.
    fn begins_with_number(&mut self, length: usize) -> Result<Error> {
        Ok(Error::of(match (length, self.byte()?) {
            (1, 0 | 1) => ErrorKind::FilePrivateKey,
            (1, 3) => ErrorKind::FilePkcs12,
            (128.., _) => ErrorKind::FilePublicKey,
            _ => ErrorKind::CertificateDer,
        }))
    }

    /// `AlgorithmIdentifier, BIT STRING` is a public key, with an OCTET STRING an encrypted private one (PKCS#8).
    fn begins_with_algorithm(&mut self, end: usize) -> Result<Error> {
        self.skip_to(end)?;
        Ok(Error::of(match self.header()?.0 {
            BIT_STRING => ErrorKind::FilePublicKey,
            OCTET_STRING => ErrorKind::FilePrivateKey,
            _ => ErrorKind::CertificateDer,
        }))
    }

    /// A tag and a definite length of at most four bytes, in its shortest form.
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
        // The shortest form: nothing that fits in one byte less.
        let least = if count == 1 {
            0x80
        } else {
            1usize.wrapping_shl(u32::from(count).wrapping_sub(1).wrapping_mul(8))
        };
        if length < least {
            return Err(not_der());
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
