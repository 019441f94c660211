//! The signing certificate's thumbprint, which is the token's `sub` (M2M-4).

use super::certificate_bytes;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::Digest;
#[cfg(feature = "keys")]
use crate::jws::Hash;
use crate::wire::json::JsonText;
use crate::wire::writer::write_hex;

/// A thumbprint as IR registers it.
///
/// By default SHA-256 of the certificate's DER in 64 upper-case hexadecimal digits: however it was written, this is what
/// goes into `sub`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Thumbprint {
    digits: [u8; 64],
    length: usize,
}

impl Thumbprint {
    /// SHA-256 of exactly one certificate, in DER or PEM.
    ///
    /// # Errors
    /// `certificate_der`: nothing, or not one whole certificate; `certificate_several`, `certificate_version`;
    /// `file_certificate_request`, `file_public_key`, `file_private_key`, `file_pkcs12`, `file_open_ssh` for what it is
    /// instead. Rule M2M-4.
    pub fn of_certificate(file: &[u8]) -> Result<Self> {
        certificate_bytes::digest(file).map(|digest| Self::of_digest(&digest))
    }

    /// Of a certificate that was read.
    #[cfg(feature = "keys")]
    pub(crate) fn of_der(der: &[u8]) -> Self {
        Self::of_digest(&Hash::Sha256.of(der))
    }

    fn of_digest(digest: &Digest) -> Self {
        let mut digits = [0u8; 64];
        write_hex(digest.as_bytes(), &mut digits);
        digits.make_ascii_uppercase();
        Self { digits, length: 64 }
    }

    /// A SHA-256 thumbprint that another tool computed: 64 hexadecimal digits in either case, with colons, spaces or
    /// hyphens between them or without, as OpenSSL and Windows show it. It becomes upper-case and without them (M2M-4).
    ///
    /// # Errors
    /// `thumbprint_format`.
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self { digits: upper(digits(text, 64)?), length: 64 })
    }

    /// A SHA-1 thumbprint, written as [`Thumbprint::parse`] takes it: 40 hexadecimal digits. They stay in the case that they
    /// are in, which is how IR registered them. Only where it did: "no new implementations are permitted" (M2M-4,
    /// Appendix D).
    ///
    /// # Errors
    /// `thumbprint_format`.
    pub fn parse_sha1(text: &str) -> Result<Self> {
        Ok(Self { digits: digits(text, 40)?, length: 40 })
    }

    /// Whether `sub` is this thumbprint. The case of a SHA-1 thumbprint does not matter: "upper-case" is said of SHA-256
    /// only (M2M-4).
    #[must_use]
    pub fn is(&self, sub: &JsonText<'_>) -> bool {
        if !self.is_sha1() {
            return sub.is(self.as_str());
        }
        sub.chars().map(|c| c.to_ascii_uppercase()).eq(self.as_str().chars().map(|c| c.to_ascii_uppercase()))
    }

    /// Whether it is a SHA-1 thumbprint: to be replaced (M2M-4).
    #[must_use]
    pub const fn is_sha1(&self) -> bool {
        self.length == 40
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.digits
            .get(..self.length)
            .and_then(|digits| core::str::from_utf8(digits).ok())
            .unwrap_or_default()
    }
}

/// So many hexadecimal digits, and what other tools put between them.
fn digits(text: &str, length: usize) -> Result<[u8; 64]> {
    let (mut digits, mut count) = ([0u8; 64], 0usize);
    // As this crate writes it.
    if text.len() == length && text.bytes().fold(true, |all, byte| all & byte.is_ascii_hexdigit()) {
        digits.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
        return Ok(digits);
    }
    let trimmed = text.trim_matches(' ');
    for (at, byte) in text.bytes().enumerate() {
        let between = count > 0 && count.is_multiple_of(2) && count < length;
        match byte {
            b' ' if trimmed.len() < text.len() && (count == 0 || count == length) => {}
            b':' | b' ' | b'-' if between => {}
            _ if !byte.is_ascii_hexdigit() || count == length => {
                return Err(Error::new(ErrorKind::ThumbprintFormat, at));
            }
            _ => {
                if let Some(slot) = digits.get_mut(count) {
                    *slot = byte;
                }
                count = count.saturating_add(1);
            }
        }
    }
    if count == length { Ok(digits) } else { Err(Error::new(ErrorKind::ThumbprintFormat, text.len())) }
}

fn upper(mut digits: [u8; 64]) -> [u8; 64] {
    digits.make_ascii_uppercase();
    digits
}

impl core::fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}
