//! What std would bring, and the exports: the one place with unsafe code, as linear memory is an address there.
#![allow(unsafe_code)]

use core::arch::wasm32::{memory_grow, memory_size, unreachable};
use core::panic::PanicInfo;
use core::slice;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::slots::{Answer, Call, Input, SLOTS, Slot};

const PAGE: usize = 65_536;

/// What an answer needs beside its arguments: texts grow by percent-encoding, base64 and quoting.
const MORE: usize = 4096;
const MOST: usize = 1 << 20;

/// More than this is a fault of the caller's.
const MOST_ARGUMENTS: usize = 1 << 27;

/// The answer: eight bytes a slot, a number as a float, a text as its address and its length; what is absent is NaN, whose
/// lower half is no address.
static ANSWER: [AtomicU64; SLOTS] = [const { AtomicU64::new(0) }; SLOTS];

unsafe extern "C" {
    /// Where the linker says that free memory begins.
    static __heap_base: u8;
}

/// A trap: TypeScript makes the error `panicked` of it. No message, which could only cost.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    unreachable()
}

fn base() -> usize {
    (&raw const __heap_base).addr()
}

/// Where a call with arguments of `length` bytes has no more to write.
fn end(length: usize) -> usize {
    base().saturating_add(length).saturating_add(length.saturating_mul(8).min(MOST)).saturating_add(MORE)
}

/// Where memory ends: where there is an allocator, all of it is wiped.
#[cfg(feature = "heap")]
#[unsafe(no_mangle)]
extern "C" fn used() -> u32 {
    memory_size::<0>().saturating_mul(PAGE) as u32
}

/// Makes room for arguments of `length` bytes and their answer, and says where the arguments go. Where there is no room,
/// TypeScript finds that they do not fit.
#[unsafe(no_mangle)]
extern "C" fn room(length: u32) -> u32 {
    let length = length as usize;
    let end = end(length);
    if length > MOST_ARGUMENTS {
        return base() as u32;
    }
    let missing = end.div_ceil(PAGE).saturating_sub(memory_size::<0>());
    if missing > 0 {
        memory_grow::<0>(missing);
    }
    base() as u32
}

/// Where the answer stands.
#[unsafe(no_mangle)]
extern "C" fn answer() -> u32 {
    (&raw const ANSWER).addr() as u32
}

/// Calls a door whose arguments of `length` bytes stand where [`room`] said. Gives what it came to, or the number of an
/// error, whose place is the first slot.
#[inline(never)]
pub(crate) fn run(length: u32, call: Call) -> u32 {
    let start = base();
    let end = memory_size::<0>().saturating_mul(PAGE);
    #[cfg(feature = "heap")]
    let end = {
        let end = self::end(length as usize).min(end);
        crate::heap::begin(end);
        end
    };
    // SAFETY: nothing else uses the memory from the heap's base on up to `end`, which is where an allocator's begins, if there
    // is one; it is there, any bytes are valid, and exports run one at a time.
    let memory = unsafe { slice::from_raw_parts_mut(start as *mut u8, end.saturating_sub(start)) };
    let Some((input, out)) = memory.split_at_mut_checked(length as usize) else { unreachable() };
    let mut answer = Answer::default();
    match call(&mut Input::new(input), out, &mut answer) {
        Ok(status) => {
            for (place, slot) in ANSWER.iter().zip(answer.all()) {
                let bits = match slot {
                    Slot::Absent => f64::NAN.to_bits(),
                    Slot::Number(number) => number.to_bits(),
                    Slot::Bytes(bytes) => (bytes.as_ptr().addr() as u64) | ((bytes.len() as u64) << 32),
                };
                place.store(bits, Relaxed);
            }
            status
        }
        Err(error) => {
            if let Some(place) = ANSWER.first() {
                place.store((error.at as f64).to_bits(), Relaxed);
            }
            u32::from(error.kind.number())
        }
    }
}
