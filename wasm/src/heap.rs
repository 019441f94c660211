//! The allocator of the modules `checks` and `keys`: memory after the call's own, given out in a row and taken back all at once when the
//! next call begins. TypeScript wipes it as soon as a call is over.
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

const PAGE: usize = 65_536;

#[global_allocator]
static HEAP: Row = Row { next: AtomicUsize::new(0) };

struct Row {
    /// Where free memory begins.
    next: AtomicUsize,
}

/// Takes everything back: free memory begins at `start`.
pub(crate) fn begin(start: usize) {
    HEAP.next.store(start, Relaxed);
}

impl Row {
    /// Moves the beginning of free memory, if there is so much.
    fn until(&self, end: usize) -> Option<()> {
        let missing = end.div_ceil(PAGE).saturating_sub(memory_size::<0>());
        if missing > 0 && memory_grow::<0>(missing) == usize::MAX {
            return None;
        }
        self.next.store(end, Relaxed);
        Some(())
    }
}

// SAFETY: what is given out lies between `begin` and the end of memory, is aligned, and is given out once until it is given back:
// the last piece alone is taken back before `begin`. There is one thread.
unsafe impl GlobalAlloc for Row {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.next.load(Relaxed).next_multiple_of(layout.align());
        let end = start.checked_add(layout.size()).and_then(|end| self.until(end));
        end.map_or(ptr::null_mut(), |()| start as *mut u8)
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        if place.addr().saturating_add(layout.size()) == self.next.load(Relaxed) {
            self.next.store(place.addr(), Relaxed);
        }
    }
}
