//! M2M: keys, signatures, published vectors, and both ways with what others wrote.

use crate::plan::Session;
use crate::step::{Failure, Step};

/// Tests the backends and the M2M tests' own package.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let packages = ["gws-auth-rustcrypto", "gws-auth-ring", "gws-auth-native", "gws-auth-m2m-tests"];
    let mut step = Step::cargo(&["test", "--locked"]);
    for package in packages {
        step = step.args(&["--package", package]);
    }
    step.run(session.transcript).map(|_| ())
}
