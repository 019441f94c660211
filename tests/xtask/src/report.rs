//! What a person reads: each suite as it begins and ends, and the closing report.

use std::fmt::Write as _;
use std::time::Duration;

use crate::plan::{Group, Suite, WHOLE_LIMIT};
use crate::runner::{Finished, Outcome};

/// The times that no suite has.
pub(crate) struct Times {
    pub(crate) installing: Duration,
    pub(crate) whole: Duration,
}

/// Prints the names of the suites.
pub(crate) fn list(suites: &[Suite]) {
    for suite in suites {
        println!("{:<10} {}", suite.name, suite.about);
    }
}

/// Says that a suite begins.
pub(crate) fn begins(suite: &Suite) {
    println!("\n=== {}: {}", suite.name, suite.about);
}

/// Says how a suite ended, and after how long.
pub(crate) fn ends(finished: &Finished) {
    let took = finished.took.as_secs_f64();
    match &finished.outcome {
        Outcome::Passed => println!("=== {}: passed in {took:.1} s", finished.suite.name),
        Outcome::Failed(why, _) => println!("=== {}: FAILED after {took:.1} s: {why}", finished.suite.name),
        Outcome::Skipped(why) => println!("=== {}: skipped: {why}", finished.suite.name),
    }
}

/// Prints the closing report; its last line counts the suites. Says whether all is well.
pub(crate) fn closing(finished: &[Finished], times: &Times) -> bool {
    let (text, well) = render(finished, times);
    print!("{text}");
    well
}

fn render(finished: &[Finished], times: &Times) -> (String, bool) {
    let mut text = String::new();
    failures(&mut text, finished);
    let over = table(&mut text, finished, times);
    for name in &over {
        let _ = writeln!(text, "over its limit, which is no failure: {name}");
    }
    for one in finished {
        if let Outcome::Skipped(why) = &one.outcome {
            let _ = writeln!(text, "skipped {}: {why}", one.suite.name);
        }
    }
    let count = |test: fn(&Outcome) -> bool| finished.iter().filter(|one| test(&one.outcome)).count();
    let passed = count(|outcome| matches!(outcome, Outcome::Passed));
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(..)));
    let skipped = count(|outcome| matches!(outcome, Outcome::Skipped(_)));
    let _ = writeln!(text, "{passed} passed, {failed} failed, {skipped} skipped");
    (text, failed == 0)
}

/// The last lines of what failed, so that nobody has to search for them.
fn failures(text: &mut String, finished: &[Finished]) {
    for one in finished {
        if let Outcome::Failed(why, tail) = &one.outcome {
            let name = one.suite.name;
            let _ = writeln!(text, "\n--- {name} FAILED: {why}");
            let _ = writeln!(text, "--- its last lines (again: cargo xtask test {name}):");
            for line in tail {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
}

/// The table; gives back the groups that took too long.
fn table(text: &mut String, finished: &[Finished], times: &Times) -> Vec<String> {
    let mut over = Vec::new();
    let _ = writeln!(text, "\n{:<24} {:<8} {:>9}  limit", "suite", "result", "seconds");
    for group in Group::ALL {
        let mut took = Duration::ZERO;
        let mut members = 0;
        for one in finished.iter().filter(|one| one.suite.group == *group) {
            took += one.took;
            members += 1;
            let result = match one.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed(..) => "FAILED",
                Outcome::Skipped(_) => "skipped",
            };
            let _ = writeln!(text, "{:<24} {result:<8} {:>9.1}", one.suite.name, one.took.as_secs_f64());
        }
        if members > 0 {
            total(text, &mut over, group.name(), took, Some(group.limit()));
        }
    }
    total(text, &mut over, "installing", times.installing, None);
    total(text, &mut over, "everything", times.whole, Some(WHOLE_LIMIT));
    over
}

fn total(text: &mut String, over: &mut Vec<String>, name: &str, took: Duration, limit: Option<u64>) {
    let limit_text = limit.map(|minutes| format!("{minutes} min")).unwrap_or_default();
    let is_over = limit.is_some_and(|minutes| took > Duration::from_secs(minutes * 60));
    if is_over {
        over.push(name.to_owned());
    }
    let mark = if is_over { "OVER" } else { "" };
    let line = format!("  = {name:<20} {mark:<8} {:>9.1}  {limit_text}", took.as_secs_f64());
    let _ = writeln!(text, "{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::SUITES;

    fn finished(index: usize, outcome: Outcome, seconds: u64) -> Finished {
        let suite = SUITES.get(index).expect("a suite");
        Finished { suite, outcome, took: Duration::from_secs(seconds) }
    }

    fn rendered(all: &[Finished]) -> (String, bool) {
        render(all, &Times { installing: Duration::from_secs(5), whole: Duration::from_secs(50) })
    }

    #[test]
    fn the_last_line_counts_the_suites() {
        let (text, well) = rendered(&[
            finished(0, Outcome::Passed, 1),
            finished(1, Outcome::Passed, 1),
            finished(8, Outcome::Skipped("no QEMU".into()), 0),
        ]);
        assert!(well);
        assert_eq!(text.lines().last(), Some("2 passed, 0 failed, 1 skipped"));
        let skipped = SUITES.get(8).map_or("", |suite| suite.name);
        assert!(text.contains(&format!("skipped {skipped}: no QEMU")));
    }

    #[test]
    fn a_failure_repeats_its_last_lines() {
        let failed = Outcome::Failed("`cargo test` ended with 101".into(), vec!["assertion failed".into()]);
        let (text, well) = rendered(&[finished(4, failed, 1)]);
        assert!(!well);
        assert!(text.contains("    assertion failed"));
        assert_eq!(text.lines().last(), Some("0 passed, 1 failed, 0 skipped"));
    }

    #[test]
    fn a_limit_is_printed_and_is_no_failure() {
        let (text, well) = rendered(&[finished(0, Outcome::Passed, 121)]);
        assert!(well && text.contains("over its limit, which is no failure: preflight\n"), "{text}");
    }
}
