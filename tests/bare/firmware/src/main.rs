//! The vectors on a Cortex-M4 with no allocator: there is none to link, so nothing here can allocate.
//!
//! It talks through semihosting, and its exit status says whether all vectors held.

#![no_std]
#![no_main]

mod large_body;
mod psram;
mod stack;
mod vectors;

use core::panic::PanicInfo;

use cortex_m_rt::{ExceptionFrame, entry, exception};
use cortex_m_semihosting::debug::{self, EXIT_FAILURE, EXIT_SUCCESS};
use cortex_m_semihosting::hprintln;

#[entry]
fn main() -> ! {
    let Some(psram) = psram::take() else { fail("the buffers were taken twice") };
    let failures = vectors::run(psram) + large_body::run(psram);
    match stack::used() {
        Some(bytes) => hprintln!("stack: {} bytes used at most, of {}", bytes, stack::size()),
        None => fail("the stack was used to its end"),
    }
    if failures == 0 { end() } else { fail("something did not hold") }
}

fn end() -> ! {
    debug::exit(EXIT_SUCCESS);
    loop {
        cortex_m::asm::nop();
    }
}

fn fail(why: &str) -> ! {
    hprintln!("FAILED: {}", why);
    debug::exit(EXIT_FAILURE);
    loop {
        cortex_m::asm::nop();
    }
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    hprintln!("{}", info);
    fail("a panic");
}

/// A stack overflow ends here, among others.
#[exception]
unsafe fn HardFault(frame: &ExceptionFrame) -> ! {
    hprintln!("{:?}", frame);
    fail("a hard fault");
}
