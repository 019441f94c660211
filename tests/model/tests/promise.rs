//! The promise holds in every order of events, and each assumption and each step is needed for it.

use gws_auth_model::{Assumption, Fleet, LeftOut};
use stateright::{Checker, HasDiscoveries, Model};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(120);
const REUSE: &str = "no consumed token is sent";
const SPURIOUS: &str = "no login without a loss";
const WAITING: &str = "nobody waits for ever";

/// Every state was looked at, and none breaks a property.
fn holds(fleet: Fleet) {
    let (shown, begin) = (format!("{fleet:?}"), Instant::now());
    let checker = fleet.checker().threads(2).timeout(LIMIT).spawn_bfs().join();
    println!("{} states in {:.1?}, all: {shown}", checker.unique_state_count(), begin.elapsed());
    // A checker that ran out of time has not looked at all of them.
    assert!(begin.elapsed() < LIMIT, "out of time");
    for property in [REUSE, SPURIOUS, WAITING] {
        if let Some(path) = checker.discovery(property) {
            panic!("{property}: {:#?}", path.into_actions());
        }
    }
    assert!(checker.discovery("a token is renewed").is_some());
}

fn breaks(fleet: Fleet, property: &'static str) {
    let found = HasDiscoveries::AnyOf([property].into());
    let begin = Instant::now();
    let checker = fleet.clone().checker().finish_when(found).timeout(LIMIT).spawn_dfs().join();
    println!("{} states in {:.1?} until it breaks: {fleet:?}", checker.unique_state_count(), begin.elapsed());
    assert!(checker.discovery(property).is_some(), "{fleet:?} keeps: {property}");
}

#[test]
fn two_workers_keep_the_promise() {
    // Each may stop for any time, anywhere but between its last check and the first byte.
    holds(Fleet { crashes: 0, end: 8, ..Fleet::new(2) });
}

#[test]
fn three_workers_keep_the_promise() {
    holds(Fleet { prompt: true, end: 24, ..Fleet::new(3) });
}

#[test]
fn nobody_waits_for_ever() {
    holds(Fleet { prompt: true, unknown_swaps: 1, end: 24, ..Fleet::new(2) });
}

#[test]
fn each_assumption_is_needed() {
    for assumption in
        [Assumption::A1, Assumption::A2, Assumption::A3, Assumption::A4, Assumption::A5, Assumption::A6]
    {
        breaks(Fleet { without: Some(assumption), end: 14, ..Fleet::new(2) }, REUSE);
    }
}

#[test]
fn each_step_is_needed() {
    for left_out in [
        LeftOut::Claim,
        LeftOut::ReadingAgain,
        LeftOut::SendBefore,
        LeftOut::PauseInDoubt,
        LeftOut::DoubtAfter,
        LeftOut::OneRecoverer,
        LeftOut::Settle,
        LeftOut::Resend,
    ] {
        breaks(Fleet { left_out: Some(left_out), unknown_swaps: 1, end: 14, ..Fleet::new(2) }, REUSE);
    }
    breaks(Fleet { left_out: Some(LeftOut::Storing), prompt: true, end: 14, ..Fleet::new(2) }, SPURIOUS);
}
