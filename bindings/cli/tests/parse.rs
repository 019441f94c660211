//! `parse`, `explain` and `inspect`

use crate::support::{Ran, code, gws, text};
use serde_json::{Value, json};

const GOOD: &str = r#"{"access_token":"eyJ.a|b","token_type":"bearer","expires_in":"28800","refresh_token":"r|1","scope":"MYIR.Services","x":[1]}"#;

fn parse(what: &[&str], status: &str, body: impl AsRef<[u8]>) -> Ran {
    let arguments = [&["parse"], what, &["--status", status, "--json"]].concat();
    gws(&arguments).stdin(body).run()
}

#[test]
fn a_token_reply() {
    let ran = parse(&["token"], "200", GOOD);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(
        ran.json(),
        json!({
            "access_token": "[hidden]", "authorization": "[hidden]", "refresh_token": "[hidden]",
            "expires_in": 28800, "scope": "MYIR.Services", "sent_at": null, "expires_at": null,
            "refresh_at": null, "warnings": [],
        })
    );
    let shown =
        parse(&["token", "--show-secrets", "--sent-at", "1790000000"], "200", GOOD.replace("r|1", "r\\/1"));
    let shown = shown.json();
    assert_eq!((text(&shown, "access_token"), text(&shown, "refresh_token")), ("eyJ.a|b", "r/1"));
    assert_eq!(text(&shown, "authorization"), "Bearer eyJ.a|b");
    assert_eq!((&shown["expires_at"], &shown["refresh_at"]), (&json!(1_790_028_800), &json!(1_790_027_900)));
    let without =
        parse(&["token"], "200", r#"{"access_token":"a","token_type":"Bearer","expires_in":28800}"#).json();
    assert!(without["refresh_token"].is_null());
    let milliseconds = parse(&["token", "--sent-at", "1790000000000"], "200", GOOD);
    assert_eq!((milliseconds.status, code(&milliseconds.json())), (1, "time_invalid"));
}

#[test]
fn a_pair_is_kept_whatever_its_side_members_are() {
    let with = |from: &str, to: &str| GOOD.replace(from, to).into_bytes();
    let mut bom = vec![0xEF, 0xBB, 0xBF];
    bom.extend(GOOD.bytes());
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (with("\"28800\"", "\"28800x\""), "expires_in_unusual"),
        (with("\"28800\"", "-1"), "expires_in_unusual"),
        (with("\"28800\"", "1e400"), "expires_in_unusual"),
        (with("\"expires_in\"", "\"other\""), "expires_in_missing"),
        (with("bearer", "mac"), "token_type_unusual"),
        (with("\"token_type\"", "\"other\""), "token_type_missing"),
        (with("\"MYIR.Services\"", "7"), "scope_unusual"),
        (with("\"x\":[1]", "\"error\":null"), "error_empty"),
        (bom, "byte_order_mark"),
    ];
    for (body, expected) in cases {
        let ran = parse(&["token", "--grant", "refresh", "--show-secrets"], "200", body);
        assert_eq!(ran.status, 0, "{ran:?}");
        let tokens = ran.json();
        assert_eq!((text(&tokens, "access_token"), text(&tokens, "refresh_token")), ("eyJ.a|b", "r|1"));
        assert_eq!(tokens["warnings"][0]["code"], expected, "{tokens}");
        let message = text(&tokens["warnings"][0], "message");
        assert_eq!(ran.stderr, format!("gws-auth: warning: {message} ({expected})\n"));
    }
}

#[test]
fn token_replies_that_are_not_right() {
    let with = |from: &str, to: &str| GOOD.replace(from, to).into_bytes();
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("200", with("eyJ.a|b", ""), "access_token_invalid"),
        ("200", with("eyJ.a|b", "a b"), "access_token_invalid"),
        ("200", with("eyJ.a|b", "a\\nb"), "access_token_invalid"),
        ("200", with("\"access_token\"", "\"other\""), "access_token_missing"),
        ("200", with("r|1", "a b"), "refresh_token_invalid"),
        ("200", with("\"x\"", "\"access\\u005ftoken\""), "json_duplicate"),
        ("200", with("[1]", "\"\\ud800\""), "json_surrogate"),
        ("200", with("[1]", "\"\\q\""), "json_escape"),
        ("200", with("[1]", "[1],"), "json_trailing_comma"),
        ("200", with("[1]}", "[1]} x"), "json_trailing"),
        ("200", GOOD.as_bytes()[..40].to_vec(), "json_cut"),
        ("200", utf16, "json_utf16"),
        ("200", with("[1]", &deep), "reply_too_large"),
        ("200", vec![b' '; 1 << 20], "reply_too_large"),
        ("200", b"<html>".to_vec(), "reply_html"),
        ("403", b"<html>".to_vec(), "reply_html"),
        ("502", b"\n<!DOCTYPE html>".to_vec(), "reply_html"),
        ("500", b"<?xml version=\"1.0\"?><a/>".to_vec(), "reply_xml"),
        ("200", vec![0x1f, 0x8b, 8, 0], "reply_compressed"),
        ("502", b"Bad Gateway".to_vec(), "reply_not_json"),
        ("200", Vec::new(), "reply_empty"),
        ("302", Vec::new(), "reply_status"),
        ("500", b"{}".to_vec(), "reply_without_error"),
    ];
    for (status, body, expected) in cases {
        let ran = parse(&["token"], status, body);
        let printed = ran.json();
        assert_eq!((ran.status, code(&printed)), (1, expected), "{ran:?}");
        assert_eq!(
            (&printed["outcome"], &printed["error"]["request"]),
            (&json!("unreadable"), &json!("code"))
        );
        assert_eq!(printed["error"]["next_step"], "restart_login");
        assert_eq!(
            (&printed["error"]["attempts"], &printed["error"]["afterwards"]),
            (&json!(1), &json!("fix_configuration"))
        );
    }
    let comma = GOOD.replace("[1]", "[1],");
    assert_eq!(parse(&["token", "--tolerate-trailing-comma"], "200", comma).status, 0);
}

#[test]
fn the_words_of_other_servers_are_shown() {
    for (status, body, words) in [
        ("502", "<html><title>502 Bad\n Gateway</title></html>", "502 Bad Gateway"),
        ("500", "<?xml version=\"1.0\"?><f><faultstring>No route</faultstring></f>", "No route"),
        ("401", r#"{"code":"EV1","message":"Not allowed"}"#, "EV1: Not allowed"),
        ("401", r#"{"title":"Forbidden\u001b[2J","status":401}"#, "Forbidden [2J"),
        ("503", "upstream connect error\r\nmore", "upstream connect error"),
    ] {
        let ran = parse(&["token", "--grant", "refresh"], status, body);
        let printed = ran.json();
        assert_eq!((ran.status, &printed["outcome"]), (1, &json!("unreadable")), "{ran:?}");
        assert_eq!(printed["error"]["words"], words, "{printed}");
        assert!(text(&printed["error"], "message").contains(words), "{printed}");
        assert_eq!(printed["error"]["next_step"], "wait_then_introspect");
        assert!(printed["error"]["wait_seconds"].as_u64().is_some_and(|seconds| seconds >= 60));
        let human = gws(&["parse", "token", "--grant", "refresh", "--status", status]).stdin(body).run();
        assert!(human.stderr.contains(words) && !human.stderr.contains('\u{1b}'), "{human:?}");
    }
}

#[test]
fn introspection_and_revocation_replies() {
    let body = r#"{"active":true,"client_id":"C","username":"u\u001b","scope":"MYIR.Services","sub":"x","exp":1790000000,"iat":"1"}"#;
    let ran = parse(&["introspection"], "200", body);
    assert_eq!(
        ran.json(),
        json!({"active": true, "client_id": "C", "username": "u\u{1b}", "scope": "MYIR.Services", "sub": "x",
               "exp": 1_790_000_000, "iat": 1, "warnings": []})
    );
    let human = gws(&["parse", "introspection", "--status", "200"]).stdin(body).run();
    assert!(human.stdout.contains("exp: 2026-09-21T14:13:20Z\n"), "{human:?}");
    let dead = parse(&["introspection"], "200", "{\"active\": false}");
    assert_eq!((dead.status, &dead.json()["active"]), (0, &json!(false)));
    let human = gws(&["parse", "introspection", "--status", "200"]).stdin("{\"active\": false}").run();
    assert_eq!(human.stdout, "active: false\n");
    assert_eq!(code(&parse(&["introspection"], "200", "{}").json()), "active_missing");
    let never = parse(&["introspection"], "200", r#"{"active":true,"exp":1790000000000}"#).json();
    assert_eq!((&never["exp"], &never["warnings"][0]["code"]), (&json!(null), &json!("times_unusual")));

    assert_eq!(parse(&["revocation"], "200", "").json(), json!({"warnings": [], "revoked": true}));
    // RFC 7009 2.2: the status counts.
    let page = parse(&["revocation"], "200", "<html>").json();
    assert_eq!((&page["revoked"], &page["warnings"][0]["code"]), (&json!(true), &json!("body_ignored")));
    assert_eq!(code(&parse(&["revocation"], "502", "<html>").json()), "reply_html");
}

#[test]
fn refusals_are_data() {
    let body = r#"{"error":"invalid_grant","error_description":"Refresh token is invalid. ","more":1}"#;
    let ran = parse(&["token", "--grant", "refresh"], "401", body);
    let refused = &ran.json()["error"];
    assert_eq!((ran.status, &ran.json()["outcome"]), (1, &json!("refused")));
    assert_eq!((&refused["code"], &refused["error"]), (&json!("refused"), &json!("invalid_grant")));
    assert_eq!(refused["error_description"], "Refresh token is invalid. ");
    // As scripts know them.
    assert_eq!(refused["oauth_error"], "invalid_grant");
    assert_eq!(refused["oauth_error_description"], "Refresh token is invalid. ");
    assert_eq!((&refused["attempts"], &refused["afterwards"]), (&json!(1), &json!("fix_configuration")));
    assert_eq!((&refused["wait_seconds"], &refused["warnings"]), (&json!(0), &json!([])));
    assert_eq!(refused["status"], 401);
    assert_eq!(refused["next_step"], "introspect");
    assert_eq!(parse(&["token"], "401", body).json()["error"]["next_step"], "restart_login");
    for what in ["introspection", "revocation"] {
        let ran = parse(&[what], "401", r#"{"error":"invalid_client"}"#);
        assert_eq!((ran.status, &ran.json()["error"]["next_step"]), (1, &json!("fix_configuration")));
    }
    let error = parse(&["refusal", "--request", "refresh"], "400", body);
    assert_eq!((error.status, &error.json()["error"]), (0, &json!("invalid_grant")));
}

fn explain(request: &str, status: &str, body: &str) -> Ran {
    gws(&["explain", "--request", request, "--status", status, "--json"]).stdin(body).run()
}

#[test]
fn explanations_name_meaning_and_who_must_act() {
    let body = r#"{"error":"invalid_request","error_description":"Invalid redirect_uri. Provided redirect_uri [https:\/\/x] is not configured for this client"}"#;
    let ran = explain("authorize", "400", body);
    let explained = ran.json();
    assert_eq!(ran.status, 0);
    for name in ["error", "error_description", "meaning", "who_must_act", "next_step"] {
        assert!(!text(&explained, name).is_empty());
    }
    assert_eq!(explained["documented"], true);
    assert_eq!(explained["who_must_act"], "developer");
    assert_eq!(explained["next_step"], "fix_configuration");

    // The step follows from request and status; the text may be anything.
    for (request, status, step) in [
        ("code", "400", "restart_login"),
        ("refresh", "400", "introspect"),
        ("refresh", "401", "introspect"),
        ("refresh", "503", "wait_then_introspect"),
        ("refresh", "429", "wait_then_introspect"),
        ("introspect", "401", "fix_configuration"),
        ("revoke", "500", "try_later"),
        ("authorize", "302", "restart_login"),
    ] {
        let unknown = explain(request, status, r#"{"error":"brand_new","error_description":"?"}"#).json();
        assert_eq!(unknown["next_step"], step, "{request} {status}");
        assert_eq!((&unknown["error"], &unknown["documented"]), (&json!("brand_new"), &json!(false)));
    }
}

#[test]
fn what_is_no_refusal_is_an_error_with_a_next_step() {
    for (body, expected) in [
        ("<html>sorry</html>", "reply_html"),
        ("", "reply_empty"),
        ("busy", "reply_not_json"),
        ("{\"error\":1}", "refusal_invalid"),
        ("{}", "reply_without_error"),
    ] {
        let ran = explain("refresh", "502", body);
        let error = &ran.json()["error"];
        assert_eq!((ran.status, &error["code"]), (1, &json!(expected)));
        assert_eq!((&error["next_step"], &error["status"]), (&json!("wait_then_introspect"), &json!(502)));
        assert!(!text(error, "message").is_empty());
    }
}

#[test]
fn control_characters_of_a_server_reach_no_terminal() {
    let body = r#"{"error":"e\u001b]0;x\u0007","error_description":"\u202egnp\u0085\u007f\u2066\r\n\\"}"#;
    let arguments = ["explain", "--request", "code", "--status", "400"];
    let human = gws(&arguments).stdin(body).run();
    let bad = |text: &str| {
        text.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2066}'))
    };
    assert!(human.stdout.contains("error: e\\u{1b}]0;x\\u{7}\n"), "{human:?}");
    assert!(human.stdout.contains("\\u{202e}gnp\\u{85}\\u{7f}\\u{2066}\\r\\n\\\\\n"), "{human:?}");
    assert!(!bad(&human.stdout) && !bad(&human.stderr));
    let machine = explain("code", "400", body);
    assert!(!bad(&machine.stdout), "{machine:?}");
    assert_eq!(machine.json()["error_description"], "\u{202e}gnp\u{85}\u{7f}\u{2066}\r\n\\");
}

#[test]
fn inspecting_says_that_nothing_is_verified() {
    // {"alg":"RS512","typ":"at-JWT"} . {"sub":"x","exp":1790000000}
    let token = "eyJhbGciOiJSUzUxMiIsInR5cCI6ImF0LUpXVCJ9.eyJzdWIiOiJ4IiwiZXhwIjoxNzkwMDAwMDAwfQ.c2ln";
    let looked = gws(&["inspect", "--json"]).stdin(format!("{token}\n")).json(0);
    assert_eq!(
        looked,
        json!({"verified": false, "header": {"alg": "RS512", "typ": "at-JWT"},
               "claims": {"sub": "x", "exp": 1_790_000_000}, "issued_at": null, "expires_at": 1_790_000_000})
    );
    let human = gws(&["inspect"]).stdin(token).run();
    assert!(human.stdout.starts_with("UNVERIFIED"), "{human:?}");
    let opaque = gws(&["inspect", "--json"]).stdin("a|b").json(1);
    assert_eq!(code(&opaque), "token_opaque");
    let broken: Value = gws(&["inspect", "--json"]).stdin("e30.e30x.x").json(1);
    assert!(broken["error"]["code"].is_string(), "{broken}");
}

#[test]
fn explanations_of_words_and_of_silence() {
    let denied = gws(&["explain", "--request", "authorize", "--error", "access_denied", "--json"]).json(0);
    assert_eq!((&denied["status"], &denied["next_step"]), (&json!(302), &json!("restart_login")));
    for (sent, step) in [("sent", "wait_then_introspect"), ("unsent", "try_later")] {
        let advice = gws(&["explain", "--request", "refresh", "--no-reply", sent, "--json"]).json(0);
        assert_eq!((&advice["request"], &advice["next_step"]), (&json!("refresh"), &json!(step)));
        assert!(advice["wait_seconds"].as_u64().is_some_and(|seconds| seconds > 0), "{advice}");
    }
    assert_eq!(code(&gws(&["explain", "--request", "refresh", "--json"]).json(2)), "usage");
}
