//! The one table of codes, a file for each topic. Every binding's list is checked against [`ErrorKind::ALL`].
//!
//! A new code is one row in its topic's file, with the next number of that topic's hundred that is free; then
//! `cargo xtask generate`. A number and a code that were published never change.

#[macro_use]
mod certificate;
#[macro_use]
mod client;
#[macro_use]
mod file;
#[macro_use]
mod general;
#[macro_use]
mod ird_number;
#[macro_use]
mod json;
#[macro_use]
mod jws;
#[macro_use]
mod key;
#[macro_use]
mod login;
#[macro_use]
mod m2m;
#[macro_use]
mod redirect;
#[macro_use]
mod relay;
#[macro_use]
mod reply;
#[macro_use]
mod session;
#[macro_use]
mod token;

use super::blame::{Blame, Place};

codes! { [general client redirect login token relay reply json jws m2m certificate key file ird_number session] }

impl ErrorKind {
    /// The stable number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }
}

#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)] // At compile time: out of bounds does not compile.
const fn by_number<const N: usize>(mut kinds: [ErrorKind; N]) -> [ErrorKind; N] {
    let mut sorted = 0;
    while sorted < N {
        let mut at = sorted;
        while at > 0 && kinds[at - 1].number() > kinds[at].number() {
            kinds.swap(at - 1, at);
            at -= 1;
        }
        sorted += 1;
    }
    kinds
}
