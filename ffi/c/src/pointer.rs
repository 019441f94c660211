//! Every conversion from and to C's pointers: nothing else in this crate follows one.
//!
//! Structures are copied byte by byte, so that they may lie anywhere: compilers for 32-bit Windows align 8-byte numbers to
//! 4, Delphi's packed records not at all.

use core::ffi::{CStr, c_char};
use core::mem::MaybeUninit;
use core::ptr::{self, NonNull};
use core::slice;

use gws_auth_core::{Error, ErrorKind, Result};

use crate::record::{LARGEST, Record};

/// A pointer is missing, or what comes with it cannot be right.
pub(crate) const MISSING: Error = Error::of(ErrorKind::ArgumentMissing);

/// What a structure's own size takes, at its beginning.
const SIZE: usize = size_of::<u32>();

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

/// `count` texts, one pointer each; null is absent.
///
/// # Safety
/// `list` is null, or `count` pointers can be read there, each as [`text`] has it.
pub(crate) unsafe fn texts(list: *const *const c_char, count: u32) -> Result<Option<Vec<String>>> {
    let count = usize::try_from(count).map_err(|_| MISSING)?;
    if list.is_null() && count == 0 {
        return Ok(None);
    }
    // More than any client registers: a count that was never set.
    if list.is_null() || count > LARGEST {
        return Err(MISSING);
    }
    // SAFETY: not null, and the caller promises the pointers and what they point to.
    let one = |index| unsafe { text(ptr::read_unaligned(list.add(index))) };
    (0..count).map(|index| one(index).map(String::from)).collect::<Result<_>>().map(Some)
}

/// A length, or a count, within a structure.
pub(crate) fn long(length: u32) -> Result<usize> {
    usize::try_from(length).map_err(|_| MISSING)
}

/// `count` times bytes: a pointer and a length each.
///
/// # Safety
/// Each list is null, or has `count` members; each pointer and its length are as [`bytes`] has them.
pub(crate) unsafe fn bytes_each<'a>(
    list: *const *const u8,
    lengths: *const u32,
    count: u32,
) -> Result<Vec<&'a [u8]>> {
    let count = long(count)?;
    // More than any chain has: a count that was never set.
    if count > 0 && (list.is_null() || lengths.is_null() || count > LARGEST) {
        return Err(MISSING);
    }
    // SAFETY: not null, and the caller promises the members and what they point to.
    let one = |index| unsafe {
        bytes(ptr::read_unaligned(list.add(index)), long(ptr::read_unaligned(lengths.add(index)))?)
    };
    (0..count).map(one).collect()
}

/// The size that a structure says of itself.
///
/// # Safety
/// Null, or four bytes can be read there.
unsafe fn size<T: Record>(pointer: *const T) -> Result<usize> {
    if pointer.is_null() {
        return Err(MISSING);
    }
    // SAFETY: not null, and the caller promises the bytes.
    let size = unsafe { ptr::read_unaligned(pointer.cast::<u32>()) };
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if (T::FIRST..=LARGEST).contains(&size) && size % 4 == 0 { Ok(size) } else { Err(wrong_size::<T>()) }
}

fn wrong_size<T: Record>() -> Error {
    Error::new(ErrorKind::StructSize, size_of::<T>())
}

/// A structure that must be there.
///
/// # Safety
/// `pointer` is null, or as many bytes as the structure's size says can be read there.
pub(crate) unsafe fn required<T: Record>(pointer: *const T) -> Result<T> {
    // SAFETY: the same promise.
    let size = unsafe { size(pointer) }?;
    let mut whole = T::absent();
    let known = size.min(size_of::<T>());
    // SAFETY: `known` bytes can be read there, says the caller, and fit into a `T`, in which any bytes are numbers and
    // pointers that nobody has followed yet.
    unsafe { ptr::copy_nonoverlapping(pointer.cast::<u8>(), (&raw mut whole).cast::<u8>(), known) };
    // SAFETY: these follow the known ones.
    let unknown = unsafe { bytes(pointer.cast::<u8>().wrapping_add(known), size - known) }?;
    if unknown.iter().all(|byte| *byte == 0) { Ok(whole) } else { Err(wrong_size::<T>()) }
}

/// A structure; null is absent.
///
/// # Safety
/// As [`required`].
pub(crate) unsafe fn optional<T: Record>(pointer: *const T) -> Result<Option<T>> {
    // SAFETY: the same promise.
    if pointer.is_null() { Ok(None) } else { unsafe { required(pointer) }.map(Some) }
}

/// Where a structure that goes out belongs.
pub(crate) struct Place<T> {
    to: NonNull<u8>,
    size: usize,
    kind: core::marker::PhantomData<T>,
}

impl<T: Record> Place<T> {
    /// Looks only at the size.
    ///
    /// # Safety
    /// `result` is null, or as many bytes as its size says can be written there while this lives.
    pub(crate) unsafe fn new(result: *mut T) -> Result<Self> {
        // SAFETY: the same promise.
        let size = unsafe { size(result) }?;
        let to = NonNull::new(result.cast()).ok_or(MISSING)?;
        Ok(Self { to, size, kind: core::marker::PhantomData })
    }

    /// Writes what the caller's header knows of `value`, behind the size, which stays.
    pub(crate) fn put(self, value: &T) {
        let length = self.size.min(size_of::<T>()) - SIZE;
        let from = behind_size(value).as_ptr();
        // SAFETY: not more than a `T` has; `new` had the promise for the other side.
        unsafe { ptr::copy_nonoverlapping(from, self.to.as_ptr().wrapping_add(SIZE), length) };
    }
}

/// What stands behind the size in a structure that goes out.
pub(crate) fn behind_size<T: Record>(value: &T) -> &[u8] {
    let from = (&raw const *value).cast::<u8>().wrapping_add(SIZE);
    // SAFETY: a `T` begins with its size, and has no padding.
    unsafe { slice::from_raw_parts(from, size_of::<T>() - SIZE) }
}

/// The caller's bytes for texts.
pub(crate) struct Room {
    bytes: Option<NonNull<MaybeUninit<u8>>>,
    capacity: usize,
}

impl Room {
    /// `bytes` may be null if `capacity` is 0: to ask for the size.
    ///
    /// # Safety
    /// `bytes` is null, or `capacity` bytes can be written there while this lives. They need not hold anything yet.
    pub(crate) unsafe fn new(bytes: *mut u8, capacity: usize) -> Result<Self> {
        match (NonNull::new(bytes.cast()), capacity) {
            (None, 1..) => Err(MISSING),
            (bytes, capacity) => Ok(Self { bytes, capacity }),
        }
    }

    /// The first `needed` bytes.
    pub(crate) fn first(&mut self, needed: usize) -> Result<&mut [MaybeUninit<u8>]> {
        match self.bytes {
            Some(bytes) if needed <= self.capacity => {
                // SAFETY: not more than the capacity, and `new` had the promise; what is uninitialised may stay so.
                Ok(unsafe { slice::from_raw_parts_mut(bytes.as_ptr(), needed) })
            }
            _ => Err(Error::new(ErrorKind::BufferTooSmall, needed)),
        }
    }
}

/// Writes a text of C's into `capacity` bytes: what fits, and always a NUL. Gives back the length of the whole.
///
/// # Safety
/// `to` is null, or `capacity` bytes can be written there.
pub(crate) unsafe fn put_text(text: &str, to: *mut c_char, capacity: usize) -> usize {
    if let (Some(to), Some(room)) = (NonNull::new(to), capacity.checked_sub(1)) {
        let mut length = text.len().min(room);
        while !text.is_char_boundary(length) {
            length -= 1;
        }
        // SAFETY: at most `capacity - 1` bytes, and the NUL.
        unsafe {
            ptr::copy_nonoverlapping(text.as_ptr(), to.as_ptr().cast(), length);
            to.as_ptr().cast::<u8>().add(length).write(0);
        }
    }
    text.len()
}

/// Gives the caller an object of ours to hold.
///
/// # Safety
/// `place` is null, or a pointer can be written there.
pub(crate) unsafe fn give<T>(place: *mut *mut T, object: T) -> Result<()> {
    let place = NonNull::new(place).ok_or(MISSING)?;
    // SAFETY: not null, and the caller promises the room.
    unsafe { place.as_ptr().write_unaligned(Box::into_raw(Box::new(object))) };
    Ok(())
}

/// An object that the caller holds.
///
/// # Safety
/// `object` is null, or of [`give`] and not taken back; nobody changes it while the result lives.
pub(crate) unsafe fn held<'a, T>(object: *const T) -> Result<&'a T> {
    // SAFETY: the same promise.
    unsafe { object.as_ref() }.ok_or(MISSING)
}

/// An object that the caller holds, to change it.
///
/// # Safety
/// As [`held`], and nobody else looks at it while the result lives.
pub(crate) unsafe fn held_alone<'a, T>(object: *mut T) -> Result<&'a mut T> {
    // SAFETY: the same promise.
    unsafe { object.as_mut() }.ok_or(MISSING)
}

/// Drops an object that the caller held; null is nothing.
///
/// # Safety
/// As [`held_alone`]; nobody uses it any more.
pub(crate) unsafe fn take_back<T>(object: *mut T) {
    if !object.is_null() {
        // SAFETY: of `give`, says the caller, and not taken back yet.
        drop(unsafe { Box::from_raw(object) });
    }
}

/// Overwrites bytes; the compiler does not leave it out.
///
/// # Safety
/// `memory` is null, or `length` bytes can be written there.
pub(crate) unsafe fn overwrite(memory: *mut u8, length: usize) {
    if !memory.is_null() && isize::try_from(length).is_ok() {
        // SAFETY: `length` bytes, says the caller, and any bytes will do once they are zero.
        let bytes = unsafe {
            ptr::write_bytes(memory, 0, length);
            slice::from_raw_parts(memory, length)
        };
        zeroize::optimization_barrier(bytes);
    }
}
