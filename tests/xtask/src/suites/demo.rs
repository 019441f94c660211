//! The demonstration: it holds, and it notices when a step does not.

use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};

/// Runs the demo as it is, then with each step spoilt.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    // Exactly what the README tells a newcomer to type.
    Step::cargo(&["demo"]).run(session.transcript)?;
    let steps = demo(&["--list-steps"]).run(session.transcript)?.stdout;
    let steps: Vec<&str> = steps.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if steps.is_empty() {
        return Err("`--list-steps` named no step".to_owned());
    }
    let mut unnoticed = Vec::new();
    for step in &steps {
        let ended = demo(&["--break", step]).quiet()?;
        let noticed = ended.status.code() == Some(1);
        session.transcript.say(&format!("demo --break {step}: {}", ended.status));
        if !noticed {
            session.transcript.say(&ended.stdout);
            session.transcript.say(&ended.stderr);
            unnoticed.push(*step);
        }
    }
    if unnoticed.is_empty() {
        Ok(())
    } else {
        Err(format!("`demo --break` must exit with 1; it did not for: {}", unnoticed.join(" ")))
    }
}

fn demo(arguments: &[&str]) -> Step {
    Step::new(paths::debug_binary("gws-auth")).arg("demo").args(arguments)
}
