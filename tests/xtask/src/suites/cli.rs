//! The gws-auth command, on the host.

use crate::plan::Session;
use crate::step::{Failure, Step};

/// Runs the command's tests.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let test = Step::cargo(&["test", "--package", "gws-auth-cli", "--locked"]);
    test.run(session.transcript).map(|_| ())
}
