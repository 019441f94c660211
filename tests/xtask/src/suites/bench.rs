//! `cargo xtask bench`: times are no suite, since they say something only beside those of the same run.

use std::fs;

use crate::install;
use crate::paths;
use crate::step::{Failure, Step};
use crate::suites::{npm, python};
use crate::transcript::Transcript;

/// Builds `tests/bench`, a workspace of its own, runs it, then the same jobs in Node and in Python, and writes `tests/BENCH.md` and
/// `tests/SCALE.md`.
pub(crate) fn run() -> Result<(), Failure> {
    let transcript = Transcript::default();
    // What has to be built and installed comes first, so that nothing disturbs what is measured.
    let (node, python) =
        (node(&transcript)?, python::install(&[".", "oauthlib", "PyJWT[crypto]"], &transcript)?);
    let page = paths::root().join("tests/BENCH.md");
    let run = ["run", "--locked", "--release", "--manifest-path", "tests/bench/Cargo.toml", "--", "--write"];
    let step = Step::cargo(&run).arg(&page);
    let step = step.arg("--scale").arg(paths::root().join("tests/SCALE.md"));
    // Another workspace's artefacts in the same folder would be built again and again.
    let step = step.env("CARGO_TARGET_DIR", paths::target().join("bench")).without_deadline();
    step.run(&transcript)?;
    let hosts = paths::root().join("tests/bench/hosts");
    let in_node = node.arg(hosts.join("node.mjs")).without_deadline().run(&transcript)?.stdout;
    let in_python =
        Step::new(python).arg(hosts.join("python.py")).without_deadline().run(&transcript)?.stdout;
    let ours = fs::read_to_string(&page).map_err(|error| error.to_string())?;
    fs::write(&page, format!("{ours}{in_node}{in_python}")).map_err(|error| error.to_string())
}

/// Node with our package as its users have it, and the peers that the package's tests know.
fn node(transcript: &Transcript) -> Result<Step, Failure> {
    let user = npm::user(&npm::pack()?, transcript)?;
    let node = install::find_first(&["node"]).ok_or("there is no node in PATH")?;
    let step = Step::new(node).env("GWS_PACKAGE", user.join("node_modules/gws-auth"));
    Ok(step.env("GWS_PEERS", paths::root().join("wasm")))
}
