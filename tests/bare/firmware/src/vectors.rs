//! The vectors of `tests/vectors`, compiled in.

use cortex_m_semihosting::hprintln;
use gws_auth_conformance::{BODY_LEN, Buffers, CODE_LEN, OUT_LEN, run_all};

/// Runs them all in `room`, names those that fail, and gives back how many; at least one has to pass.
pub(crate) fn run(room: &mut [u8]) -> usize {
    let Some((body, room)) = room.split_at_mut_checked(BODY_LEN) else { return 1 };
    let Some((out, room)) = room.split_at_mut_checked(OUT_LEN) else { return 1 };
    let Some(code) = room.get_mut(..CODE_LEN) else { return 1 };
    let totals = run_all(&mut Buffers { body, out, code }, |vector, verdict| {
        if let Err(failure) = verdict {
            hprintln!("FAILED {} {}: {}", vector.file, vector.id, failure);
        }
    });
    hprintln!("vectors: {} passed, {} failed", totals.passed, totals.failed);
    totals.failed + usize::from(totals.passed == 0)
}
