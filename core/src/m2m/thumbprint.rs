//! The signing certificate's thumbprint, which is the token's `sub` (M2M-4).

use super::certificate_bytes;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::Digest;
#[cfg(feature = "keys")]
use crate::jws::Hash;
use crate::wire::writer::hex_digit;

/// A thumbprint as IR registers it.
///
/// By default 64 upper-case hexadecimal digits without colons: SHA-256 of the certificate's DER.
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
        for (pair, byte) in digits.chunks_mut(2).zip(digest.as_bytes()) {
            for (slot, nibble) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *slot = hex_digit(nibble).to_ascii_uppercase();
            }
        }
        Self { digits, length: 64 }
    }

    /// A SHA-256 thumbprint that another tool computed: 64 hexadecimal digits, upper-case, no colons.
    ///
    /// # Errors
    /// `thumbprint_format`.
    pub fn parse(text: &str) -> Result<Self> {
        Self::checked(text, 64, |byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'))
    }

    /// A SHA-1 thumbprint: 40 hexadecimal digits in either case. Only where IR registered one: "no new
    /// implementations are permitted" (M2M-4, Appendix D).
    ///
    /// # Errors
    /// `thumbprint_format`.
    pub fn parse_sha1(text: &str) -> Result<Self> {
        Self::checked(text, 40, |byte| byte.is_ascii_hexdigit())
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

    fn checked(text: &str, length: usize, allowed: impl Fn(u8) -> bool) -> Result<Self> {
        if let Some(at) = text.bytes().position(|byte| !allowed(byte)) {
            return Err(Error::new(ErrorKind::ThumbprintFormat, at));
        }
        if text.len() != length {
            return Err(Error::new(ErrorKind::ThumbprintFormat, text.len().min(length)));
        }
        let mut digits = [0u8; 64];
        for (slot, byte) in digits.iter_mut().zip(text.bytes()) {
            *slot = byte;
        }
        Ok(Self { digits, length })
    }
}

impl core::fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}
