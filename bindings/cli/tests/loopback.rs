//! What browsers and others really send to the port of `login`: each arrival is told, and the waiting goes on.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::login::{login, uri, wait_for_url};
use crate::support::{Stage, code, free_port, get, loopback_config, send, text};
use gws_auth_simulator::browser::Answer;
use gws_auth_simulator::{Client, Config};

/// Sends these bytes and reads what comes back.
fn raw(host: &str, port: u16, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect((host, port)).expect("somebody listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time-out");
    stream.write_all(bytes).expect("sent");
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply);
    String::from_utf8_lossy(&reply).into_owned()
}

#[test]
fn every_arrival_is_told_and_the_waiting_goes_on() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let waiting = wait_for_url(login(&stage, &[port], &["--no-browser"]));
    let landing = stage.walk(&waiting.url, Answer::Authorise);
    let other_tab = landing.replace("state=", "state=0");
    for _ in 0..2 {
        get(&format!("http://127.0.0.1:{port}/favicon.ico"));
    }
    get(&landing.replace("/callback?", "/callback/?"));
    get(&other_tab);
    send(&landing, "HEAD");
    raw("127.0.0.1", port, b"POST /callback HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\ncode=abc");
    raw("127.0.0.1", port, &[0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3]);
    raw("127.0.0.1", port, b"SSH-2.0-x\r\n\r\n");
    let flood = format!("GET / HTTP/1.1\r\nCookie: a={}\r\n\r\n", "x".repeat(200_000));
    let _ = TcpStream::connect(("127.0.0.1", port)).expect("connected").write_all(flood.as_bytes());
    // The cookies of all other programs on this machine come along with the landing.
    let (_, path) = landing.split_once("://").and_then(|(_, rest)| rest.split_once('/')).expect("a path");
    let cookies = format!("GET /{path} HTTP/1.1\r\nHost: x\r\nCookie: a={}\r\n\r\n", "x".repeat(17_000));
    assert!(raw("127.0.0.1", port, cookies.as_bytes()).starts_with("HTTP/1.1 200"));
    let ran = waiting.end();
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(text(&ran.json(), "access_token").starts_with("eyJ"));
    for told in [
        "turned away GET /favicon.ico: not the redirect URI of this login; still waiting",
        "turned away GET /callback/: not the redirect URI",
        "turned away a landing that is not this login's: ",
        "turned away HEAD /callback: IR's redirect is a GET",
        "turned away POST /callback: IR's redirect is a GET",
        "turned away a browser that speaks https",
        "turned away something that is no HTTP request",
    ] {
        assert_eq!(ran.stderr.matches(told).count(), 1, "{told}: {}", ran.stderr);
    }
    // No code reaches the terminal.
    assert!(!ran.stderr.contains("code=abc") && !ran.stderr.contains("?code"), "{ran:?}");
}

#[test]
fn the_time_out_says_what_had_come() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let waiting = wait_for_url(login(&stage, &[port], &["--no-browser", "--wait", "2"]));
    get(&format!("{}/?code=x&state=y", uri(port)));
    get(&format!("{}/?code=x&state=y", uri(port)));
    raw("127.0.0.1", port, &[0x16, 3, 1, 2, 0]);
    let ran = waiting.end();
    let failed = ran.json();
    assert_eq!((ran.status, code(&failed)), (4, "login_timeout"));
    let message = text(&failed["error"], "message");
    assert!(
        message.contains("what came was GET /callback/: not the redirect URI of this login (2 times)"),
        "{message}"
    );
    assert!(message.contains("and a browser that speaks https"), "{message}");
    let nothing = login(&stage, &[port], &["--no-browser", "--wait", "1"]).json(4);
    assert!(text(&nothing["error"], "message").contains("nothing else came"), "{nothing}");
}

#[test]
fn localhost_is_both_addresses() {
    let port = free_port();
    let localhost = format!("http://localhost:{port}/callback");
    let client =
        Client::cloud(crate::support::CLIENT, crate::support::SECRET).redirect_uri(localhost.clone());
    let stage = Stage::with(Config::default().client(client));
    let six = std::net::TcpListener::bind(("::1", 0)).is_ok();
    for host in ["127.0.0.1", "::1"].into_iter().filter(|host| six || !host.contains(':')) {
        let call = stage.call("login", &["--no-browser", "--wait", "30", "--redirect-uri", &localhost]);
        let waiting = wait_for_url(call);
        let landing = stage.walk(&waiting.url, Answer::Authorise);
        let path = landing.strip_prefix(&format!("http://localhost:{port}")).expect("the redirect URI");
        let reply =
            raw(host, port, format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes());
        assert!(reply.starts_with("HTTP/1.1 200"), "{host}: {reply}");
        assert_eq!(waiting.end().status, 0);
    }
    if six {
        // Half of it taken is no use: a browser may choose either.
        let taken = std::net::TcpListener::bind(("::1", port)).expect("free");
        let call = stage.call("login", &["--no-browser", "--wait", "30", "--redirect-uri", &localhost]);
        assert_eq!(code(&call.json(3)), "ports_busy");
        drop(taken);
    }
}
