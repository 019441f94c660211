//! The Kotlin package.

use crate::plan::Session;
use crate::step::Failure;

/// Tests it.
pub(crate) fn run(_session: &Session) -> Result<(), Failure> {
    Err("not built yet".to_owned())
}
