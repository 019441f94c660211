//! No panic leaves a call, and none says anything: uniffi would make an exception of its message, and the standard library
//! prints it. It may quote the text that the call failed on: a token.

use core::cell::Cell;
use core::panic::AssertUnwindSafe;
use std::panic;
use std::sync::Once;

use gws_auth_core::{Error, ErrorKind};

use crate::GwsAuthError;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `call`; a panic in it is the error `panicked`.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, GwsAuthError>) -> Result<T, GwsAuthError> {
    say_nothing_when_guarded();
    let outer = GUARDED.replace(true);
    // What a panic leaves half done is dropped: nothing is shared between calls.
    let ended = panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(outer);
    ended.unwrap_or_else(|_| Err(Error::of(ErrorKind::Panicked).into()))
}

/// Panics outside of our calls, which only a Rust program that links this crate can have, are printed as before.
fn say_nothing_when_guarded() {
    static ONCE: Once = Once::new();
    // A hook cannot be set from a thread that panics.
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
    const CHILD: &str = "GWS_AUTH_UNIFFI_GUARD_CHILD";

    #[test]
    fn a_panic_is_an_error_without_its_message() {
        if std::env::var_os(CHILD).is_some() {
            let ended: Result<(), _> = guarded(|| panic!("a-secret-token"));
            println!("ended: {}", ended.expect_err("it panicked"));
            panic!("an open word");
        }
        let program = std::env::current_exe().expect("this test");
        let mut child = std::process::Command::new(program);
        let name = "guard::tests::a_panic_is_an_error_without_its_message";
        child.args(["--exact", name, "--nocapture"]).env(CHILD, "1");
        let ended = child.output().expect("runs");
        let printed = [ended.stdout, ended.stderr].concat();
        let printed = String::from_utf8_lossy(&printed);
        assert!(!ended.status.success() && printed.contains("an open word"), "{printed}");
        assert!(printed.contains("ended: The library gws-auth met a fault of its own"), "{printed}");
        assert!(!printed.contains("a-secret-token"), "{printed}");
    }
}
