//! The program itself: `--help`, `--client`, and what it says of a wrong one.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Output, Stdio};

use serde_json::json;

use crate::client::{get, post_json};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gws-auth-simulator"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn refused(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = program(arguments).output().expect("it runs");
    let stderr = String::from_utf8(stderr).expect("UTF-8");
    assert_eq!((status.code(), stdout.len()), (Some(2), 0), "{stderr}");
    stderr
}

/// Stopped when the test ends, however it ends.
struct Running {
    child: Child,
    base_url: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let all = [&["--port", "0"], arguments].concat();
        let mut running = Self { child: program(&all).spawn().expect("it runs"), base_url: String::new() };
        let mut out = BufReader::new(running.child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        while out.read_line(&mut line).expect("text") > 0 {
            if let Some((_, url)) = line.split_once("base URL ") {
                running.base_url = url.trim().to_owned();
            }
            if line.starts_with("Ctrl-C") {
                return running;
            }
            line.clear();
        }
        let mut why = String::new();
        let _ = running.child.stderr.take().expect("a pipe").read_to_string(&mut why);
        panic!("it ended: {why}");
    }

    /// Redirect URIs by client id, in order.
    fn clients(&self) -> Vec<(String, usize)> {
        let listed = get(&format!("{}/simulator/clients", self.base_url), None).json();
        let clients = listed["clients"].as_array().expect("a list").clone();
        let text = |client: &serde_json::Value| client["client_id"].as_str().expect("an id").to_owned();
        let uris = |client: &serde_json::Value| client["redirect_uris"].as_array().map_or(0, Vec::len);
        clients.iter().map(|client| (text(client), uris(client))).collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn clients_of_ones_own_stand_beside_the_built_in_ones() {
    let running = Running::start(&[
        "--client",
        "Mine:own-secret:http://127.0.0.1:5000/callback?a=b:c",
        "--client",
        "Mine:own-secret:nz.mine:/callback",
        "--client",
        "Mine:own-secret:nz.mine:/callback",
        "--client",
        "SmartSoftware_SmartPay:other:nz.example.smartpay:/new",
    ]);
    let expected = [("SmartCloud_Payroll", 7), ("Mine", 2), ("SmartSoftware_SmartPay", 1)];
    assert_eq!(running.clients(), expected.map(|(id, uris)| (id.to_owned(), uris)));

    let query =
        "response_type=code&client_id=Mine&redirect_uri=nz.mine%3A%2Fcallback&scope=MYIR.Services&state=s";
    let body = json!({"url": format!("/gateway3/oauth/authorize?{query}")}).to_string();
    let landing = post_json(&format!("{}/simulator/login", running.base_url), &body).text("landing");
    assert!(landing.starts_with("nz.mine:/callback?code="), "{landing}");
}

#[test]
fn a_wrong_client_is_a_usage_error_that_tells_no_secret() {
    let uri = "https://a.example/";
    for (clients, part) in [
        (vec!["Mine".to_owned()], "ID:SECRET:URI"),
        (vec!["Mine:top-secret".to_owned()], "ID:SECRET:URI"),
        (vec![":top-secret:https://a.example/".to_owned()], "client_id"),
        (vec!["Mine::https://a.example/".to_owned()], "client_secret"),
        (vec!["Mine:top-secret:callback".to_owned()], "redirect_uris"),
        (vec!["Mine:top-secret:https:".to_owned()], "redirect_uris"),
        (vec![format!("Mine:top-secret:{uri}"), format!("Mine:top-secret-2:{uri}")], "two secrets"),
    ] {
        let arguments: Vec<_> = clients.iter().flat_map(|client| ["--client", client]).collect();
        let stderr = refused(&arguments);
        assert!(stderr.contains("--client") && stderr.contains(part), "{part}: {stderr}");
        assert!(!stderr.contains("top-secret"), "{stderr}");
    }
}

#[test]
fn help_and_overview_have_one_line_for_each_control_endpoint() {
    let output = program(&["--help"]).output().expect("it runs");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let running = Running::start(&[]);
    let overview = get(&format!("{}/simulator/", running.base_url), None).body;
    for (base, text) in [("http://127.0.0.1:8400", &help), (running.base_url.as_str(), &overview)] {
        for path in [
            "counters",
            "clock",
            "faults",
            "consents/revoke",
            "clients",
            "login",
            "employers",
            "m2m",
            "m2m/client-certificates",
        ] {
            let end = format!("{base}/simulator/{path}");
            let lines =
                text.lines().filter(|line| line.trim_end().trim_end_matches("</pre>").ends_with(&end));
            assert!(lines.into_iter().any(|line| line.contains("curl")), "{path}");
        }
    }
}
