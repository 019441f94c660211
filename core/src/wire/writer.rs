//! Writes into the caller's buffer, and goes on counting where it ends, so that one piece of code both encodes and
//! says how much room it needs.

use crate::error::{Error, ErrorKind, Result};
use crate::wire::percent;
use crate::wire::wipe::wipe;
use base64ct::{Base64UrlUnpadded, Encoding};
use core::ops::Range;

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
        self.bytes(text.as_bytes())
    }

    /// A piece in one go; what does not fit whole is only counted.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.length;
        self.length = start.saturating_add(bytes.len());
        if let Some(slots) = self.buffer.get_mut(start..self.length)
            && slots.len() == bytes.len()
        {
            slots.copy_from_slice(bytes);
        }
        self.since(start)
    }

    /// Percent-encoded, what needs no encoding in one go.
    pub(crate) fn percent(&mut self, text: &[u8]) -> Range<usize> {
        let start = self.length;
        let mut rest = text;
        while !rest.is_empty() {
            let run = percent::unreserved_run(rest);
            let (plain, encoded) = rest.split_at_checked(run).unwrap_or_default();
            self.bytes(plain);
            rest = match encoded.split_first() {
                Some((byte, after)) => {
                    self.bytes(&percent::triplet(*byte));
                    after
                }
                None => encoded,
            };
        }
        self.since(start)
    }

    pub(crate) fn decimal(&mut self, value: u64) -> Range<usize> {
        self.bytes(decimal_digits(value, &mut [0; 20]))
    }

    /// Standard base64 with padding (TOKEN-2) of `parts`, joined.
    pub(crate) fn base64(&mut self, parts: &[&str]) -> Range<usize> {
        let start = self.length;
        let mut group = Group::new();
        for part in parts {
            let mut rest = part.as_bytes();
            while !rest.is_empty() {
                rest = group.fill(rest);
                if group.is_full() {
                    self.base64_group(&mut group);
                }
            }
        }
        self.base64_group(&mut group);
        wipe(&mut group.bytes); // it may have been a secret
        self.since(start)
    }

    fn base64_group(&mut self, group: &mut Group) {
        let mut out = [0u8; Group::CHARACTERS];
        // One encoder for both alphabets, which differ in two characters: each is 0.4 kB in a page. No branch on a secret.
        let length = Base64UrlUnpadded::encode(group.take(), &mut out).map_or(0, str::len);
        for byte in out.iter_mut().take(length) {
            let mask = |url: u8, usual: u8| u8::from(*byte == url).wrapping_neg() & (url ^ usual);
            *byte ^= mask(b'-', b'+') | mask(b'_', b'/');
        }
        self.bytes(out.get(..length).unwrap_or_default());
        self.bytes(b"==".get(..length.wrapping_neg() % 4).unwrap_or_default());
        wipe(&mut out);
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
        wipe(self.buffer);
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

/// Bytes that become whole characters of base64 together: encoding them one triplet at a time takes several times as long.
pub(crate) struct Group {
    bytes: [u8; Self::BYTES],
    filled: usize,
}

impl Group {
    const BYTES: usize = 48;
    /// What a full group takes.
    pub(crate) const CHARACTERS: usize = 64;

    pub(crate) const fn new() -> Self {
        Self { bytes: [0; Self::BYTES], filled: 0 }
    }

    /// Adds bytes until it is full, and gives those that are left.
    pub(crate) fn fill<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let room = self.bytes.get_mut(self.filled..).unwrap_or_default();
        let (taken, left) = bytes.split_at_checked(room.len()).unwrap_or((bytes, &[]));
        if let Some(slots) = room.get_mut(..taken.len()) {
            slots.copy_from_slice(taken);
        }
        self.filled = self.filled.saturating_add(taken.len());
        left
    }

    pub(crate) const fn is_full(&self) -> bool {
        self.filled >= Self::BYTES
    }

    /// What is in it; it begins anew.
    pub(crate) fn take(&mut self) -> &[u8] {
        let filled = core::mem::take(&mut self.filled);
        self.bytes.get(..filled).unwrap_or_default()
    }
}

/// The decimal digits of `value`, written at the end of `room`.
pub(crate) fn decimal_digits(value: u64, room: &mut [u8; 20]) -> &[u8] {
    let mut rest = value;
    let mut used = 0usize;
    for slot in room.iter_mut().rev() {
        *slot = b'0'.wrapping_add((rest % 10) as u8);
        rest /= 10;
        used = used.saturating_add(1);
        if rest == 0 {
            break;
        }
    }
    room.get(room.len().saturating_sub(used)..).unwrap_or_default()
}

/// The lower-case hexadecimal digits of `bytes`, two for each, as far as `out` goes.
pub(crate) fn write_hex(bytes: &[u8], out: &mut [u8]) {
    for (pair, byte) in out.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        *pair = [byte >> 4, byte & 15].map(|nibble| match nibble {
            0..=9 => b'0'.wrapping_add(nibble),
            _ => b'a'.wrapping_sub(10).wrapping_add(nibble),
        });
    }
}

/// The text in `range`, which this crate wrote or checked as UTF-8 before.
pub(crate) fn text_at(bytes: &[u8], range: Range<usize>) -> &str {
    bytes.get(range).and_then(|part| core::str::from_utf8(part).ok()).unwrap_or_default()
}
