//! What crosses the boundary: fields in, slots out.

use core::mem;

use gws_auth_core::{Error, ErrorKind, Policy, RequestKind, Result, UnixSeconds, Warnings};

/// The slots of an answer, at most.
pub const SLOTS: usize = 16;

/// As large as a reply's body may be by any policy; `given.ts` has the same number, and cuts what is longer.
const MOST_BODY: u32 = 1 << 26;

/// How a door is called: with its arguments, and memory to write to. It gives what it came to: 0 granted, 1 refused, 2 not
/// understood.
pub type Call = for<'a> fn(&mut Input<'a>, &'a mut [u8], &mut Answer<'a>) -> Result<u32>;

/// TypeScript has found it before, and says which one.
pub(crate) const MISSING: Error = Error::of(ErrorKind::ArgumentMissing);

/// The arguments of a call, taken one after the other.
///
/// A field is its length in four bytes, little-endian, and its bytes; a length of all ones stands for none. Texts are UTF-8,
/// numbers and times are eight bytes of a float, which TypeScript has anyway, choices are their place in the list.
pub struct Input<'a>(&'a mut [u8]);

impl<'a> Input<'a> {
    /// The fields in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a mut [u8]) -> Self {
        Self(bytes)
    }

    #[inline(never)]
    fn field(&mut self) -> Option<&'a mut [u8]> {
        let (length, rest) = mem::take(&mut self.0).split_first_chunk_mut::<4>()?;
        let length = u32::from_le_bytes(*length);
        if length == u32::MAX {
            self.0 = rest;
            return None;
        }
        let (field, rest) = rest.split_at_mut_checked(length as usize)?;
        self.0 = rest;
        Some(field)
    }

    /// Bytes that may be changed in place.
    pub(crate) fn bytes(&mut self) -> Result<&'a mut [u8]> {
        self.field().ok_or(MISSING)
    }

    pub(crate) fn optional_bytes(&mut self) -> Option<&'a [u8]> {
        self.field().map(|bytes| &*bytes)
    }

    #[inline(never)]
    pub(crate) fn optional_text(&mut self) -> Option<&'a str> {
        core::str::from_utf8(self.field()?).ok()
    }

    pub(crate) fn text(&mut self) -> Result<&'a str> {
        self.optional_text().ok_or(MISSING)
    }

    #[inline(never)]
    fn number(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(*self.field()?.first_chunk::<8>()?))
    }

    /// TypeScript has checked that it is whole, and of 32 bits.
    pub(crate) fn optional_word(&mut self) -> Option<u32> {
        self.number().map(|number| number as u32)
    }

    pub(crate) fn word(&mut self) -> Result<u32> {
        self.optional_word().ok_or(MISSING)
    }

    pub(crate) fn flag(&mut self) -> Option<bool> {
        self.optional_word().map(|word| word == 1)
    }

    /// A time. Fractions, and what is no number, are none.
    #[inline(never)]
    pub(crate) fn optional_time(&mut self) -> Result<Option<UnixSeconds>> {
        let Some(number) = self.number() else { return Ok(None) };
        let whole = number as UnixSeconds;
        // Bit by bit: what is no number is never the same.
        let same = (whole as f64).to_bits() == number.to_bits();
        if same { Ok(Some(whole)) } else { Err(Error::of(ErrorKind::TimeInvalid)) }
    }

    pub(crate) fn time(&mut self) -> Result<UnixSeconds> {
        self.optional_time()?.ok_or(MISSING)
    }

    pub(crate) fn kind(&mut self) -> Result<RequestKind> {
        RequestKind::ALL.get(self.word()? as usize).copied().ok_or(MISSING)
    }

    pub(crate) fn status(&mut self) -> Result<u16> {
        gws_auth_core::response::check_status(u16::try_from(self.word()?).unwrap_or(0))
    }

    /// The policy: what is left out, and a number that is 0, keeps IR's figures (ENV-8).
    #[inline(never)]
    pub(crate) fn policy(&mut self) -> Policy {
        let mut policy = Policy::default();
        let mut most = u32::try_from(policy.max_reply_bytes).unwrap_or(u32::MAX);
        for setting in [
            &mut policy.pending_lifetime,
            &mut policy.clock_skew,
            &mut policy.request_timeout,
            &mut policy.send_pause,
            &mut policy.server_residence,
            &mut policy.refresh_ahead,
            &mut policy.unknown_lifetime,
            &mut most,
        ] {
            *setting = self.optional_word().filter(|changed| *changed != 0).unwrap_or(*setting);
        }
        policy.max_reply_bytes = most.min(MOST_BODY) as usize;
        policy.tolerate_trailing_comma = self.flag().unwrap_or(policy.tolerate_trailing_comma);
        policy
    }
}

/// A list: each of its items as a field.
pub(crate) struct List<'a>(Input<'a>);

impl<'a> List<'a> {
    pub(crate) const fn new(bytes: &'a mut [u8]) -> Self {
        Self(Input::new(bytes))
    }
}

impl<'a> Iterator for List<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        self.0.optional_bytes()
    }
}

/// One part of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Slot<'a> {
    /// What is not there.
    #[default]
    Absent,
    /// A number.
    Number(f64),
    /// A text, or bytes.
    Bytes(&'a [u8]),
}

/// The parts of an answer, in the order of its list.
#[derive(Default)]
pub struct Answer<'a> {
    slots: [Slot<'a>; SLOTS],
    filled: usize,
}

impl<'a> Answer<'a> {
    /// The parts that were filled.
    pub fn slots(&self) -> impl Iterator<Item = Slot<'a>> + '_ {
        self.all().take(self.filled)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = Slot<'a>> + '_ {
        self.slots.iter().copied()
    }

    #[inline(never)]
    fn put(&mut self, slot: Slot<'a>) -> &mut Self {
        if let Some(place) = self.slots.get_mut(self.filled) {
            *place = slot;
            self.filled += 1;
        }
        self
    }

    pub(crate) fn bytes(&mut self, bytes: &'a [u8]) -> &mut Self {
        self.put(Slot::Bytes(bytes))
    }

    pub(crate) fn text(&mut self, text: &'a str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    #[inline(never)]
    pub(crate) fn optional(&mut self, text: Option<&'a str>) -> &mut Self {
        self.put(text.map_or(Slot::Absent, |text| Slot::Bytes(text.as_bytes())))
    }

    #[inline(never)]
    pub(crate) fn number(&mut self, number: u32) -> &mut Self {
        self.put(Slot::Number(f64::from(number)))
    }

    pub(crate) fn flag(&mut self, flag: bool) -> &mut Self {
        self.number(u32::from(flag))
    }

    pub(crate) fn warnings(&mut self, warnings: Warnings) -> &mut Self {
        self.number(warnings.bits())
    }

    #[inline(never)]
    pub(crate) fn time(&mut self, time: Option<UnixSeconds>) -> &mut Self {
        self.put(time.map_or(Slot::Absent, |time| Slot::Number(time as f64)))
    }
}
