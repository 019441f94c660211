//! Runs the suites one after the other.

use std::time::{Duration, Instant};

use crate::TestOptions;
use crate::install::Installer;
use crate::plan::{SUITES, Session, Suite};
use crate::report;
use crate::step::Failure;
use crate::transcript::Transcript;

/// How a suite ended.
pub(crate) enum Outcome {
    Passed,
    /// Why, and the last lines that it printed.
    Failed(Failure, Vec<String>),
    /// What the machine lacks.
    Skipped(String),
}

/// A suite that has ended.
pub(crate) struct Finished {
    pub(crate) suite: &'static Suite,
    pub(crate) outcome: Outcome,
    pub(crate) took: Duration,
}

/// Runs what was asked for, prints the report, and says whether all is well.
///
/// # Errors
///
/// A suite was named that does not exist.
pub(crate) fn test(options: &TestOptions) -> Result<bool, Failure> {
    let chosen = choose(&options.suites)?;
    let installer = Installer::new(!options.no_install, options.targets);
    let started = Instant::now();
    installer.announce(chosen.iter().map(|suite| (suite.name, suite.needs)));
    installer.begin(chosen.iter().map(|suite| suite.needs));
    let finished: Vec<Finished> = chosen.into_iter().map(|suite| run_one(suite, &installer)).collect();
    let times = report::Times { installing: installer.spent(), whole: started.elapsed() };
    Ok(report::closing(&finished, &times))
}

fn choose(names: &[String]) -> Result<Vec<&'static Suite>, Failure> {
    if let Some(unknown) = names.iter().find(|name| SUITES.iter().all(|suite| suite.name != **name)) {
        let known: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(format!("there is no suite `{unknown}`; there are: {}", known.join(" ")));
    }
    Ok(SUITES
        .iter()
        .filter(|suite| names.is_empty() || names.iter().any(|name| name == suite.name))
        .collect())
}

fn run_one(suite: &'static Suite, installer: &Installer) -> Finished {
    report::begins(suite);
    let transcript = Transcript::default();
    if let Err(missing) = installer.ensure(suite.needs, &transcript) {
        let finished = Finished { suite, outcome: Outcome::Skipped(missing), took: Duration::ZERO };
        report::ends(&finished);
        return finished;
    }
    let started = Instant::now();
    let outcome = match suite.run.go(&Session { transcript: &transcript, installer }) {
        Ok(()) => Outcome::Passed,
        Err(failure) => Outcome::Failed(failure, transcript.tail()),
    };
    let finished = Finished { suite, outcome, took: started.elapsed() };
    report::ends(&finished);
    finished
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_run_in_the_order_of_the_plan() {
        let names = |chosen: Vec<&Suite>| chosen.iter().map(|suite| suite.name).collect::<Vec<_>>();
        let asked = ["lint".to_owned(), "format".to_owned()];
        assert_eq!(choose(&asked).map(names), Ok(vec!["format", "lint"]));
        assert_eq!(choose(&[]).map(|all| all.len()), Ok(SUITES.len()));
    }

    #[test]
    fn an_unknown_suite_is_named() {
        let failure = choose(&["formt".to_owned()]).err();
        assert!(failure.is_some_and(|text| text.contains("formt") && text.contains("format")));
    }
}
