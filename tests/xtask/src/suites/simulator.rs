//! The simulator, on the host.

use crate::plan::Session;
use crate::step::{Failure, Step};

/// Runs the simulator's tests.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let test = Step::cargo(&["test", "--package", "gws-auth-simulator", "--locked"]);
    test.run(session.transcript).map(|_| ())
}
