//! `cargo xtask bench`: times are no suite, since they say something only beside those of the same run.

use crate::paths;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// Builds `tests/bench`, a workspace of its own, runs it and writes `tests/BENCH.md` and `tests/SCALE.md`.
pub(crate) fn run() -> Result<(), Failure> {
    let run = ["run", "--locked", "--release", "--manifest-path", "tests/bench/Cargo.toml", "--", "--write"];
    let step = Step::cargo(&run).arg(paths::root().join("tests/BENCH.md"));
    let step = step.arg("--scale").arg(paths::root().join("tests/SCALE.md"));
    // Another workspace's artefacts in the same folder would be built again and again.
    let step = step.env("CARGO_TARGET_DIR", paths::target().join("bench")).without_deadline();
    step.run(&Transcript::default()).map(|_| ())
}
