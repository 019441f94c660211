//! A line that a host stores: a version, a check value over the rest, and words between single spaces.

use crate::wire::ascii;
use crate::wire::hash;
use crate::wire::writer::{Writer, write_hex};

/// The check value's digits: 64 bits. It finds damage and slips, not forgery: whoever can write the text can also compute
/// it. A change within eight bytes never goes unseen.
const CHECK_DIGITS: usize = 16;

/// A line as it was found.
pub(crate) struct Stored<'a> {
    /// The words.
    pub(crate) body: &'a str,
    /// Whether the check value fits them.
    pub(crate) fits: bool,
}

/// Why a text is no such line.
#[derive(Clone, Copy)]
pub(crate) enum Damage {
    /// Another text, or one of another version.
    Version,
    /// Cut, or without a check value of the right length.
    Cut,
}

/// The line without one line break at its end.
pub(crate) fn line(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// Reads a line of this version.
pub(crate) fn read<'a>(text: &'a str, version: &str) -> Result<Stored<'a>, Damage> {
    let (first, rest) = ascii::split_once(text, b' ').unwrap_or((text, ""));
    if first != version {
        // A text cut within its first word is cut, not of another version.
        let cut = !first.is_empty() && rest.is_empty() && version.starts_with(first);
        return Err(if cut { Damage::Cut } else { Damage::Version });
    }
    let (check, body) = ascii::split_once(rest, b' ').ok_or(Damage::Cut)?;
    if check.len() != CHECK_DIGITS {
        return Err(Damage::Cut);
    }
    Ok(Stored { body, fits: check.as_bytes() == check_value(body.as_bytes()) })
}

/// Where a line's parts stand that is being written.
pub(crate) struct Begun {
    check_at: usize,
    body_at: usize,
}

/// Begins a line: its words are written next.
pub(crate) fn begin(writer: &mut Writer<'_>, version: &str) -> Begun {
    writer.text(version);
    writer.byte(b' ');
    let check_at = writer.position();
    writer.bytes(&[b'0'; CHECK_DIGITS]);
    writer.byte(b' ');
    Begun { check_at, body_at: writer.position() }
}

impl Begun {
    /// Ends the line: the check value belongs to all that was written since.
    pub(crate) fn end(self, writer: &mut Writer<'_>) {
        let check = check_value(writer.written(writer.since(self.body_at)));
        writer.patch(self.check_at, &check);
    }
}

fn check_value(body: &[u8]) -> [u8; CHECK_DIGITS] {
    let mut digits = [0u8; CHECK_DIGITS];
    write_hex(&hash::of(body).to_be_bytes(), &mut digits);
    digits
}
