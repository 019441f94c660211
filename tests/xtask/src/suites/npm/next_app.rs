//! Next.js, which takes 340 megabytes: fetched while the first suites run, then a page and a route are built and run with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::pack;
use crate::install;
use crate::paths;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// What says which versions, below the crate's folder.
const FILES: &[&str] = &["package.json", "package-lock.json"];

/// It is fetched once, however many ask for it.
static UNDER_WAY: Mutex<()> = Mutex::new(());

/// Fetches it for the suite to come, which says what went wrong.
pub(crate) fn fetch() {
    let _ = install(&Transcript::silent());
}

/// The folder in which it is installed; an error says why it cannot be had.
pub(super) fn install(transcript: &Transcript) -> Result<PathBuf, Failure> {
    let _alone = UNDER_WAY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let (source, folder) = (source(), paths::target().join("npm/next"));
    if is_whole(&source, &folder) {
        return Ok(folder);
    }
    pack::make(&folder)?;
    for file in FILES {
        pack::copy(&source.join(file), &folder.join(file))?;
    }
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let install = Step::new(npm).args(&["ci", "--no-audit", "--no-fund", "--prefer-offline"]);
    install.folder(&folder).without_deadline().run(transcript)?;
    fs::write(mark(&folder), lock(&source)?).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Whether what was installed, to the end, is what the lock file says today.
fn is_whole(source: &Path, folder: &Path) -> bool {
    fs::read_to_string(mark(folder)).is_ok_and(|done| lock(source).is_ok_and(|lock| lock == done))
}

fn lock(source: &Path) -> Result<String, Failure> {
    fs::read_to_string(source.join("package-lock.json"))
        .map_err(|error| format!("package-lock.json: {error}"))
}

/// `npm ci` removes it, as it does the whole folder.
fn mark(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-from")
}

fn source() -> PathBuf {
    pack::source().join("tests/next")
}

/// Builds and runs; `test` gives a step what it needs.
pub(super) fn run(
    folder: Result<PathBuf, Failure>,
    transcript: &Transcript,
    test: impl FnOnce(Step) -> Result<Step, Failure>,
) -> Result<(), Failure> {
    let folder = match folder {
        Ok(folder) => folder,
        Err(why) => {
            transcript.say(&format!("skipped: a page and a route of Next.js, which cannot be had: {why}"));
            return Ok(());
        }
    };
    let node = install::find_first(&["node"]).ok_or("there is no node in PATH")?;
    let step = Step::new(node).args(&["--test", "--test-timeout=240000", "tests/next/next.mjs"]);
    test(step.env("GWS_NEXT", folder))?.run(transcript).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_installation_is_none() {
        let folder = paths::target().join("tmp/xtask-next-app");
        let _ = fs::remove_dir_all(&folder);
        pack::make(&folder.join("node_modules")).expect("a folder");
        assert!(!is_whole(&source(), &folder));
        fs::write(mark(&folder), "another lock file").expect("written");
        assert!(!is_whole(&source(), &folder));
        fs::write(mark(&folder), lock(&source()).expect("there is one")).expect("written");
        assert!(is_whole(&source(), &folder));
    }
}
