//! rustdoc, with every warning an error.

use crate::plan::Session;
use crate::step::{Failure, Step};

/// Documents the workspace with all features.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let docs = Step::cargo(&["doc", "--workspace", "--no-deps", "--all-features", "--locked"]);
    docs.env("RUSTDOCFLAGS", "-D warnings").run(session.transcript).map(|_| ())
}
