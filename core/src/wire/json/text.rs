//! Strings: compared and read while still escaped, and unescaped where they stand.

use crate::wire::percent::hex_value;
use crate::wire::run;
use core::fmt;
use core::ops::Range;

/// A validated JSON string, still escaped, without its quotes. `Debug` shows its length only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct JsonText<'a> {
    raw: &'a [u8],
    at: usize,
    kind: Kind,
}

/// What is known of a string since it was validated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kind {
    /// Without a backslash: it says what stands there.
    pub(super) plain: bool,
    /// Of nothing but the bytes 0x21 to 0x7E, as they stand.
    pub(super) graphic: bool,
}

impl Kind {
    pub(super) const PLAIN: Self = Self { plain: true, graphic: true };
}

impl<'a> JsonText<'a> {
    pub(super) const fn new(raw: &'a [u8], at: usize, kind: Kind) -> Self {
        Self { raw, at, kind }
    }

    /// The text as it stands, escapes included.
    #[must_use]
    pub fn raw(&self) -> &'a str {
        valid(self.raw)
    }

    pub(super) const fn raw_bytes(&self) -> &'a [u8] {
        self.raw
    }

    /// Where it stands in the whole text, in bytes, for [`unescape_in_place`].
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.at..self.at.wrapping_add(self.raw.len())
    }

    /// Where it ends: behind its closing quote.
    pub(super) const fn end(&self) -> usize {
        self.at.wrapping_add(self.raw.len()).wrapping_add(1)
    }

    /// Where it stands, for [`TextPlace::unescape`].
    #[must_use]
    pub const fn place(&self) -> TextPlace {
        TextPlace { at: self.at, length: self.raw.len(), plain: self.kind.plain }
    }

    /// The characters, unescaped.
    pub fn chars(&self) -> impl Iterator<Item = char> + 'a {
        let raw = self.raw;
        let mut at = 0usize;
        core::iter::from_fn(move || {
            let (character, length) = next_char(raw, at)?;
            at = at.wrapping_add(length);
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
        if self.kind.plain {
            let wanted = expected.as_bytes();
            // Most names that are not the same do not begin with the same byte.
            self.raw.first() == wanted.first() && self.raw == wanted
        } else {
            self.chars().eq(expected.chars())
        }
    }

    /// Whether both say the same once unescaped.
    #[must_use]
    pub fn same(&self, other: &JsonText<'_>) -> bool {
        if self.kind.plain && other.kind.plain {
            self.raw == other.raw
        } else {
            self.chars().eq(other.chars())
        }
    }

    /// Whether every character is one of 0x21 to 0x7E once unescaped.
    #[must_use]
    pub fn is_graphic(&self) -> bool {
        if self.kind.plain { self.kind.graphic } else { self.chars().all(|c| c.is_ascii_graphic()) }
    }

    /// Whether it says `expected` once unescaped, in ASCII letters of either case.
    #[must_use]
    pub fn is_ignoring_case(&self, expected: &str) -> bool {
        if self.kind.plain {
            return self.raw.eq_ignore_ascii_case(expected.as_bytes());
        }
        let lower = |character: char| character.to_ascii_lowercase();
        self.chars().map(lower).eq(expected.chars().map(lower))
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) const fn is_plain(&self) -> bool {
        self.kind.plain
    }

    /// The bytes, unescaped.
    pub(super) fn unescaped_bytes(&self, mut emit: impl FnMut(u8)) {
        let bytes = self.raw;
        let mut at = 0usize;
        while let Some(piece) = next_piece(bytes, at) {
            at = at.wrapping_add(piece.length);
            piece.emit(&mut emit);
        }
    }
}

impl fmt::Debug for JsonText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} bytes]", self.raw.len())
    }
}

/// Where a validated string stands, without its text: for whoever is about to change the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextPlace {
    at: usize,
    length: usize,
    plain: bool,
}

impl TextPlace {
    /// As [`unescape_in_place`]; nothing to do for a string without escapes.
    pub fn unescape(self, bytes: &mut [u8]) -> Range<usize> {
        let range = self.at..self.at.wrapping_add(self.length);
        if self.plain { range } else { unescape_in_place(bytes, range) }
    }
}

/// Unescapes the validated string at `range` where it stands, and returns the range of what it became: it never grows.
pub fn unescape_in_place(bytes: &mut [u8], range: Range<usize>) -> Range<usize> {
    // Up to the first backslash everything stands where it must.
    let plain = run::until_byte(bytes.get(range.clone()).unwrap_or_default(), b'\\');
    let mut from = range.start.wrapping_add(plain);
    let mut to = from;
    while from < range.end {
        let Some(piece) = next_piece(bytes, from) else { break };
        from = from.wrapping_add(piece.length);
        piece.emit(|byte| {
            if let Some(slot) = bytes.get_mut(to) {
                *slot = byte;
            }
            to = to.wrapping_add(1);
        });
    }
    range.start..to
}

/// What was checked as a part of the whole text.
pub(super) fn valid(text: &[u8]) -> &str {
    core::str::from_utf8(text).unwrap_or_default()
}

/// A byte that stands for itself, or a character that was escaped, and how many bytes it takes.
struct Piece {
    content: Result<u8, char>,
    length: usize,
}

impl Piece {
    fn emit(&self, mut emit: impl FnMut(u8)) {
        match self.content {
            Ok(byte) => emit(byte),
            Err(character) => character.encode_utf8(&mut [0; 4]).bytes().for_each(emit),
        }
    }
}

fn next_piece(bytes: &[u8], at: usize) -> Option<Piece> {
    match *bytes.get(at)? {
        b'\\' => next_char(bytes, at).map(|(character, length)| Piece { content: Err(character), length }),
        byte => Some(Piece { content: Ok(byte), length: 1 }),
    }
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
            Some((char::from_u32(joined.wrapping_add(0x1_0000))?, 12))
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
