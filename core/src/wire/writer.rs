//! Writes into the caller's buffer, and goes on counting where it ends, so that one piece of code both encodes and
//! says how much room it needs.

use crate::error::{Error, ErrorKind, Result};
use crate::wire::percent;
use base64ct::{Base64, Encoding};
use core::ops::Range;
use zeroize::Zeroize;

pub(crate) struct Writer<'o> {
    buffer: &'o mut [u8],
    length: usize,
}

impl<'o> Writer<'o> {
    pub(crate) const fn new(buffer: &'o mut [u8]) -> Self {
        Self { buffer, length: 0 }
    }

    /// The bytes written or counted so far.
    pub(crate) const fn position(&self) -> usize {
        self.length
    }

    /// Everything from `start` on.
    pub(crate) const fn since(&self, start: usize) -> Range<usize> {
        start..self.length
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        if let Some(slot) = self.buffer.get_mut(self.length) {
            *slot = byte;
        }
        self.length = self.length.saturating_add(1);
    }

    pub(crate) fn text(&mut self, text: &str) -> Range<usize> {
        let start = self.length;
        for byte in text.bytes() {
            self.byte(byte);
        }
        self.since(start)
    }

    /// One byte, percent-encoded unless it is unreserved.
    pub(crate) fn percent(&mut self, byte: u8) {
        percent::encode(&[byte], |encoded| self.byte(encoded));
    }

    pub(crate) fn decimal(&mut self, value: u64) -> Range<usize> {
        let start = self.length;
        decimal_digits(value, &mut |digit| self.byte(digit));
        self.since(start)
    }

    /// Standard base64 with padding (TOKEN-2) of `parts`, joined.
    pub(crate) fn base64(&mut self, parts: &[&str]) -> Range<usize> {
        let start = self.length;
        let mut group = [0u8; 3];
        let mut filled = 0usize;
        for byte in parts.iter().flat_map(|part| part.bytes()) {
            if let Some(slot) = group.get_mut(filled) {
                *slot = byte;
            }
            filled = filled.saturating_add(1);
            if filled == group.len() {
                self.base64_group(&group);
                filled = 0;
            }
        }
        if filled > 0 {
            self.base64_group(group.get(..filled).unwrap_or_default());
        }
        self.since(start)
    }

    fn base64_group(&mut self, group: &[u8]) {
        let mut out = [0u8; 4];
        if let Ok(text) = Base64::encode(group, &mut out) {
            self.text(text);
        }
    }

    /// What was written to `range`, if it fitted.
    pub(crate) fn written(&self, range: Range<usize>) -> &[u8] {
        self.buffer.get(range).unwrap_or_default()
    }

    /// Writes `bytes` over what stands at `start`.
    pub(crate) fn patch(&mut self, start: usize, bytes: &[u8]) {
        let target = self.buffer.iter_mut().skip(start);
        for (slot, byte) in target.zip(bytes) {
            *slot = *byte;
        }
    }

    /// Takes back what was written: half of a secret is one.
    pub(crate) fn wipe(&mut self) {
        self.buffer.zeroize();
    }

    /// What was written; or how much is needed, and nothing of it left in the buffer.
    pub(crate) fn finish(mut self) -> Result<&'o [u8]> {
        let needed = self.length;
        if needed > self.buffer.len() {
            self.wipe();
        }
        self.buffer.get(..needed).ok_or(Error::new(ErrorKind::BufferTooSmall, needed))
    }
}

/// The decimal digits of `value`.
pub(crate) fn decimal_digits(value: u64, emit: &mut impl FnMut(u8)) {
    let mut digits = [0u8; 20];
    let mut rest = value;
    let mut used = 0usize;
    for slot in digits.iter_mut().rev() {
        *slot = b'0'.wrapping_add((rest % 10) as u8);
        rest /= 10;
        used = used.saturating_add(1);
        if rest == 0 {
            break;
        }
    }
    for digit in digits.iter().skip(digits.len().saturating_sub(used)) {
        emit(*digit);
    }
}

/// One lower-case hexadecimal digit.
pub(crate) const fn hex_digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0'.wrapping_add(nibble),
        _ => b'a'.wrapping_sub(10).wrapping_add(nibble & 15),
    }
}

/// The text in `range`, which this crate wrote or checked as UTF-8 before.
pub(crate) fn text_at(bytes: &[u8], range: Range<usize>) -> &str {
    bytes.get(range).and_then(|part| core::str::from_utf8(part).ok()).unwrap_or_default()
}
