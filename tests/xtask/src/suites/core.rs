//! The core and the vectors, on the host.

use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// Adds new codes to `tests/vectors/codes.json` and writes `bindings/CODES.md`; the tests compare both.
pub(crate) fn codes(transcript: &Transcript) -> Result<(), Failure> {
    let write = Step::cargo(&["test", "--locked", "--package", "gws-auth-conformance", "--test", "codes"]);
    write.env("GWS_AUTH_WRITE", "1").run(transcript).map(|_| ())
}

/// Tests the first tier alone, then the owned types with it, then the vectors.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let selections: [&[&str]; 3] = [
        &["--package", "gws-auth-core", "--no-default-features"],
        &["--package", "gws-auth-core", "--all-features"],
        &["--package", "gws-auth-conformance"],
    ];
    selections.iter().try_for_each(|selection| {
        Step::cargo(&["test", "--locked"]).args(selection).run(session.transcript).map(|_| ())
    })
}
