//! Every conversion from and to C's pointers: nothing else in this crate follows one.

use core::ffi::{CStr, c_char};
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use core::slice;

use gws_auth_core::{Error, ErrorKind, Result};

use crate::pack::Packer;

/// A pointer is missing, or what comes with it cannot be right.
pub(crate) const MISSING: Error = Error::of(ErrorKind::ArgumentMissing);

/// A text that must be there.
///
/// # Safety
/// `text` is null or ends with a NUL, and does not change while the result lives.
pub(crate) unsafe fn text<'a>(text: *const c_char) -> Result<&'a str> {
    // SAFETY: the same promise.
    unsafe { optional_text(text) }?.ok_or(MISSING)
}

/// A text; null is absent.
///
/// # Safety
/// As [`text`].
pub(crate) unsafe fn optional_text<'a>(text: *const c_char) -> Result<Option<&'a str>> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not null, and the caller promises the NUL.
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes();
    let text = core::str::from_utf8(bytes);
    text.map(Some).map_err(|error| Error::new(ErrorKind::TextNotUtf8, error.valid_up_to()))
}

/// Bytes that must be there; null is none at all, if `length` agrees.
///
/// # Safety
/// `bytes` is null, or `length` bytes can be read there and do not change while the result lives.
pub(crate) unsafe fn bytes<'a>(bytes: *const u8, length: usize) -> Result<&'a [u8]> {
    // SAFETY: the same promise.
    let found = unsafe { optional_bytes(bytes, length) }?;
    Ok(found.unwrap_or_default())
}

/// Bytes; null is absent.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn optional_bytes<'a>(bytes: *const u8, length: usize) -> Result<Option<&'a [u8]>> {
    if bytes.is_null() && length == 0 {
        return Ok(None);
    }
    // No object is larger: a negative length, or a length without bytes.
    if bytes.is_null() || isize::try_from(length).is_err() {
        return Err(MISSING);
    }
    // SAFETY: not null, not too long, and the caller promises the bytes.
    Ok(Some(unsafe { slice::from_raw_parts(bytes, length) }))
}

/// A structure, or a number, that must be there.
///
/// # Safety
/// `pointer` is null, or aligned and points to a `T` that does not change while the result lives.
pub(crate) unsafe fn required<'a, T>(pointer: *const T) -> Result<&'a T> {
    // SAFETY: the same promise.
    unsafe { optional(pointer) }.ok_or(MISSING)
}

/// A structure, or a number; null is absent.
///
/// # Safety
/// As [`required`].
pub(crate) unsafe fn optional<'a, T>(pointer: *const T) -> Option<&'a T> {
    // SAFETY: null is taken care of, and the caller promises the rest.
    unsafe { pointer.as_ref() }
}

/// Where results go: the caller's bytes, and the caller's structure of spans into them.
pub(crate) struct Output<T> {
    out: Option<NonNull<MaybeUninit<u8>>>,
    capacity: usize,
    result: NonNull<T>,
}

impl<T> Output<T> {
    /// Looks only at the pointers. `out` may be null if `capacity` is 0: to ask for the size.
    ///
    /// # Safety
    /// Each is null or aligned; `capacity` bytes at `out`, and a `T` at `result`, can be written while this lives, and
    /// nothing that is read overlaps them. They need not hold anything yet.
    pub(crate) unsafe fn new(out: *mut u8, capacity: usize, result: *mut T) -> Result<Self> {
        let (out, result) = (NonNull::new(out.cast()), NonNull::new(result));
        match (out, capacity, result) {
            (None, 1.., _) | (_, _, None) => Err(MISSING),
            (out, capacity, Some(result)) => Ok(Self { out, capacity, result }),
        }
    }

    /// Lays out twice, to measure and to write, so that nothing is touched unless everything fits. Gives back the bytes
    /// that were used.
    pub(crate) fn write(self, lay_out: impl Fn(&mut Packer<'_>) -> T) -> Result<usize> {
        let mut measure = Packer::new(&mut []);
        lay_out(&mut measure);
        let needed = measure.used();
        if needed > self.capacity {
            return Err(Error::new(ErrorKind::BufferTooSmall, needed));
        }
        let room = match self.out {
            // SAFETY: `needed` is at most the capacity, and `new` had the promise; what is uninitialised may stay so.
            Some(out) => unsafe { slice::from_raw_parts_mut(out.as_ptr(), needed) },
            None => &mut [],
        };
        let result = lay_out(&mut Packer::new(room));
        // SAFETY: not null, and `new` had the promise.
        unsafe { self.result.write(result) };
        Ok(needed)
    }
}

/// Writes `value` where it is wanted.
///
/// # Safety
/// `place` is null, or aligned and a `T` can be written there.
pub(crate) unsafe fn store<T>(place: *mut T, value: T) -> Result<()> {
    let place = NonNull::new(place).ok_or(MISSING)?;
    // SAFETY: not null, and the caller promises the rest.
    unsafe { place.write(value) };
    Ok(())
}
