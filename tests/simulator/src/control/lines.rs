//! The control interface in one `curl` line for each request, for the overview page and `--help`.

const POST: &str = "curl -H 'Content-Type: application/json' -d";

/// Path, and the body of a POST.
const REQUESTS: [(&str, Option<&str>); 12] = [
    ("counters", None),
    ("clock", None),
    ("clock", Some(r#"{"advance": 28800}"#)),
    ("faults", Some(r#"{"endpoint": "refresh", "fault": {"kind": "lost_after"}}"#)),
    ("consents/revoke", Some(r#"{"user": "jsmith", "client_id": "SmartCloud_Payroll"}"#)),
    ("clients", None),
    (
        "clients",
        Some(
            r#"{"client_id": "Mine", "client_secret": "s", "redirect_uris": ["http://127.0.0.1:5000/callback"]}"#,
        ),
    ),
    ("login", Some(r#"{"url": "/gateway3/oauth/authorize?…", "user": "jsmith"}"#)),
    ("employers", None),
    ("employers", Some(r#"{"issuer": "www.name.com", "customer": "Weka Limited"}"#)),
    ("m2m", None),
    ("m2m/client-certificates", Some("{}")),
];

/// One line for each request of the control interface of the simulator at `base_url`.
pub fn control_lines(base_url: &str) -> String {
    let line = |(path, body): (&str, Option<&str>)| match body {
        None => format!("curl {base_url}/simulator/{path}"),
        Some(body) => format!("{POST} '{body}' {base_url}/simulator/{path}"),
    };
    REQUESTS.map(line).join("\n")
}
