//! Each kind of fault, on either side of the consumption, against the counters of what really happened.

use std::thread::sleep;
use std::time::{Duration, Instant};

use gws_auth_simulator::{BlockingSimulator, Endpoint, Fault, FaultBody, Side};

use crate::client::{
    Reply, account, active, code, exchange, exchange_fields, get, log_in, payroll, raw, refresh, start,
    tokens, try_post,
};

const SIDES: [(Side, u64); 2] = [(Side::Before, 0), (Side::After, 1)];

/// A simulator with a token pair, whose next refresh meets `fault`.
fn refresh_into(fault: Fault, timeout: Duration) -> (BlockingSimulator, String, Result<Reply, ureq::Error>) {
    let simulator = start();
    let token = tokens(&simulator).text("refresh_token");
    simulator.faults().push(Endpoint::Refresh, fault);
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
    let reply = try_post(&simulator.url(Endpoint::Refresh), Some(&payroll()), &fields, timeout);
    (simulator, token, reply)
}

/// One refresh arrived, `consumed` tokens went, `delivered` replies left, and the fault is used up.
fn assert_counts(simulator: &BlockingSimulator, consumed: u64, delivered: u64) {
    let counters = simulator.counters();
    assert_eq!(counters.requests(Endpoint::Refresh), 1, "the client must not have repeated it");
    assert_eq!(counters.refresh_tokens_consumed, consumed);
    assert_eq!(counters.delivered(Endpoint::Refresh), delivered);
    assert_eq!(counters.faults, 1);
    assert_eq!(simulator.faults().waiting(Endpoint::Refresh), 0);
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn lost_before_consumes_nothing() {
    let (simulator, token, reply) = refresh_into(Fault::LostBefore, LONG);
    assert!(reply.is_err());
    assert_counts(&simulator, 0, 0);
    assert_eq!(refresh(&simulator, &token).status, 200, "the token is still good");
}

#[test]
fn lost_after_consumes_and_a_repeat_kills_the_set() {
    let (simulator, token, reply) = refresh_into(Fault::LostAfter, LONG);
    assert!(reply.is_err());
    assert_counts(&simulator, 1, 0);
    assert!(!active(&simulator, &token));
    assert_eq!(refresh(&simulator, &token).status, 401);
    assert_eq!(simulator.counters().token_sets_killed, 1);
}

#[test]
fn a_lost_reply_leaves_not_one_byte() {
    let simulator = start();
    simulator.faults().push(Endpoint::Authorize, Fault::LostBefore);
    simulator.faults().push(Endpoint::Authorize, Fault::LostAfter);
    let request = "GET /gateway3/oauth/authorize HTTP/1.1\r\nHost: x\r\n\r\n";
    assert_eq!(raw(&simulator, request), "");
    assert_eq!(raw(&simulator, request), "");
}

#[test]
fn a_delayed_reply_comes_late_on_either_side() {
    for (side, _) in SIDES {
        let start = Instant::now();
        let (simulator, _, reply) = refresh_into(Fault::Delay { side, millis: 300 }, LONG);
        assert_eq!(reply.expect("an answer").status, 200);
        assert!(start.elapsed() >= Duration::from_millis(300));
        assert_counts(&simulator, 1, 1);
    }
}

#[test]
fn a_client_that_gives_up_loses_the_reply_but_the_work_is_done() {
    for (side, at_time_out) in SIDES {
        let fault = Fault::Delay { side, millis: 1_500 };
        let (simulator, token, reply) = refresh_into(fault, Duration::from_millis(400));
        assert!(reply.is_err());
        assert_counts(&simulator, at_time_out, 0);
        assert_eq!(active(&simulator, &token), side == Side::Before);
        let deadline = Instant::now() + Duration::from_secs(10);
        while simulator.counters().refresh_tokens_consumed == 0 && Instant::now() < deadline {
            sleep(Duration::from_millis(20));
        }
        assert_counts(&simulator, 1, 0);
    }
}

#[test]
fn a_status_is_sent_on_either_side() {
    for (side, consumed) in SIDES {
        for (code, body, text, content_type) in [
            (503, FaultBody::Json("{\"busy\":1}".into()), "{\"busy\":1}", "application/json"),
            (429, FaultBody::Html("<p>slow down</p>".into()), "<p>slow down</p>", "text/html; charset=utf-8"),
            (500, FaultBody::Empty, "", ""),
        ] {
            let (simulator, _, reply) = refresh_into(Fault::Status { side, code, body }, LONG);
            let reply = reply.expect("an answer");
            assert_eq!((reply.status, reply.body.as_str()), (code, text));
            assert_eq!(reply.header("content-type"), content_type);
            assert_counts(&simulator, consumed, 0);
        }
    }
}

#[test]
fn a_proxys_page_is_sent_on_either_side() {
    for (side, consumed) in SIDES {
        let (simulator, _, reply) = refresh_into(Fault::HtmlPage { side, status: 200 }, LONG);
        let reply = reply.expect("an answer");
        assert_eq!(reply.status, 200);
        assert!(reply.body.starts_with("<!doctype html>"));
        assert_counts(&simulator, consumed, 0);
    }
}

#[test]
fn a_cut_body_promises_more_than_it_sends() {
    let (simulator, _, reply) = refresh_into(Fault::CutBody, LONG);
    assert!(reply.is_err(), "the client notices");
    assert_counts(&simulator, 1, 0);

    let simulator = start();
    simulator.faults().push(Endpoint::Account, Fault::CutBody);
    let reply = raw(&simulator, "GET /gateway/account/ HTTP/1.1\r\nHost: x\r\n\r\n");
    let (head, body) = reply.split_once("\r\n\r\n").expect("a head");
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    assert_eq!(length.map(|length: usize| length / 2), Some(body.len()), "half of what it promised");
    assert!(!body.is_empty());
}

#[test]
fn codes_are_lost_on_either_side_too() {
    for (fault, consumed, second) in [(Fault::LostBefore, 0, 200), (Fault::LostAfter, 1, 401)] {
        let simulator = start();
        let code = code(&log_in(&simulator));
        simulator.faults().push(Endpoint::Token, fault);
        let url = simulator.url(Endpoint::Token);
        assert!(try_post(&url, Some(&payroll()), &exchange_fields(&code), LONG).is_err());
        assert_eq!(simulator.counters().codes_consumed, consumed);
        assert_eq!(simulator.counters().delivered(Endpoint::Token), 0);
        assert_eq!(exchange(&simulator, &code).status, second);
    }
}

#[test]
fn faults_wait_in_order_for_their_own_endpoint() {
    let simulator = start();
    let token = tokens(&simulator);
    let status = |code| Fault::Status { side: Side::Before, code, body: FaultBody::Empty };
    for endpoint in [Endpoint::Account, Endpoint::Introspect, Endpoint::Revoke, Endpoint::Authorize] {
        simulator.faults().push(endpoint, status(502));
    }
    simulator.faults().push(Endpoint::Account, status(503));
    assert_eq!(
        refresh(&simulator, &token.text("refresh_token")).status,
        200,
        "none is waiting for a refresh"
    );
    let statuses: Vec<_> = (0..3).map(|_| account(&simulator, &token.text("access_token")).status).collect();
    assert_eq!(statuses, [502, 503, 200]);
    assert_eq!(get(&simulator.url(Endpoint::Authorize), None).status, 502);
    simulator.faults().clear();
    assert!(active(&simulator, &token.text("access_token")));
}
