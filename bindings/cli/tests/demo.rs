//! `demo`

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use crate::support::{get, gws};
use serde_json::json;

fn steps() -> Vec<String> {
    let ran = gws(&["demo", "--list-steps"]).run();
    assert_eq!(ran.status, 0);
    ran.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn every_step_holds_and_no_secret_is_shown_whole() {
    let ran = gws(&["demo"]).run();
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
    for (number, step) in steps().iter().enumerate() {
        assert!(ran.stdout.contains(&format!("{:2}  {step}: ", number + 1)), "{step}");
    }
    for rule in ["REDIR-5", "TOKEN-1", "REFRESH-3", "INTRO-1", "REVOKE-1", "AUTHZ-3", "M2M-7", "CERT-1"] {
        assert!(ran.stdout.contains(rule), "{rule}");
    }
    assert!(ran.stdout.contains("killed the token set") && ran.stdout.contains("All 15 steps held."));
    assert!(!ran.stdout.contains('\u{1b}'), "no colours without a terminal");
    assert!(!ran.stdout.contains("simulator-Cloud-Secret") && !ran.stdout.contains("c2ltdWxh"));
    let longest = ran.stdout.split_whitespace().filter(|word| !word.contains("http")).map(str::len).max();
    assert!(longest.is_some_and(|longest| longest < 120), "{longest:?}");
    assert_eq!(gws(&["demo", "--json"]).json(0), json!({"held": steps()}));
}

#[test]
fn every_step_can_be_broken() {
    let steps = steps();
    assert_eq!(steps.len(), 15);
    for (index, step) in steps.iter().enumerate() {
        let failed = gws(&["demo", "--break", step, "--json"]).json(1);
        assert_eq!(failed["error"]["step"], *step, "{failed}");
        assert_eq!(failed["error"]["held"], json!(steps[..index]), "{failed}");
        let human = gws(&["demo", "--break", step]).run();
        assert_eq!(human.status, 1);
        assert!(human.stderr.contains(&format!("the step {step} did not hold: ")), "{human:?}");
        assert!(human.stdout.contains("Spoiled: ") && human.stdout.contains("✗ "), "{human:?}");
    }
    assert_eq!(gws(&["demo", "--break", "no-such-step"]).run().status, 2);
}

#[test]
fn serving_stays_until_it_is_ended() {
    let mut child = Ended(gws(&["demo", "--serve", "--port", "0"]).spawn());
    let mut stdout = BufReader::new(child.0.stdout.take().expect("piped"));
    let mut said = String::new();
    while !said.contains("Ctrl-C") {
        assert!(stdout.read_line(&mut said).expect("readable") > 0, "{said}");
    }
    let overview = said.split_whitespace().find(|word| word.ends_with("/simulator/")).expect("an overview");
    let page = get(overview.trim_end_matches('\n'));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    for part in ["jsmith", "gws-auth login --env http://127.0.0.1:", "test double"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(child.0.try_wait().expect("asked").is_none());
}

/// Ended whatever becomes of the test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
