//! The members that are wanted, found while the text is validated.

use super::{JsonText, Value};
use core::fmt;

/// Where a value stands: from its first byte to behind its last one. A value never stands at the very beginning of an
/// object's text, so 0 is nowhere.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is a string without a backslash.
    pub(super) plain: bool,
}

/// The wanted names, and where their values stand.
pub(super) struct Wanted<'w> {
    names: &'w [&'w str],
    places: &'w mut [Place],
}

impl<'w> Wanted<'w> {
    pub(super) const fn new(names: &'w [&'w str], places: &'w mut [Place]) -> Self {
        Self { names, places }
    }

    pub(super) fn index(&self, name: &JsonText<'_>) -> Option<usize> {
        self.names.iter().position(|wanted| name.is(wanted))
    }

    pub(super) fn note(&mut self, index: usize, place: Place) {
        if let Some(slot) = self.places.get_mut(index) {
            *slot = place;
        }
    }
}

/// Members of a validated object, by the names that were asked for. `Debug` shows its length only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Selected<'a, const N: usize> {
    pub(super) text: &'a str,
    pub(super) names: &'static [&'static str; N],
    pub(super) places: [Place; N],
}

/// A member's value and where it begins, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'a> {
    /// The value.
    pub value: Value<'a>,
    /// Where it begins.
    pub at: usize,
}

impl<'a, const N: usize> Selected<'a, N> {
    /// The member called `name`, which must be one of those that were asked for.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Located<'a>> {
        let index = self.names.iter().position(|wanted| *wanted == name)?;
        let place = self.places.get(index).filter(|place| place.start != 0)?;
        let text = self.text.get(place.start..place.end)?;
        let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let value = match inside {
            Some(raw) => Value::Text(JsonText::new(raw, place.start.saturating_add(1), place.plain)),
            None => Value::of(text),
        };
        Some(Located { value, at: place.start })
    }
}

impl<const N: usize> fmt::Debug for Selected<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Selected([{} bytes])", self.text.len())
    }
}
