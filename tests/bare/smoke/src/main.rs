//! The core's doors as a wasm module, to see their size: no bindings, no allocator.

#![no_std]
#![no_main]

use core::panic::PanicInfo;
use core::slice;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Calls the door at `index`.
///
/// # Safety
/// `input` must be readable for `input_length` bytes, `room` writable for `room_length`, and they must not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(
    index: usize,
    input: *const u8,
    input_length: usize,
    room: *mut u8,
    room_length: usize,
) -> usize {
    // SAFETY: the caller's promise.
    let (input, room) =
        unsafe { (slice::from_raw_parts(input, input_length), slice::from_raw_parts_mut(room, room_length)) };
    doors::call(index, input, room)
}
