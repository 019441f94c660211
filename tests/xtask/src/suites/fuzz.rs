//! Each fuzz target for a short time; what a long run found goes into `seeds/`.

use std::fs;
use std::path::PathBuf;
use std::thread;

use crate::install;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// The version that is known to work.
pub(crate) const CARGO_FUZZ_VERSION: &str = "0.13.1";

const SECONDS_EACH: u64 = 15;

/// A continuous-integration machine has two cores.
const AT_ONCE: usize = 2;

/// Builds all targets, then runs two at a time, each with its seeds and its dictionary.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    // cargo-fuzz has no `--locked`: what it would change is refused here.
    let locked =
        ["metadata", "--locked", "--format-version", "1", "--manifest-path", "tests/fuzz/Cargo.toml"];
    let metadata = Step::cargo(&locked).quiet()?;
    if !metadata.status.success() {
        return Err(format!("tests/fuzz/Cargo.lock is out of date:\n{}", metadata.stderr));
    }
    fuzz(&["build"])?.run(session.transcript)?;
    lint(session)?;
    let transcript = session.transcript;
    targets()?.chunks(AT_ONCE).try_for_each(|targets| {
        thread::scope(|scope| {
            let running = targets.iter().map(|target| scope.spawn(|| run_target(transcript, target)));
            let running: Vec<_> = running.collect();
            running.into_iter().try_for_each(|target| {
                target.join().unwrap_or_else(|_| Err("a thread of the fuzz suite panicked".to_owned()))
            })
        })
    })
}

/// Here and not in `lint`: the targets have a workspace of their own, and need a C++ compiler.
fn lint(session: &Session) -> Result<(), Failure> {
    let clippy = ["clippy", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml", "--", "-D", "warnings"];
    let step = Step::cargo(&clippy).env("CARGO_TARGET_DIR", target_folder());
    step.run(session.transcript).map(|_| ())
}

fn run_target(transcript: &Transcript, target: &str) -> Result<(), Failure> {
    let folder = folder();
    let found = paths::target().join("fuzz-corpus").join(target);
    fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let dictionary = folder.join("dictionaries").join(format!("{target}.dict"));
    // libFuzzer writes to the first corpus, and only reads the second.
    let mut step = fuzz(&["run", target])?.arg(found).arg(folder.join("seeds").join(target)).arg("--");
    step = step.arg(format!("-max_total_time={SECONDS_EACH}"));
    step = step.args(&["-print_final_stats=1", "-verbosity=0", "-timeout=10"]);
    if dictionary.is_file() {
        step = step.arg(format!("-dict={}", dictionary.display()));
    }
    // libFuzzer has a lot to say that nobody reads unless something was found.
    transcript.say(&format!("$ {}", step.text()));
    let ended = step.quiet()?;
    if !ended.status.success() {
        ended.stderr.lines().for_each(|line| transcript.say(line));
        return Err(format!("the fuzz target `{target}` ended with {}", ended.status));
    }
    let runs = ended.stderr.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let runs = runs.ok_or_else(|| format!("the fuzz target `{target}` did not say how often it ran"))?;
    transcript.say(&format!("{target}: {} runs in {SECONDS_EACH} s", runs.trim()));
    Ok(())
}

fn fuzz(arguments: &[&str]) -> Result<Step, Failure> {
    let program = install::tool("cargo-fuzz").ok_or("cargo-fuzz is not installed")?;
    let (command, rest) = arguments.split_first().ok_or("cargo fuzz needs a command")?;
    // The sanitizers are nightly's; the stable compiler has them under this name.
    let step = Step::new(program).args(&["fuzz", command, "--fuzz-dir"]).arg(folder());
    Ok(step.args(rest).env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", target_folder()))
}

fn targets() -> Result<Vec<String>, Failure> {
    let folder = folder().join("fuzz_targets");
    let listed = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = listed.flatten().map(|entry| entry.path()).filter(|path| path.is_file());
    let mut names: Vec<_> =
        names.filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned())).collect();
    names.sort();
    if names.is_empty() { Err("there are no fuzz targets".to_owned()) } else { Ok(names) }
}

fn target_folder() -> PathBuf {
    paths::target().join("fuzz")
}

fn folder() -> PathBuf {
    paths::root().join("tests/fuzz")
}
