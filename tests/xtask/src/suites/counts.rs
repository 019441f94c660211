//! What the core's paths cost, in instructions under callgrind: times would depend on the machine and its load.
//!
//! Two checks. An honest path may take no more than `tests/counts/limits.txt` says. A hostile input may cost no more for
//! each byte when it is long than when it is short.
//! `GWS_AUTH_WRITE=1` writes the limits anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};

/// What callgrind counts, and after which it writes a dump.
const MEASURED: &str = "gws_auth_counts::measured";

/// By how many hundredths a path may grow before its limit is reached: other processors have other library functions.
const MARGIN: u64 = 8;

/// The most that a byte of a long input may cost, in hundredths of what a byte of a short one does.
const GROWTH: u64 = 125;

/// A path and what it took.
#[derive(Debug, PartialEq, Eq)]
struct Count {
    name: String,
    /// The bytes of a hostile input.
    bytes: Option<u64>,
    instructions: u64,
}

/// Counts, and compares with the limits.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let counts = count(session)?;
    let limits = paths::root().join("tests/counts/limits.txt");
    if std::env::var_os("GWS_AUTH_WRITE").is_some() {
        fs::write(&limits, written(&counts)).map_err(|error| format!("{}: {error}", limits.display()))?;
    }
    let limits = fs::read_to_string(&limits).map_err(|error| format!("{}: {error}", limits.display()))?;
    counts.iter().for_each(|count| session.transcript.say(&said(count)));
    let wrong: Vec<_> = exceeded(&counts, &limits).into_iter().chain(grown(&counts)).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn count(session: &Session) -> Result<Vec<Count>, Failure> {
    Step::cargo(&["build", "--locked", "--release", "--package", "gws-auth-counts"])
        .run(session.transcript)?;
    let folder = paths::target().join("counts");
    let fail = |error| format!("{}: {error}", folder.display());
    // Dumps of an earlier run would be taken for this one's.
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(fail)?;
    }
    fs::create_dir_all(&folder).map_err(fail)?;
    let out = folder.join("out");
    let ended = Step::new("valgrind")
        .args(&["--tool=callgrind", &format!("--toggle-collect={MEASURED}")])
        .args(&[&format!("--dump-after={MEASURED}"), &format!("--callgrind-out-file={}", out.display())])
        .arg(program())
        .quiet()?;
    if !ended.status.success() {
        return Err(format!("the count ended with {}:\n{}", ended.status, ended.stderr));
    }
    // The dumps are numbered from 1 on, in the order of the paths.
    ended.stdout.lines().zip(1..).map(|(line, number)| read(line, &dump(&out, number)?)).collect()
}

fn program() -> PathBuf {
    paths::target().join("release").join(format!("gws-auth-counts{}", std::env::consts::EXE_SUFFIX))
}

fn dump(out: &Path, number: u32) -> Result<String, Failure> {
    let file = format!("{}.{number}", out.display());
    fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))
}

/// A line that the program printed, with the dump that belongs to it.
fn read(line: &str, dump: &str) -> Result<Count, Failure> {
    let totals = dump.lines().find_map(|line| line.strip_prefix("totals: "));
    let instructions = totals.and_then(|totals| totals.trim().parse().ok());
    let instructions =
        instructions.filter(|count| *count > 0).ok_or(format!("{line}: nothing was counted"))?;
    let (name, bytes) = match line.rsplit_once('\t') {
        Some((name, bytes)) => (name, Some(bytes.parse().map_err(|_| format!("{line}: no size"))?)),
        None => (line, None),
    };
    Ok(Count { name: name.replace('\t', ", "), bytes, instructions })
}

fn said(count: &Count) -> String {
    let Count { name, bytes, instructions } = count;
    match bytes {
        Some(bytes) => {
            let each = instructions.saturating_mul(100) / bytes.max(&1);
            format!("{name}, {bytes} bytes: {instructions} ({}.{:02} a byte)", each / 100, each % 100)
        }
        None => format!("{name}: {instructions}"),
    }
}

/// The file of limits.
fn written(counts: &[Count]) -> String {
    let mut text = String::from(
        "# Instructions at most, with a margin; written by GWS_AUTH_WRITE=1 cargo xtask test counts.\n",
    );
    for Count { name, instructions, .. } in counts.iter().filter(|count| count.bytes.is_none()) {
        let limit = instructions.saturating_mul(100 + MARGIN) / 100;
        _ = writeln!(text, "{limit}\t{name}");
    }
    text
}

/// The paths that take more than their limits, that have none, and the limits of paths that are gone.
fn exceeded(counts: &[Count], limits: &str) -> Vec<String> {
    let lines = limits.lines().filter(|line| !line.starts_with('#'));
    let limits: Vec<(&str, u64)> = lines
        .filter_map(|line| line.split_once('\t').and_then(|(limit, name)| Some((name, limit.parse().ok()?))))
        .collect();
    let honest = || counts.iter().filter(|count| count.bytes.is_none());
    let over = honest().filter_map(|count| {
        let Count { name, instructions, .. } = count;
        match limits.iter().find(|(limited, _)| limited == name) {
            None => Some(format!("{name} has no limit")),
            Some((_, limit)) if instructions > limit => {
                Some(format!("{name} takes {instructions} instructions, its limit is {limit}"))
            }
            Some(_) => None,
        }
    });
    let gone = limits.iter().filter(|(name, _)| !honest().any(|count| count.name == *name));
    over.chain(gone.map(|(name, _)| format!("{name} has a limit and is not counted"))).collect()
}

/// The hostile inputs that cost more for each byte when there are more of them.
fn grown(counts: &[Count]) -> Vec<String> {
    let each = |count: &Count| Some(count.instructions.saturating_mul(100) / count.bytes?.max(1));
    let mut wrong = Vec::new();
    for (at, long) in counts.iter().enumerate() {
        let shorter = counts.iter().take(at).find(|short| short.name == long.name);
        if let Some((short, long_each)) = shorter.and_then(each).zip(each(long))
            && long_each > short.saturating_mul(GROWTH) / 100
        {
            wrong.push(format!(
                "{}: from {short} to {long_each} hundredths of an instruction a byte",
                long.name
            ));
        }
    }
    let sizes = counts.iter().filter(|count| count.bytes.is_some()).count();
    if sizes == 0 {
        wrong.push("no hostile input was counted".to_owned());
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn honest(instructions: u64) -> Count {
        Count { name: "parse".into(), bytes: None, instructions }
    }

    fn hostile(bytes: u64, instructions: u64) -> Count {
        Count { name: "reply, nested".into(), bytes: Some(bytes), instructions }
    }

    #[test]
    fn a_line_and_its_dump_are_a_count() {
        assert_eq!(read("parse", "version: 1\ntotals: 108\n"), Ok(honest(108)));
        assert_eq!(read("reply\tnested\t10", "totals: 30"), Ok(hostile(10, 30)));
        assert!(read("parse", "totals: 0").is_err() && read("parse", "").is_err());
    }

    #[test]
    fn what_is_over_its_limit_or_has_none_is_told() {
        let limits = written(&[honest(100)]);
        assert!(exceeded(&[honest(108)], &limits).is_empty());
        assert_eq!(exceeded(&[honest(109)], &limits).len(), 1);
        assert_eq!(exceeded(&[honest(1)], "# nothing\n").len(), 1);
        assert_eq!(exceeded(&[], &limits).len(), 1);
    }

    #[test]
    fn growth_for_each_byte_is_told() {
        assert!(grown(&[hostile(10, 100), hostile(100, 1_250)]).is_empty());
        assert_eq!(grown(&[hostile(10, 100), hostile(100, 1_260)]).len(), 1);
        assert_eq!(grown(&[honest(1)]).len(), 1);
    }
}
