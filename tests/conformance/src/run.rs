//! Runs vectors.

use crate::case::Case;
use crate::failure::{Failure, Verdict};
use crate::ops;
use crate::vector::{Vector, borrowed_vectors};
use gws_auth_core::Result;

/// The bytes that [`Buffers::out`] needs.
pub const OUT_LEN: usize = 16 * 1024;

/// The bytes that [`Buffers::code`] needs.
pub const CODE_LEN: usize = 4 * 1024;

/// The memory of a run; its contents do not matter.
#[derive(Debug)]
pub struct Buffers<'b> {
    /// For a reply's body or a token: [`BODY_LEN`](crate::BODY_LEN) bytes.
    pub body: &'b mut [u8],
    /// For what is built: [`OUT_LEN`] bytes.
    pub out: &'b mut [u8],
    /// For a code, or for what is to be signed: [`CODE_LEN`] bytes.
    pub code: &'b mut [u8],
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Vectors that held.
    pub passed: usize,
    /// Vectors that did not.
    pub failed: usize,
}

/// Runs every vector of every file through the borrowed API and reports each; what has no such form is left out.
pub fn run_all(buffers: &mut Buffers<'_>, mut report: impl FnMut(&Vector, &Verdict)) -> Totals {
    let mut totals = Totals::default();
    for vector in borrowed_vectors() {
        let verdict = run_one(vector, buffers);
        match verdict {
            Ok(()) => totals.passed += 1,
            Err(_) => totals.failed += 1,
        }
        report(vector, &verdict);
    }
    totals
}

/// Runs one vector through the borrowed API.
///
/// # Errors
/// The first thing that was not as it must be.
pub fn run_one(vector: &Vector, buffers: &mut Buffers<'_>) -> Verdict {
    judge(vector, |case| ops::run(vector.op, case, buffers))
}

/// Runs one vector through `operation`, which returns `None` if it does not know the vector's call.
///
/// # Errors
/// The first thing that was not as it must be.
pub fn judge(vector: &Vector, operation: impl FnOnce(&mut Case<'_>) -> Option<Result<()>>) -> Verdict {
    let mut case = Case::new(vector);
    match operation(&mut case) {
        Some(result) => case.finish(result),
        None => Err(Failure::UnknownOp),
    }
}
