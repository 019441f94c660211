//! Every `start_iam` row of the error table is provoked on the running server, by a request that a client could really send.

use gws_auth_simulator::browser::{Answer, Credentials, walk};
use gws_auth_simulator::{
    BlockingSimulator, Config, DeadRefreshToken, Endpoint, InvalidScope, UnknownClient, User, Variants,
    WrongSecret,
};
use serde::Deserialize;

use crate::client::{
    Fields, REDIRECT_URI, Reply, authorize_url, basic, code, get, log_in, payroll, post, smart_pay, start,
    start_with,
};

#[derive(Deserialize)]
struct Vectors {
    start_iam: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    service: String,
    status: u16,
    error: String,
    error_description: Option<String>,
    shown: String,
    source: String,
}

struct Observed {
    status: u16,
    error: String,
    description: Option<String>,
}

#[test]
fn every_documented_error_can_be_provoked() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/errors.json");
    let text = std::fs::read_to_string(path).expect("the vectors are there");
    let vectors: Vectors = serde_json::from_str(&text).expect("the vectors have this shape");
    assert!(vectors.start_iam.len() >= 39, "rows went missing");
    for row in &vectors.start_iam {
        let what = format!("{} {} {} {:?}", row.service, row.status, row.error, row.error_description);
        let reply = provoke(row).unwrap_or_else(|| panic!("no provocation for: {what}"));
        let seen = observe(row, &reply);
        assert_eq!((seen.status, seen.error.as_str()), (row.status, row.error.as_str()), "{what}");
        assert!(
            matches(row.error_description.as_deref(), seen.description.as_deref()),
            "{what}: got {:?}",
            seen.description
        );
    }
}

#[test]
fn the_pattern_is_neither_loose_nor_stiff() {
    assert!(matches(Some("URI [...] is bad"), Some("URI (x) is bad")));
    assert!(!matches(Some("URI [...] is bad"), Some("URI (x) is good")));
    assert!(!matches(Some("Bad."), Some("Bad. ")));
    assert!(!matches(Some("Bad."), None));
    assert!(!matches(None, Some("Bad.")));
    assert!(matches(None, None));
}

fn provoke(row: &Row) -> Option<Reply> {
    let text = row.error_description.as_deref().unwrap_or_default();
    match row.service.as_str() {
        "authorize" => authorize(row, text),
        "token" => token(row, text),
        "refresh" => refresh(row, text),
        "introspect" => protected(Endpoint::Introspect, row, text),
        "revoke" => protected(Endpoint::Revoke, row, text),
        _ => None,
    }
}

fn authorize(row: &Row, text: &str) -> Option<Reply> {
    let mut variants = Variants::default();
    let changes: Fields<'_> = match (row.status, row.error.as_str(), text) {
        (400, "invalid_request", _) => match text {
            "Invalid request format. Missing parameter: redirect_uri" => &[("redirect_uri", "")],
            "Invalid request format. Missing parameter: response_type" => &[("response_type", "")],
            "Invalid request format. Missing parameter: client_id" => &[("client_id", "")],
            "Invalid request format. Missing parameter: scope" => &[("scope", "")],
            "Invalid response_type. Response type must be 'code'" => &[("response_type", "token")],
            _ if text.starts_with("Invalid redirect_uri.") => {
                &[("redirect_uri", "https://client.example.com/other")]
            }
            _ => return None,
        },
        (401, "invalid_client", _) => &[("client_id", "Nobody")],
        (400, "invalid_client", _) => {
            variants.unknown_client = UnknownClient::Status400;
            &[("client_id", "Nobody")]
        }
        (302, "invalid_scope", _) => &[("scope", "MYIR.Everything")],
        (400, "invalid_scope", _) => {
            variants.invalid_scope = InvalidScope::Browser;
            &[("scope", "MYIR.Everything")]
        }
        (302, "access_denied", _) => return Some(deny()),
        _ => return None,
    };
    let simulator = start_with(Config::default().variants(variants));
    Some(get(&authorize_url(&simulator, changes), None))
}

/// Clicks "Deny"; the last redirect, as a reply.
fn deny() -> Reply {
    let simulator = start();
    let url = authorize_url(&simulator, &[]);
    let landing = walk(&url, &Credentials::of(&User::plain()), Answer::Deny).expect("a redirect");
    let mut headers = ureq::http::HeaderMap::new();
    headers.insert("location", landing.location.parse().expect("a header value"));
    Reply { status: landing.steps.last().expect("steps").status, headers, body: String::new() }
}

fn token(row: &Row, text: &str) -> Option<Reply> {
    let simulator = start_with(Config::default().variants(variants(row)));
    let good = payroll();
    let (authorization, fields): (Option<&str>, Fields<'_>) = match (row.status, row.error.as_str(), text) {
        (400, "invalid_request", "Invalid client. Missing authorization header.") => (None, &CODE),
        (400, "invalid_request", "Invalid request format. Missing parameter: grant_type") => {
            (Some(&good), &CODE[1..])
        }
        (400, "invalid_request", "Invalid authorization header.") => (Some("Basic !"), &CODE),
        (400, "invalid_request", "Invalid request format. Missing parameter: code") => {
            (Some(&good), &CODE[..2])
        }
        (400, "invalid_request", "Invalid request format. Missing parameter: redirect_uri") => {
            (Some(&good), &[CODE[0], CODE[2]])
        }
        (400, "invalid_request", _) if text.starts_with("This API requires authentication") => {
            (Some("Bearer x"), &CODE)
        }
        (400, "invalid_client", "Client is invalid.") => {
            return Some(send(&simulator, Some(&nobody()), &CODE));
        }
        (400, "invalid_client" | "access_denied", _) => {
            return Some(send(&simulator, Some(&wrong_secret()), &CODE));
        }
        (400, "unsupported_grant_type", _) => (Some(&good), &[("grant_type", "password")]),
        (400, "invalid_grant", "Refresh token is invalid.") => (Some(&good), &REFRESH),
        (401, "invalid_grant", "Invalid authorization code.") => (Some(&good), &CODE),
        (401, "invalid_grant", "The authorization code has expired.") => {
            let code = code(&log_in(&simulator));
            simulator.clock().advance(600);
            return Some(crate::client::exchange(&simulator, &code));
        }
        (401, "invalid_grant", _) if text.starts_with("Invalid redirect_uri.") => {
            let code = code(&log_in(&simulator));
            let fields = [CODE[0], ("redirect_uri", "https://client.example.com/other"), ("code", &code)];
            return Some(send(&simulator, Some(&good), &fields));
        }
        _ => return None,
    };
    Some(send(&simulator, authorization, fields))
}

fn refresh(row: &Row, text: &str) -> Option<Reply> {
    let simulator = start_with(Config::default().variants(variants(row)));
    let authorization = match (row.error.as_str(), text) {
        ("invalid_request", "Invalid authorization header.") => Some("Basic !".to_owned()),
        ("invalid_request", _) if text.starts_with("This API requires authentication") => None,
        ("invalid_client", "Client is invalid.") => Some(nobody()),
        ("invalid_client" | "access_denied", _) => Some(wrong_secret()),
        ("invalid_grant", "Refresh token is invalid.") => Some(payroll()),
        _ => return None,
    };
    Some(send(&simulator, authorization.as_deref(), &REFRESH))
}

/// Introspection and revocation.
fn protected(endpoint: Endpoint, row: &Row, text: &str) -> Option<Reply> {
    let simulator = start();
    let (authorization, fields): (_, Fields<'_>) = match (row.status, row.error.as_str(), text) {
        (400, "invalid_request", "Invalid request format. Missing parameter: token") => {
            (Some(payroll()), &[])
        }
        (400, "unauthorized_client", _) => {
            (Some(smart_pay()), &[("token", "x"), ("token_type_hint", "refresh_token")])
        }
        (401, "invalid_client", "Invalid authorization header.") => {
            (Some("Basic !".to_owned()), &[("token", "x")])
        }
        (401, "invalid_client", _) => (None, &[("token", "x")]),
        _ => return None,
    };
    Some(post(&simulator.url(endpoint), authorization.as_deref(), fields))
}

const CODE: [(&str, &str); 3] =
    [("grant_type", "authorization_code"), ("redirect_uri", REDIRECT_URI), ("code", "unknown")];
const REFRESH: [(&str, &str); 2] = [("grant_type", "refresh_token"), ("refresh_token", "unknown")];

/// Where two rows have one cause, the row says which is meant.
fn variants(row: &Row) -> Variants {
    Variants {
        dead_refresh_token: match row.status {
            400 => DeadRefreshToken::Status400,
            _ => DeadRefreshToken::Status401,
        },
        wrong_secret: match (row.status, row.error.as_str()) {
            (400, "access_denied") => WrongSecret::AccessDenied400,
            (401, _) => WrongSecret::InvalidClient401,
            _ => WrongSecret::InvalidClient400,
        },
        ..Variants::default()
    }
}

fn send(simulator: &BlockingSimulator, authorization: Option<&str>, fields: Fields<'_>) -> Reply {
    post(&simulator.url(Endpoint::Token), authorization, fields)
}

fn nobody() -> String {
    basic("Nobody", "nothing")
}

fn wrong_secret() -> String {
    basic("SmartCloud_Payroll", "wrong")
}

fn observe(row: &Row, reply: &Reply) -> Observed {
    if row.shown == "redirect" {
        let location = reply.header("location");
        let (uri, query) = location.split_once('?').expect("a query");
        assert_eq!(uri, REDIRECT_URI, "{}", row.source);
        let find = |name: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        assert_eq!(find("state").as_deref(), Some(crate::client::STATE), "{}", row.source);
        let error = find("error").unwrap_or_default();
        return Observed { status: reply.status, error, description: find("error_description") };
    }
    assert_eq!(reply.header("location"), "", "{}: REDIR-4 forbids a redirect", row.source);
    assert!(reply.header("content-type").starts_with("application/json"), "{}", row.source);
    Observed {
        status: reply.status,
        error: reply.text("error"),
        description: reply.json()["error_description"].as_str().map(str::to_owned),
    }
}

/// Exactly equal, but for `[...]`, which stands for any text.
fn matches(pattern: Option<&str>, text: Option<&str>) -> bool {
    match (pattern, text) {
        (None, None) => true,
        (Some(pattern), Some(text)) => match pattern.split_once("[...]") {
            None => pattern == text,
            Some((start, end)) => {
                text.strip_prefix(start).is_some_and(|rest| rest.len() > end.len() && rest.ends_with(end))
            }
        },
        _ => false,
    }
}
