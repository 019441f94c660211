//! A hash that is quick and no secret: it finds damage and tells names apart, and whoever wants can compute texts that
//! have the same one.
//!
//! Each step is a bijection of the state and of the word, so that a change within one word always changes the hash.

use crate::wire::run;

/// The hash of all bytes.
pub(crate) fn of(bytes: &[u8]) -> u64 {
    if !run::VECTORS {
        // A page pays for each byte of code, and hashes little.
        return bytes.iter().fold(Hasher::new(), |hasher, byte| hasher.with(*byte)).finish();
    }
    let (words, rest) = bytes.as_chunks::<8>();
    let state = words.iter().fold(0, |state, word| mix(state, u64::from_le_bytes(*word)));
    mix(mix(state, run::word_of(rest)), bytes.len() as u64)
}

/// The same of bytes that come one by one.
#[derive(Clone, Copy)]
pub(crate) struct Hasher {
    state: u64,
    word: u64,
    length: usize,
}

impl Hasher {
    pub(crate) const fn new() -> Self {
        Self { state: 0, word: 0, length: 0 }
    }

    #[must_use]
    pub(crate) const fn with(self, byte: u8) -> Self {
        // Each word's first byte lowest.
        let word = (self.word >> 8) | ((byte as u64) << 56);
        let length = self.length.wrapping_add(1);
        if length.is_multiple_of(8) {
            Self { state: mix(self.state, word), word: 0, length }
        } else {
            Self { state: self.state, word, length }
        }
    }

    pub(crate) const fn finish(self) -> u64 {
        // What stands in a word that is not full has not come down yet.
        let missing = 8usize.saturating_sub(self.length % 8) as u32;
        let rest = self.word.unbounded_shr(missing.saturating_mul(8));
        mix(mix(self.state, rest), self.length as u64)
    }
}

const fn mix(state: u64, word: u64) -> u64 {
    let product = (state ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}
