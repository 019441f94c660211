//! The wasm modules under the npm package `gws-auth`: doors into core's steps without allocation.
//!
//! A door takes its arguments as fields in one piece of memory, each four bytes of length and its bytes, and answers with
//! slots: numbers, and places of texts. Neither an allocator nor JSON is linked, but for the allocator of `checks` and `keys`. What crosses stands in one list, [`DOORS`];
//! `npm/src/layout.ts` is made of it, and a test compares what each door really answers.
//!
//! A feature is a group of doors; each module of the package is this crate with some of them.

#![no_std]
// A module has some of the doors.
#![cfg_attr(all(feature = "standalone", target_family = "wasm"), allow(dead_code, unused_imports))]
#![cfg_attr(not(all(feature = "standalone", target_family = "wasm")), forbid(unsafe_code))]

// Elsewhere than in the package, std brings the panic handler.
#[cfg(not(all(feature = "standalone", target_family = "wasm")))]
extern crate std;

#[cfg(feature = "heap")]
extern crate alloc;

mod about;
#[cfg(feature = "checks")]
mod checks;
mod doors;
mod explain;
#[cfg(all(feature = "standalone", feature = "heap", target_family = "wasm"))]
mod heap;
#[cfg(feature = "keys")]
mod keys;
mod login;
mod m2m;
mod outcome;
mod relay;
mod services;
mod session;
mod slots;
#[cfg(all(feature = "standalone", target_family = "wasm"))]
mod standalone;
mod tokens;

pub use doors::{DOORS, Door, REFUSED, REQUEST, UNREADABLE};
pub use slots::{Answer, Call, Input, SLOTS, Slot};
