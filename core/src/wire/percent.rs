//! Percent-encoding (RFC 3986 2.1).

use crate::error::{Error, ErrorKind, Result};
use crate::wire::run;

/// What a raw `+` stands for when decoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plus {
    /// Itself: in `code` and `state` (REDIR-2) and in paths.
    Literal,
    /// A space: in forms and in `error_description` (REDIR-3).
    Space,
}

/// The bytes that `text` takes when encoded.
#[must_use]
pub fn encoded_len(text: &[u8]) -> usize {
    let mut length = 0usize;
    encode(text, |_| length = length.saturating_add(1));
    length
}

/// Encodes all but RFC 3986's unreserved characters `A-Z a-z 0-9 - . _ ~`, byte by byte (AUTHZ-5).
pub fn encode(text: &[u8], mut emit: impl FnMut(u8)) {
    for &byte in text {
        if is_unreserved(byte) {
            emit(byte);
        } else {
            triplet(byte).into_iter().for_each(&mut emit);
        }
    }
}

/// `%` and two hexadecimal digits.
pub(crate) const fn triplet(byte: u8) -> [u8; 3] {
    [b'%', upper_hex(byte >> 4), upper_hex(byte & 15)]
}

/// RFC 3986's unreserved characters, which are also the `code_verifier`'s (AUTHZ-4).
#[must_use]
pub const fn is_unreserved(byte: u8) -> bool {
    // Without a branch, so that many bytes can be asked at a time.
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    letter | digit | (byte == b'-') | (byte == b'.') | (byte == b'_') | (byte == b'~')
}

/// How many bytes stand before the first that needs encoding.
pub(crate) fn unreserved_run(bytes: &[u8]) -> usize {
    let run = run::blocks_of::<16>(bytes, is_unreserved);
    let rest = bytes.get(run..).unwrap_or_default();
    let plain = |byte: &u8| PLAIN.get(usize::from(*byte)).is_some_and(|plain| *plain);
    run.wrapping_add(rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len()))
}

/// Which bytes need no encoding.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut rest: &mut [bool] = &mut plain;
    let mut byte = 0u8;
    while let Some((slot, after)) = rest.split_first_mut() {
        *slot = is_unreserved(byte);
        rest = after;
        byte = byte.wrapping_add(1);
    }
    plain
};

/// The decoded bytes of `raw`, one after the other.
///
/// # Errors
/// `landing_encoding` at the offset of a `%` without two hexadecimal digits.
#[must_use]
pub const fn decode(raw: &str, plus: Plus) -> Decode<'_> {
    Decode { raw: raw.as_bytes(), at: 0, plus }
}

/// Whether `raw` decodes to `expected`. Broken encoding is not equal to anything.
#[must_use]
pub fn decodes_to(raw: &str, plus: Plus, expected: &str) -> bool {
    // Decoding never lengthens.
    if raw.len() < expected.len() || is_plain(raw) {
        return raw == expected;
    }
    let mut wanted = expected.bytes();
    for byte in decode(raw, plus) {
        if byte.ok() != wanted.next() || byte.is_err() {
            return false;
        }
    }
    wanted.next().is_none()
}

/// Whether `raw` holds neither `%` nor `+`: it is what it decodes to.
pub(crate) fn is_plain(raw: &str) -> bool {
    run::until_either(raw.as_bytes(), b'%', b'+') == raw.len()
}

/// An iterator over decoded bytes; see [`decode`].
#[derive(Clone)]
pub struct Decode<'a> {
    raw: &'a [u8],
    at: usize,
    plus: Plus,
}

impl Iterator for Decode<'_> {
    type Item = Result<u8>;

    fn next(&mut self) -> Option<Result<u8>> {
        let start = self.at;
        let byte = *self.raw.get(start)?;
        self.at = start.saturating_add(1);
        match byte {
            b'+' if self.plus == Plus::Space => Some(Ok(b' ')),
            b'%' => {
                let high = self.raw.get(start.saturating_add(1)).copied().and_then(hex_value);
                let low = self.raw.get(start.saturating_add(2)).copied().and_then(hex_value);
                if let (Some(high), Some(low)) = (high, low) {
                    self.at = start.saturating_add(3);
                    Some(Ok((high << 4) | low))
                } else {
                    self.at = self.raw.len(); // fused: nothing sensible follows
                    Some(Err(Error::new(ErrorKind::LandingEncoding, start)))
                }
            }
            other => Some(Ok(other)),
        }
    }
}

const fn upper_hex(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0'.wrapping_add(nibble),
        _ => b'A'.wrapping_sub(10).wrapping_add(nibble & 15),
    }
}

pub(crate) const fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit.wrapping_sub(b'0')),
        b'a'..=b'f' => Some(digit.wrapping_sub(b'a').wrapping_add(10)),
        b'A'..=b'F' => Some(digit.wrapping_sub(b'A').wrapping_add(10)),
        _ => None,
    }
}
