//! The names of all open objects, so that none is looked for in the text again.
//!
//! A name is compared with the earlier ones of its object by a hash of its unescaped form; only names whose hashes are
//! equal are read again. The hash is no secret: whoever computes names with equal hashes has them compared, which costs
//! time and changes nothing.

use super::text::JsonText;
use crate::wire::hash::{self, Hasher};

/// The names in open objects, in the order in which they stand.
pub(super) struct Names<'t> {
    hashes: &'t mut [u32],
    places: &'t mut [usize],
    used: usize,
    full: bool,
}

impl<'t> Names<'t> {
    /// With room for as many names as both arrays have.
    pub(super) const fn new(hashes: &'t mut [u32], places: &'t mut [usize]) -> Self {
        Self { hashes, places, used: 0, full: false }
    }

    /// How many there are: where the next object's begin.
    pub(super) const fn count(&self) -> usize {
        self.used
    }

    /// Forgets the names of an object that has ended.
    pub(super) const fn truncate(&mut self, count: usize) {
        self.used = count;
    }

    /// Whether there was a name too many: nothing that was said after that counts.
    pub(super) const fn is_full(&self) -> bool {
        self.full
    }

    /// Whether `same` holds for the place of a name with this hash, from the name `first` on.
    pub(super) fn contain(&self, first: usize, hash: u32, same: impl Fn(usize) -> bool) -> bool {
        let hashes = self.hashes.get(first..self.used).unwrap_or_default();
        if !hashes.contains(&hash) {
            return false;
        }
        let places = self.places.get(first..self.used).unwrap_or_default();
        hashes.iter().zip(places).any(|(other, place)| *other == hash && same(*place))
    }

    /// Remembers a name; `false` if there is no room.
    pub(super) fn push(&mut self, hash: u32, at: usize) -> bool {
        match (self.hashes.get_mut(self.used), self.places.get_mut(self.used)) {
            (Some(slot), Some(place)) => {
                (*slot, *place) = (hash, at);
                self.used = self.used.wrapping_add(1);
            }
            _ => self.full = true,
        }
        !self.full
    }
}

/// A hash of what the name says once unescaped.
pub(super) fn hash(name: &JsonText<'_>) -> u32 {
    if name.is_plain() {
        return short(hash::of(name.raw_bytes()));
    }
    let mut hasher = Hasher::new();
    name.unescaped_bytes(|byte| hasher = hasher.with(byte));
    short(hasher.finish())
}

/// The same of a name that is known while this is compiled.
pub(super) const fn hash_of(name: &str) -> u32 {
    let (mut hasher, mut rest) = (Hasher::new(), name.as_bytes());
    while let [byte, behind @ ..] = rest {
        hasher = hasher.with(*byte);
        rest = behind;
    }
    short(hasher.finish())
}

const fn short(hash: u64) -> u32 {
    (hash >> 24) as u32
}
