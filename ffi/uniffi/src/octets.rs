//! Bytes that are read from a buffer at once: uniffi reads a `Vec<u8>` byte by byte, which took a fifth of a parsed reply's
//! time in Python.

use core::ops::Deref;

use uniffi::deps::bytes::Buf;
use uniffi::{FfiConverter, Lift, Lower, MetadataBuffer, RustBuffer, TypeId, check_remaining};

use crate::UniFfiTag;

/// Bytes: in every language, and on the wire, what a `Vec<u8>` is.
#[derive(Clone, PartialEq, Eq)]
pub struct Octets(Vec<u8>);

impl From<Vec<u8>> for Octets {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Deref for Octets {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

// SAFETY: the form is uniffi's own of a `Vec<u8>`: a buffer that begins with the length, four bytes of it. What is lifted is
// such a buffer of this library's, or is refused; nothing here reads memory by itself.
unsafe impl FfiConverter<UniFfiTag> for Octets {
    type FfiType = RustBuffer;

    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<UniFfiTag>>::TYPE_ID_META;

    fn lower(octets: Self) -> RustBuffer {
        Self::lower_into_rust_buffer(octets)
    }

    fn try_lift(buffer: RustBuffer) -> uniffi::Result<Self> {
        Self::try_lift_from_rust_buffer(buffer)
    }

    fn write(octets: Self, buffer: &mut Vec<u8>) {
        <Vec<u8> as Lower<UniFfiTag>>::write(octets.0, buffer);
    }

    fn try_read(buffer: &mut &[u8]) -> uniffi::Result<Self> {
        check_remaining(buffer, 4)?;
        let length = usize::try_from(buffer.get_i32())?;
        check_remaining(buffer, length)?;
        let (bytes, rest) = buffer.split_at(length);
        *buffer = rest;
        Ok(Self(bytes.to_vec()))
    }
}

uniffi::derive_ffi_traits!(local Octets);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut buffer: &[u8]) -> Option<(Vec<u8>, &[u8])> {
        let octets = <Octets as FfiConverter<UniFfiTag>>::try_read(&mut buffer).ok()?;
        Some((octets.to_vec(), buffer))
    }

    #[test]
    fn the_form_is_that_of_a_vec() {
        for size in [0, 1, 2, 255, 256, 70_000] {
            let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(size).collect();
            let (mut own, mut theirs) = (Vec::new(), Vec::new());
            <Octets as FfiConverter<UniFfiTag>>::write(bytes.clone().into(), &mut own);
            <Vec<u8> as Lower<UniFfiTag>>::write(bytes.clone(), &mut theirs);
            assert!(own == theirs, "{size}");
            theirs.push(7);
            assert_eq!(read(&theirs), Some((bytes, &[7][..])));
            // Whatever is cut, and every negative length, is refused.
            assert!((0..own.len().min(300)).all(|end| read(own.get(..end).unwrap_or_default()).is_none()));
        }
        assert_eq!(read(&[0xff; 9]), None);
        assert_eq!(read(&[0, 0, 0, 6, 1, 2, 3, 4, 5]), None);
    }
}
