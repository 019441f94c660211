//! No panic leaves this library, and none says anything.

use core::cell::Cell;
use core::panic::AssertUnwindSafe;
use std::panic;
use std::sync::Once;

use gws_auth_core::{Error, ErrorKind};

use crate::memory::{Memory, gws_output};
use crate::status::gws_status;
use crate::wrong::Result;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `call` with the memory that `out` names, and notes there what became of it.
///
/// # Safety
/// As [`gws_output::call`].
pub(crate) unsafe fn guard(out: *mut gws_output, call: impl FnOnce(&mut Memory) -> Result<()>) -> gws_status {
    // SAFETY: the same promise.
    unsafe { gws_output::call(out, |memory| caught(|| call(memory))) }
}

fn caught(call: impl FnOnce() -> Result<()>) -> Result<()> {
    say_nothing_when_guarded();
    let outer = GUARDED.replace(true);
    // What a panic leaves half done is dropped: nothing is shared between calls.
    let ended = panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(outer);
    ended.unwrap_or(Err(Error::of(ErrorKind::Panicked).into()))
}

/// The standard library prints a panic's message, which may quote the text that it failed on: a token. Panics outside of
/// our calls, which only a Rust program that links this crate can have, are printed as before.
fn say_nothing_when_guarded() {
    static ONCE: Once = Once::new();
    // A hook cannot be set from a thread that panics, as that of a Rust program may.
    if std::thread::panicking() {
        return;
    }
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.try_with(Cell::get).unwrap_or(true) {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record as _;
    use crate::wrong::Wrong;

    /// Set for the child process, whose output the parent reads.
    const CHILD: &str = "GWS_AUTH_GUARD_CHILD";

    fn output(bytes: &mut [u8]) -> gws_output {
        let size = u32::try_from(size_of::<gws_output>()).unwrap_or(0);
        gws_output {
            size,
            status: 7,
            bytes: bytes.as_mut_ptr(),
            capacity: bytes.len(),
            used: 7,
            position: 7,
            argument: core::ptr::null(),
        }
    }

    /// The status, the bytes that were used, and the position.
    fn guarded(call: impl FnOnce(&mut Memory) -> Result<()>) -> (gws_status, usize, usize) {
        let mut bytes = [7; 8];
        let mut out = output(&mut bytes);
        // SAFETY: `out` is whole.
        let status = unsafe { guard(&mut out, call) };
        assert_eq!(out.status, status);
        (status, out.used, out.position)
    }

    /// As an entry is, but it exists here alone.
    #[allow(clippy::panic)]
    unsafe extern "C" fn gws_panics(out: *mut gws_output) -> gws_status {
        // SAFETY: the caller's promise.
        unsafe { guard(out, |_| panic!("a-secret-token")) }
    }

    #[test]
    fn a_panic_becomes_a_status() {
        let mut out = output(&mut []);
        // SAFETY: `out` is whole.
        assert_eq!((unsafe { gws_panics(&mut out) }, out.used, out.position), (105, 0, 0));
        assert_eq!(
            guarded(|memory| memory.write(|pack| pack.text("abc")).map(drop).map_err(Wrong::from)),
            (0, 5, 0)
        );
        assert_eq!(
            guarded(|memory| memory.write(|pack| pack.text("abcdefg")).map(drop).map_err(Wrong::from)),
            (100, 0, 9)
        );
        assert_eq!(guarded(|_| Err(Error::new(ErrorKind::TextNotUtf8, 4).into())), (104, 0, 4));
        assert_eq!(guarded(|_| Err(Error::of(ErrorKind::TokenEmpty).into())), (150, 0, 0));
    }

    #[test]
    fn without_an_output_of_the_right_size_nothing_is_called() {
        // SAFETY: null is allowed.
        assert_eq!(unsafe { guard(core::ptr::null_mut(), |_| unreachable!()) }, 103);
        let mut out = output(&mut []);
        let first = u32::try_from(gws_output::FIRST).unwrap_or(0);
        for size in [0, 4, first - 4, out.size + 1, u32::MAX] {
            out.size = size;
            // SAFETY: `out` is whole, and its size is refused before anything else is read.
            assert_eq!(unsafe { guard(&mut out, |_| unreachable!()) }, 108);
            assert_eq!((out.status, out.used, out.position), (7, 7, 7));
        }
    }

    #[test]
    #[allow(clippy::panic, clippy::expect_used)]
    fn a_guarded_panic_prints_nothing_and_another_one_does() {
        if std::env::var_os(CHILD).is_some() {
            let _ = guarded(|_| panic!("a-secret-token"));
            panic!("an open word");
        }
        let program = std::env::current_exe().expect("this test");
        let name = "guard::tests::a_guarded_panic_prints_nothing_and_another_one_does";
        let mut child = std::process::Command::new(program);
        child.args(["--exact", name, "--nocapture"]).env(CHILD, "1");
        let ended = child.output().expect("runs");
        let printed = [ended.stdout, ended.stderr].concat();
        let printed = String::from_utf8_lossy(&printed);
        assert!(!ended.status.success() && printed.contains("an open word"), "{printed}");
        assert!(!printed.contains("a-secret-token"), "{printed}");
    }
}
