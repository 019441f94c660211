//! `check connect` and `doctor --connect`, against real sockets: the simulator, OpenSSL's server, and replies from a can.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gws_auth_simulator::{ClientIdentity, Endpoint, Fault, FaultBody, Side};
use serde_json::Value;
use tempfile::TempDir;

use crate::employer::openssl;
use crate::set_up::SetUp;
use crate::support::{Stage, canned, code, free_port, gws, json_reply};

/// The findings of `check connect` with these arguments.
#[track_caller]
fn probe(dir: &Path, arguments: &[&str], status: i32) -> Vec<Value> {
    let all = [&["check", "connect"], arguments, &["--json"]].concat();
    let found = gws(&all).dir(dir).env("HTTPS_PROXY", "").env("https_proxy", "").json(status);
    found["findings"].as_array().expect("findings").clone()
}

/// The codes of the findings with this verdict.
fn codes<'f>(found: &'f [Value], verdict: &str) -> Vec<&'f str> {
    let with = found.iter().filter(|one| one["verdict"] == verdict);
    with.map(|one| one["code"].as_str().expect("a code")).collect()
}

fn here() -> &'static Path {
    Path::new(".")
}

#[test]
fn the_login_side_of_a_good_host_passes() {
    let stage = Stage::new();
    let found = probe(here(), &[stage.origin()], 0);
    assert_eq!(codes(&found, "pass"), ["connect_tcp", "clock_skew", "authorize_answer"], "{found:?}");
    assert_eq!(found.len(), 3);
    let said = found[2]["seen"].as_str().expect("text");
    assert!(said.contains("401 invalid_client"), "{said}");
    let ran = gws(&["check", "connect", stage.origin()]).run();
    assert!(ran.stderr.contains("connecting to 127.0.0.1:"), "progress is told: {}", ran.stderr);
}

#[test]
fn what_the_simulator_imitates_is_found() {
    let stage = Stage::new();
    let status = |code, body| Fault::Status { side: Side::Before, code, body };
    let faults: [(Fault, &str, &str); 5] = [
        (Fault::HtmlPage { side: Side::Before, status: 200 }, "fail", "splash_page"),
        (Fault::HtmlPage { side: Side::Before, status: 403 }, "fail", "splash_page"),
        (status(429, FaultBody::Empty), "warn", "throttled"),
        (status(503, FaultBody::Json("{}".into())), "warn", "http_answer"),
        (Fault::LostBefore, "fail", "http_answer"),
    ];
    for (fault, verdict, expected) in faults {
        stage.simulator.faults().push(Endpoint::Authorize, fault);
        let found = probe(here(), &[stage.origin()], i32::from(verdict == "fail"));
        assert_eq!(codes(&found, verdict), [expected], "{found:?}");
        let one = found.last().expect("one");
        assert!(one["do"].is_string() && one["rule"].is_string(), "{one}");
    }
    for (seconds, verdict) in [(30, "warn"), (7_200, "fail"), (-7_200, "fail")] {
        stage.simulator.clock().advance(seconds);
        let found = probe(here(), &[stage.origin()], i32::from(verdict == "fail"));
        assert_eq!(codes(&found, verdict), ["clock_skew"], "{found:?}");
        stage.simulator.clock().advance(-seconds);
    }
}

#[test]
fn mutual_tls_is_asked_for_and_the_certificate_let_in_or_not() {
    let stage = Stage::new();
    let dir = stage.dir.path();
    let write = |name: &str, text: &str| std::fs::write(dir.join(name), text).expect("written");
    write("ca.pem", &stage.simulator.mtls_ca_pem());
    let name = ClientIdentity::common_name_for("payroll.example");
    let identity = stage.simulator.issue_client_certificate(&name).expect("issued");
    write("client.pem", &identity.certificate_pem);
    write("client.key", identity.private_key_pem.expose());
    let host = stage.simulator.m2m_url().trim_start_matches("https://").to_owned();

    let tls = ["connect_tcp", "tls_version", "tls_cipher", "tls_certificate", "tls_client_certificate"];
    let found = probe(dir, &[&host, "--ca", "ca.pem", "--cert", "client.pem", "--key", "client.key"], 0);
    assert_eq!(codes(&found, "pass"), [&tls[..], &["mtls_accepted", "clock_skew"]].concat(), "{found:?}");
    assert_eq!(found.len(), 7);

    let found = probe(dir, &[&host, "--ca", "ca.pem"], 0);
    assert_eq!((codes(&found, "pass"), codes(&found, "warn")), (tls.to_vec(), vec!["mtls_accepted"]));

    // Self-signed: TLS itself refuses it.
    openssl(
        dir,
        &format!(
            "req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout own.key -subj /CN={name} -days 60 -out own.pem"
        ),
    );
    let found = probe(dir, &[&host, "--ca", "ca.pem", "--cert", "own.pem", "--key", "own.key"], 1);
    assert_eq!(codes(&found, "fail"), ["mtls_accepted"], "{found:?}");

    // An unknown CA: no certificate is shown to such a host, and nothing is sent.
    let before = stage.simulator.counters().m2m_requests;
    let found = probe(dir, &[&host, "--cert", "client.pem", "--key", "client.key"], 1);
    assert_eq!(codes(&found, "fail"), ["tls_certificate"], "{found:?}");
    assert_eq!(found.last().expect("one")["code"], "tls_certificate");
    assert_eq!(stage.simulator.counters().m2m_requests, before);

    // The same through doctor, whose profile names the certificate.
    write(
        "gws-auth.toml",
        "environment = \"test\"\nclient_id = \"SmartSoftware_SmartPay\"\n[mtls]\ncertificate = \"own.pem\"\nkey = \"own.key\"\n",
    );
    let doctor = ["doctor", "--connect", &host, "--connect", stage.origin(), "--ca", "ca.pem", "--json"];
    let found = gws(&doctor).dir(dir).json(1);
    let found = found["findings"].as_array().expect("findings");
    assert_eq!(codes(found, "fail"), ["mtls_self_signed", "mtls_accepted"], "{found:?}");
    assert_eq!(codes(found, "pass").last(), Some(&"authorize_answer"));
}

#[test]
fn an_encrypted_key_costs_the_doctor_nothing_else() {
    let stage = Stage::new();
    let set_up = SetUp::new();
    set_up.openssl("pkcs8 -topk8 -in mtls.key -passout pass:hush -out locked.key");
    set_up.write(
        "gws-auth.toml",
        b"environment = \"test\"\n[mtls]\ncertificate = \"chain.pem\"\nkey = \"locked.key\"\n",
    );
    let doctor = ["doctor", "--connect", stage.origin(), "--json"];
    let found = gws(&doctor).dir(set_up.path()).env("GWS_KEY_PASSPHRASE", "hush").json(0);
    let found = found["findings"].as_array().expect("findings");
    assert_eq!(codes(found, "warn"), ["mtls_unused"], "{found:?}");
    assert!(codes(found, "pass").contains(&"authorize_answer"), "{found:?}");
    // Asked for by name it is a slip, and nothing is sent.
    let named = ["check", "connect", stage.origin(), "--cert", "chain.pem", "--key", "locked.key", "--json"];
    assert_eq!(code(&gws(&named).dir(set_up.path()).json(2)), "probe_file");
}

/// A server of OpenSSL's. Ends with the test.
struct Server(Child, u16);

impl Server {
    fn start(dir: &Path, arguments: &str) -> Self {
        let port = free_port();
        let mut command = Command::new("openssl");
        command.arg("s_server").args(["-www", "-quiet", "-accept", &port.to_string()]);
        command.args(arguments.split(' ')).current_dir(dir);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = Self(command.spawn().expect("openssl is there"), port);
        let end = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "openssl s_server {arguments} does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    fn host(&self) -> String {
        format!("localhost:{}", self.1)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A CA, and certificates of it for `localhost`.
fn certificates() -> SetUp {
    let set_up = SetUp(TempDir::new().expect("a folder"));
    set_up.key("ca").key("ec");
    set_up.openssl("genrsa -out rsa.key 2048");
    set_up.openssl("req -x509 -new -key ca.key -subj /CN=Test_CA -days 60 -out ca.pem");
    set_up.write("names.ext", b"subjectAltName=DNS:localhost\n");
    set_up.write("other.ext", b"subjectAltName=DNS:other.example\n");
    for (name, key, names) in [("ec", "ec", "names"), ("rsa", "rsa", "names"), ("other", "ec", "other")] {
        set_up.openssl(&format!("req -new -key {key}.key -subj /CN={name} -out {name}.csr"));
        set_up.openssl(&format!("x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 60 -extfile {names}.ext -out {name}.crt"));
    }
    set_up
}

#[test]
fn versions_suites_and_certificates_of_other_servers_are_told() {
    let set_up = certificates();
    let dir = set_up.path();
    let look = |arguments: &str, status: i32| {
        let server = Server::start(dir, arguments);
        probe(dir, &[&server.host(), "--ca", "ca.pem"], status)
    };
    let seen = |found: &[Value], code: &str| {
        let one = found.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{code}: {found:?}"));
        one["seen"].as_str().expect("text").to_owned()
    };

    let found = look("-cert ec.crt -key ec.key -tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256", 1);
    assert_eq!(seen(&found, "tls_version"), "TLS 1.3");
    assert_eq!(seen(&found, "tls_cipher"), "TLS_CHACHA20_POLY1305_SHA256");
    assert_eq!(codes(&found, "fail"), ["splash_page"], "OpenSSL's own page is none of IR's: {found:?}");

    let found = look("-cert ec.crt -key ec.key -tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256", 1);
    assert_eq!(seen(&found, "tls_version"), "TLS 1.2");
    assert_eq!(seen(&found, "tls_cipher"), "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

    let found = look("-cert rsa.crt -key rsa.key -tls1_2", 1);
    assert!(codes(&found, "fail").contains(&"tls_cipher"), "{found:?}");
    assert!(codes(&found, "warn").contains(&"tls_server_key"), "{found:?}");

    let found = look("-cert rsa.crt -key rsa.key -tls1_2 -cipher AES128-SHA", 1);
    assert_eq!(codes(&found, "fail"), ["tls_cipher"], "{found:?}");

    let found = look("-cert rsa.crt -key rsa.key -tls1_1 -cipher ALL:@SECLEVEL=0", 1);
    assert_eq!(codes(&found, "fail"), ["tls_version"], "{found:?}");

    let found = look("-cert other.crt -key ec.key", 1);
    assert_eq!(codes(&found, "fail"), ["tls_certificate"], "{found:?}");
    assert!(seen(&found, "tls_certificate").contains("another name"), "{found:?}");

    // A client certificate is asked for, not required.
    let found = look("-cert ec.crt -key ec.key -verify 1", 0);
    assert!(codes(&found, "pass").contains(&"tls_client_certificate"), "{found:?}");
}

#[test]
fn no_connection_is_told_in_time() {
    let fails = |host: &str, expected: &str| {
        let begun = Instant::now();
        let found = probe(here(), &[host, "--timeout", "1"], 1);
        assert_eq!(codes(&found, "fail"), [expected], "{found:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{host}");
    };
    fails("no-such-host.invalid:443", "connect_host");
    fails(&format!("127.0.0.1:{}", free_port()), "connect_tcp");
    // Accepts, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("bound");
    fails(&address.to_string(), "tls_handshake");
    fails(&format!("http://{address}"), "http_answer");
    // Speaks something else.
    let (plain, _requests) = canned("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    fails(plain.trim_start_matches("http://"), "tls_handshake");
    for wrong in ["http://a.example", "a.example:0", "https://u:p@a.example"] {
        let refused = gws(&["check", "connect", wrong, "--json"]).json(2);
        assert_eq!(code(&refused), "usage", "{wrong}");
    }
}

#[test]
fn proxies_and_other_hosts_are_recognised() {
    let reply = |head: &str, body: &str| {
        format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    };
    let refusal = r#"{"error":"invalid_client","error_description":"Client is invalid."}"#;
    let other = r#"{"error":"unauthorized_client"}"#;
    for (sent, verdict, expected) in [
        (reply("302 Found\r\nLocation: https://portal.example/login?token=abc", ""), "fail", "redirected"),
        (reply("407 Proxy Authentication Required", "<html></html>"), "fail", "proxy_seen"),
        (reply("401 Unauthorized\r\nVia: 1.1 squid", refusal), "warn", "proxy_seen"),
        (reply("200 OK", "\n<!doctype html><title>\nWelcome</title>"), "fail", "splash_page"),
        (reply("404 Not Found", "no such page"), "fail", "authorize_answer"),
        (reply("400 Bad Request", other), "warn", "authorize_answer"),
    ] {
        let (origin, requests) = canned(sent);
        let found = probe(here(), &[&origin], i32::from(verdict == "fail"));
        assert!(codes(&found, verdict).contains(&expected), "{expected}: {found:?}");
        assert!(!format!("{found:?}").contains("token=abc"), "a portal's own parameters are left out");
        // The first connection only sees whether somebody is there.
        let request = requests.iter().find(|request| !request.is_empty()).expect("a request");
        assert!(
            request.starts_with("GET /gateway3/oauth/authorize?response_type=code&client_id=gws-auth-probe&")
        );
        assert!(
            !request.to_lowercase().contains("authorization:") && !request.contains("cookie"),
            "{request}"
        );
    }
    let (origin, _requests) = canned(json_reply("401 Unauthorized", refusal.as_bytes()));
    let found = probe(here(), &[&origin], 0);
    assert_eq!(
        (codes(&found, "warn"), codes(&found, "pass").len()),
        (vec!["clock_skew"], 2),
        "no Date: {found:?}"
    );
    let address = format!("127.0.0.1:{}", free_port());
    let found =
        gws(&["check", "connect", &address, "--json"]).env("HTTPS_PROXY", "http://127.0.0.1:1").json(1);
    assert_eq!(found["findings"][0]["code"], "proxy_configured", "{found}");
}
