//! The Python package.

use std::env::consts::EXE_SUFFIX;

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::offers;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// A Python with the package, tested in this run of xtask.
static PYTHON_OF_THIS_RUN: OnceLock<PathBuf> = OnceLock::new();

/// Installs the package with pip into a fresh virtual environment, as a user would, and tests it there.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    Step::cargo(&["build", "--locked", "--package", "gws-auth-simulator"]).run(session.transcript)?;
    let python = install(&[".[test]"], session.transcript)?;
    let call = |arguments: &[&str]| {
        let step = Step::new(&python).args(&["-W", "error", "-m"]).args(arguments);
        // The tests leave nothing in the source tree.
        step.folder(paths::root().join("bindings/python")).env("PYTHONDONTWRITEBYTECODE", "1")
    };
    let tested = call(&["pytest", "--quiet", "-p", "no:cacheprovider"])
        .env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"))
        .run(session.transcript)?;
    offers::all_were_run("python", &tested.stdout)?;
    call(&["mypy", "src", "tests", "examples", "--cache-dir"])
        .arg(paths::target().join("mypy"))
        .run(session.transcript)?;
    let _ = PYTHON_OF_THIS_RUN.set(python);
    Ok(())
}

/// A Python with the package and what its store in PostgreSQL needs: of this run if its suite made one.
pub(crate) fn with_postgres(session: &Session) -> Result<PathBuf, Failure> {
    match PYTHON_OF_THIS_RUN.get() {
        Some(python) => Ok(python.clone()),
        None => install(&[".[postgres]", "psycopg[binary]"], session.transcript),
    }
}

/// The Python of a fresh virtual environment with these packages; `.` is ours.
pub(crate) fn install(packages: &[&str], transcript: &Transcript) -> Result<PathBuf, Failure> {
    let environment = paths::target().join("python-venv");
    Step::new("python3").args(&["-m", "venv", "--clear"]).arg(&environment).run(transcript)?;
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment.join(folder).join(format!("python{EXE_SUFFIX}"));
    let install =
        Step::new(&python).args(&["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    install.args(packages).folder(paths::root().join("bindings/python")).run(transcript)?;
    Ok(python)
}
