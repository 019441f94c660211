//! Node's next long-term version, from npm's package `node`: the tests that are quick run on it, too.

use std::path::{Path, PathBuf};

use super::pack;
use crate::install;
use crate::paths;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// After Node 20, which `engines` begins with.
const VERSION: &str = "22.23.3";

/// All that needs neither Chromium nor a bundler.
const QUICK: &[&str] =
    &["errors", "examples", "fetch", "flow", "keys", "machine", "node", "options", "session", "vectors"];

/// Where it is, once it is installed; an error says why it cannot be had.
pub(super) fn install(transcript: &Transcript) -> Result<PathBuf, Failure> {
    let folder = paths::target().join("npm/node").join(VERSION);
    let program = folder.join("node_modules/node/bin/node");
    if says_its_version(&program) {
        return Ok(program);
    }
    pack::make(&folder)?;
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let install =
        Step::new(npm).args(&["install", "--no-audit", "--no-fund", "--no-save", "--prefer-offline"]);
    install.arg("--prefix").arg(&folder).arg(format!("node@{VERSION}")).folder(&folder).run(transcript)?;
    if says_its_version(&program) { Ok(program) } else { Err(format!("npm's `node` has no Node {VERSION}")) }
}

fn says_its_version(program: &Path) -> bool {
    program.is_file()
        && Step::new(program)
            .args(&["--version"])
            .quiet()
            .is_ok_and(|said| said.status.success() && said.stdout.trim() == format!("v{VERSION}"))
}

/// The quick tests; `test` gives a step what they need.
pub(super) fn run(
    node: Result<PathBuf, Failure>,
    transcript: &Transcript,
    test: impl FnOnce(Step) -> Result<Step, Failure>,
) -> Result<(), Failure> {
    let node = match node {
        Ok(node) => node,
        Err(why) => {
            transcript
                .say(&format!("skipped: the quick tests on Node {VERSION}, which cannot be had: {why}"));
            return Ok(());
        }
    };
    let step = Step::new(node).args(&["--test", "--test-concurrency=2", "--test-timeout=120000"]);
    let files = QUICK.iter().map(|name| format!("tests/{name}.test.mjs"));
    let step = files.fold(step, |step, file| step.arg(file));
    test(step)?.run(transcript).map(|_| ())
}
