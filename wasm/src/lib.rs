//! The wasm exports under the npm package `gws-auth`: free functions over [`gws_auth_core::calls`].
//!
//! One JSON text and at most one list of bytes in, one JSON text out, for the TypeScript in `npm/src` alone. With an
//! argument each the glue was 23 kilobytes instead of 15, and core's own JSON reader is linked anyway.
//!
//! ```text
//! {"ok": true,  "outcome": "granted", "granted": {…}}        what was asked for
//! {"ok": false, "outcome": "refused", "refused": {…}}        the server, or the customer, said no
//! {"ok": false, "outcome": "unreadable", "unreadable": {…}}  no reply that can be understood
//! {"error": {"code": …, "message": …, …}}                    an error, which TypeScript throws
//! ```
//!
//! An export converts, calls, and converts; `flow` and `m2m` hold each function's whole binding.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
// Elsewhere than in the package, std brings allocator and panic handler.
#[cfg(not(all(feature = "standalone", target_family = "wasm")))]
extern crate std;

mod answer;
mod arguments;
pub mod flow;
mod json;
pub mod m2m;
#[cfg(all(feature = "standalone", target_family = "wasm"))]
mod standalone;
