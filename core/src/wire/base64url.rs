//! base64url without padding (RFC 4648 5, RFC 7515 2), strict: no padding, no white space, no stray bits.

use crate::error::{Error, ErrorKind, Result};
use crate::wire::writer::{Group, Writer};
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
/// For what is public, such as a token: the time that it takes depends on the text.
///
/// # Errors
/// `base64url_invalid` at the first character outside the alphabet, or at the last one if the length cannot be;
/// `base64_standard` at the first `+` or `/`; `base64url_spare_bits` at the last character; `buffer_too_small`, with the bytes needed.
pub fn decode<'o>(text: &str, out: &'o mut [u8]) -> Result<&'o [u8]> {
    let needed = decoded_len(text.len());
    let last = text.len().saturating_sub(1);
    let Some(out) = out.get_mut(..needed).filter(|_| text.len() % 4 != 1) else {
        return Err(misplaced(text).unwrap_or(match text.len() % 4 {
            1 => Error::new(ErrorKind::Base64urlInvalid, last),
            _ => Error::new(ErrorKind::BufferTooSmall, needed),
        }));
    };
    let (groups, rest) = text.as_bytes().as_chunks::<4>();
    let (triplets, tail) = out.as_chunks_mut::<3>();
    let mut seen = 0u8;
    for (group, triplet) in groups.iter().zip(triplets) {
        let values = group.map(value);
        *triplet = joined(values);
        seen |= values.iter().fold(0, |all, value| all | value);
    }
    // Two characters are one byte and four spare bits, three are two bytes and two; A stands for no bits.
    let mut group = [b'A'; 4];
    group.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
    let values = group.map(value);
    seen |= values.iter().fold(0, |all, value| all | value);
    let joined = joined(values);
    tail.iter_mut().zip(joined).for_each(|(slot, byte)| *slot = byte);
    if seen >= 64 {
        return Err(misplaced(text).unwrap_or(Error::new(ErrorKind::Base64urlInvalid, last)));
    }
    if joined.iter().skip(tail.len()).any(|spare| *spare != 0) {
        return Err(Error::new(ErrorKind::Base64urlSpareBits, last));
    }
    Ok(out)
}

/// The first character outside of the alphabet.
fn misplaced(text: &str) -> Option<Error> {
    let (at, byte) = text.bytes().enumerate().find(|(_, byte)| value(*byte) >= 64)?;
    let standard = matches!(byte, b'+' | b'/');
    let kind = if standard { ErrorKind::Base64Standard } else { ErrorKind::Base64urlInvalid };
    Some(Error::new(kind, at))
}

/// 24 bits of four characters.
const fn joined([a, b, c, d]: [u8; 4]) -> [u8; 3] {
    [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
}

/// Six bits, or more for a character outside of the alphabet.
fn value(byte: u8) -> u8 {
    VALUES.get(usize::from(byte)).copied().unwrap_or(OUTSIDE)
}

const OUTSIDE: u8 = 0xFF;

static VALUES: [u8; 256] = {
    let mut values = [OUTSIDE; 256];
    let mut rest: &mut [u8] = &mut values;
    let mut byte = 0u8;
    while let Some((slot, after)) = rest.split_first_mut() {
        *slot = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'-' => 62,
            b'_' => 63,
            _ => OUTSIDE,
        };
        rest = after;
        byte = byte.wrapping_add(1);
    }
    values
};

/// Encodes what is public, such as a token, as it comes.
pub(crate) struct Base64urlSink<'w, 'o> {
    writer: &'w mut Writer<'o>,
    group: Group,
}

impl<'w, 'o> Base64urlSink<'w, 'o> {
    pub(crate) const fn new(writer: &'w mut Writer<'o>) -> Self {
        Self { writer, group: Group::new() }
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = self.group.fill(rest);
            if self.group.is_full() {
                self.flush();
            }
        }
    }

    /// Writes what is left.
    pub(crate) fn finish(mut self) {
        self.flush();
    }

    fn flush(&mut self) {
        let mut out = [0u8; Group::CHARACTERS];
        let bytes = self.group.take();
        let (triplets, rest) = bytes.as_chunks::<3>();
        let (groups, _) = out.as_chunks_mut::<4>();
        let mut groups = groups.iter_mut();
        for (triplet, group) in triplets.iter().zip(&mut groups) {
            *group = characters(*triplet);
        }
        if let (false, Some(group)) = (rest.is_empty(), groups.next()) {
            let mut triplet = [0; 3];
            triplet.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
            *group = characters(triplet);
        }
        self.writer.bytes(out.get(..encoded_len(bytes.len())).unwrap_or_default());
    }
}

/// The four characters of 24 bits.
fn characters([a, b, c]: [u8; 3]) -> [u8; 4] {
    [a >> 2, (a << 4 | b >> 4) & 63, (b << 2 | c >> 6) & 63, c & 63].map(character)
}

fn character(value: u8) -> u8 {
    ALPHABET.get(usize::from(value)).copied().unwrap_or(b'A')
}

static ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
