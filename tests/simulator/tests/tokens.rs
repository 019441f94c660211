//! Codes for tokens, rotation, the death of a set, introspection and revocation.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gws_auth_simulator::{Client, Config, Endpoint, ExpiresIn, Secret, User, Variants};
use serde_json::Value;

use crate::client::{
    REDIRECT_URI, account, active, basic, code, exchange, exchange_fields, log_in, log_in_as, payroll, post,
    raw, refresh, smart_pay, start, start_with, tokens,
};

#[test]
fn the_reply_has_irs_members() {
    let simulator = start();
    let reply = tokens(&simulator);
    assert!(reply.header("cache-control").contains("no-store"));
    assert_eq!(reply.text("token_type"), "Bearer");
    assert_eq!(reply.text("scope"), "MYIR.Services");
    assert_eq!(reply.json()["expires_in"], "28800", "a string first");
    let refresh_token = reply.text("refresh_token");
    assert!((45..=55).contains(&refresh_token.len()));
    assert!(refresh_token.contains('|'));
    assert_eq!(tokens(&simulator).json()["expires_in"], 28_800, "then a number");
}

#[test]
fn expires_in_can_be_fixed() {
    for (expires_in, expected) in
        [(ExpiresIn::Text, Value::from("28800")), (ExpiresIn::Number, Value::from(28_800))]
    {
        let variants = Variants { expires_in, ..Variants::default() };
        let simulator = start_with(Config::default().variants(variants));
        for _ in 0..2 {
            assert_eq!(tokens(&simulator).json()["expires_in"], expected);
        }
    }
}

#[test]
fn the_access_token_looks_like_irs() {
    let simulator = start();
    let token = tokens(&simulator).text("access_token");
    assert!((700..1_200).contains(&token.len()), "about 1 KB, is {}", token.len());
    let parts: Vec<_> = token.split('.').collect();
    let json = |part: &str| -> Value {
        let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64url");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let (header, claims) = (json(parts[0]), json(parts[1]));
    assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("RS512"), Some("at-JWT")));
    let mut names: Vec<_> = claims.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    let expected =
        ["aud", "clientid", "exp", "grant", "iat", "iss", "jti", "nbf", "scope", "startLogon", "sub"];
    assert_eq!(names, expected);
    assert_eq!(claims["startLogon"], "jsmith");
    assert_eq!(claims["exp"].as_i64(), claims["iat"].as_i64().map(|iat| iat + 28_800));
    assert_eq!(URL_SAFE_NO_PAD.decode(parts[2]).expect("base64url").len(), 256);
}

#[test]
fn a_code_works_once() {
    let simulator = start();
    let code = code(&log_in(&simulator));
    let first = exchange(&simulator, &code);
    assert_eq!(first.status, 200);
    let second = exchange(&simulator, &code);
    assert_eq!(
        (second.status, second.text("error_description")),
        (401, "Invalid authorization code.".into())
    );
    let counters = simulator.counters();
    assert_eq!((counters.codes_consumed, counters.codes_reused, counters.token_sets_started), (1, 1, 1));
    assert!(active(&simulator, &first.text("access_token")), "the first use's tokens live on");
}

#[test]
fn a_code_lives_ten_minutes() {
    let simulator = start();
    let first = code(&log_in(&simulator));
    simulator.clock().advance(590);
    assert_eq!(exchange(&simulator, &first).status, 200);
    let second = code(&log_in(&simulator));
    simulator.clock().advance(600);
    assert_eq!(
        exchange(&simulator, &second).text("error_description"),
        "The authorization code has expired."
    );
}

#[test]
fn a_wrong_missing_or_unasked_verifier_fails_and_spends_the_code() {
    let simulator = start();
    let url = simulator.url(Endpoint::Token);
    let wrong = "x".repeat(43);
    for verifier in [Some(wrong.as_str()), None] {
        let code = code(&log_in(&simulator));
        let mut fields = exchange_fields(&code)[..3].to_vec();
        fields.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let reply = post(&url, Some(&payroll()), &fields);
        assert_eq!((reply.status, reply.text("error")), (401, "invalid_grant".into()));
        assert_eq!(exchange(&simulator, &code).status, 401, "spent");
    }
    let none = [("code_challenge", ""), ("code_challenge_method", "")];
    assert_eq!(exchange(&simulator, &code(&log_in_as(&simulator, &User::plain(), &none))).status, 401);
    let code = code(&log_in_as(&simulator, &User::plain(), &none));
    assert_eq!(post(&url, Some(&payroll()), &exchange_fields(&code)[..3]).status, 200, "without PKCE");
}

#[test]
fn another_client_cannot_use_a_code_or_a_refresh_token_or_see_a_token() {
    let simulator = start();
    let code = code(&log_in(&simulator));
    let url = simulator.url(Endpoint::Token);
    assert_eq!(post(&url, Some(&smart_pay()), &exchange_fields(&code)).status, 401);
    let reply = exchange(&simulator, &code);
    assert_eq!(reply.status, 200, "the owner still can");
    let access_token = reply.text("access_token");
    let other = post(&simulator.url(Endpoint::Introspect), Some(&smart_pay()), &[("token", &access_token)]);
    assert_eq!(other.body, "{\"active\":false}");
    let other = post(&simulator.url(Endpoint::Revoke), Some(&smart_pay()), &[("token", &access_token)]);
    assert_eq!(other.status, 200);
    assert!(active(&simulator, &access_token), "and it did not revoke it");
}

#[test]
fn each_refresh_brings_a_new_pair_and_kills_the_used_token() {
    let simulator = start();
    let first = tokens(&simulator);
    let second = refresh(&simulator, &first.text("refresh_token"));
    assert_eq!(second.status, 200);
    assert_ne!(first.text("refresh_token"), second.text("refresh_token"));
    assert_ne!(first.text("access_token"), second.text("access_token"));
    assert!(!active(&simulator, &first.text("refresh_token")));
    assert!(active(&simulator, &first.text("access_token")), "an old access token lives its time");
    assert_eq!(refresh(&simulator, &second.text("refresh_token")).status, 200, "introspection was no re-use");
    assert_eq!(simulator.counters().refresh_tokens_consumed, 2);
    assert_eq!(simulator.counters().token_sets_killed, 0);
}

#[test]
fn a_used_refresh_token_kills_its_set_and_no_other() {
    let simulator = start();
    let other = tokens(&simulator);
    let first = tokens(&simulator);
    let second = refresh(&simulator, &first.text("refresh_token"));
    for _ in 0..2 {
        let reused = refresh(&simulator, &first.text("refresh_token"));
        assert_eq!(
            (reused.status, reused.text("error_description")),
            (401, "Refresh token is invalid.".into())
        );
    }
    assert_eq!(refresh(&simulator, &second.text("refresh_token")).status, 401, "the newest one is dead too");
    for reply in [&first, &second] {
        assert_eq!(account(&simulator, &reply.text("access_token")).status, 401);
    }
    assert_eq!(refresh(&simulator, &other.text("refresh_token")).status, 200, "another logon's set");
    let counters = simulator.counters();
    assert_eq!((counters.refresh_tokens_reused, counters.token_sets_killed), (2, 1));
    assert_eq!((counters.refresh_tokens_consumed, counters.token_sets_started), (2, 2));
}

#[test]
fn tokens_expire_by_the_clock() {
    let simulator = start();
    let reply = tokens(&simulator);
    simulator.clock().advance(28_800 - 60);
    assert_eq!(account(&simulator, &reply.text("access_token")).status, 200);
    simulator.clock().advance(60);
    assert_eq!(account(&simulator, &reply.text("access_token")).status, 401);
    assert!(!active(&simulator, &reply.text("access_token")));
    simulator.clock().advance(31_536_000 - 28_800 - 60);
    let second = refresh(&simulator, &reply.text("refresh_token"));
    assert_eq!(second.status, 200, "within the year");
    simulator.clock().advance(31_536_000);
    assert_eq!(refresh(&simulator, &second.text("refresh_token")).status, 401, "a year on");
    assert_eq!(simulator.counters().refresh_tokens_consumed, 1);
    assert_eq!(simulator.counters().refresh_tokens_reused, 0);
}

#[test]
fn a_refresh_works_only_while_consent_is_valid() {
    let simulator = start();
    let before = tokens(&simulator);
    simulator.revoke_consent("jsmith", "SmartCloud_Payroll");
    assert_eq!(refresh(&simulator, &before.text("refresh_token")).status, 401);
    let after = tokens(&simulator);
    assert_eq!(
        refresh(&simulator, &before.text("refresh_token")).status,
        401,
        "new consent wakes no old set"
    );
    assert_eq!(refresh(&simulator, &after.text("refresh_token")).status, 200);
    assert_eq!(simulator.counters().refresh_tokens_consumed, 1);

    let waiting = code(&log_in(&simulator));
    simulator.revoke_consent("jsmith", "SmartCloud_Payroll");
    assert_eq!(exchange(&simulator, &waiting).status, 401, "a code under way dies as well");
}

#[test]
fn consent_runs_out_after_five_years_of_refreshing() {
    let simulator = start();
    let mut token = tokens(&simulator).text("refresh_token");
    for _ in 0..9 {
        simulator.clock().advance(157_680_000 / 10);
        token = refresh(&simulator, &token).text("refresh_token");
    }
    simulator.clock().advance(157_680_000 / 10);
    assert_eq!(refresh(&simulator, &token).status, 401);
}

#[test]
fn native_clients_get_no_refresh_token() {
    let simulator = start();
    let changes =
        [("client_id", "SmartSoftware_SmartPay"), ("redirect_uri", "http://127.0.0.1:49711/callback")];
    let code = code(&log_in_as(&simulator, &User::plain(), &changes));
    let mut fields = exchange_fields(&code);
    fields[1].1 = "http://127.0.0.1:49711/callback";
    let reply = post(&simulator.url(Endpoint::Token), Some(&smart_pay()), &fields);
    assert_eq!(reply.status, 200);
    assert!(reply.json().get("refresh_token").is_none());
    assert_eq!(simulator.counters().refresh_tokens_issued, 0);
    let fields = [("grant_type", "refresh_token"), ("refresh_token", "x")];
    let reply = post(&simulator.url(Endpoint::Refresh), Some(&smart_pay()), &fields);
    assert_eq!((reply.status, reply.text("error")), (400, "unauthorized_client".into()));
}

#[test]
fn another_clients_refresh_neither_consumes_nor_kills() {
    let other = Client::cloud("Other_Cloud", "other");
    let simulator = start_with(Config::default().client(other));
    let first = tokens(&simulator);
    let steal = |token: &str| {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
        post(&simulator.url(Endpoint::Refresh), Some(&basic("Other_Cloud", "other")), &fields).status
    };
    assert_eq!(steal(&first.text("refresh_token")), 401, "a live one");
    let second = refresh(&simulator, &first.text("refresh_token"));
    assert_eq!(second.status, 200);
    assert_eq!(steal(&first.text("refresh_token")), 401, "a used one");
    assert_eq!(refresh(&simulator, &second.text("refresh_token")).status, 200);
    assert_eq!(simulator.counters().refresh_tokens_reused, 0);
}

#[test]
fn introspection_tells_irs_members() {
    let simulator = start();
    let token = tokens(&simulator).text("access_token");
    let fields = [("token", token.as_str()), ("token_type_hint", "access_token")];
    let reply = post(&simulator.url(Endpoint::Introspect), Some(&payroll()), &fields);
    let json = reply.json();
    assert_eq!(
        (json["active"].as_bool(), json["client_id"].as_str()),
        (Some(true), Some("SmartCloud_Payroll"))
    );
    assert_eq!((json["username"].as_str(), json["scope"].as_str()), (Some("jsmith"), Some("MYIR.Services")));
    assert_eq!(json["sub"].as_str().map(str::len), Some(36));
    assert_eq!(json["exp"].as_i64(), json["iat"].as_i64().map(|iat| iat + 28_800));
    assert!(!active(&simulator, "unknown"));
    assert_eq!(simulator.counters().introspections, 2);
}

#[test]
fn revocation_of_an_access_token_is_alone_and_of_a_refresh_token_takes_the_set() {
    let simulator = start();
    let reply = tokens(&simulator);
    let next = refresh(&simulator, &reply.text("refresh_token"));
    let revoke = |token: &str| {
        let reply = post(&simulator.url(Endpoint::Revoke), Some(&payroll()), &[("token", token)]);
        assert_eq!((reply.status, reply.body.as_str()), (200, ""));
    };
    revoke(&reply.text("access_token"));
    assert!(!active(&simulator, &reply.text("access_token")));
    assert!(active(&simulator, &next.text("access_token")));
    assert!(active(&simulator, &next.text("refresh_token")));
    revoke(&next.text("refresh_token"));
    assert!(!active(&simulator, &next.text("access_token")));
    assert_eq!(refresh(&simulator, &next.text("refresh_token")).status, 401);
    revoke("unknown");
    assert_eq!(simulator.counters().revocations, 3);
    assert_eq!(simulator.counters().refresh_tokens_reused, 0, "revoked is not used");
}

#[test]
fn parameters_in_the_url_and_bodies_of_other_types_count_as_missing() {
    let simulator = start();
    let code = code(&log_in(&simulator));
    let query = crate::client::query(&exchange_fields(&code));
    let reply = post(&format!("{}?{query}", simulator.url(Endpoint::Token)), Some(&payroll()), &[]);
    assert_eq!(reply.text("error_description"), "Invalid request format. Missing parameter: grant_type");
    let json = crate::client::post_json(&simulator.url(Endpoint::Revoke), "token=x");
    assert_eq!(json.status, 401);
    assert_eq!(exchange(&simulator, &code).status, 200, "the code was not touched");
}

#[test]
fn a_post_needs_a_content_length() {
    let simulator = start();
    for path in ["token", "introspect", "revoke"] {
        let authorization = payroll();
        let request = format!(
            "POST /gateway3/oauth/{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {authorization}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n7\r\ntoken=x\r\n0\r\n\r\n"
        );
        let reply = raw(&simulator, &request);
        assert!(reply.starts_with("HTTP/1.1 411 "), "{path}: {reply}");
    }
    let request = "POST /gateway3/oauth/revoke HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert!(raw(&simulator, request).starts_with("HTTP/1.1 411 "), "no body at all");
}

#[test]
fn repeated_parameters_are_refused() {
    let simulator = start();
    let code = code(&log_in(&simulator));
    let mut fields = exchange_fields(&code).to_vec();
    fields.push(("redirect_uri", REDIRECT_URI));
    assert_eq!(post(&simulator.url(Endpoint::Token), Some(&payroll()), &fields).status, 400);
    assert_eq!(exchange(&simulator, &code).status, 200, "and nothing was consumed");
}

#[test]
fn a_new_secret_keeps_the_token_sets() {
    let simulator = start();
    let reply = tokens(&simulator);
    assert!(simulator.replace_secret("SmartCloud_Payroll", Secret::new("new")));
    let token = reply.text("refresh_token");
    assert_eq!(refresh(&simulator, &token).text("error"), "invalid_client", "the old secret is dead");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
    let url = simulator.url(Endpoint::Refresh);
    assert_eq!(post(&url, Some(&basic("SmartCloud_Payroll", "new")), &fields).status, 200);
}
