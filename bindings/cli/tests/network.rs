//! `exchange`, `refresh`, `introspect`, `revoke` against the simulator.

use crate::support::{CLIENT, SECRET, Stage, canned, code, gws, json_reply, text};
use gws_auth_simulator::browser::Answer;
use gws_auth_simulator::{Endpoint, Secret};
use serde_json::json;

#[test]
fn a_token_set_from_login_to_logoff() {
    let stage = Stage::new();
    let landing = stage.landing(Answer::Authorise);
    let now = stage.simulator.clock().now();
    let first = stage.exchange(&landing, &[]).json(0);
    assert_eq!(first["expires_in"], 28800);
    assert_eq!(text(&first, "authorization"), format!("Bearer {}", text(&first, "access_token")));
    assert_eq!(first["scope"], "MYIR.Services");
    let expires_at = first["expires_at"].as_i64().expect("a time");
    assert!((now + 28_800..now + 28_810).contains(&expires_at), "{first}");

    let old = text(&first, "refresh_token");
    let about = stage.call("introspect", &["--hint", "refresh_token"]).stdin(format!("{old}\n")).json(0);
    assert_eq!(
        (&about["active"], &about["client_id"], &about["username"]),
        (&json!(true), &json!(CLIENT), &json!("jsmith"))
    );
    assert!(about["exp"].is_i64() && about["iat"].is_i64() && about["sub"].is_string());

    let second = stage.call("refresh", &[]).stdin(old).json(0);
    assert_ne!(text(&second, "refresh_token"), old);
    assert_ne!(text(&second, "access_token"), text(&first, "access_token"));
    let spent = stage.call("introspect", &[]).stdin(old).json(0);
    assert_eq!(spent["active"], false);

    let access = text(&second, "access_token");
    assert_eq!(stage.call("revoke", &["--hint", "access_token"]).stdin(access).json(0)["revoked"], true);
    assert_eq!(stage.call("introspect", &[]).stdin(access).json(0)["active"], false);

    let truth = stage.simulator.counters();
    assert_eq!((truth.codes_consumed, truth.codes_reused), (1, 0));
    assert_eq!((truth.refresh_tokens_consumed, truth.refresh_tokens_reused), (1, 0));
    for (endpoint, requests) in
        [(Endpoint::Token, 1), (Endpoint::Refresh, 1), (Endpoint::Introspect, 3), (Endpoint::Revoke, 1)]
    {
        assert_eq!(truth.requests(endpoint), requests, "{endpoint:?}");
    }
}

#[test]
fn a_used_refresh_token_is_a_refusal_with_an_explanation() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    let used = text(&tokens, "refresh_token");
    let new = stage.call("refresh", &[]).stdin(used).json(0);
    let refused = stage.call("refresh", &[]).stdin(used).json(1);
    let error = &refused["error"];
    assert_eq!(code(&refused), "refused");
    assert_eq!((&error["error"], &error["status"]), (&json!("invalid_grant"), &json!(401)));
    assert_eq!(error["error_description"], "Refresh token is invalid.");
    assert_eq!((&error["request"], &error["next_step"]), (&json!("refresh"), &json!("introspect")));
    for name in ["message", "meaning", "who_must_act", "check"] {
        assert!(!text(error, name).is_empty());
    }
    // REFRESH-3: the new one is dead as well.
    let dead = stage.call("introspect", &[]).stdin(text(&new, "refresh_token")).json(0);
    assert_eq!(dead["active"], false);
    assert_eq!(stage.simulator.counters().token_sets_killed, 1);
}

#[test]
fn a_code_works_once() {
    let stage = Stage::new();
    let landing = stage.landing(Answer::Authorise);
    stage.exchange(&landing, &[]).json(0);
    let again = stage.exchange(&landing, &[]).json(1);
    assert_eq!((code(&again), &again["error"]["next_step"]), ("refused", &json!("restart_login")));
}

#[test]
fn a_denied_login_sends_nothing() {
    let stage = Stage::new();
    let landing = stage.landing(Answer::Deny);
    let denied = stage.exchange(&landing, &[]).json(1);
    assert_eq!(denied["error"]["error"], "access_denied");
    let forged = stage.exchange(&landing.replace("state=", "state=0"), &[]).json(1);
    assert_eq!(code(&forged), "state_mismatch");
    let late = stage.exchange(&landing, &["--now", "9999999999"]).json(4);
    assert_eq!(code(&late), "pending_expired");
    assert_eq!(stage.simulator.counters().requests(Endpoint::Token), 0);
}

#[test]
fn a_wrong_secret_is_for_the_operator() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    let token = text(&tokens, "refresh_token");
    let refused = stage.call("refresh", &[]).secret("wrong").stdin(token).json(1);
    // The program asks first; it is the operator's turn if that is refused as well.
    assert_eq!(
        (&refused["error"]["who_must_act"], &refused["error"]["afterwards"]),
        (&json!("program"), &json!("fix_configuration"))
    );
    // TOKEN-9: a new secret does not cost the stored tokens.
    assert!(stage.simulator.replace_secret(CLIENT, Secret::new("new-Secret")));
    std::fs::write(stage.dir.path().join("secret"), "new-Secret\r\n").expect("written");
    let old = stage.call("refresh", &[]).secret(SECRET).stdin(token).json(1);
    assert_eq!(old["error"]["error"], "invalid_client");
    stage.call("refresh", &["--client-secret-file", "secret"]).stdin(token).json(0);
}

#[test]
fn a_client_without_refresh_tokens_gets_none() {
    let stage = Stage::new();
    let native = "SmartSoftware_SmartPay";
    let uri = "http://127.0.0.1:49711/callback";
    let start = [
        "authorize-url",
        "--env",
        stage.origin(),
        "--client-id",
        native,
        "--redirect-uri",
        uri,
        "--pending",
        "login.txt",
        "--json",
    ];
    let started = gws(&start).dir(stage.dir.path()).json(0);
    let landing = stage.walk(text(&started, "url"), Answer::Authorise);
    let tokens = stage.exchange(&landing, &[]).secret("simulator-Native-Secret-1").json(0);
    assert!(tokens["refresh_token"].is_null() && tokens["access_token"].is_string());
}

#[test]
fn a_relay_sees_the_form_and_no_secret() {
    let (origin, requests) = canned(json_reply("200 OK", br#"{"active":false}"#));
    let arguments = [
        "introspect",
        "--env",
        "test",
        "--client-id",
        CLIENT,
        "--relay",
        &format!("{origin}/oauth"),
        "--json",
    ];
    assert_eq!(gws(&arguments).secret(SECRET).stdin("tok").json(0)["active"], false);
    let request = requests.recv().expect("a request");
    assert!(
        request.starts_with("POST /oauth/introspect HTTP/1.1\r\n") && request.ends_with("\r\n\r\ntoken=tok"),
        "{request}"
    );
    assert!(!request.to_lowercase().contains("authorization"), "{request}");
}

#[test]
fn the_request_is_sent_as_core_builds_it() {
    let (origin, requests) = canned(json_reply("200 OK", br#"{"active":false}"#));
    let arguments = ["introspect", "--env", &origin, "--client-id", "Test30206492", "--json"];
    gws(&arguments).secret("Oauth2IRSecret").stdin("a|b").json(0);
    let request = requests.recv().expect("a request");
    let head = request.to_lowercase();
    assert!(request.starts_with("POST /gateway3/oauth/introspect HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("Basic VGVzdDMwMjA2NDkyOk9hdXRoMklSU2VjcmV0\r\n"), "{request}");
    assert_eq!(head.matches("content-type: application/x-www-form-urlencoded;charset=utf-8\r\n").count(), 1);
    assert_eq!(head.matches("content-length: 11\r\n").count(), 1, "{request}");
    assert_eq!(head.matches("authorization:").count(), 1);
    assert!(!head.contains("transfer-encoding") && !head.contains("accept-encoding"), "{request}");
    assert!(request.ends_with("\r\n\r\ntoken=a%7Cb"));
}

#[test]
fn for_people_the_tokens_are_lines() {
    let stage = Stage::new();
    let landing = stage.landing(Answer::Authorise);
    let ran = gws(&["exchange", "--pending", "login.txt", "-"])
        .dir(stage.dir.path())
        .secret(SECRET)
        .stdin(format!("{landing}\n"))
        .run();
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.starts_with("access_token: eyJ") && ran.stdout.contains("\nrefresh_token: "),
        "{ran:?}"
    );
}
