//! The Python package.

use std::env::consts::EXE_SUFFIX;

use crate::offers;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};

/// Installs the package with pip into a fresh virtual environment, as a user would, and tests it there.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    Step::cargo(&["build", "--locked", "--package", "gws-auth-simulator"]).run(session.transcript)?;
    let environment = paths::target().join("python-venv");
    Step::new("python3").args(&["-m", "venv", "--clear"]).arg(&environment).run(session.transcript)?;
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment.join(folder).join(format!("python{EXE_SUFFIX}"));
    let call = |arguments: &[&str]| {
        let step = Step::new(&python).args(&["-W", "error", "-m"]).args(arguments);
        // The tests leave nothing in the source tree.
        step.folder(paths::root().join("bindings/python")).env("PYTHONDONTWRITEBYTECODE", "1")
    };
    let install = ["pip", "install", "--quiet", "--disable-pip-version-check", ".[test]"];
    Step::new(&python)
        .arg("-m")
        .args(&install)
        .folder(paths::root().join("bindings/python"))
        .run(session.transcript)?;
    let tested = call(&["pytest", "--quiet", "-p", "no:cacheprovider"])
        .env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"))
        .run(session.transcript)?;
    offers::all_were_run("python", &tested.stdout)?;
    call(&["mypy", "src", "tests", "examples", "--cache-dir"])
        .arg(paths::target().join("mypy"))
        .run(session.transcript)
        .map(|_| ())
}
