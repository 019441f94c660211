//! A plain HTTP client for the tests, and the requests they share.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gws_auth_simulator::browser::{Answer, Credentials, Landing, walk};
use gws_auth_simulator::{BlockingSimulator, Client, Config, Endpoint, User};
use serde_json::Value;

pub(crate) const REDIRECT_URI: &str = "https://client.example.com/return";
pub(crate) const STATE: &str = "a+b=c#d?e:/f\\g$h,i.j-k";

/// RFC 7636, appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) type Fields<'a> = &'a [(&'a str, &'a str)];

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON, status {}", self.status))
    }

    pub(crate) fn text(&self, member: &str) -> String {
        self.json()[member]
            .as_str()
            .unwrap_or_else(|| panic!("no {member}, status {}", self.status))
            .to_owned()
    }
}

pub(crate) fn start() -> BlockingSimulator {
    start_with(Config::default())
}

pub(crate) fn start_with(config: Config) -> BlockingSimulator {
    BlockingSimulator::start(config).expect("127.0.0.1 can be listened on")
}

pub(crate) fn query(fields: Fields<'_>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

pub(crate) fn agent(timeout: Duration) -> ureq::Agent {
    let config = ureq::Agent::config_builder();
    config.max_redirects(0).http_status_as_error(false).timeout_global(Some(timeout)).build().into()
}

fn read(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Reply, ureq::Error> {
    let mut response = response?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Reply { status, headers, body: response.body_mut().read_to_string()? })
}

pub(crate) fn get(url: &str, authorization: Option<&str>) -> Reply {
    let mut request = agent(Duration::from_secs(20)).get(url);
    if let Some(value) = authorization {
        request = request.header("Authorization", value);
    }
    read(request.call()).expect("an answer")
}

pub(crate) fn try_post(
    url: &str,
    authorization: Option<&str>,
    fields: Fields<'_>,
    timeout: Duration,
) -> Result<Reply, ureq::Error> {
    let mut request = agent(timeout).post(url);
    request = request.header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
    if let Some(value) = authorization {
        request = request.header("Authorization", value);
    }
    read(request.send(query(fields)))
}

pub(crate) fn post(url: &str, authorization: Option<&str>, fields: Fields<'_>) -> Reply {
    try_post(url, authorization, fields, Duration::from_secs(20)).expect("an answer")
}

pub(crate) fn post_json(url: &str, body: &str) -> Reply {
    let request = agent(Duration::from_secs(20)).post(url).header("Content-Type", "application/json");
    read(request.send(body)).expect("an answer")
}

/// Sends `request` as it is and returns everything that comes back until the server closes.
pub(crate) fn raw(simulator: &BlockingSimulator, request: &str) -> String {
    let mut stream = TcpStream::connect(simulator.address()).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out");
    stream.write_all(request.as_bytes()).expect("it is sent");
    let mut received = Vec::new();
    // A reset connection ends the reading as a closed one does.
    let _ = stream.read_to_end(&mut received);
    String::from_utf8(received).expect("UTF-8")
}

pub(crate) fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

pub(crate) fn payroll() -> String {
    let client = Client::payroll();
    basic(&client.id, client.secret.expose())
}

pub(crate) fn smart_pay() -> String {
    let client = Client::smart_pay();
    basic(&client.id, client.secret.expose())
}

/// A good authorisation request of the cloud client; a field of `changes` replaces its own, and an empty one drops it.
pub(crate) fn authorize_url(simulator: &BlockingSimulator, changes: Fields<'_>) -> String {
    let good = [
        ("response_type", "code"),
        ("client_id", "SmartCloud_Payroll"),
        ("redirect_uri", REDIRECT_URI),
        ("scope", "MYIR.Services"),
        ("state", STATE),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let kept = good.into_iter().filter(|(name, _)| !changes.iter().any(|(change, _)| change == name));
    let fields: Vec<_> = kept.chain(changes.iter().copied().filter(|(_, value)| !value.is_empty())).collect();
    format!("{}?{}", simulator.url(Endpoint::Authorize), query(&fields))
}

pub(crate) fn log_in_as(simulator: &BlockingSimulator, user: &User, changes: Fields<'_>) -> Landing {
    walk(&authorize_url(simulator, changes), &Credentials::of(user), Answer::Authorise).expect("a redirect")
}

pub(crate) fn log_in(simulator: &BlockingSimulator) -> Landing {
    log_in_as(simulator, &User::plain(), &[])
}

/// A parameter of a landing URL, decoded.
pub(crate) fn landed(landing: &Landing, name: &str) -> Option<String> {
    let (_, query) = landing.location.split_once('?')?;
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

pub(crate) fn code(landing: &Landing) -> String {
    landed(landing, "code").expect("a code")
}

pub(crate) fn exchange_fields(code: &str) -> [(&str, &str); 4] {
    [
        ("grant_type", "authorization_code"),
        ("redirect_uri", REDIRECT_URI),
        ("code", code),
        ("code_verifier", VERIFIER),
    ]
}

pub(crate) fn exchange(simulator: &BlockingSimulator, code: &str) -> Reply {
    post(&simulator.url(Endpoint::Token), Some(&payroll()), &exchange_fields(code))
}

/// Logs in and exchanges the code.
pub(crate) fn tokens(simulator: &BlockingSimulator) -> Reply {
    let reply = exchange(simulator, &code(&log_in(simulator)));
    assert_eq!(reply.status, 200);
    reply
}

pub(crate) fn refresh(simulator: &BlockingSimulator, token: &str) -> Reply {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
    post(&simulator.url(Endpoint::Refresh), Some(&payroll()), &fields)
}

pub(crate) fn active(simulator: &BlockingSimulator, token: &str) -> bool {
    let reply = post(&simulator.url(Endpoint::Introspect), Some(&payroll()), &[("token", token)]);
    assert_eq!(reply.status, 200);
    reply.json()["active"].as_bool().expect("active is a boolean")
}

pub(crate) fn account(simulator: &BlockingSimulator, access_token: &str) -> Reply {
    get(&simulator.url(Endpoint::Account), Some(&format!("Bearer {access_token}")))
}
