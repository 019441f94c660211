//! base64url without padding (RFC 4648 5, RFC 7515 2), strict: no padding, no white space, no stray bits.

use crate::error::{Error, ErrorKind, Result};
use crate::wire::writer::Writer;
use base64ct::{Base64UrlUnpadded, Encoding};

/// The characters that `length` bytes take.
#[must_use]
pub const fn encoded_len(length: usize) -> usize {
    // 4 characters for 3 bytes, without padding: ceil(length * 4 / 3).
    length.saturating_mul(4).div_ceil(3)
}

/// The bytes that `length` characters hold at most.
#[must_use]
pub const fn decoded_len(length: usize) -> usize {
    length.saturating_mul(3) / 4
}

/// Encodes into `out`.
///
/// # Errors
/// `buffer_too_small`, with the bytes needed.
pub fn encode<'o>(bytes: &[u8], out: &'o mut [u8]) -> Result<&'o str> {
    let needed = encoded_len(bytes.len());
    let out = out.get_mut(..needed).ok_or(Error::new(ErrorKind::BufferTooSmall, needed))?;
    Base64UrlUnpadded::encode(bytes, out).map_err(|_| Error::new(ErrorKind::BufferTooSmall, needed))
}

/// Decodes into `out`, refusing padding, white space, the standard alphabet and non-canonical last bits (M2M-9).
///
/// # Errors
/// `base64url_invalid` at the first character outside the alphabet, or at the last one if the length cannot be;
/// `base64_standard` at the first `+` or `/`; `base64url_spare_bits` at the last character; `buffer_too_small`, with the bytes needed.
pub fn decode<'o>(text: &str, out: &'o mut [u8]) -> Result<&'o [u8]> {
    if let Some(at) = text.bytes().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))) {
        let standard = matches!(text.as_bytes().get(at), Some(b'+' | b'/'));
        let kind = if standard { ErrorKind::Base64Standard } else { ErrorKind::Base64urlInvalid };
        return Err(Error::new(kind, at));
    }
    let last = Error::new(ErrorKind::Base64urlInvalid, text.len().saturating_sub(1));
    if text.len() % 4 == 1 {
        return Err(last);
    }
    let needed = decoded_len(text.len());
    let out = out.get_mut(..needed).ok_or(Error::new(ErrorKind::BufferTooSmall, needed))?;
    // The alphabet and the length are right, so it can only be the last bits.
    let spare = Error::new(ErrorKind::Base64urlSpareBits, last.at);
    Base64UrlUnpadded::decode(text, out).map_err(|_| spare)
}

/// Encodes bytes as they come.
pub(crate) struct Base64urlSink<'w, 'o> {
    writer: &'w mut Writer<'o>,
    group: [u8; 3],
    filled: usize,
}

impl<'w, 'o> Base64urlSink<'w, 'o> {
    pub(crate) const fn new(writer: &'w mut Writer<'o>) -> Self {
        Self { writer, group: [0; 3], filled: 0 }
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        if let Some(slot) = self.group.get_mut(self.filled) {
            *slot = byte;
        }
        self.filled = self.filled.saturating_add(1);
        if self.filled == self.group.len() {
            self.flush();
        }
    }

    /// Writes what is left.
    pub(crate) fn finish(mut self) {
        self.flush();
    }

    fn flush(&mut self) {
        let mut out = [0u8; 4];
        let group = self.group.get(..self.filled).unwrap_or_default();
        if let Ok(text) = Base64UrlUnpadded::encode(group, &mut out) {
            self.writer.text(text);
        }
        self.filled = 0;
    }
}
