//! `login --session`, `token`, `sessions`, `logout`: one token set for any number of processes.

use std::fs;

use crate::login::paste;
use crate::support::{CLIENT, Gws, Ran, SECRET, Stage, code, finish, gws, text};
use gws_auth_simulator::Endpoint;
use gws_auth_simulator::browser::Answer;
use serde_json::{Value, json};

/// The life of an access token.
pub(crate) const LIFE: i64 = 28_800;

/// A session `weka` in the stage's folder, begun at the simulator's time.
pub(crate) fn begin(stage: &Stage) -> Ran {
    let now = stage.simulator.clock().now().to_string();
    let ran = paste(stage, &["--session", "weka", "--sessions", "kept", "--now", &now], |url| {
        format!("{}\n", stage.walk(url, Answer::Authorise))
    });
    assert_eq!(ran.status, 0, "{ran:?}");
    ran
}

/// `token` at the simulator's time.
pub(crate) fn token(stage: &Stage, more: &[&str]) -> Gws {
    let now = stage.simulator.clock().now().to_string();
    let arguments = ["token", "--env", stage.origin(), "--client-id", CLIENT, "--session", "weka"];
    let place = ["--sessions", "kept", "--now", &now];
    gws(&[&arguments[..], &place, more].concat()).dir(stage.dir.path()).secret(SECRET)
}

/// The access token that it prints, and nothing else.
#[track_caller]
pub(crate) fn printed(ran: &Ran) -> &str {
    assert_eq!(ran.status, 0, "{ran:?}");
    let token = ran.stdout.strip_suffix('\n').expect("a line");
    assert!(token.starts_with("eyJ") && !token.contains(char::is_whitespace), "{ran:?}");
    token
}

fn record(stage: &Stage) -> String {
    fs::read_to_string(stage.dir.path().join("kept/weka.session")).expect("a record")
}

fn sessions(stage: &Stage) -> Value {
    gws(&["sessions", "--sessions", "kept", "--json"]).dir(stage.dir.path()).json(0)
}

/// A typing mistake in the folder must not look like a machine without sessions.
#[test]
fn sessions_of_a_folder_that_is_not_there() {
    let empty = tempfile::tempdir().expect("a folder");
    let missing = gws(&["sessions", "--sessions", "kpet", "--json"]).dir(empty.path()).json(2);
    assert_eq!(code(&missing), "session_folder");
    assert!(text(&missing["error"], "message").contains("kpet") && !empty.path().join("kpet").exists());
    let there = empty.path().to_str().expect("UTF-8");
    assert_eq!(gws(&["sessions", "--sessions", there, "--json"]).json(0), json!({"sessions": []}));
}

#[test]
fn a_session_is_begun_used_and_ended() {
    let stage = Stage::new();
    let begun = begin(&stage);
    let facts = begun.json();
    assert_eq!(
        (&facts["session"], &facts["phase"], &facts["epoch"]),
        (&json!("weka"), &json!("idle"), &json!(1))
    );
    assert!(!begun.stdout.contains("eyJ") && !begun.stderr.contains("eyJ"), "{begun:?}");

    let first = token(&stage, &[]).run();
    assert_eq!(first.stderr, "");
    let active = stage.call("introspect", &[]).stdin(printed(&first)).json(0);
    assert_eq!(active["active"], true);
    let told = token(&stage, &["--json"]).json(0);
    assert_eq!((text(&told, "access_token"), &told["generation"]), (printed(&first), &json!(0)));
    assert_eq!(stage.simulator.counters().requests(Endpoint::Refresh), 0);

    let listed = gws(&["sessions", "--sessions", "kept"]).dir(stage.dir.path()).run();
    assert!(listed.stdout.starts_with("weka  idle, access token until 20"), "{listed:?}");
    let in_json = sessions(&stage);
    assert_eq!(in_json["sessions"][0]["client_id"], CLIENT);
    for output in [listed.stdout, in_json.to_string()] {
        assert!(!output.contains("eyJ") && output.matches("weka").count() == 1, "{output}");
    }

    let out = ["logout", "--env", stage.origin(), "--client-id", CLIENT, "--session", "weka", "--json"];
    let out = || gws(&[&out[..], &["--sessions", "kept"]].concat()).dir(stage.dir.path()).secret(SECRET);
    let ended = out().json(0);
    assert_eq!((&ended["ended"], &ended["revoked"]), (&json!(true), &json!(true)));
    assert_eq!(stage.simulator.counters().revocations, 1);
    assert!(record(&stage).contains(" ended ") && !record(&stage).contains("eyJ"));
    let over = token(&stage, &["--json"]).json(4);
    assert_eq!((code(&over), &over["error"]["reason"]), ("login_required", &json!("ended")));
    assert_eq!(code(&out().json(1)), "session_ended");

    // A tombstone is no hindrance to the next login.
    assert_eq!(begin(&stage).json()["epoch"], 2);
    printed(&token(&stage, &[]).run());
}

#[test]
fn the_token_is_renewed_when_it_is_needed() {
    let stage = Stage::new();
    begin(&stage);
    let old = token(&stage, &[]).run();
    stage.simulator.clock().advance(LIFE - 1_200);
    assert_eq!(printed(&token(&stage, &[]).run()), printed(&old));
    // Ahead of its end.
    stage.simulator.clock().advance(400);
    let new = token(&stage, &[]).run();
    assert_ne!(printed(&new), printed(&old));
    assert_eq!(printed(&token(&stage, &[]).run()), printed(&new));
    // A service's 401: renewed once, and then it is about permissions.
    let third = token(&stage, &["--rejected", "1"]).run();
    assert_ne!(printed(&third), printed(&new));
    assert_eq!(printed(&token(&stage, &["--rejected", "1"]).run()), printed(&third));
    assert_eq!(printed(&token(&stage, &["--rejected", "2"]).run()), printed(&third));
    let truth = stage.simulator.counters();
    assert_eq!((truth.refresh_tokens_consumed, truth.refresh_tokens_reused), (2, 0));
}

#[test]
fn any_number_of_processes_at_once_are_one_fleet() {
    const PROCESSES: usize = 8;
    const ROUNDS: u64 = 4;
    let stage = Stage::new();
    begin(&stage);
    for _ in 0..ROUNDS {
        stage.simulator.clock().advance(LIFE + 1);
        let fleet: Vec<_> = (0..PROCESSES).map(|_| token(&stage, &[]).spawn()).collect();
        let ran: Vec<Ran> = fleet.into_iter().map(finish).collect();
        let tokens: Vec<&str> = ran.iter().map(printed).collect();
        assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
    }
    let truth = stage.simulator.counters();
    assert_eq!((truth.requests(Endpoint::Refresh), truth.refresh_tokens_consumed), (ROUNDS, ROUNDS));
    assert_eq!((truth.refresh_tokens_reused, truth.token_sets_killed), (0, 0));
}

#[test]
fn what_is_wrong_is_said_and_costs_nothing() {
    let stage = Stage::new();
    assert_eq!(token(&stage, &["--json"]).json(4)["error"]["reason"], "no_session");
    begin(&stage);
    let before = record(&stage);
    // Another client's, and before a customer logs in.
    let other =
        ["--env", stage.origin(), "--client-id", "SmartSoftware_SmartPay", "--session", "weka", "--json"];
    let other = [&other[..], &["--sessions", "kept"]].concat();
    let wrong = |command: &[&str]| gws(&[command, &other].concat()).dir(stage.dir.path()).secret("x").json(1);
    assert_eq!(code(&wrong(&["token"])), "session_other_client");
    assert_eq!(code(&wrong(&["logout"])), "session_other_client");
    assert_eq!(
        code(&wrong(&["login", "--redirect-uri", "http://127.0.0.1:49711/callback"])),
        "session_other_client"
    );
    // A clock that stands before the record.
    let early = (stage.simulator.clock().now() - 1_000).to_string();
    let place = ["--session", "weka", "--sessions", "kept", "--now", &early];
    assert_eq!(code(&stage.call("token", &place).json(1)), "clock_behind");
    for name in ["", "../weka", ".weka", "we/ka"] {
        let place = ["--session", name, "--sessions", "kept"];
        assert_eq!(code(&stage.call("token", &place).json(2)), "session_store", "{name}");
    }
    assert_eq!(record(&stage), before);

    // Damaged: an error that says so, and the file stays as it is.
    let path = stage.dir.path().join("kept/weka.session");
    for (damaged, expected) in [
        (before.replace(" idle ", " lost "), "session_altered"),
        (before[..before.len() / 2].to_owned(), "session_malformed"),
        (before.replacen("gws-session-2", "gws-session-9", 1), "session_version"),
    ] {
        fs::write(&path, &damaged).expect("written");
        assert_eq!(code(&token(&stage, &["--json"]).json(1)), expected);
        assert_eq!(sessions(&stage)["sessions"][0]["error"]["code"], expected);
        assert_eq!(fs::read_to_string(&path).expect("there"), damaged);
    }
    assert_eq!(stage.simulator.counters().requests(Endpoint::Refresh), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn the_folder_is_named_or_the_platforms() {
    use std::os::unix::fs::PermissionsExt as _;
    let stage = Stage::new();
    begin(&stage);
    let named = stage.dir.path().join("kept").display().to_string();
    let none = stage.dir.path().join("data").display().to_string();
    let call = || stage.call("token", &["--session", "weka"]).env("XDG_DATA_HOME", &none);
    assert!(call().env("GWS_SESSIONS", &named).json(0)["access_token"].is_string());
    assert_eq!(call().json(4)["error"]["reason"], "no_session");
    let mode = |path: String| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(format!("{none}/gws-auth/sessions")), 0o700);
    assert_eq!(mode(format!("{named}/weka.session")), 0o600);
}

#[test]
fn records_are_encrypted_with_a_key_and_the_key_can_change() {
    let stage = Stage::new();
    begin(&stage);
    let (old, new) = (format!("old {}\n", "0f".repeat(32)), format!("new {}\n", "2E".repeat(32)));
    let file = |name: &str, text: &str| fs::write(stage.dir.path().join(name), text).expect("written");
    file("old", &old);
    file("both", &format!("{new}{old}"));
    file("wrong", &new.replace("new", "old"));
    file("none", "old 0f");

    // What was kept without a key can still be read, and its next change is encrypted.
    let rejected = ["--rejected", "0"];
    let first = token(&stage, &[&["--session-key", "old"], &rejected[..]].concat()).run();
    printed(&first);
    let kept = record(&stage);
    assert!(kept.starts_with("gws-encrypted-1 old ") && !kept.contains("eyJ"), "{kept}");

    // Without the key nothing is lost and nothing is asked.
    let truth = stage.simulator.counters();
    for (more, expected) in [
        (&["--json"][..], "record_key_missing"),
        (&["--json", "--session-key", "wrong"], "record_key_wrong"),
        (&["--json", "--session-key", "none"], "record_keys_malformed"),
    ] {
        assert_eq!(code(&token(&stage, more).json(2)), expected);
    }
    assert_eq!(sessions(&stage)["sessions"][0]["error"]["code"], "record_key_missing");
    assert_eq!(record(&stage), kept);
    assert_eq!(stage.simulator.counters().requests(Endpoint::Refresh), truth.requests(Endpoint::Refresh));

    // The new key writes, both read; then the old one is gone.
    assert_eq!(printed(&token(&stage, &["--session-key", "both"]).run()), printed(&first));
    stage.simulator.clock().advance(LIFE);
    let second = token(&stage, &["--session-key", "both"]).run();
    assert_ne!(printed(&second), printed(&first));
    assert!(record(&stage).starts_with("gws-encrypted-1 new "));
    let environment = token(&stage, &[]).env("GWS_SESSION_KEY", &new).run();
    assert_eq!(printed(&environment), printed(&second));
    assert_eq!(code(&token(&stage, &["--json", "--session-key", "old"]).json(2)), "record_key_unknown");
}
