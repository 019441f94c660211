//! rustfmt, over all workspaces.

use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// The workspaces: the main one, and those that another target or tool builds.
const MANIFESTS: &[&str] = &[
    "Cargo.toml",
    "ffi/uniffi/bindgen/Cargo.toml",
    "tests/bare/Cargo.toml",
    "tests/bench/Cargo.toml",
    "tests/fuzz/Cargo.toml",
];

/// Checks.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    MANIFESTS.iter().try_for_each(|manifest| {
        let check = Step::cargo(&["fmt", "--all", "--manifest-path", manifest, "--", "--check"]);
        check.run(session.transcript).map(|_| ())
    })
}

/// Formats.
pub(crate) fn write() -> Result<(), Failure> {
    MANIFESTS.iter().try_for_each(|manifest| {
        let format = Step::cargo(&["fmt", "--all", "--manifest-path", manifest]);
        format.run(&Transcript::default()).map(|_| ())
    })
}
