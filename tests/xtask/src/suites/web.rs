//! A real browser through the simulator's pages, and the whole flow against an OAuth server that others wrote.

use std::env;
use std::path::PathBuf;

use crate::install;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};

/// The names of Chromium, Debian's first.
pub(crate) const CHROMIUM: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Builds the two programs, then runs the npm tests in `tests/web` with their paths.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let packages = ["--package", "gws-auth-cli", "--package", "gws-auth-simulator"];
    Step::cargo(&["build", "--locked"]).args(&packages).run(session.transcript)?;
    let folder = paths::root().join("tests/web");
    let chromium = chromium().ok_or("there is no Chromium in PATH")?;
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let quiet = ["ci", "--no-audit", "--no-fund"];
    Step::new(&npm).args(&quiet).folder(&folder).run(session.transcript)?;
    let test = Step::new(&npm)
        .arg("test")
        .folder(&folder)
        .env("GWS_AUTH_BIN", paths::debug_binary("gws-auth"))
        .env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"))
        .env("CHROMIUM_BIN", chromium);
    test.run(session.transcript).map(|_| ())
}

fn chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM_BIN").map(PathBuf::from).or_else(|| install::find_first(CHROMIUM))
}
