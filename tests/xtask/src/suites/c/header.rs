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
    let header = output(header.arg(&crate_folder))?;
    let example = ["run", "--quiet", "--locked", "--package", PACKAGE, "--example", "constants"];
    let constants = output(Step::cargo(&example))?;
    if header.matches(PLACE).count() != 1 || !header.contains("gws_version") {
        return Err(format!("cbindgen made no header:\n{header}"));
    }
    let helpers = crate_folder.join("helpers.h");
    let helpers = fs::read_to_string(&helpers).map_err(|error| format!("{}: {error}", helpers.display()))?;
    let header = for_c90(&header).replace(PLACE, &format!("\n{}", constants.trim_end()));
    let (before, after) =
        header.rsplit_once("#ifdef __cplusplus").ok_or("cbindgen closes no extern \"C\"")?;
    let whole = format!("{}\n\n{}\n\n#ifdef __cplusplus{after}", before.trim(), helpers.trim_end());
    // Compilers on Windows take a header for a code page of their own.
    if whole.is_ascii() { Ok(whole) } else { Err("the header holds characters other than ASCII".to_owned()) }
}

/// What cbindgen makes, as C90 has it: block comments, short where they fit, and no comma behind an enumeration's last
/// constant.
fn for_c90(header: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in header.lines() {
        let line = line.split_once(" // ").map_or(line, |(code, _)| code).trim_end();
        let last = lines.last().map(|line| line.trim_start().to_owned());
        match (line.trim_start(), last.as_deref()) {
            // rustdoc's heading; the sentence below it is C's too.
            ("* # Safety", _) => {}
            (end @ ("*/" | "};"), Some(_)) => {
                if end == "*/" && last.as_deref() == Some("*") {
                    lines.pop();
                }
                let before = lines.pop().unwrap_or_default();
                match (
                    end,
                    lines.last().map(|line| line.trim_start()),
                    before.trim_start().strip_prefix("* "),
                ) {
                    ("*/", Some("/**"), Some(text)) => {
                        let indent = line.len() - line.trim_start().len() - 1;
                        lines.pop();
                        lines.push(format!("{:indent$}/** {text} */", ""));
                    }
                    ("};", ..) => lines.extend([before.trim_end_matches(',').to_owned(), line.to_owned()]),
                    _ => lines.extend([before, line.to_owned()]),
                }
            }
            ("", Some("")) => {}
            _ => lines.push(line.replace("GWS_NO_LEEWAY -1", "GWS_NO_LEEWAY (-1)")),
        }
    }
    lines.join("\n") + "\n"
}

fn output(step: Step) -> Result<String, Failure> {
    let text = step.text();
    let ended = step.quiet()?;
    if ended.status.success() { Ok(ended.stdout) } else { Err(format!("`{text}` failed:\n{}", ended.stderr)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_c90_does_not_know_is_replaced() {
        let made =
            "enum a {\n  /**\n   * One.\n   */\n  A = 1,\n};\n#endif // x\n/**\n * Two\n * lines.\n *\n */\n";
        assert_eq!(
            for_c90(made),
            "enum a {\n  /** One. */\n  A = 1\n};\n#endif\n/**\n * Two\n * lines.\n */\n"
        );
    }
}
