//! Structures that a caller allocates: each begins with its size, so that a header and a library of different versions meet
//! without harm.
//!
//! - What comes in is copied as far as both sides know it. What the caller's header lacks is zero, which is absence; what
//!   this library lacks must be zero, as otherwise it would be left out in silence.
//! - What goes out is written up to the caller's size, and no further than this library knows.
//! - Records of a list lie in the caller's memory as this library knows them, each with its size; the header's inline functions copy
//!   one as far as both sides know it.
//!
//! No structure has a gap between its members or behind them, on any machine: the suite `c` compiles the header with `-Wpadded`.

use core::mem::MaybeUninit;

/// No structure is ever this large: a size beyond it was never set.
pub(crate) const LARGEST: usize = 4096;

/// A structure of C's that begins with its size, a `u32`.
///
/// # Safety
/// It is `repr(C)`, has no padding, begins with a `u32`, and is valid when all its bytes are zero.
pub(crate) unsafe trait Record: Copy {
    /// Its size in the first version that had it.
    const FIRST: usize;

    /// All bytes zero: everything is absent.
    fn absent() -> Self {
        // SAFETY: the trait's promise.
        unsafe { MaybeUninit::zeroed().assume_init() }
    }
}

/// `record!(T)`: as it was first; `record!(T, before member)`: that member and what follows it were added later.
macro_rules! record {
    ($name:ident) => {
        crate::record::record!(@ $name, size_of::<$name>());
    };
    ($name:ident, before $member:ident) => {
        crate::record::record!(@ $name, core::mem::offset_of!($name, $member));
    };
    (@ $name:ident, $first:expr) => {
        // SAFETY: `repr(C)`; numbers, spans and pointers, and enumerations that have a 0; `-Wpadded` looks for gaps.
        unsafe impl crate::record::Record for $name {
            const FIRST: usize = $first;
        }
        const _: () = assert!(core::mem::offset_of!($name, size) == 0 && size_of::<$name>() < crate::record::LARGEST);
    };
}
pub(crate) use record;
