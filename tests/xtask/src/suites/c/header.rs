//! The header: what cbindgen makes of the crate, and the statuses of core's table.

use std::fs;

use super::PACKAGE;
use crate::install::tool;
use crate::paths;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// Where the constants belong, in cbindgen's output.
const PLACE: &str = "@CONSTANTS@";

/// Makes the header anew: compares it with the committed one if `check`, else writes it.
pub(crate) fn header(transcript: &Transcript, check: bool) -> Result<(), Failure> {
    let made = make()?;
    let file = paths::root().join("bindings/c/include/gws_auth.h");
    let fail = |error| format!("{}: {error}", file.display());
    if !check {
        return fs::write(&file, made).map_err(fail);
    }
    if fs::read_to_string(&file).map_err(fail)? != made {
        let beside = paths::target().join("c").join("gws_auth.h");
        let written =
            beside.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&beside, made));
        written.map_err(fail)?;
        return Err(format!("{} is out of date: see {}", file.display(), beside.display()));
    }
    transcript.say("bindings/c/include/gws_auth.h is what ffi/c says");
    Ok(())
}

fn make() -> Result<String, Failure> {
    let cbindgen = tool("cbindgen").ok_or("cbindgen is not installed")?;
    let crate_folder = paths::root().join("ffi/c");
    let header = Step::new(cbindgen).args(&["--quiet", "--config"]).arg(crate_folder.join("cbindgen.toml"));
    let header = output(header.arg(crate_folder))?;
    let example = ["run", "--quiet", "--locked", "--package", PACKAGE, "--example", "constants"];
    let constants = output(Step::cargo(&example))?;
    if header.matches(PLACE).count() != 1 || !header.contains("gws_version") {
        return Err(format!("cbindgen made no header:\n{header}"));
    }
    // rustdoc's heading; the sentence below it is C's too.
    let header = header.replace("/// # Safety\n", "");
    let whole = header.trim_start().replace(PLACE, &format!("\n{}", constants.trim_end()));
    // Compilers on Windows take a header for a code page of their own.
    if whole.is_ascii() { Ok(whole) } else { Err("the header holds characters other than ASCII".to_owned()) }
}

fn output(step: Step) -> Result<String, Failure> {
    let text = step.text();
    let ended = step.quiet()?;
    if ended.status.success() { Ok(ended.stdout) } else { Err(format!("`{text}` failed:\n{}", ended.stderr)) }
}
