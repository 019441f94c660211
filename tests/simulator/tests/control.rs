//! The control interface, and starting and stopping.

use gws_auth_simulator::browser::Credentials;
use gws_auth_simulator::{BlockingSimulator, Client, Config, Endpoint, Simulator, User};

use crate::client::{active, agent, get, log_in, post, post_json, refresh, start, tokens};

#[test]
fn the_clock_moves() {
    let simulator = start();
    let url = format!("{}/simulator/clock", simulator.base_url());
    let before = simulator.clock().now();
    let after = post_json(&url, r#"{"advance": 1000}"#).json()["now"].as_i64().expect("a number");
    assert!((1000..1020).contains(&(after - before)));
    let set = post_json(&url, r#"{"set": 1700000000}"#).json()["now"].as_i64().expect("a number");
    assert!((1_700_000_000..1_700_000_020).contains(&set));
    assert!(simulator.clock().now() - set < 20);
    assert_eq!(post_json(&url, r#"{"advance": 1, "set": 2}"#).status, 400);
    assert!(get(&url, None).json()["now"].is_i64());
}

#[test]
fn faults_and_counters_work_over_http() {
    let simulator = start();
    let url = format!("{}/simulator/faults", simulator.base_url());
    for (waiting, fault) in [
        r#"{"kind": "status", "side": "before", "code": 503, "body": {"json": "{}"}}"#,
        r#"{"kind": "status", "side": "after", "code": 500, "body": "empty"}"#,
        r#"{"kind": "html_page", "side": "before", "status": 403}"#,
        r#"{"kind": "delay", "side": "after", "millis": 1}"#,
        r#"{"kind": "cut_body"}"#,
        r#"{"kind": "lost_before"}"#,
        r#"{"kind": "lost_after"}"#,
    ]
    .into_iter()
    .enumerate()
    {
        let reply = post_json(&url, &format!(r#"{{"endpoint": "account", "fault": {fault}}}"#));
        assert_eq!(
            (reply.status, reply.json()["waiting"].as_u64()),
            (200, Some(waiting as u64 + 1)),
            "{fault}"
        );
    }
    assert_eq!(get(&simulator.url(Endpoint::Account), None).status, 503);
    assert_eq!(get(&simulator.url(Endpoint::Account), None).status, 500);
    assert_eq!(get(&simulator.url(Endpoint::Account), None).status, 403);
    assert_eq!(get(&simulator.url(Endpoint::Account), None).status, 401);
    let counters = get(&format!("{}/simulator/counters", simulator.base_url()), None).json();
    assert_eq!((counters["requests"]["account"].as_u64(), counters["faults"].as_u64()), (Some(4), Some(4)));
    assert_eq!(counters["delivered"]["account"].as_u64(), Some(1));
    let cleared = agent(std::time::Duration::from_secs(20)).delete(&url).call().expect("an answer");
    assert_eq!((cleared.status().as_u16(), simulator.faults().waiting(Endpoint::Account)), (204, 0));
    assert_eq!(post_json(&url, r#"{"endpoint": "account", "fault": {"kind": "rain"}}"#).status, 422);
}

#[test]
fn consent_is_revoked_over_http() {
    let simulator = start();
    let reply = tokens(&simulator);
    let url = format!("{}/simulator/consents/revoke", simulator.base_url());
    let body = r#"{"user": "jsmith", "client_id": "SmartCloud_Payroll"}"#;
    assert_eq!(post_json(&url, body).json()["revoked"], true);
    assert_eq!(post_json(&url, body).json()["revoked"], false);
    assert!(!active(&simulator, &reply.text("access_token")));
    assert_eq!(refresh(&simulator, &reply.text("refresh_token")).status, 401);
}

#[test]
fn a_foreign_pages_form_cannot_control() {
    let simulator = start();
    let url = format!("{}/simulator/clock", simulator.base_url());
    assert_eq!(post(&url, None, &[("advance", "1")]).status, 415);
}

#[test]
fn dropping_it_frees_the_port() {
    let simulator = start();
    let port = simulator.address().port();
    log_in(&simulator);
    assert!(BlockingSimulator::start(Config::default().port(port)).is_err(), "taken");
    drop(simulator);
    let again = BlockingSimulator::start(Config::default().port(port)).expect("free again");
    assert_eq!(again.base_url(), format!("http://127.0.0.1:{port}"));
}

#[test]
fn the_async_one_starts_and_shuts_down() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let simulator = Simulator::start(Config::default()).await.expect("started");
        let address = simulator.address();
        assert!(tokio::net::TcpStream::connect(address).await.is_ok());
        simulator.shutdown().await;
        assert!(tokio::net::TcpStream::connect(address).await.is_err());
    });
}

#[test]
fn debug_output_tells_no_secret() {
    let simulator = start();
    let reply = tokens(&simulator);
    let config = Config::default();
    let text = format!("{config:?} {simulator:?} {:?}", Credentials::of(&User::two_step()));
    let secrets = [
        Client::payroll().secret.expose().to_owned(),
        User::plain().password.expose().to_owned(),
        "204816".to_owned(),
        reply.text("access_token"),
        reply.text("refresh_token"),
    ];
    for secret in secrets {
        assert!(!text.contains(&secret));
    }
}
