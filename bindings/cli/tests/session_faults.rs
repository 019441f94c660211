//! Sessions when processes are killed, replies are lost, and settings are wrong.

use std::time::{Duration, Instant};

use crate::session::{LIFE, begin, printed, token};
use crate::support::{Stage, code};
use gws_auth_simulator::{Endpoint, Fault, FaultBody, Side};

/// By then nobody works on a request any more.
const LATER: i64 = 300;

fn strike(stage: &Stage, fault: Fault) {
    stage.simulator.faults().push(Endpoint::Refresh, fault);
}

#[test]
fn a_killed_process_costs_a_login_if_its_token_was_consumed() {
    let stage = Stage::new();
    begin(&stage);
    stage.simulator.clock().advance(LIFE + 1);
    strike(&stage, Fault::Delay { side: Side::After, millis: 20_000 });
    let mut killed = token(&stage, &[]).spawn();
    let began = Instant::now();
    while stage.simulator.counters().refresh_tokens_consumed == 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "it never refreshed");
        std::thread::sleep(Duration::from_millis(10));
    }
    killed.kill().expect("it runs");
    killed.wait().expect("it ends");

    stage.simulator.clock().advance(LATER);
    let lost = token(&stage, &["--settle", "1", "--json"]).json(4);
    assert_eq!((code(&lost), &lost["error"]["reason"]), ("login_required", &"lost".into()));
    begin(&stage);
    printed(&token(&stage, &[]).run());
    let truth = stage.simulator.counters();
    assert_eq!((truth.refresh_tokens_reused, truth.token_sets_killed), (0, 0));
    assert_eq!((truth.introspections, truth.requests(Endpoint::Refresh)), (2, 1));
}

#[test]
fn a_request_that_was_lost_on_its_way_costs_nothing() {
    let stage = Stage::new();
    begin(&stage);
    stage.simulator.clock().advance(LIFE - 600);
    strike(&stage, Fault::LostBefore);
    // The old access token serves meanwhile, and nobody sends again before it is known.
    let old = token(&stage, &[]).run();
    assert!(old.stderr.contains("reply_unclear"), "{old:?}");
    assert_eq!(printed(&token(&stage, &[]).run()), printed(&old));
    stage.simulator.clock().advance(LATER);
    let new = token(&stage, &["--settle", "1"]).run();
    assert_ne!(printed(&new), printed(&old));
    let truth = stage.simulator.counters();
    assert_eq!((truth.requests(Endpoint::Refresh), truth.refresh_tokens_consumed), (2, 1));
    assert_eq!(truth.refresh_tokens_reused, 0);
}

#[test]
fn a_lost_reply_costs_a_login_at_the_end_of_the_access_token() {
    let stage = Stage::new();
    begin(&stage);
    stage.simulator.clock().advance(LIFE - 600);
    strike(&stage, Fault::LostAfter);
    let old = token(&stage, &[]).run();
    stage.simulator.clock().advance(LATER);
    assert_eq!(printed(&token(&stage, &["--settle", "1"]).run()), printed(&old));
    stage.simulator.clock().advance(LATER);
    assert_eq!(token(&stage, &["--json"]).json(4)["error"]["reason"], "lost");
    assert_eq!(stage.simulator.counters().refresh_tokens_reused, 0);

    // Without introspection the login comes as soon as the access token has ended, not before.
    begin(&stage);
    stage.simulator.clock().advance(LIFE - 600);
    strike(&stage, Fault::LostBefore);
    let asks = ["--login-if-in-doubt", "--json"];
    token(&stage, &asks).json(0);
    stage.simulator.clock().advance(LATER);
    token(&stage, &asks).json(0);
    stage.simulator.clock().advance(LATER);
    assert_eq!(token(&stage, &asks).json(4)["error"]["reason"], "in_doubt");
}

#[test]
fn a_reply_that_cannot_be_read_is_kept_for_the_operator() {
    let stage = Stage::new();
    begin(&stage);
    stage.simulator.clock().advance(LIFE - 600);
    let body = FaultBody::Json(r#"{"access_token":"a","refresh_token":"r"#.into());
    strike(&stage, Fault::Status { side: Side::After, code: 200, body });
    let ran = token(&stage, &[]).run();
    printed(&ran);
    let path = ran.stderr.lines().find_map(|line| line.split_once("tokens is in ")).expect("a file").1;
    let kept = std::fs::read_to_string(stage.dir.path().join(path)).expect("it is there");
    assert_eq!(kept, r#"{"access_token":"a","refresh_token":"r"#);
    assert!(!ran.stderr.contains(r#""r"#), "{ran:?}");
}

#[test]
fn wrong_settings_are_the_operators_and_cost_no_token() {
    let stage = Stage::new();
    begin(&stage);
    stage.simulator.clock().advance(LIFE + 1);
    let refused = token(&stage, &["--json"]).secret("wrong").json(1);
    assert_eq!(code(&refused), "fix_credentials");
    // Nothing is sent for a minute; then the right secret finds the token alive.
    stage.simulator.clock().advance(61);
    printed(&token(&stage, &[]).run());
    let truth = stage.simulator.counters();
    assert_eq!((truth.refresh_tokens_consumed, truth.refresh_tokens_reused), (1, 0));
}
