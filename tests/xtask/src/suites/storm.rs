//! The storm: in Rust, and in every other language that this machine has.

use std::ffi::OsString;
use std::fs;

use crate::install::{self, Need};
use crate::paths;
use crate::plan::{self, Session};
use crate::step::{Failure, Step};
use crate::suites::{kotlin, npm, python};

/// The command of a worker.
type Worker = fn(&Session) -> Result<Vec<OsString>, Failure>;

/// The languages beside Rust, what each needs, and its worker: over the package that its users get.
const LANGUAGES: [(&str, &[Need], Worker); 3] =
    [("node", plan::NPM_PACK, node), ("jvm", plan::KOTLIN, jvm), ("python", plan::PYTHON, python)];

pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    Step::cargo(&["build", "--locked", "--package", "gws-auth-storm"]).run(session.transcript)?;
    // Not by `cargo run`, which has the JVM load a library of the target folder in place of the jar's. `pg` is among the tools
    // that test the npm package.
    let mut step =
        Step::new(paths::debug_binary("gws-auth-storm")).env("GWS_PEERS", paths::root().join("wasm"));
    for (name, needs, worker) in LANGUAGES {
        if let Some(missing) = session.installer.missing(needs) {
            session.transcript.say(&format!("the storm has no workers of the kind {name}: {missing}"));
            continue;
        }
        step = step.args(&["--with", name]);
        for word in worker(session)? {
            step = step.arg(word);
        }
    }
    step.run(session.transcript).map(|_| ())
}

fn node(session: &Session) -> Result<Vec<OsString>, Failure> {
    let user = npm::user(&npm::tarball(session)?, session.transcript)?;
    // There it finds the package as its users do.
    let worker = user.join("storm-worker.mjs");
    fs::copy(workers().join("worker.mjs"), &worker).map_err(|error| error.to_string())?;
    let node = install::find_first(&["node"]).ok_or("there is no node in PATH")?;
    Ok(vec![node.into(), worker.into()])
}

fn jvm(session: &Session) -> Result<Vec<OsString>, Failure> {
    let (path, folder) = (kotlin::class_path(session)?, paths::target().join("storm"));
    let compile = Step::new("javac").args(&["-Xlint:all", "-Werror", "--release", "17", "-d"]).arg(&folder);
    compile.arg("--class-path").arg(&path).arg(workers().join("Worker.java")).run(session.transcript)?;
    let path = std::env::join_paths(std::env::split_paths(&path).chain([folder]));
    let path = path.map_err(|error| error.to_string())?;
    // They live for seconds: the compiler that is quickly done is the better one.
    let quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--class-path"].map(OsString::from);
    Ok([vec!["java".into()], quick.into(), vec![path, "Worker".into()]].concat())
}

fn python(session: &Session) -> Result<Vec<OsString>, Failure> {
    Ok(vec![python::with_postgres(session)?.into(), workers().join("worker.py").into()])
}

fn workers() -> std::path::PathBuf {
    paths::root().join("tests/storm/workers")
}
