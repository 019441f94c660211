//! `request`

use crate::support::{CLIENT, RETURN, code, gws, text};
use serde_json::json;
use tempfile::TempDir;

#[test]
fn the_exchange_is_printed_and_its_secrets_are_not() {
    let dir = TempDir::new().expect("a folder");
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let start = [
        "authorize-url",
        "--env",
        "production",
        "--client-id",
        "Test30206492",
        "--redirect-uri",
        RETURN,
        "--state",
        "s1",
        "--code-verifier",
        verifier,
        "--pending",
        "login.txt",
    ];
    assert_eq!(gws(&start).dir(dir.path()).run().status, 0);
    let request = |more: &[&str]| {
        let mut arguments =
            vec!["request", "code", "--pending", "login.txt", "code=a%2Bb==&state=s1", "--json"];
        arguments.extend(more);
        gws(&arguments).dir(dir.path())
    };
    let shown = request(&["--show-secrets"]).secret("Oauth2IRSecret").json(0);
    assert_eq!(
        shown,
        json!({
            "kind": "code",
            "method": "POST",
            "url": "https://services.ird.govt.nz/gateway3/oauth/token",
            "headers": {
                "Authorization": "Basic VGVzdDMwMjA2NDkyOk9hdXRoMklSU2VjcmV0",
                "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
                "Content-Length": "159",
            },
            "body": format!("grant_type=authorization_code&redirect_uri=https%3A%2F%2Fclient.example.com%2Freturn\
                             &code=a%2Bb%3D%3D&code_verifier={verifier}"),
            "transport": {"follow_redirects": false, "retry": false, "fresh_connection": true, "timeout": 30},
        })
    );
    assert_eq!(text(&shown, "body").len(), 159);
    let hidden = request(&[]).secret("Oauth2IRSecret").json(0);
    assert_eq!(hidden["headers"]["Authorization"], "[hidden]");
    assert_eq!(
        text(&hidden, "body"),
        "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fclient.example.com%2Freturn\
         &code=[hidden]&code_verifier=[hidden]"
    );

    let other = request(&["--client-id", "Other"]).secret("x").json(1);
    assert_eq!(code(&other), "pending_other_client");
    let other = request(&["--env", "test"]).secret("x").json(1);
    assert_eq!(code(&other), "pending_other_environment");
    request(&["--env", "production", "--client-id", "Test30206492"]).secret("x").json(0);
}

#[test]
fn the_other_three_read_the_token_from_standard_input() {
    for (command, body, endpoint) in [
        ("refresh", "grant_type=refresh_token&refresh_token=a%7Cb%3D", "token"),
        ("introspect", "token=a%7Cb%3D", "introspect"),
        ("revoke", "token=a%7Cb%3D", "revoke"),
    ] {
        let arguments =
            ["request", command, "--env", "mock", "--client-id", CLIENT, "--json", "--show-secrets"];
        for line_end in ["", "\n", "\r\n"] {
            let printed = gws(&arguments).secret("s").stdin(format!("a|b={line_end}")).json(0);
            assert_eq!(text(&printed, "body"), body);
            let url = format!("https://oauth.test.services.ird.govt.nz/gateway3/oauth/{endpoint}");
            assert_eq!(text(&printed, "url"), url);
        }
        // One line break and nothing else is taken off.
        for (token, expected) in [
            ("", "token_empty"),
            ("\n", "token_empty"),
            ("a\n\n", "token_character"),
            (" a", "token_character"),
            ("a\n\r\n", "token_character"),
            ("Bearer a", "token_character"),
        ] {
            assert_eq!(code(&gws(&arguments).secret("s").stdin(token).json(1)), expected);
        }
        assert_eq!(code(&gws(&arguments).secret("s").stdin([b'a', 0xFF]).json(1)), "token_character");
    }
}

#[test]
fn a_hint_is_sent() {
    let arguments = [
        "request",
        "introspect",
        "--env",
        "test",
        "--client-id",
        CLIENT,
        "--json",
        "--hint",
        "refresh_token",
    ];
    let printed = gws(&arguments).secret("s").stdin("t").json(0);
    assert_eq!(text(&printed, "body"), "token=[hidden]&token_type_hint=refresh_token");
}

#[test]
fn the_secret_comes_from_a_file_or_a_variable() {
    let dir = TempDir::new().expect("a folder");
    std::fs::write(dir.path().join("secret"), "Oauth2IRSecret\n").expect("written");
    let base =
        ["request", "refresh", "--env", "test", "--client-id", "Test30206492", "--json", "--show-secrets"];
    let basic = "Basic VGVzdDMwMjA2NDkyOk9hdXRoMklSU2VjcmV0";
    let file = [&base[..], &["--client-secret-file", "secret"]].concat();
    assert_eq!(
        gws(&file).dir(dir.path()).secret("not this").stdin("t").json(0)["headers"]["Authorization"],
        basic
    );
    assert_eq!(gws(&base).secret("Oauth2IRSecret").stdin("t").json(0)["headers"]["Authorization"], basic);
    assert_eq!(code(&gws(&base).stdin("t").json(2)), "client_secret_missing");
    assert_eq!(code(&gws(&base).secret("").stdin("t").json(1)), "client_secret_empty");
    assert_eq!(code(&gws(&base).secret("a\n").stdin("t").json(1)), "client_secret_character");
    let both = [&base[..], &["--client-secret-file", "-"]].concat();
    assert_eq!(code(&gws(&both).stdin("t").json(2)), "stdin_taken");
}

#[test]
fn a_relay_gets_the_form_without_a_secret() {
    let arguments = [
        "request",
        "revoke",
        "--env",
        "test",
        "--client-id",
        CLIENT,
        "--json",
        "--relay",
        "https://back.example.com/oauth/",
    ];
    let printed = gws(&arguments).stdin("t").json(0);
    assert_eq!(text(&printed, "url"), "https://back.example.com/oauth/revoke");
    assert!(printed["headers"].get("Authorization").is_none());
    let bad = [&arguments[..8], &["http://back.example.com/"]].concat();
    assert_eq!(code(&gws(&bad).stdin("t").json(1)), "relay_url_invalid");
}
