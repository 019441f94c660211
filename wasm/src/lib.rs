//! The wasm modules under the npm package `gws-auth`: doors into core's steps without allocation.
//!
//! A door takes its arguments as fields in one piece of memory, each four bytes of length and its bytes, and answers with
//! slots: numbers, and places of texts. Neither an allocator nor JSON is linked. What crosses stands in one list, [`DOORS`];
//! `npm/src/layout.ts` is made of it, and a test compares what each door really answers.
//!
//! A feature is a group of doors; each module of the package is this crate with some of them.

#![no_std]
#![cfg_attr(not(all(feature = "standalone", target_family = "wasm")), forbid(unsafe_code))]

// Elsewhere than in the package, std brings the panic handler.
#[cfg(not(all(feature = "standalone", target_family = "wasm")))]
extern crate std;

mod about;
mod doors;
mod explain;
mod login;
mod m2m;
mod outcome;
mod relay;
mod services;
mod slots;
#[cfg(all(feature = "standalone", target_family = "wasm"))]
mod standalone;
mod tokens;

pub use doors::{DOORS, Door, REFUSED, REQUEST, UNREADABLE};
pub use slots::{Answer, Call, Input, SLOTS, Slot};
