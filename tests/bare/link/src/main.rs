//! Its panic handler calls a function that nobody defines. The linker finds that out exactly when a panic is
//! reachable from one of the core's doors; `cargo xtask test link` also proves that it would.

#![no_std]
#![no_main]

use core::panic::PanicInfo;
use core::slice;

unsafe extern "C" {
    /// Defined nowhere.
    fn gws_auth_a_panic_is_linked_in() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: it is never called, as it is never linked.
    unsafe { gws_auth_a_panic_is_linked_in() }
}

/// The entry. Its arguments are unknown to the optimiser, so nothing behind the doors can be decided at build time.
///
/// # Safety
/// `input` must be readable for `input_length` bytes, `room` writable for `room_length`, and they must not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _start(
    input: *const u8,
    input_length: usize,
    room: *mut u8,
    room_length: usize,
) -> usize {
    // SAFETY: the caller's promise.
    let (input, room) =
        unsafe { (slice::from_raw_parts(input, input_length), slice::from_raw_parts_mut(room, room_length)) };
    #[cfg(feature = "deliberate-panic")]
    assert!(input_length != 12_345, "the linker must notice this");
    doors::call_all(input, room)
}
