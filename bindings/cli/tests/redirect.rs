//! `redirect`

use std::fs;

use crate::support::{CLIENT, Gws, RETURN, code, gws, text};
use tempfile::TempDir;

const STARTED: &str = "1790000000";
const STATE: &str = "a#b+c=d";

/// A folder with a login that was started at [`STARTED`] with [`STATE`].
fn folder() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let arguments = [
        "authorize-url",
        "--env",
        "test",
        "--client-id",
        CLIENT,
        "--redirect-uri",
        RETURN,
        "--state",
        STATE,
        "--pending",
        "login.txt",
        "--now",
        STARTED,
        "--json",
    ];
    gws(&arguments).dir(dir.path()).json(0);
    dir
}

fn land(dir: &TempDir, landing: &str, now: &str) -> Gws {
    gws(&["redirect", "--pending", "login.txt", landing, "--now", now, "--json"]).dir(dir.path())
}

#[test]
fn prints_the_code_as_it_came() {
    let dir = folder();
    let accepted = [
        ("https://client.example.com/return?code=ab.-_==&state=a%23b%2Bc%3Dd", "ab.-_=="),
        ("HTTPS://CLIENT.example.com:443/return?state=a%23b+c=d&code=a%2Bb+c#fragment", "a+b+c"),
        ("code=abc&state=a%23b%2Bc%3Dd&unknown=1", "abc"),
        ("?code=abc&state=a%23b%2Bc%3Dd", "abc"),
        ("/return?code=abc&state=a%23b%2Bc%3Dd", "abc"),
    ];
    for (landing, expected) in accepted {
        let landed = land(&dir, landing, STARTED).json(0);
        assert_eq!(text(&landed, "code"), expected);
        assert_eq!(landed.as_object().map(serde_json::Map::len), Some(1));
    }
    let from_stdin = land(&dir, "-", STARTED).stdin(format!("{}\r\n", accepted[0].0)).json(0);
    assert_eq!(text(&from_stdin, "code"), "ab.-_==");
    let human =
        gws(&["redirect", "--pending", "login.txt", accepted[0].0, "--now", STARTED]).dir(dir.path()).run();
    assert_eq!((human.status, human.stdout.as_str()), (0, "ab.-_==\n"));
}

#[test]
fn refuses_what_does_not_belong_and_spends_nothing() {
    let dir = folder();
    let good = "state=a%23b%2Bc%3Dd";
    let cases = [
        ("code=abc&state=other".to_owned(), "state_mismatch"),
        ("code=abc".to_owned(), "state_missing"),
        (format!("code=a&code=b&{good}"), "landing_repeated"),
        (format!("code=a&co%64e=b&{good}"), "landing_repeated"),
        (format!("{good}&code=a&{good}"), "landing_repeated"),
        (format!("code=a&error=access_denied&{good}"), "landing_both"),
        (good.to_owned(), "landing_neither"),
        (format!("code=a%2&{good}"), "landing_encoding"),
        (format!("https://evil.example.com/return?code=a&{good}"), "landing_elsewhere"),
        (format!("https://client.example.com:8443/return?code=a&{good}"), "landing_elsewhere"),
        (format!("http://client.example.com/return?code=a&{good}"), "landing_elsewhere"),
        (format!("code=a;{good}"), "landing_semicolon"),
        (format!("code=&{good}"), "code_invalid"),
        (format!("code=a%20b&{good}"), "code_invalid"),
    ];
    for (landing, expected) in &cases {
        assert_eq!(code(&land(&dir, landing, STARTED).json(1)), *expected, "{landing}");
    }
    assert_eq!(text(&land(&dir, &format!("code=abc&{good}"), STARTED).json(0), "code"), "abc");
}

#[test]
fn a_denial_is_explained() {
    let dir = folder();
    let denied = land(&dir, "error=access_denied&state=a%23b%2Bc%3Dd", STARTED).json(1);
    assert_eq!(code(&denied), "refused");
    assert_eq!(denied["error"]["error"], "access_denied");
    assert!(denied["error"]["error_description"].is_null());
    assert_eq!(denied["error"]["who_must_act"], "customer");
    assert_eq!(denied["error"]["next_step"], "restart_login");

    let scope = "error=invalid_scope&error_description=Invalid+scope%1B%5B31m+requested&state=a%23b%2Bc%3Dd";
    let refused = land(&dir, scope, STARTED).json(1);
    assert_eq!(refused["error"]["error_description"], "Invalid scope\u{1b}[31m requested");
    let human = gws(&["redirect", "--pending", "login.txt", scope, "--now", STARTED]).dir(dir.path()).run();
    assert_eq!((human.status, human.stdout.as_str()), (1, ""));
    assert!(human.stderr.contains("Invalid scope\\u{1b}[31m requested"), "{human:?}");
    assert!(!human.stderr.contains('\u{1b}'));
}

#[test]
fn a_pending_login_has_a_lifetime() {
    let dir = folder();
    let landing = "code=abc&state=a%23b%2Bc%3Dd";
    land(&dir, landing, "1790001800").json(0);
    assert_eq!(code(&land(&dir, landing, "1790001801").json(4)), "pending_expired");
    land(&dir, landing, "1789999940").json(0);
    assert_eq!(code(&land(&dir, landing, "1789999939").json(1)), "clock_behind");
}

#[test]
fn a_pending_file_may_be_moved_but_not_changed() {
    let dir = folder();
    let landing = "code=abc&state=a%23b%2Bc%3Dd";
    let text_of = fs::read_to_string(dir.path().join("login.txt")).expect("there");
    let elsewhere = TempDir::new().expect("a folder");
    let put = |content: &str| fs::write(elsewhere.path().join("login.txt"), content).expect("written");
    put(&text_of);
    land(&elsewhere, landing, STARTED).json(0);
    put(text_of.trim_end());
    land(&elsewhere, landing, STARTED).json(0);
    put(&text_of.replace(STARTED, "1790000001"));
    assert_eq!(code(&land(&elsewhere, landing, STARTED).json(1)), "pending_altered");
    put(&text_of[..60]);
    let cut = land(&elsewhere, landing, STARTED).json(1);
    assert!(code(&cut).starts_with("pending_"), "{cut}");
    put(&text_of.replace("gws-pending-2", "gws-pending-9"));
    assert_eq!(code(&land(&elsewhere, landing, STARTED).json(1)), "pending_version");
    fs::write(elsewhere.path().join("login.txt"), [0xFF, 0xFE]).expect("written");
    assert_eq!(code(&land(&elsewhere, landing, STARTED).json(1)), "pending_malformed");
    fs::remove_file(elsewhere.path().join("login.txt")).expect("removed");
    assert_eq!(code(&land(&elsewhere, landing, STARTED).json(2)), "file_unreadable");
}
