//! Room for whole reply bodies, outside the small RAM.

use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicBool, Ordering};

/// The largest input is a body of 1 MiB; there is room for it, for a result and for a copy.
const LENGTH: usize = 6 << 20;

struct Region(UnsafeCell<MaybeUninit<[u8; LENGTH]>>);

// SAFETY: `take` gives the region out once.
unsafe impl Sync for Region {}

#[unsafe(link_section = ".psram")]
static REGION: Region = Region(UnsafeCell::new(MaybeUninit::uninit()));

static TAKEN: AtomicBool = AtomicBool::new(false);

/// The region, filled with zeros; only once.
pub(crate) fn take() -> Option<&'static mut [u8]> {
    if TAKEN.swap(true, Ordering::Relaxed) {
        return None;
    }
    let start = REGION.0.get().cast::<u8>();
    // SAFETY: `start` points to LENGTH bytes that live as long as the program; they are initialised here, and nobody
    // else has a reference to them, as TAKEN was false.
    unsafe {
        start.write_bytes(0, LENGTH);
        Some(core::slice::from_raw_parts_mut(start, LENGTH))
    }
}
