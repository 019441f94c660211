//! What networks, proxies and servers do: never a second request, nothing lost, exit status 3 for "later".

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{CLIENT, Gws, SECRET, Stage, canned, code, free_port, gws, json_reply, text};
use gws_auth_simulator::browser::Answer;
use gws_auth_simulator::{Endpoint, Fault, FaultBody, Side};
use serde_json::json;

fn status(code: u16, body: FaultBody) -> Fault {
    Fault::Status { side: Side::Before, code, body }
}

#[test]
fn a_lost_refresh_is_never_sent_again() {
    for (fault, consumed) in [(Fault::LostBefore, 0), (Fault::LostAfter, 1)] {
        let stage = Stage::new();
        let tokens = stage.tokens();
        let token = text(&tokens, "refresh_token");
        stage.simulator.faults().push(Endpoint::Refresh, fault);
        let lost = stage.call("refresh", &[]).stdin(token).json(3);
        assert_eq!(
            (code(&lost), &lost["error"]["next_step"]),
            ("transport_lost", &json!("wait_then_introspect"))
        );
        let message = text(&lost["error"], "message");
        assert!(message.contains("Do not send") && message.contains("introspect"), "{message}");
        let truth = stage.simulator.counters();
        assert_eq!((truth.requests(Endpoint::Refresh), truth.refresh_tokens_consumed), (1, consumed));
        let about = stage.call("introspect", &["--hint", "refresh_token"]).stdin(token).json(0);
        assert_eq!(about["active"], json!(consumed == 0));
    }
}

#[test]
fn other_lost_requests_have_other_next_steps() {
    let stage = Stage::new();
    let landing = stage.landing(Answer::Authorise);
    stage.simulator.faults().push(Endpoint::Token, Fault::LostAfter);
    let lost = stage.exchange(&landing, &[]).json(3);
    assert_eq!(lost["error"]["next_step"], "restart_login");
    for (command, endpoint) in [("introspect", Endpoint::Introspect), ("revoke", Endpoint::Revoke)] {
        stage.simulator.faults().push(endpoint, Fault::LostBefore);
        let lost = stage.call(command, &[]).stdin("tok").json(3);
        assert_eq!(lost["error"]["next_step"], "try_later");
        stage.call(command, &[]).stdin("tok").json(0);
    }
}

#[test]
fn a_server_in_trouble_means_later() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    let token = text(&tokens, "refresh_token");
    let json = r#"{"error":"server_error","error_description":"\u001b[2J"}"#;
    let cases = [
        (status(503, FaultBody::Json(json.into())), 3, "refused"),
        (status(429, FaultBody::Json(json.into())), 3, "refused"),
        (status(500, FaultBody::Empty), 3, "reply_empty"),
        (Fault::HtmlPage { side: Side::Before, status: 502 }, 3, "reply_html"),
        (Fault::HtmlPage { side: Side::Before, status: 403 }, 1, "reply_html"),
        (status(418, FaultBody::Json(json.into())), 1, "refused"),
    ];
    for (fault, expected, name) in cases {
        stage.simulator.faults().push(Endpoint::Refresh, fault);
        let failed = stage.call("refresh", &[]).stdin(token).json(expected);
        assert_eq!(code(&failed), name, "{failed}");
        // A token set is never given up on any of these (ERR-2).
        let step = text(&failed["error"], "next_step");
        assert!(
            step == if name == "refused" && expected == 1 { "introspect" } else { "wait_then_introspect" },
            "{failed}"
        );
    }
    stage.simulator.faults().push(Endpoint::Introspect, status(503, FaultBody::Json(json.into())));
    let human = gws(&["introspect", "--env", stage.origin(), "--client-id", CLIENT])
        .secret(SECRET)
        .stdin(token)
        .run();
    assert_eq!((human.status, human.stdout.as_str()), (3, ""));
    assert!(human.stderr.contains("\\u{1b}[2J") && !human.stderr.contains('\u{1b}'), "{human:?}");
    stage.call("refresh", &[]).stdin(token).json(0);
}

#[test]
fn a_cut_reply_is_surfaced_whole() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    let token = text(&tokens, "refresh_token");
    stage.simulator.faults().push(Endpoint::Refresh, Fault::CutBody);
    let cut = stage.call("refresh", &[]).stdin(token).json(3);
    assert_eq!((code(&cut), &cut["error"]["cut"]), ("json_cut", &json!(true)));
    assert_eq!(cut["error"]["next_step"], "wait_then_introspect");
    assert!(text(&cut["error"], "body").contains("\"access_token\":\"eyJ"), "{cut}");
    let truth = stage.simulator.counters();
    assert_eq!((truth.requests(Endpoint::Refresh), truth.refresh_tokens_consumed), (1, 1));
}

/// A reply that holds tokens and cannot be read (TOKEN-8).
const STRANGE: &[u8] = br#"{"access_token":"eyJ.only.copy","token_type":"Bearer","expires_in":28800,"refresh_token":"copy of 42"}"#;

fn refresh(origin: &str, more: &[&str]) -> Gws {
    let arguments = [&["refresh", "--env", origin, "--client-id", CLIENT], more].concat();
    gws(&arguments).secret(SECRET).stdin("tok")
}

#[test]
fn an_unreadable_reply_is_printed_or_saved() {
    let (origin, _requests) = canned(json_reply("200 OK", STRANGE));
    let printed = refresh(&origin, &["--json"]).json(1);
    assert_eq!((code(&printed), &printed["outcome"]), ("refresh_token_invalid", &json!("unreadable")));
    assert_eq!(text(&printed["error"], "body").as_bytes(), STRANGE);

    let human = refresh(&origin, &[]).run();
    assert_eq!((human.status, human.stdout.as_bytes()), (1, STRANGE));
    assert!(!human.stderr.contains("of 42") && !human.stderr.contains("eyJ"), "{human:?}");

    let dir = tempfile::TempDir::new().expect("a folder");
    let saved = refresh(&origin, &["--json", "--save-unreadable", "reply"]).dir(dir.path()).run();
    assert_eq!(saved.status, 1);
    assert_eq!(saved.json()["error"]["body_file"], "reply");
    assert!(!saved.stdout.contains("of 42"), "{saved:?}");
    assert_eq!(fs::read(dir.path().join("reply")).expect("saved"), STRANGE);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(dir.path().join("reply")).expect("there").permissions().mode() & 0o777,
            0o600
        );
    }
    // It is never overwritten, and nothing is sent if it cannot be written.
    let (other, requests) = canned(json_reply("200 OK", STRANGE));
    let refused = refresh(&other, &["--json", "--save-unreadable", "reply"]).dir(dir.path()).json(2);
    assert_eq!(code(&refused), "file_unwritable");
    assert!(requests.try_recv().is_err());
}

#[test]
fn an_unreadable_reply_of_any_bytes_is_kept() {
    let body = [b"{\"access_token\":\"", &[0xFF, 0xFE, b'"', b'}'][..]].concat();
    let (origin, _requests) = canned(json_reply("200 OK", &body));
    let printed = refresh(&origin, &["--json"]).json(1);
    assert_eq!(code(&printed), "json_not_utf8");
    assert_eq!(text(&printed["error"], "body_base64"), "eyJhY2Nlc3NfdG9rZW4iOiL//iJ9");
    let large = [&STRANGE[..1], &b" ".repeat(100_000), &STRANGE[1..]].concat();
    let (origin, _requests) = canned(json_reply("200 OK", &large));
    let printed = refresh(&origin, &["--json"]).json(1);
    assert_eq!(code(&printed), "reply_too_large");
    assert_eq!(text(&printed["error"], "body").len(), large.len());
}

#[test]
fn a_file_that_is_not_needed_goes_away() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    stage.call("refresh", &["--save-unreadable", "reply"]).stdin(text(&tokens, "refresh_token")).json(0);
    assert!(!stage.dir.path().join("reply").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn tokens_that_cannot_be_printed_are_saved() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let call = stage.call("refresh", &["--save-unreadable", "reply"]).stdin(text(&tokens, "refresh_token"));
    let ran = call.stdout(full.into()).run();
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("standard output") && ran.stderr.contains("reply"), "{ran:?}");
    let saved = fs::read_to_string(stage.dir.path().join("reply")).expect("saved");
    assert!(saved.contains("\"refresh_token\":\""), "{saved}");
}

#[test]
fn refusals_and_pages_are_not_mistaken_for_tokens() {
    let (origin, _requests) = canned(json_reply("502 Bad Gateway", b"<html>tok</html>"));
    let failed = refresh(&origin, &["--json"]).json(3);
    assert!(failed["error"].get("body").is_none(), "{failed}");
}

#[test]
fn a_redirect_is_not_followed() {
    let (elsewhere, stolen) = canned(json_reply("200 OK", STRANGE));
    for status in ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let reply = format!(
            "HTTP/1.1 {status}\r\nLocation: {elsewhere}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let (origin, requests) = canned(reply);
        let failed = refresh(&origin, &["--json"]).json(1);
        assert_eq!(code(&failed), "reply_status");
        assert!(requests.recv().is_ok() && requests.try_recv().is_err(), "one request");
        assert!(stolen.try_recv().is_err(), "{status} was followed");
    }
}

#[test]
fn one_request_even_if_the_connection_dies() {
    let (origin, requests) = canned(Vec::new());
    assert_eq!(code(&refresh(&origin, &["--json"]).json(3)), "transport_lost");
    let (garbage, _requests) = canned("SSH-2.0-OpenSSH\r\n\r\n");
    assert_eq!(code(&refresh(&garbage, &["--json"]).json(3)), "transport_lost");
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(requests.try_iter().count(), 1);
}

#[test]
fn nobody_there_and_nobody_answering() {
    let nobody = format!("http://127.0.0.1:{}", free_port());
    assert_eq!(code(&refresh(&nobody, &["--json"]).json(3)), "transport_connection");
    let unknown = refresh("https://gws-auth.invalid", &["--json"]).json(3);
    assert!(code(&unknown).starts_with("transport_"), "{unknown}");
    let (plain, _requests) = canned("HTTP/1.1 200 OK\r\n\r\n");
    let tls = refresh(&plain.replace("http:", "https:"), &["--json"]).json(3);
    assert!(code(&tls).starts_with("transport_"), "{tls}");

    let stage = Stage::new();
    stage.simulator.faults().push(Endpoint::Introspect, Fault::Delay { side: Side::Before, millis: 20_000 });
    let began = Instant::now();
    let late = stage.call("introspect", &["--timeout", "1"]).stdin("tok").json(3);
    assert_eq!(code(&late), "transport_timeout");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_proxy_sees_nothing_of_this_machine() {
    let (proxy, seen) = canned(json_reply("200 OK", br#"{"active":true}"#));
    let stage = Stage::new();
    let answer =
        stage.call("introspect", &[]).env("http_proxy", &proxy).env("ALL_PROXY", &proxy).stdin("tok").json(0);
    assert_eq!(answer["active"], false);
    assert!(seen.try_recv().is_err());
}
