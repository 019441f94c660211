//! The members that are wanted, found while the text is validated.

use super::text::Kind;
use super::{JsonText, Value, names};
use core::fmt;

/// Where a value stands: from its first byte to behind its last one. A value never stands at the very beginning of an
/// object's text, so 0 is nowhere.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What is known of it if it is a string.
    pub(super) kind: Kind,
}

/// How many members can be selected at once.
pub const MAX_SELECTED: usize = 12;

/// The names of the members to select, at most [`MAX_SELECTED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    names: &'static [&'static str],
    hashes: [u32; MAX_SELECTED],
}

impl Names {
    /// The names, written without escapes. More of them than can be selected do not compile.
    #[must_use]
    pub const fn new<const N: usize>(names: &'static [&'static str; N]) -> Self {
        const { assert!(N <= MAX_SELECTED) }
        let mut hashes = [0; MAX_SELECTED];
        let (mut slots, mut rest): (&mut [u32], &[&str]) = (&mut hashes, names);
        while let ([slot, slots_behind @ ..], [name, behind @ ..]) = (slots, rest) {
            *slot = names::hash_of(name);
            (slots, rest) = (slots_behind, behind);
        }
        Self { names, hashes }
    }
}

/// The wanted names, and where their values stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    names: Names,
    places: [Place; MAX_SELECTED],
}

impl Wanted {
    pub(super) const fn new(names: Names) -> Self {
        Self { names, places: [Place { start: 0, end: 0, kind: Kind::PLAIN }; MAX_SELECTED] }
    }

    /// Which of them `name` is, whose hash this is.
    pub(super) fn index(&self, name: &JsonText<'_>, hash: u32) -> Option<usize> {
        let mut wanted = self.names.hashes.iter().zip(self.names.names);
        wanted.position(|(other, wanted)| *other == hash && name.is(wanted))
    }

    /// Notes the value of the wanted member that was being read, if it was one.
    pub(super) fn note(&mut self, reading: &mut Option<usize>, place: Place, end: usize) {
        if let Some(slot) = reading.take().and_then(|index| self.places.get_mut(index)) {
            *slot = Place { end, ..place };
        }
    }
}

/// Members of a validated object, by the names that were asked for. `Debug` shows its length only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Selected<'a> {
    pub(super) text: &'a [u8],
    pub(super) wanted: Wanted,
}

/// A member's value and where it begins, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'a> {
    /// The value.
    pub value: Value<'a>,
    /// Where it begins.
    pub at: usize,
}

impl<'a> Selected<'a> {
    /// The members that were asked for, in the order of their names, which are `N`.
    #[must_use]
    pub fn members<const N: usize>(&self) -> [Option<Located<'a>>; N] {
        core::array::from_fn(|index| self.member(index))
    }

    fn member(&self, index: usize) -> Option<Located<'a>> {
        let place = self.wanted.places.get(index).filter(|place| place.start != 0)?;
        let value = match self.text.get(place.start..place.end)? {
            [b'"', raw @ .., b'"'] => {
                Value::Text(JsonText::new(raw, place.start.wrapping_add(1), place.kind))
            }
            text => Value::of(text),
        };
        Some(Located { value, at: place.start })
    }
}

impl fmt::Debug for Selected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Selected([{} bytes])", self.text.len())
    }
}
