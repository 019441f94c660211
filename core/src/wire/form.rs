//! `application/x-www-form-urlencoded`: pairs in a query or a body.

use crate::wire::ascii;
use crate::wire::percent::{self, Plus};
use crate::wire::writer::Writer;
use core::ops::Range;

/// The raw pairs of a query or a form, split at `&` and at the first `=` only (REDIR-1). `;` does not separate.
///
/// Empty pieces (`a=1&&b=2`) are passed over. Nothing is decoded yet: see [`Pair::is_named`] and [`percent::decode`].
#[must_use]
pub const fn pairs(text: &str) -> Pairs<'_> {
    Pairs { rest: Some(text), at: 0 }
}

/// One raw pair. `Debug` shows where it stands, not what it holds.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// The name as it stands.
    pub name: &'a str,
    /// The value as it stands; empty without `=`.
    pub value: &'a str,
    /// Where the name begins, in bytes.
    pub at: usize,
    /// Where the value begins, in bytes.
    pub value_at: usize,
}

impl Pair<'_> {
    /// Whether the name decodes to `name`: `co%64e` is `code`.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        percent::decodes_to(self.name, Plus::Space, name)
    }
}

impl core::fmt::Debug for Pair<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Pair").field("at", &self.at).field("value_at", &self.value_at).finish_non_exhaustive()
    }
}

/// An iterator over raw pairs; see [`pairs`].
#[derive(Clone)]
pub struct Pairs<'a> {
    rest: Option<&'a str>,
    at: usize,
}

impl<'a> Iterator for Pairs<'a> {
    type Item = Pair<'a>;

    fn next(&mut self) -> Option<Pair<'a>> {
        loop {
            let rest = self.rest?;
            let start = self.at;
            let (piece, after) = match ascii::split_once(rest, b'&') {
                Some((piece, after)) => (piece, Some(after)),
                None => (rest, None),
            };
            self.rest = after;
            self.at = start.saturating_add(piece.len()).saturating_add(1);
            if piece.is_empty() {
                continue;
            }
            let (name, value) = ascii::split_once(piece, b'=').unwrap_or((piece, ""));
            let value_at = if name.len() == piece.len() { name.len() } else { name.len().saturating_add(1) };
            return Some(Pair { name, value, at: start, value_at: start.saturating_add(value_at) });
        }
    }
}

/// Writes `name=value` pairs, the values percent-encoded.
pub(crate) struct FormWriter<'w, 'o> {
    writer: &'w mut Writer<'o>,
    separator: Option<u8>,
}

impl<'w, 'o> FormWriter<'w, 'o> {
    /// Begins a form, or goes on in a query after `separator`.
    pub(crate) const fn new(writer: &'w mut Writer<'o>, separator: Option<u8>) -> Self {
        Self { writer, separator }
    }

    /// Adds a pair and tells where its value stands; `name` is one of ours and needs no encoding.
    pub(crate) fn pair(&mut self, name: &str, value: &str) -> Range<usize> {
        self.name(name);
        self.writer.percent(value.as_bytes())
    }

    /// The same for a value that comes byte by byte.
    pub(crate) fn raw_pair(&mut self, name: &str, value: impl Iterator<Item = u8>) -> Range<usize> {
        self.name(name);
        let start = self.writer.position();
        for byte in value {
            self.writer.percent(&[byte]);
        }
        self.writer.since(start)
    }

    fn name(&mut self, name: &str) {
        if let Some(separator) = self.separator.replace(b'&') {
            self.writer.byte(separator);
        }
        self.writer.text(name);
        self.writer.byte(b'=');
    }
}
