//! A strict JSON reader (RFC 8259): validates the whole text first, never recurses, allocates nothing.
//!
//! Refused beyond RFC 8259's grammar: duplicate members (also when written with escapes), half surrogate pairs,
//! a byte order mark, more than [`MAX_DEPTH`] levels, more than [`MAX_MEMBERS`] members in one object.
//! Why not `serde-json-core`: 3.8 times slower on a token reply, no string-or-number, skips unknown values unchecked
//! and recursively, and links panics in. It serves as an oracle in the tests.

mod names;
mod scan;
mod select;
mod text;
mod walk;
pub mod write;

pub use select::{Located, MAX_SELECTED, Names, Selected};
pub use text::{JsonText, TextPlace, unescape_in_place};

use crate::error::{Error, ErrorKind, Result};
use crate::wire::ascii;
use core::fmt;
use scan::Scanner;
use select::Wanted;

/// How deep arrays and objects may be nested.
pub const MAX_DEPTH: usize = 16;

/// How many members one object may have.
pub const MAX_MEMBERS: usize = 64;

/// What is tolerated beyond the grammar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leniency {
    /// One comma before `}` or `]` (TOKEN-8).
    pub trailing_comma: bool,
}

/// A value, not decoded yet. `Debug` says of which kind it is, not what it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// A string, between its quotes.
    Text(JsonText<'a>),
    /// A number, as it stands.
    Number(&'a str),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// An array or an object, as it stands.
    Nested(&'a str),
}

impl<'a> Value<'a> {
    /// What a value that is no string is.
    fn of(text: &'a [u8]) -> Self {
        match text {
            [b'{' | b'[', ..] => Self::Nested(text::valid(text)),
            [b't', ..] => Self::Bool(true),
            [b'f', ..] => Self::Bool(false),
            [b'n', ..] => Self::Null,
            _ => Self::Number(text::valid(text)),
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text",
            Self::Number(_) => "Number",
            Self::Bool(_) => "Bool",
            Self::Null => "Null",
            Self::Nested(_) => "Nested",
        })
    }
}

/// One member of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The name, between its quotes.
    pub name: JsonText<'a>,
    /// The value.
    pub value: Value<'a>,
    /// Where the value begins, in bytes.
    pub at: usize,
}

/// A validated object: its members can be read without further errors. `Debug` shows its length only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Object<'a> {
    text: &'a [u8],
    first: usize,
}

impl<'a> Object<'a> {
    /// Validates `bytes` as one JSON object and nothing else.
    ///
    /// # Errors
    /// One of the `json_…` kinds or `json_utf16`, `json_byte_order_mark`, `json_not_utf8`, each with its offset.
    pub fn parse(bytes: &'a [u8], leniency: Leniency) -> Result<Self> {
        Self::validate(bytes, leniency, &mut Wanted::new(Names::new(&[])))
    }

    /// The same, with the members called `names` found on the way: one pass over the text, where [`Object::member`] takes
    /// one for each name.
    ///
    /// # Errors
    /// As [`Object::parse`].
    pub fn select(bytes: &'a [u8], leniency: Leniency, names: Names) -> Result<Selected<'a>> {
        let mut wanted = Wanted::new(names);
        let Self { text, .. } = Self::validate(bytes, leniency, &mut wanted)?;
        Ok(Selected { text, wanted })
    }

    fn validate(bytes: &'a [u8], leniency: Leniency, wanted: &mut Wanted) -> Result<Self> {
        check_start(bytes)?;
        // UTF-8 is a matter of strings: what stands outside them is ASCII, or an error of the grammar's.
        match scan::document(bytes, leniency, wanted) {
            Ok(true) => {}
            Ok(false) => check_utf8(bytes)?,
            Err(error) => return Err(check_utf8(bytes).err().unwrap_or(error)),
        }
        let mut scanner = Scanner::new(bytes);
        scanner.skip_space();
        let first = scanner.position();
        if bytes.get(first) != Some(&b'{') {
            return Err(Error::new(ErrorKind::JsonNotObject, first));
        }
        Ok(Self { text: bytes, first: first.saturating_add(1) })
    }

    /// The members of the object, in order.
    #[must_use]
    pub fn members(&self) -> Members<'a> {
        Members { scanner: Scanner::at(self.text, self.first) }
    }

    /// The member called `name`, its own name compared after unescaping.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Member<'a>> {
        self.members().find(|member| member.name.is(name))
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Object([{} bytes])", self.text.len())
    }
}

/// An iterator over members; see [`Object::members`].
#[derive(Clone)]
pub struct Members<'a> {
    scanner: Scanner<'a>,
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        let (name, at) = self.scanner.next_name()?;
        let value = self.scanner.validated_value()?;
        Some(Member { name, value, at })
    }
}

/// A number or a text that is a whole number without sign, point or exponent (TOKEN-4: `28800` or `"28800"`).
///
/// `None` for anything else: `"28800x"`, `-1`, `1.5`, `1e3`, `""`, 2^64.
#[must_use]
pub fn whole_number(value: &Value<'_>) -> Option<u64> {
    match value {
        Value::Number(raw) => ascii::whole_number(raw),
        Value::Text(text) => ascii::whole_number(text.raw()),
        _ => None,
    }
}

/// Errors of their own for what JSON is at times mistaken for.
fn check_start(bytes: &[u8]) -> Result<()> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Err(Error::new(ErrorKind::JsonByteOrderMark, 0)),
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, ..] | [_, 0, ..] => {
            Err(Error::new(ErrorKind::JsonUtf16, 0))
        }
        _ => Ok(()),
    }
}

fn check_utf8(bytes: &[u8]) -> Result<()> {
    // Without leaving early: many bytes at a time.
    if bytes.iter().fold(0, |all, byte| all | byte) < 0x80 {
        return Ok(());
    }
    match core::str::from_utf8(bytes) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::new(ErrorKind::JsonNotUtf8, error.valid_up_to())),
    }
}
