//! Results in the caller's memory: texts and bytes one after the other, and spans that say where.

use core::mem::MaybeUninit;

use gws_auth_core::calls::SecretString;

use crate::pointer::behind_size;
use crate::record::Record;

/// A text or bytes of a result: a part of the memory that the call was given. A NUL follows it, which `length` does not
/// count: `gws_text` is it as a C string. What a server sent may hold a NUL itself: then only `length` tells where it ends.
#[repr(C)]
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct gws_span {
    /// Where it begins, in bytes from the beginning; `GWS_ABSENT`, which is 0, if there is none: an empty text stands there.
    pub offset: usize,
    /// Its length in bytes.
    pub length: usize,
}

/// Writes what fits and counts everything.
pub(crate) struct Packer<'o> {
    room: &'o mut [MaybeUninit<u8>],
    used: usize,
}

impl<'o> Packer<'o> {
    /// At the offset 0 stands an empty text, for what is absent.
    pub(crate) fn new(room: &'o mut [MaybeUninit<u8>]) -> Self {
        let mut packer = Self { room, used: 0 };
        packer.push(0);
        packer
    }

    /// The bytes used so far, or needed.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> gws_span {
        self.joined(&[bytes])
    }

    pub(crate) fn text(&mut self, text: &str) -> gws_span {
        self.bytes(text.as_bytes())
    }

    pub(crate) fn secret(&mut self, text: &SecretString) -> gws_span {
        self.text(text.expose())
    }

    pub(crate) fn optional_text(&mut self, text: Option<&str>) -> gws_span {
        text.map(|text| self.text(text)).unwrap_or_default()
    }

    pub(crate) fn optional_secret(&mut self, text: Option<&SecretString>) -> gws_span {
        self.optional_text(text.map(SecretString::expose))
    }

    /// `Name: value`, and the value within it.
    pub(crate) fn line(&mut self, name: &str, value: &SecretString) -> (gws_span, gws_span) {
        let line = self.joined(&[name.as_bytes(), b": ", value.expose().as_bytes()]);
        (line, ending(line, value.expose()))
    }

    /// A text that ends with another one, and that within it: a secret need not stand twice.
    pub(crate) fn nested(&mut self, outer: &SecretString, inner: &SecretString) -> (gws_span, gws_span) {
        let span = self.secret(outer);
        let nests = outer.expose().ends_with(inner.expose());
        let within = if nests { ending(span, inner.expose()) } else { self.secret(inner) };
        (span, within)
    }

    /// Texts with a space between them.
    pub(crate) fn list(&mut self, texts: &[String]) -> gws_span {
        self.text(&texts.join(" "))
    }

    /// Records one behind the other, each with its size at its beginning, and how many there are. Their own texts stand
    /// before them.
    pub(crate) fn records<T, R: Record>(
        &mut self,
        list: &[T],
        lay_out: impl Fn(&T, &mut Self) -> R,
    ) -> (gws_span, u32) {
        let records: Vec<R> = list.iter().map(|one| lay_out(one, self)).collect();
        let size = u32::try_from(size_of::<R>()).unwrap_or(0).to_ne_bytes();
        let pieces: Vec<&[u8]> = records.iter().flat_map(|one| [&size, behind_size(one)]).collect();
        (self.joined(&pieces), u32::try_from(records.len()).unwrap_or(0))
    }

    fn joined(&mut self, pieces: &[&[u8]]) -> gws_span {
        let offset = self.used;
        pieces.iter().copied().flatten().chain(&[0]).for_each(|byte| self.push(*byte));
        gws_span { offset, length: self.used - offset - 1 }
    }

    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.room.get_mut(self.used) {
            slot.write(byte);
        }
        self.used += 1;
    }
}

/// The last part of `whole`, which is `text`.
fn ending(whole: gws_span, text: &str) -> gws_span {
    gws_span { offset: whole.offset + whole.length - text.len(), length: text.len() }
}
