//! `login`: the listener, the browser, the pasted URL.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr};
use std::time::{Duration, Instant};

use crate::support::{
    CLIENT, Gws, RETURN, Ran, SECRET, Stage, code, finish, free_port, get, gws, loopback_config, send, text,
};
use gws_auth_simulator::Endpoint;
use gws_auth_simulator::browser::Answer;
use serde_json::json;

pub(crate) fn uri(port: u16) -> String {
    format!("http://127.0.0.1:{port}/callback")
}

/// `login` for these ports.
pub(crate) fn login(stage: &Stage, ports: &[u16], more: &[&str]) -> Gws {
    let uris: Vec<String> = ports.iter().map(|port| uri(*port)).collect();
    let uris = uris.iter().flat_map(|uri| ["--redirect-uri", uri]);
    // A test that goes wrong ends all the same.
    let wait = if more.contains(&"--wait") { &[][..] } else { &["--wait", "30"] };
    stage.call("login", &uris.chain(more.iter().copied()).chain(wait.iter().copied()).collect::<Vec<_>>())
}

/// A login under way without a browser, and the URL that it printed.
pub(crate) struct Waiting {
    child: Child,
    stderr: BufReader<ChildStderr>,
    pub(crate) url: String,
}

pub(crate) fn wait_for_url(gws: Gws) -> Waiting {
    let mut child = gws.spawn();
    let stderr = BufReader::new(child.stderr.take().expect("piped"));
    let mut waiting = Waiting { child, stderr, url: String::new() };
    while !waiting.url.starts_with("http://") {
        waiting.url.clear();
        assert!(waiting.stderr.read_line(&mut waiting.url).expect("readable") > 0, "no URL");
    }
    waiting.url.truncate(waiting.url.trim_end().len());
    waiting
}

impl Waiting {
    pub(crate) fn end(mut self) -> Ran {
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).expect("readable");
        Ran { stderr, ..finish(self.child) }
    }
}

#[test]
fn the_listener_takes_the_one_landing_that_is_ours() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let waiting = wait_for_url(login(&stage, &[port], &["--no-browser"]));
    // Bound before the URL is known to anyone.
    assert!(TcpListener::bind(("127.0.0.1", port)).is_err(), "nobody else can listen there");
    // A connection that a browser opened ahead of need blocks nobody.
    let idle = TcpStream::connect(("127.0.0.1", port)).expect("connected");
    let landing = stage.walk(&waiting.url, Answer::Authorise);

    let status = |reply: &str| reply.split(' ').nth(1).map(str::to_owned).unwrap_or_default();
    let stranger = landing.replace("state=", "state=0");
    for (reply, expected) in [
        (get(&format!("http://127.0.0.1:{port}/favicon.ico")), "404"),
        (get(&stranger), "400"),
        (get(&format!("{}?error=access_denied&state=x", uri(port))), "400"),
        (get(&landing.replace("/callback", "/other")), "404"),
        (send(&landing, "POST"), "405"),
        (send(&landing, "HEAD"), "405"),
    ] {
        assert_eq!(status(&reply), expected, "{reply}");
    }
    let mut half = TcpStream::connect(("127.0.0.1", port)).expect("connected");
    half.write_all(b"GARBAGE\r\n\r\n").expect("sent");
    let page = get(&landing);
    assert_eq!(status(&page), "200", "{page}");
    for header in [
        "Cache-Control: no-store\r\n",
        "Referrer-Policy: no-referrer\r\n",
        "Content-Security-Policy: default-src 'none';",
        "X-Content-Type-Options: nosniff\r\n",
        "Connection: close\r\n",
    ] {
        assert!(page.contains(header), "{header}: {page}");
    }
    let query = landing.split_once('?').expect("a query").1;
    for part in query.split('&').filter_map(|pair| pair.split_once('=')) {
        assert!(!page.contains(part.1), "{page}");
    }
    let ran = waiting.end();
    drop(idle);
    assert_eq!(ran.status, 0, "{ran:?}");
    let tokens = ran.json();
    assert!(text(&tokens, "access_token").starts_with("eyJ") && tokens["refresh_token"].is_string());
    assert!(ran.stderr.contains("not this login's"), "{ran:?}");
    let truth = stage.simulator.counters();
    assert_eq!((truth.requests(Endpoint::Token), truth.token_sets_started), (1, 1));
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "nobody listens any more");
}

#[test]
fn the_first_free_registered_port_is_used() {
    let (busy, free) = (free_port(), free_port());
    let taken = TcpListener::bind(("127.0.0.1", busy)).expect("a port");
    let stage = Stage::with(loopback_config(&[busy, free]));
    let waiting = wait_for_url(login(&stage, &[busy, free], &["--no-browser"]));
    assert!(waiting.url.contains(&format!("127.0.0.1%3A{free}%2Fcallback")), "{}", waiting.url);
    get(&stage.walk(&waiting.url, Answer::Authorise));
    assert_eq!(waiting.end().status, 0);

    let none = login(&stage, &[busy], &["--no-browser"]).json(3);
    assert_eq!(code(&none), "ports_busy");
    drop(taken);
    // The port of a login that has just ended can be used again.
    let again = wait_for_url(login(&stage, &[free], &["--no-browser"]));
    get(&stage.walk(&again.url, Answer::Authorise));
    assert_eq!(again.end().status, 0);
}

#[test]
fn a_denial_ends_the_login() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let waiting = wait_for_url(login(&stage, &[port], &["--no-browser"]));
    let page = get(&stage.walk(&waiting.url, Answer::Deny));
    assert!(page.contains("refused"), "{page}");
    let ran = waiting.end();
    assert_eq!((ran.status, &ran.json()["error"]["error"]), (1, &json!("access_denied")));
    assert_eq!(stage.simulator.counters().requests(Endpoint::Token), 0);
}

#[test]
fn waiting_has_an_end() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let began = Instant::now();
    let late = login(&stage, &[port], &["--no-browser", "--wait", "1"]).json(4);
    assert_eq!(code(&late), "login_timeout");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[cfg(unix)]
#[test]
fn the_browser_is_opened_with_the_url_and_without_the_secret() {
    use std::os::unix::fs::PermissionsExt as _;
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let browser = stage.dir.path().join("browser");
    let script = "#!/bin/sh\ncd \"$(dirname \"$0\")\"\nenv > env.txt\nprintf '%s\\n' \"$#\" \"$1\" > part && mv part url.txt\n";
    fs::write(&browser, script).expect("written");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).expect("executable");
    let child = login(&stage, &[port], &[]).env("BROWSER", browser.to_str().expect("UTF-8")).spawn();
    let began = Instant::now();
    let opened = loop {
        if let Ok(opened) = fs::read_to_string(stage.dir.path().join("url.txt")) {
            break opened;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "no browser was opened");
        std::thread::sleep(Duration::from_millis(20));
    };
    let (count, url) = opened.trim_end().split_once('\n').expect("two lines");
    assert_eq!(count, "1", "the URL is one argument: no shell has looked at it");
    get(&stage.walk(url, Answer::Authorise));
    let ran = finish(child);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.json()["access_token"].is_string());
    // Whether a browser really came up nobody can tell, so the URL is there for the customer to open.
    assert!(ran.stderr.contains(url), "{ran:?}");
    let environment = fs::read_to_string(stage.dir.path().join("env.txt")).expect("written");
    assert!(environment.contains("BROWSER=") && !environment.contains(SECRET), "{environment}");
}

#[test]
fn without_a_browser_the_url_is_printed() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[port]));
    let waiting = wait_for_url(login(&stage, &[port], &[]).env("PATH", "/nonexistent"));
    get(&stage.walk(&waiting.url, Answer::Authorise));
    assert_eq!(waiting.end().status, 0);
}

#[test]
fn mistakes_are_found_before_a_customer_logs_in() {
    let stage = Stage::new();
    let listen = |uri: &str| stage.call("login", &["--no-browser", "--wait", "1", "--redirect-uri", uri]);
    let calls = [
        (listen(RETURN), 2, "no_loopback_redirect_uri"),
        (listen("http://example.com/"), 1, "redirect_uri_not_loopback"),
        (
            stage.call("login", &["--paste", "--redirect-uri", RETURN, "--client-secret-file", "-"]),
            2,
            "stdin_taken",
        ),
        (stage.call("login", &["--paste", "--redirect-uri", RETURN, "--redirect-uri", &uri(9)]), 2, "usage"),
        (listen(&uri(free_port())).secret(""), 1, "client_secret_empty"),
    ];
    for (gws, status, expected) in calls {
        assert_eq!(code(&gws.json(status)), expected);
    }
    let arguments = [
        "login",
        "--env",
        stage.origin(),
        "--client-id",
        CLIENT,
        "--redirect-uri",
        &uri(free_port()),
        "--json",
    ];
    assert_eq!(code(&gws(&arguments).json(2)), "client_secret_missing");
    assert_eq!(stage.simulator.counters().requests(Endpoint::Authorize), 0);
}

#[test]
fn localhost_is_warned_of_and_not_rewritten() {
    let port = free_port();
    let stage = Stage::with(loopback_config(&[]));
    let localhost = format!("http://localhost:{port}/callback");
    let ran = stage.call("login", &["--no-browser", "--wait", "1", "--redirect-uri", &localhost]).run();
    assert_eq!(ran.status, 4, "{ran:?}");
    assert!(ran.stderr.contains("(redirect_uri_localhost)"), "{ran:?}");
    assert!(ran.stderr.contains(&format!("http%3A%2F%2Flocalhost%3A{port}%2Fcallback")), "{ran:?}");
}

/// Cloud clients: feeds lines to `login --paste` once its URL is known.
pub(crate) fn paste(stage: &Stage, more: &[&str], lines: impl FnOnce(&str) -> String) -> Ran {
    let arguments = [
        &[
            "login",
            "--paste",
            "--env",
            stage.origin(),
            "--client-id",
            CLIENT,
            "--json",
            "--redirect-uri",
            RETURN,
        ],
        more,
    ]
    .concat();
    let mut waiting = wait_for_url(gws(&arguments).secret(SECRET).dir(stage.dir.path()).keep_stdin_open());
    let mut stdin = waiting.child.stdin.take().expect("piped");
    stdin.write_all(lines(&waiting.url).as_bytes()).expect("sent");
    drop(stdin);
    waiting.end()
}

#[test]
fn a_url_that_the_terminal_broke_finishes_it_too() {
    let stage = Stage::new();
    let ran = paste(&stage, &[], |url| {
        let landing = stage.walk(url, Answer::Authorise);
        let (first, second) = landing.split_at(landing.len() - 70);
        format!("  {first}\n{}\n{}\n", &second[..30], &second[30..])
    });
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.json()["access_token"].is_string());
}

#[test]
fn a_pasted_url_finishes_the_login() {
    let stage = Stage::new();
    let ran = paste(&stage, &["--pending", "kept.txt"], |url| {
        let landing = stage.walk(url, Answer::Authorise);
        format!("\nnonsense\n{}\n  {landing}\r\n", landing.replace("state=", "state=0"))
    });
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.json()["refresh_token"].is_string());
    assert_eq!(ran.stderr.matches("try again").count(), 2, "{ran:?}");
    assert!(
        fs::read_to_string(stage.dir.path().join("kept.txt")).expect("kept").starts_with("gws-pending-2 ")
    );
    assert_eq!(stage.simulator.counters().requests(Endpoint::Token), 1);
}

#[test]
fn a_pasted_denial_and_no_paste_at_all() {
    let stage = Stage::new();
    let denied = paste(&stage, &[], |url| stage.walk(url, Answer::Deny));
    assert_eq!((denied.status, code(&denied.json())), (1, "refused"));
    let wrong = paste(&stage, &[], |_| "code=a&state=b\n".into());
    assert_eq!((wrong.status, code(&wrong.json())), (1, "state_mismatch"));
    let nothing = paste(&stage, &[], |_| String::new());
    assert_eq!((nothing.status, code(&nothing.json())), (2, "landing_missing"));
}
