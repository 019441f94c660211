//! Searching text for one ASCII character.
//!
//! Why not `str::find` and its kin: the standard library's searchers index slices, and those checks stay in the linked
//! program as panics.

use crate::wire::run;

/// Where `byte` stands first.
pub(crate) fn find(text: &str, byte: u8) -> Option<usize> {
    let at = run::until_byte(text.as_bytes(), byte);
    (at < text.len()).then_some(at)
}

/// Whether `byte` stands anywhere.
pub(crate) fn contains(text: &str, byte: u8) -> bool {
    find(text, byte).is_some()
}

/// What stands before and after the first `byte`.
pub(crate) fn split_once(text: &str, byte: u8) -> Option<(&str, &str)> {
    around(text, find(text, byte)?)
}

/// At most `count` pieces; the last one is the rest.
pub(crate) fn splitn(text: &str, count: usize, byte: u8) -> impl Iterator<Item = &str> {
    text.as_bytes().splitn(count, move |b| *b == byte).map(piece)
}

/// Text that is cut at ASCII characters stays text.
fn piece(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}

/// A whole number without sign: nothing but digits, and no more than fits.
pub(crate) fn whole_number(digits: &str) -> Option<u64> {
    let number = digits.bytes().try_fold(0u64, |number, byte| {
        let digit = Some(byte.wrapping_sub(b'0')).filter(|digit| *digit < 10)?;
        // As `checked_mul`, which takes 128 bits where there are none.
        let tenfold = (number <= u64::MAX / 10).then_some(number.wrapping_mul(10))?;
        tenfold.checked_add(u64::from(digit))
    });
    number.filter(|_| !digits.is_empty())
}

fn around(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at.checked_add(1)?..)?))
}
