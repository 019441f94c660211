//! The outcomes of a request over the network: each is said by its name, and what came is never thrown away in silence.

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::thread;

use crate::support::{CLIENT, Gws, SECRET, canned, code, free_port, gws, json_reply, text};
use serde_json::{Value, json};
use tempfile::TempDir;

fn call(command: &str, origin: &str, more: &[&str]) -> Gws {
    let arguments = [&[command, "--env", origin, "--client-id", CLIENT], more].concat();
    gws(&arguments).secret(SECRET).stdin("tok")
}

fn reply(status: &str, body: &[u8]) -> String {
    canned(json_reply(status, body)).0
}

const REFUSED: &[u8] = br#"{"error":"invalid_client","error_description":"\u001b[2Jno","trace":"T-1"}"#;
const PAGE: &[u8] = b"<html><title>502 Bad Gateway</title><p>proxy7 is busy</html>";

#[test]
fn every_failed_reply_is_kept_where_the_option_says() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("kept");
    for (status, body, expected, outcome) in [
        ("401 Unauthorized", REFUSED, 1, "refused"),
        ("503 Service Unavailable", REFUSED, 3, "refused"),
        ("502 Bad Gateway", PAGE, 3, "unreadable"),
        ("403 Forbidden", PAGE, 1, "unreadable"),
        ("401 Unauthorized", br#"{"code":"EV1","message":"who?"}"#, 1, "unreadable"),
        ("500 Internal Server Error", b"<?xml version=\"1.0\"?><fault/>", 3, "unreadable"),
    ] {
        for command in ["refresh", "introspect", "revoke"] {
            let failed =
                call(command, &reply(status, body), &["--json", "--save-unreadable", "kept"]).dir(dir.path());
            let failed = failed.json(expected);
            assert_eq!(failed["outcome"], outcome, "{failed}");
            assert_eq!(failed["error"]["body_file"], "kept", "{failed}");
            assert_eq!(fs::read(&file).expect("kept"), body);
            fs::remove_file(&file).expect("removed");
        }
    }
    // Nothing came: there is nothing to keep.
    let empty = call("refresh", &reply("500 Oops", b""), &["--json", "--save-unreadable", "kept"]);
    assert_eq!(code(&empty.dir(dir.path()).json(3)), "reply_empty");
    assert!(!file.exists());
}

#[test]
fn without_the_option_as_much_is_shown_as_is_safe() {
    let shown = |status: &str, body: &[u8]| {
        let failed = call("introspect", &reply(status, body), &["--json"]).run().json();
        text(&failed["error"], "body_excerpt").to_owned()
    };
    assert_eq!(
        shown("502 Bad Gateway", PAGE),
        "<html><title>502 Bad Gateway</title><p>proxy7 is busy</html>"
    );
    assert_eq!(shown("401 No", REFUSED), String::from_utf8_lossy(REFUSED));
    let token = "eyJhbGciOiJSUzUxMiIsInR5cCI6ImF0LUpXVCJ9";
    assert_eq!(shown("500 Oops", format!("x {token}").as_bytes()), "x [hidden]");
    let echoed = br#"{"message":"The token is old.","refresh_token":"RT"}"#;
    assert_eq!(shown("400 No", echoed), r#"{"message":"The token is old.","refresh_token":[hidden]}"#);
    assert!(shown("500 Oops", &[0x1f, 0x8b, 8, 0, 0xFF]).contains("1f 8b 08 00"));
    let human = call("introspect", &reply("401 No", b"{\"message\":\"\xc2\x9b2J\"}"), &[]).run();
    assert!(human.stderr.contains("\\u{9b}2J") && !human.stderr.contains('\u{9b}'), "{human:?}");
}

#[test]
fn odd_side_members_cost_no_tokens() {
    let body = br#"{"access_token":"AT","refresh_token":"RT","token_type":7,"expires_in":"soon","scope":[],"error":null}"#;
    let ran = call("refresh", &reply("200 OK", body), &["--json", "--now", "1790000000"]).run();
    let tokens = ran.json();
    assert_eq!((ran.status, text(&tokens, "access_token"), text(&tokens, "refresh_token")), (0, "AT", "RT"));
    assert_eq!((&tokens["expires_in"], &tokens["expires_at"]), (&json!(null), &json!(null)));
    assert!(tokens["refresh_at"].is_i64(), "it is treated as short-lived: {tokens}");
    let codes: Vec<&str> = tokens["warnings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|warning| warning["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(codes, ["token_type_unusual", "expires_in_unusual", "scope_unusual", "error_empty"]);
    for code in codes {
        assert!(ran.stderr.contains(&format!("({code})")), "{ran:?}");
    }
    let bom = [
        &[0xEF, 0xBB, 0xBF][..],
        br#"{"access_token":"AT","refresh_token":"RT","token_type":"Bearer","expires_in":1}"#,
    ]
    .concat();
    let ran = call("refresh", &reply("200 OK", &bom), &[]).run();
    assert!(ran.status == 0 && ran.stdout.contains("refresh_token: RT\n"), "{ran:?}");
    assert!(ran.stderr.contains("warning: ") && ran.stderr.contains("(byte_order_mark)"), "{ran:?}");
}

/// A listener that takes a connection, reads what comes first, and closes it.
fn hangs_up() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = stream.expect("a connection").read(&mut [0; 1024]);
        }
    });
    format!("127.0.0.1:{port}")
}

#[track_caller]
fn not_sent(failed: &Value) {
    assert_eq!(
        (&failed["outcome"], &failed["error"]["sent"]),
        (&json!("no_reply"), &json!(false)),
        "{failed}"
    );
    assert_eq!(failed["error"]["next_step"], "try_later", "{failed}");
    assert!(text(&failed["error"], "message").contains("request was not sent: "), "{failed}");
    assert!(failed["error"]["wait_seconds"].as_u64().is_some_and(|seconds| seconds > 0), "{failed}");
}

#[test]
fn certainly_not_sent_means_try_later() {
    let dead = format!("127.0.0.1:{}", free_port());
    let refused = call("refresh", &format!("http://{dead}"), &["--json"]).json(3);
    assert_eq!(code(&refused), "transport_connection");
    not_sent(&refused);
    not_sent(&call("refresh", "https://gws-auth.invalid", &["--json"]).json(3));
    // Plain HTTP, and a hang-up, where TLS is spoken.
    let plain = reply("200 OK", b"{}").replace("http:", "https:");
    let tls = call("refresh", &plain, &["--json"]).json(3);
    assert_eq!(code(&tls), "transport_tls");
    not_sent(&tls);
    not_sent(&call("refresh", &format!("https://{}", hangs_up()), &["--json"]).json(3));
    // A proxy that is not there, or does not connect.
    for proxy in [format!("http://{dead}"), reply("403 Forbidden", b"")] {
        let failed = call("refresh", "https://gws.example", &["--json"]).env("https_proxy", &proxy).json(3);
        not_sent(&failed);
    }
    // A certificate that nobody trusts would do the same: what counts is the first byte of the request.
    let human = call("refresh", &format!("http://{dead}"), &[]).run();
    assert!(human.status == 3 && human.stderr.contains("sent: false"), "{human:?}");
}

#[test]
fn sent_and_lost_means_wait() {
    let lost = call("refresh", &format!("http://{}", hangs_up()), &["--json"]).json(3);
    assert_eq!((&lost["outcome"], &lost["error"]["sent"]), (&json!("no_reply"), &json!(true)), "{lost}");
    assert_eq!(lost["error"]["next_step"], "wait_then_introspect");
    assert_eq!(
        (&lost["error"]["attempts"], &lost["error"]["afterwards"]),
        (&json!(1), &json!("fix_configuration"))
    );
    assert!(text(&lost["error"], "message").contains("The wait is "), "{lost}");
    // Longer time-outs make longer waits.
    let wait = |timeout: &str| {
        let lost = call("refresh", &format!("http://{}", hangs_up()), &["--json", "--timeout", timeout]);
        lost.json(3)["error"]["wait_seconds"].as_i64().expect("a number")
    };
    assert_eq!(wait("100") - wait("40"), 60);
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", silent.local_addr().expect("bound"));
    let late = call("refresh", &origin, &["--json", "--timeout", "1"]).json(3);
    assert_eq!((code(&late), &late["error"]["sent"]), ("transport_timeout", &json!(true)));
}
