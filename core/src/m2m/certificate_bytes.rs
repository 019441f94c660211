//! One certificate in DER or PEM, told from everything else that is pasted in its place, without memory of its own.

use crate::error::{Error, ErrorKind, Result};
use crate::jws::Digest;
use crate::jws::Hash;
use crate::wire::base64::{self, Character};

/// SHA-256 of the certificate's DER.
///
/// # Errors
/// `certificate_der`: nothing, or neither a certificate in DER nor PEM, or cut, or with bytes behind it;
/// `certificate_several`; `certificate_version`; `file_certificate_request`, `file_public_key`, `file_private_key`,
/// `file_pkcs12`, `file_open_ssh`.
pub(super) fn digest(bytes: &[u8]) -> Result<Digest> {
    if bytes.first() == Some(&SEQUENCE) {
        match check(&mut bytes.iter().map(|byte| Ok(*byte))) {
            Ok(()) => return Ok(Hash::Sha256.of(bytes)),
            Err(error) if next_block(bytes).is_none() => return Err(error),
            // The tag is the digit 0 too, with which a text before a block may begin ("0: Certificate").
            Err(_) => {}
        }
    }
    let block = only_block(bytes)?;
    check(&mut Decoded::new(block))?;
    let mut hash = Hash::sha256();
    for byte in Decoded::new(block) {
        hash.byte(byte?);
    }
    Ok(hash.finish())
}

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

/// `SEQUENCE { SEQUENCE { [0] { INTEGER 2 }, … }, SEQUENCE, BIT STRING }` and nothing behind it (RFC 5280 4.1).
fn check(bytes: &mut impl Iterator<Item = Result<u8>>) -> Result<()> {
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
    if reader.read != end || reader.bytes.next().is_some() {
        return Err(not_der());
    }
    Ok(())
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

/// The characters between the lines of the one certificate block in a PEM text; what stands around blocks is not looked
/// at. A block that ends as another kind than it began is none.
fn only_block(text: &[u8]) -> Result<&[u8]> {
    let (mut found, mut otherwise, mut rest) = (None, not_der(), text);
    while let Some((label, body, behind)) = next_block(rest) {
        rest = behind;
        match label {
            b"CERTIFICATE" | b"X509 CERTIFICATE" if found.is_some() => {
                return Err(Error::of(ErrorKind::CertificateSeveral));
            }
            b"CERTIFICATE" | b"X509 CERTIFICATE" => found = Some(body),
            b"CERTIFICATE REQUEST" | b"NEW CERTIFICATE REQUEST" => {
                otherwise = Error::of(ErrorKind::FileCertificateRequest);
            }
            b"OPENSSH PRIVATE KEY" => otherwise = Error::of(ErrorKind::FileOpenSsh),
            label if label.ends_with(b"PRIVATE KEY") => otherwise = Error::of(ErrorKind::FilePrivateKey),
            label if label.ends_with(b"PUBLIC KEY") => otherwise = Error::of(ErrorKind::FilePublicKey),
            _ => {}
        }
    }
    found.ok_or(otherwise)
}

/// The next block's label and body, and what stands behind it.
fn next_block(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (_, behind) = cut(text, b"-----BEGIN ")?;
    let (label, behind) = cut(behind, b"-----")?;
    let (body, behind) = cut(behind, b"-----END ")?;
    // Not a label of any kind.
    let label = if behind.starts_with(label) { label } else { b"" };
    Some((label, body, behind))
}

fn cut<'t>(text: &'t [u8], word: &[u8]) -> Option<(&'t [u8], &'t [u8])> {
    let at = (0..text.len()).find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))?;
    Some((text.get(..at)?, text.get(at.checked_add(word.len())?..)?))
}

/// The bytes of base64 text in which white space does not count.
struct Decoded<'t> {
    text: &'t [u8],
    bits: u32,
    count: u32,
    ended: bool,
}

impl<'t> Decoded<'t> {
    const fn new(text: &'t [u8]) -> Self {
        Self { text, bits: 0, count: 0, ended: false }
    }
}

impl Iterator for Decoded<'_> {
    type Item = Result<u8>;

    fn next(&mut self) -> Option<Result<u8>> {
        while self.count < 8 {
            let (first, rest) = self.text.split_first()?;
            self.text = rest;
            match base64::character(*first) {
                Character::Space => {}
                Character::Padding => self.ended = true,
                Character::Digit(digit) if !self.ended => {
                    self.bits = (self.bits << 6 | u32::from(digit)) & 0xFFFF;
                    self.count = self.count.saturating_add(6);
                }
                Character::Digit(_) | Character::Other => {
                    self.text = &[];
                    return Some(Err(not_der()));
                }
            }
        }
        self.count = self.count.saturating_sub(8);
        Some(Ok(u8::try_from((self.bits >> self.count) & 0xFF).unwrap_or_default()))
    }
}
