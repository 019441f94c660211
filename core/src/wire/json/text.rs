//! Strings: compared and read while still escaped, and unescaped where they stand.

use crate::wire::percent::hex_value;
use core::fmt;
use core::ops::Range;

/// A validated JSON string, still escaped, without its quotes. `Debug` shows its length only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct JsonText<'a> {
    raw: &'a str,
    at: usize,
}

impl<'a> JsonText<'a> {
    pub(super) const fn new(raw: &'a str, at: usize) -> Self {
        Self { raw, at }
    }

    /// The text as it stands, escapes included.
    #[must_use]
    pub const fn raw(&self) -> &'a str {
        self.raw
    }

    /// Where it stands in the whole text, in bytes, for [`unescape_in_place`].
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.at..self.at.saturating_add(self.raw.len())
    }

    /// The characters, unescaped.
    pub fn chars(&self) -> impl Iterator<Item = char> + 'a {
        let raw = self.raw;
        let mut at = 0usize;
        core::iter::from_fn(move || {
            let (character, length) = next_char(raw.as_bytes(), at)?;
            at = at.saturating_add(length);
            Some(character)
        })
    }

    /// Whether it is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// Whether it says `expected` once unescaped.
    #[must_use]
    pub fn is(&self, expected: &str) -> bool {
        if self.is_plain() { self.raw == expected } else { self.chars().eq(expected.chars()) }
    }

    /// Whether both say the same once unescaped.
    #[must_use]
    pub fn same(&self, other: &JsonText<'_>) -> bool {
        if self.is_plain() && other.is_plain() {
            self.raw == other.raw
        } else {
            self.chars().eq(other.chars())
        }
    }

    fn is_plain(&self) -> bool {
        !self.raw.bytes().any(|b| b == b'\\')
    }
}

impl fmt::Debug for JsonText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} bytes]", self.raw.len())
    }
}

/// Unescapes the validated string at `range` where it stands, and returns the range of what it became: it never grows.
pub fn unescape_in_place(bytes: &mut [u8], range: Range<usize>) -> Range<usize> {
    let mut from = range.start;
    let mut to = range.start;
    while from < range.end {
        let Some((character, length)) = next_char(bytes, from) else { break };
        from = from.saturating_add(length);
        let mut buffer = [0u8; 4];
        for byte in character.encode_utf8(&mut buffer).bytes() {
            if let Some(slot) = bytes.get_mut(to) {
                *slot = byte;
            }
            to = to.saturating_add(1);
        }
    }
    range.start..to
}

/// The character at `at`, unescaped, and how many bytes it takes.
fn next_char(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let rest = bytes.get(at..)?;
    match *rest {
        [] => None,
        [b'\\', b'u', a, b, c, d, ..] => {
            let high = unit([a, b, c, d])?;
            if let Some(character) = char::from_u32(high) {
                return Some((character, 6));
            }
            let low = match *rest {
                [_, _, _, _, _, _, b'\\', b'u', a, b, c, d, ..] => unit([a, b, c, d])?,
                _ => return None,
            };
            let joined = (high & 0x3FF) << 10 | (low & 0x3FF);
            Some((char::from_u32(joined.saturating_add(0x1_0000))?, 12))
        }
        [b'\\', escaped, ..] => {
            let character = match escaped {
                b'b' => '\u{8}',
                b'f' => '\u{C}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                other => char::from(other),
            };
            Some((character, 2))
        }
        [first, ..] => utf8_char(rest, first),
    }
}

/// One character of valid UTF-8.
fn utf8_char(rest: &[u8], first: u8) -> Option<(char, usize)> {
    let length = match first {
        0..=0x7F => return Some((char::from(first), 1)),
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    };
    let text = core::str::from_utf8(rest.get(..length)?).ok()?;
    Some((text.chars().next()?, length))
}

fn unit(digits: [u8; 4]) -> Option<u32> {
    let mut unit = 0u32;
    for digit in digits {
        unit = (unit << 4) | u32::from(hex_value(digit)?);
    }
    Some(unit)
}
