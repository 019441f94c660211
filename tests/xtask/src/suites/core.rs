//! The core and the vectors, on the host.

use crate::plan::Session;
use crate::step::{Failure, Step};

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
