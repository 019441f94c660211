//! The vectors of `tests/vectors`, run through the public doors of `gws-auth-core`.
//!
//! Neither allocator nor standard library are needed: the same [`run_all`] runs in the tests, under a counting
//! allocator and on a Cortex-M in QEMU. The caller gives the memory:
//!
//! ```
//! use gws_auth_conformance::{BODY_LEN, Buffers, CODE_LEN, OUT_LEN, run_all};
//!
//! let (mut body, mut out, mut code) = (vec![0; BODY_LEN], vec![0; OUT_LEN], vec![0; CODE_LEN]);
//! let mut buffers = Buffers { body: &mut body, out: &mut out, code: &mut code };
//! let totals = run_all(&mut buffers, |vector, verdict| {
//!     if let Err(failure) = verdict {
//!         println!("{} {}: {failure}", vector.file, vector.id);
//!     }
//! });
//! assert_eq!(totals.failed, 0);
//! ```
//!
//! Without an allocator the three buffers are statics of [`BODY_LEN`] (about a megabyte), [`OUT_LEN`] and [`CODE_LEN`] bytes.
//! A run that reports nothing is no success: look at [`Totals::passed`].

#![no_std]
#![forbid(unsafe_code)]

mod case;
mod failure;
mod ops;
mod run;
mod vector;

pub use case::Case;
pub use failure::{Failure, Verdict};
pub use run::{Buffers, CODE_LEN, OUT_LEN, Totals, judge, run_all, run_one};
pub use vector::{
    BODY_LEN, Expected, FILES, Field, File, OWNED_ONLY, Value, Vector, borrowed_vectors, vectors,
};
