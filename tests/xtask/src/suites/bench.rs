//! `cargo xtask bench`: times are no suite, since they say something only beside those of the same run.

use std::fs;
use std::path::PathBuf;

use crate::install::{self, Installer};
use crate::paths;
use crate::plan::{self, Session};
use crate::step::{Failure, Step};
use crate::suites::{kotlin, npm, python};
use crate::toolchain::Preference;
use crate::transcript::Transcript;

/// Builds `tests/bench`, a workspace of its own, runs it, then the same jobs in Node and in Python and the
/// boundary of C and of Java, and writes `tests/BENCH.md` and
/// `tests/SCALE.md`.
pub(crate) fn run() -> Result<(), Failure> {
    let transcript = Transcript::default();
    // What has to be built and installed comes first, so that nothing disturbs what is measured.
    let (node, python) =
        (node(&transcript)?, python::install(&[".", "oauthlib", "PyJWT[crypto]"], &transcript)?);
    let (c, java) = (c(&transcript)?, java(&transcript)?);
    let page = paths::root().join("tests/BENCH.md");
    let run = ["run", "--locked", "--release", "--manifest-path", "tests/bench/Cargo.toml", "--", "--write"];
    let step = Step::cargo(&run).arg(&page);
    let step = step.arg("--scale").arg(paths::root().join("tests/SCALE.md"));
    // Another workspace's artefacts in the same folder would be built again and again.
    let step = step.env("CARGO_TARGET_DIR", paths::target().join("bench")).without_deadline();
    step.run(&transcript)?;
    let hosts = paths::root().join("tests/bench/hosts");
    let in_node = node.arg(hosts.join("node.mjs")).without_deadline().run(&transcript)?.stdout;
    let in_python = Step::new(python).arg(hosts.join("python.py")).env("GWS_C_LIBRARY", c_library("so"));
    let in_python = in_python.without_deadline().run(&transcript)?.stdout;
    let [in_c, in_java] = [c, java.arg(hosts.join("Boundary.java"))].map(|host| host.run(&transcript));
    let ours = fs::read_to_string(&page).map_err(|error| error.to_string())?;
    fs::write(&page, [ours, in_node, in_python, in_c?.stdout, in_java?.stdout].concat())
        .map_err(|error| error.to_string())
}

/// The C library, and a program that calls it.
fn c(transcript: &Transcript) -> Result<Step, Failure> {
    Step::cargo(&["build", "--locked", "--release", "--package", "gws-auth-c"]).run(transcript)?;
    let program = paths::target().join("bench").join("boundary");
    fs::create_dir_all(paths::target().join("bench")).map_err(|error| error.to_string())?;
    let compile =
        Step::new("cc").args(&["-O2", "tests/bench/hosts/boundary.c", "-Ibindings/c/include", "-o"]);
    compile.arg(&program).arg(c_library("a")).args(&["-lpthread", "-ldl", "-lm"]).run(transcript)?;
    Ok(Step::new(program))
}

fn c_library(ending: &str) -> PathBuf {
    paths::target().join("release").join(format!("libgws_auth.{ending}"))
}

/// Java with our jar, and with what Maven loaded for it.
fn java(transcript: &Transcript) -> Result<Step, Failure> {
    let installer = Installer::new(true, Preference::Auto);
    installer.ensure(plan::KOTLIN, transcript)?;
    let path = kotlin::class_path(&Session { transcript, installer: &installer })?;
    Ok(Step::new("java").arg("-cp").arg(path).without_deadline())
}

/// Node with our package as its users have it, and the peers that the package's tests know.
fn node(transcript: &Transcript) -> Result<Step, Failure> {
    let user = npm::user(&npm::pack()?, transcript)?;
    let node = install::find_first(&["node"]).ok_or("there is no node in PATH")?;
    let step = Step::new(node).env("GWS_PACKAGE", user.join("node_modules/gws-auth"));
    Ok(step.env("GWS_PEERS", paths::root().join("wasm")))
}
