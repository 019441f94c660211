//! `POST /simulator/login` where something stands in the way: the mock environment, faults, refusals, and URLs that are no authorize URL.

use gws_auth_simulator::{BlockingSimulator, Config, Endpoint, Environment, Fault, Side};
use serde_json::json;

use crate::client::{Reply, authorize_url, exchange, post_json, start, start_with};

fn log_in(simulator: &BlockingSimulator, url: &str) -> Reply {
    let body = json!({"url": url}).to_string();
    post_json(&format!("{}/simulator/login", simulator.base_url()), &body)
}

fn parameter(landing: &str, name: &str) -> Option<String> {
    let (_, query) = landing.split_once('?')?;
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn assert_logs_in(simulator: &BlockingSimulator) {
    let landing = log_in(simulator, &authorize_url(simulator, &[])).text("landing");
    let code = parameter(&landing, "code").expect("a code");
    assert_eq!(exchange(simulator, &code).status, 200);
}

#[test]
fn either_environment_lets_one_in() {
    for environment in [Environment::Test, Environment::Mock] {
        let simulator = start_with(Config::default().environment(environment));
        assert_logs_in(&simulator);
        let counters = simulator.counters();
        assert_eq!((counters.codes_issued, counters.codes_consumed), (1, 1), "{environment:?}");
    }
}

#[test]
fn a_consent_that_was_given_is_not_asked_for_again() {
    let simulator = start();
    assert_logs_in(&simulator);
    // Nobody asks, so nobody can say no.
    let body = json!({"url": authorize_url(&simulator, &[]), "answer": "deny"}).to_string();
    let reply = post_json(&format!("{}/simulator/login", simulator.base_url()), &body);
    assert!(parameter(&reply.text("landing"), "code").is_some());
}

#[test]
fn an_error_that_is_redirected_is_a_landing() {
    let simulator = start();
    let landing = log_in(&simulator, &authorize_url(&simulator, &[("scope", "Other")])).text("landing");
    assert_eq!(parameter(&landing, "error").as_deref(), Some("invalid_scope"));
    assert_eq!(simulator.counters().codes_issued, 0);
}

#[test]
fn a_refusal_that_the_browser_shows_is_told_in_words() {
    let simulator = start();
    let refused =
        log_in(&simulator, &authorize_url(&simulator, &[("redirect_uri", "https://other.example/")]));
    assert_eq!((refused.status, refused.json()["status"].as_u64()), (422, Some(400)));
    let body: serde_json::Value = serde_json::from_str(&refused.text("body")).expect("the endpoint's JSON");
    for member in ["error", "error_description"] {
        let words = body[member].as_str().expect("a text");
        assert!(refused.text("error").contains(words), "{}", refused.body);
    }
}

#[test]
fn a_fault_strikes_one_login() {
    let simulator = start();
    for (fault, status) in [
        (Fault::LostBefore, None),
        (Fault::LostAfter, None),
        (Fault::HtmlPage { side: Side::Before, status: 503 }, Some(503)),
    ] {
        simulator.faults().push(Endpoint::Authorize, fault);
        let reply = log_in(&simulator, &authorize_url(&simulator, &[]));
        assert_eq!((reply.status, reply.json()["status"].as_u64()), (422, status), "{}", reply.body);
    }
    assert_eq!((simulator.counters().faults, simulator.counters().codes_issued), (3, 0));
    assert_logs_in(&simulator);
}

#[test]
fn only_an_authorize_url_is_opened() {
    let simulator = start();
    let base = simulator.base_url();
    for url in [
        "",
        "/",
        "/simulator/",
        "/gateway3/oauth/token",
        "/gateway3/oauth/authorize/../../../simulator/",
        "/gateway3/oauth/authorize?state=a b",
        "https://client.example.com/gateway3/oauth/authorize",
        &format!("{base}/simulator/?client_id=SmartCloud_Payroll"),
        &format!("{base}0/gateway3/oauth/authorize?client_id=SmartCloud_Payroll"),
    ] {
        let reply = log_in(&simulator, url);
        assert_eq!(reply.status, 422, "{url}");
        assert!(reply.text("error").starts_with("url: "), "{url}: {}", reply.body);
        // The overview has every password and secret.
        assert!(reply.json().get("body").is_none(), "{url}");
    }
    assert_eq!(simulator.counters().requests(Endpoint::Authorize), 0);
}
