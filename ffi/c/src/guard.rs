//! No panic leaves this library, and none says anything.

use core::cell::Cell;
use core::panic::AssertUnwindSafe;
use std::panic;
use std::sync::Once;

use gws_auth_core::{Error, ErrorKind, Result};

use crate::pointer::store;
use crate::status::{gws_status, number};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `call`; gives back its status, and its number through `at`: the bytes used, or the error's position, or 0.
///
/// # Safety
/// `at` is null, or aligned and a number can be written there.
pub(crate) unsafe fn guard(at: *mut usize, call: impl FnOnce() -> Result<usize>) -> gws_status {
    if at.is_null() {
        return number(ErrorKind::ArgumentMissing);
    }
    let ended = match caught(call) {
        Ok(used) => (0, used),
        Err(error) => (number(error.kind), error.position().value().unwrap_or(0)),
    };
    // SAFETY: the caller's promise; not null.
    let _ = unsafe { store(at, ended.1) };
    ended.0
}

fn caught(call: impl FnOnce() -> Result<usize>) -> Result<usize> {
    say_nothing_when_guarded();
    let outer = GUARDED.replace(true);
    // What a panic leaves half done is dropped: nothing is shared between calls.
    let ended = panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(outer);
    ended.unwrap_or(Err(Error::of(ErrorKind::Panicked)))
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

    /// Set for the child process, whose output the parent reads.
    const CHILD: &str = "GWS_AUTH_GUARD_CHILD";

    fn guarded(call: impl FnOnce() -> Result<usize>) -> (gws_status, usize) {
        let mut at = 7;
        // SAFETY: `at` is a number.
        let status = unsafe { guard(&mut at, call) };
        (status, at)
    }

    /// As an entry is, but it exists here alone.
    #[allow(clippy::panic)]
    unsafe extern "C" fn gws_panics(at: *mut usize) -> gws_status {
        // SAFETY: the caller's promise.
        unsafe { guard(at, || panic!("a-secret-token")) }
    }

    #[test]
    fn a_panic_becomes_a_status() {
        let mut at = 7;
        // SAFETY: `at` is a number.
        assert_eq!((unsafe { gws_panics(&mut at) }, at), (105, 0));
        assert_eq!(guarded(|| Ok(3)), (0, 3));
        assert_eq!(guarded(|| Err(Error::new(ErrorKind::TextNotUtf8, 4))), (104, 4));
        assert_eq!(guarded(|| Err(Error::of(ErrorKind::TokenEmpty))), (150, 0));
    }

    #[test]
    fn without_a_place_for_the_number_nothing_is_called() {
        // SAFETY: null is allowed.
        let status = unsafe { guard(core::ptr::null_mut(), || unreachable!()) };
        assert_eq!(status, 103);
    }

    #[test]
    #[allow(clippy::panic, clippy::expect_used)]
    fn a_guarded_panic_prints_nothing_and_another_one_does() {
        if std::env::var_os(CHILD).is_some() {
            let _ = guarded(|| panic!("a-secret-token"));
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
