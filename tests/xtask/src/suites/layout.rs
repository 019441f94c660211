//! What the project's shape must be (`layout` and the other modules of xtask hold the tests).

use crate::plan::Session;
use crate::step::{Failure, Step};

/// Runs xtask's own tests.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    Step::cargo(&["test", "--package", "xtask", "--locked"]).run(session.transcript).map(|_| ())
}
