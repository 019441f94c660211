//! The npm package.

mod next_app;
mod next_node;
mod pack;

pub(crate) use next_app::fetch as fetch_next_app;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread::{self, ScopedJoinHandle};

use crate::install::{self, Installer};
use crate::offers;
use crate::paths;
use crate::plan::{self, Session};
use crate::step::{Failure, Step};
use crate::suites::{WASM, web};
use crate::toolchain::{self, Preference};
use crate::transcript::Transcript;

/// What builds and tests wasm packages.
pub(crate) const WASM_PACK_VERSION: &str = "0.15.1";

/// The version of wasm-bindgen in Cargo.lock.
pub(crate) const WASM_BINDGEN_VERSION: &str = "0.2.130";

/// Packed in this run of xtask.
static TARBALL_OF_THIS_RUN: OnceLock<PathBuf> = OnceLock::new();

/// Packs the package and gives its path; installs what is missing.
pub(crate) fn pack() -> Result<PathBuf, Failure> {
    let (installer, transcript) = (Installer::new(true, Preference::Auto), Transcript::default());
    installer.announce([("npm-pack", plan::NPM_PACK)]);
    installer.ensure(plan::NPM_PACK, &transcript)?;
    pack::tarball(&installer, &transcript)
}

/// Tests the exports with wasm-bindgen's own runner, then the package as its users get it.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let (next_node, next_app, tarball) = thread::scope(|scope| {
        let next_node = scope.spawn(|| next_node::install(session.transcript));
        let next_app = scope.spawn(|| next_app::install(session.transcript));
        let tarball = tarball(session)?;
        Ok::<_, Failure>((installed(next_node), installed(next_app), tarball))
    })?;
    Step::cargo(&["build", "--locked", "--package", "gws-auth-simulator"]).run(session.transcript)?;
    Step::cargo(&["test", "--locked", "--package", "gws-auth-wasm"]).run(session.transcript)?;
    wasm_pack(session, &["--node"], "node")?;
    let driver = install::find_first(&["chromedriver"]).ok_or("there is no chromedriver in PATH")?;
    let driver = driver.display().to_string();
    wasm_pack(session, &["--headless", "--chrome", "--chromedriver", &driver], "browser")?;
    let user = user(&tarball, session.transcript)?;
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let test = |step: Step| {
        let step = step.folder(pack::source()).env("CHROMIUM_BIN", chromium()?);
        let step = step.env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"));
        Ok::<_, Failure>(step.env("GWS_NPM_TARBALL", &tarball).env("GWS_NPM_USER", &user))
    };
    let ended = test(Step::new(npm).arg("test"))?.run(session.transcript)?;
    offers::all_were_run("javascript", &ended.stdout)?;
    next_node::run(next_node, session.transcript, test)?;
    next_app::run(next_app, session.transcript, test)
}

fn installed(under_way: ScopedJoinHandle<'_, Result<PathBuf, Failure>>) -> Result<PathBuf, Failure> {
    under_way.join().unwrap_or_else(|_| Err("a thread stopped".to_owned()))
}

fn wasm_pack(session: &Session, kind: &[&str], test: &str) -> Result<(), Failure> {
    let toolchain = toolchain::for_target(WASM, session.installer)?;
    let tools = [install::tool("wasm-pack"), install::tool("wasm-bindgen")].into_iter().flatten();
    let tools = tools.filter_map(|tool| tool.parent().map(Path::to_path_buf));
    let inherited = env::var_os("PATH").unwrap_or_default();
    // It calls the first cargo in PATH.
    let path = toolchain.cargo_folder().into_iter().chain(tools).chain(env::split_paths(&inherited));
    let path = env::join_paths(path).map_err(|error| error.to_string())?;
    let step = Step::new(install::tool("wasm-pack").ok_or("wasm-pack is not installed")?);
    let step = toolchain.around(step).env("PATH", path);
    let step = step.args(&["test", "--mode", "no-install"]).args(kind);
    let step = step.arg(pack::source()).args(&["--locked", "--test", test]);
    // The curves take long to compile for tests: `cargo test` calls their doors, and the tarball's tests their module.
    let step = step.args(&["--no-default-features", "--features"]).arg(pack::doors_but("keys"));
    step.run(session.transcript).map(|_| ())
}

fn chromium() -> Result<PathBuf, Failure> {
    let named = env::var_os("CHROMIUM_BIN").map(PathBuf::from);
    named.or_else(|| install::find_first(web::CHROMIUM)).ok_or("there is no Chromium in PATH".to_owned())
}

/// The package's path; packed once in a run.
pub(crate) fn tarball(session: &Session) -> Result<PathBuf, Failure> {
    if let Some(packed) = TARBALL_OF_THIS_RUN.get() {
        return Ok(packed.clone());
    }
    let packed = pack::tarball(session.installer, session.transcript)?;
    Ok(TARBALL_OF_THIS_RUN.get_or_init(|| packed).clone())
}

/// A folder of somebody who has installed the tarball, and nothing else.
pub(crate) fn user(tarball: &Path, transcript: &Transcript) -> Result<PathBuf, Failure> {
    let folder = paths::target().join("tmp/npm-user");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    pack::make(&folder)?;
    pack::copy_all(&pack::source().join("tests/user"), &folder)?;
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let install = Step::new(npm).args(&["install", "--no-audit", "--no-fund", "--no-save", "--offline"]);
    install.arg(tarball).folder(&folder).run(transcript)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_is_of_the_lock_files_version() {
        let lock = fs::read_to_string(paths::root().join("Cargo.lock")).unwrap_or_default();
        let row = format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN_VERSION}\"\n");
        assert!(lock.contains(&row), "Cargo.lock has another wasm-bindgen than {WASM_BINDGEN_VERSION}");
    }
}
