//! The control interface, and starting and stopping.

use gws_auth_simulator::browser::Credentials;
use gws_auth_simulator::{BlockingSimulator, Client, Config, Endpoint, Simulator, User};

use crate::client::{active, agent, basic, get, log_in, post, post_json, refresh, start, tokens};

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

/// No browser and no walk through HTML: a client of one's own, a login, a code, tokens.
#[test]
fn a_login_needs_no_browser() {
    let simulator = start();
    let base = simulator.base_url().to_owned();
    let client = r#"{"client_id": "Mine", "client_secret": "mine-secret", "redirect_uris": ["http://127.0.0.1:5000/callback"]}"#;
    let added = post_json(&format!("{base}/simulator/clients"), client);
    assert_eq!((added.status, added.json()["client_id"].as_str()), (200, Some("Mine")));
    assert!(!added.body.contains("mine-secret"), "{}", added.body);
    let listed = get(&format!("{base}/simulator/clients"), None);
    assert_eq!(listed.json()["clients"].as_array().map(Vec::len), Some(3));
    assert!(!listed.body.contains("ecret\""), "{}", listed.body);

    let query = "response_type=code&client_id=Mine&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcallback&scope=MYIR.Services&state=abc";
    let authorize = format!("/gateway3/oauth/authorize?{query}");
    let log_in = |url: &str, more: &str| {
        post_json(&format!("{base}/simulator/login"), &format!(r#"{{"url": "{url}"{more}}}"#))
    };
    let mine = basic("Mine", "mine-secret");
    for url in [authorize.clone(), format!("{base}{authorize}")] {
        let landed = log_in(&url, r#", "user": "twostep""#);
        let landing = landed.json()["landing"].as_str().expect("a landing").to_owned();
        assert!(landing.starts_with("http://127.0.0.1:5000/callback?code="), "{landing}");
        let query = landing.split_once('?').expect("a query").1;
        let (_, code) = form_urlencoded::parse(query.as_bytes()).next().expect("a code");
        let form = [
            ("grant_type", "authorization_code"),
            ("redirect_uri", "http://127.0.0.1:5000/callback"),
            ("code", &code),
        ];
        let reply = post(&simulator.url(Endpoint::Token), Some(&mine), &form);
        assert_eq!(reply.status, 200, "{}", reply.body);
    }
    let denied = log_in(&authorize, r#", "user": "jsmith", "answer": "deny""#);
    assert!(denied.json()["landing"].as_str().is_some_and(|url| url.contains("error=access_denied")));

    // What a person would see goes into the reply.
    let shown = log_in("/gateway3/oauth/authorize?client_id=Mine", "");
    assert_eq!((shown.status, shown.json()["status"].as_u64()), (422, Some(400)));
    assert!(shown.json()["body"].as_str().is_some_and(|body| body.contains("redirect_uri")));
    for (url, more, part) in [
        (authorize.as_str(), r#", "user": "nobody""#, "user:"),
        ("http://127.0.0.1:1/gateway3/oauth/authorize", "", "url:"),
    ] {
        let refused = log_in(url, more);
        assert_eq!(refused.status, 422);
        assert!(
            refused.json()["error"].as_str().is_some_and(|error| error.starts_with(part)),
            "{}",
            refused.body
        );
    }
}

#[test]
fn clients_are_checked() {
    let simulator = start();
    let url = format!("{}/simulator/clients", simulator.base_url());
    for (client, part) in [
        (
            r#"{"client_id": "a:b", "client_secret": "s", "redirect_uris": ["https://a.example/"]}"#,
            "client_id",
        ),
        (
            r#"{"client_id": "a", "client_secret": "", "redirect_uris": ["https://a.example/"]}"#,
            "client_secret",
        ),
        (r#"{"client_id": "a", "client_secret": "s", "redirect_uris": []}"#, "redirect_uris"),
        (r#"{"client_id": "a", "client_secret": "s", "redirect_uris": ["/return"]}"#, "redirect_uris"),
        (r#"{"client_id": "a", "client_secret": "s", "redirect_uris": ["https:"]}"#, "redirect_uris"),
        (r#"{"client_id": "a", "client_secret": "s", "redirect_uris": ["http:///return"]}"#, "redirect_uris"),
        (r#"{"client_id": "a", "client_secret": "s", "redirect_uris": ["nz.mine:"]}"#, "redirect_uris"),
    ] {
        let reply = post_json(&url, client);
        assert_eq!(reply.status, 422, "{client}");
        assert!(
            reply.json()["error"].as_str().is_some_and(|error| error.starts_with(part)),
            "{}",
            reply.body
        );
    }
    let mine = "Mine:s:http://127.0.0.1:5000/callback".parse::<Client>().expect("a client");
    assert_eq!((mine.id.as_str(), mine.redirect_uris.len()), ("Mine", 1));
    for bad in ["Mine", "Mine:s", "Mine:s:callback", ":s:https://a.example/"] {
        assert!(bad.parse::<Client>().is_err(), "{bad}");
    }
}

#[test]
fn employers_are_on_boarded_in_one_request() {
    let simulator = start();
    let url = format!("{}/simulator/employers", simulator.base_url());
    let made = post_json(&url, r#"{"issuer": "www.name.com", "customer": "Weka Limited"}"#);
    assert_eq!(made.status, 200, "{}", made.body);
    for (name, begin) in [
        ("certificate_pem", "-----BEGIN CERTIFICATE-----"),
        ("private_key_pem", "-----BEGIN PRIVATE KEY-----"),
    ] {
        assert!(made.json()[name].as_str().is_some_and(|pem| pem.starts_with(begin)), "{name}");
    }
    let listed = get(&url, None);
    assert_eq!(listed.json()["employers"][0]["thumbprint"], made.json()["thumbprint"]);
    assert_eq!(listed.json()["employers"][0]["customer"], "Weka Limited");
    let wrong = r#"{"issuer": "www.name.com", "customer": "Weka Limited", "certificate": "no"}"#;
    assert_eq!(post_json(&url, wrong).status, 422);
}

/// What cannot be read is told in the same JSON as what breaks a rule, with the member's name.
#[test]
fn every_refusal_is_json_and_names_the_member() {
    let simulator = start();
    for (path, body, status, part) in [
        ("clients", r#"{"client_id": "#, 400, "client_id"),
        ("clients", "", 400, "EOF"),
        ("clients", r#"{"client_id": "a"}"#, 422, "client_secret"),
        (
            "clients",
            r#"{"client_id": "a", "client_secret": "s", "redirect_uris": "x"}"#,
            422,
            "redirect_uris",
        ),
        ("clients", r#"{"id": "a"}"#, 422, "`id`"),
        ("login", "{}", 422, "url"),
        ("login", r#"{"url": "/", "answer": "perhaps"}"#, 422, "answer"),
        ("employers", r#"{"issuer": "x"}"#, 422, "customer"),
        ("employers", r#"{"issuer": "", "customer": "c"}"#, 422, "issuer"),
        ("employers", r#"{"issuer": "i", "customer": ""}"#, 422, "customer"),
        ("m2m/client-certificates", r#"{"name": "x"}"#, 422, "`name`"),
        ("clock", r#"{"back": 1}"#, 422, "`back`"),
        ("faults", r#"{"endpoint": "nowhere"}"#, 422, "endpoint"),
        ("consents/revoke", r#"{"user": "jsmith"}"#, 422, "client_id"),
    ] {
        let reply = post_json(&format!("{}/simulator/{path}", simulator.base_url()), body);
        assert_eq!(reply.status, status, "{path} {body}");
        assert!(reply.text("error").contains(part), "{path} {body}: {}", reply.body);
    }
    let form = post(&format!("{}/simulator/clients", simulator.base_url()), None, &[]);
    assert_eq!((form.status, form.text("error").contains("application/json")), (415, true));
    let employers = get(&format!("{}/simulator/employers", simulator.base_url()), None);
    assert_eq!(employers.json()["employers"], serde_json::json!([]), "a refused one is not registered");
}
