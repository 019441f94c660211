//! Results in the caller's memory: texts and bytes one after the other, and spans that say where.

use core::mem::MaybeUninit;

use gws_auth_core::owned::SecretString;

/// The offset of what is absent.
pub const GWS_ABSENT: usize = usize::MAX;

/// A part of `out`. A NUL follows it, which `length` does not count: `(const char *)(out + offset)` is a C string.
/// What a server sent may hold a NUL itself: then only `length` tells where it ends.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_span {
    /// Where it begins, in bytes from `out`; `GWS_ABSENT` if there is none.
    pub offset: usize,
    /// Its length in bytes; 0 if there is none.
    pub length: usize,
}

/// Absent.
impl Default for gws_span {
    fn default() -> Self {
        Self { offset: GWS_ABSENT, length: 0 }
    }
}

/// Writes what fits and counts everything.
pub(crate) struct Packer<'o> {
    room: &'o mut [MaybeUninit<u8>],
    used: usize,
}

impl<'o> Packer<'o> {
    pub(crate) fn new(room: &'o mut [MaybeUninit<u8>]) -> Self {
        Self { room, used: 0 }
    }

    /// The bytes used so far, or needed.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> gws_span {
        self.joined(&[bytes])
    }

    /// `Name: value`
    pub(crate) fn line(&mut self, name: &str, value: &SecretString) -> gws_span {
        self.joined(&[name.as_bytes(), b": ", value.expose().as_bytes()])
    }

    fn joined(&mut self, pieces: &[&[u8]]) -> gws_span {
        let offset = self.used;
        for byte in pieces.iter().copied().flatten().chain(&[0]) {
            if let Some(slot) = self.room.get_mut(self.used) {
                slot.write(*byte);
            }
            self.used += 1;
        }
        gws_span { offset, length: self.used - offset - 1 }
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
}
