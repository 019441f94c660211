//! `--json` has every field of core's records under its own name: a field that is added there appears here.

use crate::employer::Employer;
use crate::support::{CLIENT, RETURN, canned, free_port, gws, json_reply};
use gws_auth_core::calls::record::{Record, Value as Field};
use gws_auth_core::calls::{
    CertificateReference, ClaimsToSign, ClientSettings, ExpectedClaims, LoginOptions, Reply, authorize,
    certificate_facts, environment_urls, explain, inspect_access_token, ird_number, m2m_sign, m2m_unsigned,
    m2m_verify, no_reply, parse_introspection, parse_revocation, parse_token, refresh_request,
};
use gws_auth_core::{Policy, RequestKind};
use gws_auth_native::BACKEND;
use serde_json::Value;
use tempfile::TempDir;

/// The names of a record's fields, with those of the records in it.
fn names(record: &dyn Record) -> Vec<(String, Vec<String>)> {
    let mut names = Vec::new();
    record.fields(&mut |name, _, field| {
        let inner = match field {
            Field::Record(inner) => flat(inner),
            _ => Vec::new(),
        };
        names.push((name.to_owned(), inner));
    });
    names
}

fn flat(record: &dyn Record) -> Vec<String> {
    names(record).into_iter().map(|(name, _)| name).collect()
}

/// `json` has these fields in this order, and besides exactly `more`.
#[track_caller]
fn complete(json: &Value, record: &dyn Record, more: &[&str]) {
    let object = json.as_object().expect("an object");
    let expected = names(record);
    let printed: Vec<&str> = object.keys().map(String::as_str).filter(|name| !more.contains(name)).collect();
    let of_record: Vec<&str> =
        expected.iter().map(|(name, _)| name.as_str()).filter(|name| !more.contains(name)).collect();
    assert_eq!(printed, of_record, "{json}");
    for name in more {
        assert!(object.contains_key(*name), "{name}: {json}");
    }
    for (name, inner) in expected.into_iter().filter(|(_, inner)| !inner.is_empty()) {
        let printed: Vec<&str> =
            object[&name].as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(printed, inner, "{json}");
    }
}

fn granted<T>(reply: Reply<T>) -> T {
    reply.granted().expect("a grant")
}

fn parse(what: &[&str], status: &str, body: &str, exit: i32) -> Value {
    gws(&[&["parse"], what, &["--status", status, "--json"]].concat()).stdin(body).json(exit)
}

const TOKENS: &str = r#"{"access_token":"a","token_type":"Bearer","expires_in":28800}"#;

#[test]
fn of_replies() {
    let policy = Policy::default();
    let tokens =
        granted(parse_token(RequestKind::Code, 200, TOKENS.as_bytes(), None, &policy).expect("read"));
    complete(&parse(&["token"], "200", TOKENS, 0), &tokens, &[]);
    let dead = granted(parse_introspection(200, br#"{"active":false}"#, &policy).expect("read"));
    complete(&parse(&["introspection"], "200", r#"{"active":false}"#, 0), &dead, &[]);
    let revoked = granted(parse_revocation(200, b"", &policy).expect("read"));
    complete(&parse(&["revocation"], "200", "", 0), &revoked, &["revoked"]);

    let refusal =
        explain(RequestKind::Refresh, Some(401), "invalid_grant", None, &policy).expect("explained");
    let body = r#"{"error":"invalid_grant"}"#;
    let former = ["oauth_error", "oauth_error_description"];
    let in_error = ["code", "message", former[0], former[1]];
    complete(&parse(&["token", "--grant", "refresh"], "401", body, 1)["error"], &refusal, &in_error);
    complete(&parse(&["refusal", "--request", "refresh"], "401", body, 0), &refusal, &former);
    let explained =
        gws(&["explain", "--request", "refresh", "--status", "401", "--json"]).stdin(body).json(0);
    complete(&explained, &refusal, &former);

    let Reply::Unreadable(page) =
        parse_token(RequestKind::Code, 502, b"<html>", None, &policy).expect("read")
    else {
        panic!("a page was read");
    };
    complete(&parse(&["token"], "502", "<html>", 1)["error"], &page, &["code", "message"]);
    let explained =
        gws(&["explain", "--request", "code", "--status", "502", "--json"]).stdin("<html>").json(1);
    complete(&explained["error"], &page, &["code", "message"]);

    let advice = no_reply(RequestKind::Refresh, false, &policy);
    let told = gws(&["explain", "--request", "refresh", "--no-reply", "unsent", "--json"]).json(0);
    complete(&told, &advice, &[]);
}

#[test]
fn of_the_network_commands() {
    let policy = Policy::default();
    let call = |origin: &str| {
        let arguments = ["refresh", "--env", origin, "--client-id", CLIENT, "--json"];
        gws(&arguments).secret("s").stdin("tok")
    };
    let tokens =
        granted(parse_token(RequestKind::Code, 200, TOKENS.as_bytes(), Some(1), &policy).expect("read"));
    complete(&call(&canned(json_reply("200 OK", TOKENS.as_bytes())).0).json(0), &tokens, &[]);
    let refusal = explain(RequestKind::Refresh, Some(401), "x", None, &policy).expect("explained");
    let more = ["code", "message", "oauth_error", "oauth_error_description", "body_bytes", "body_excerpt"];
    let refused = call(&canned(json_reply("401 No", br#"{"error":"x"}"#)).0).json(1);
    complete(&refused["error"], &refusal, &more);
    let Reply::Unreadable(page) =
        parse_token(RequestKind::Refresh, 502, b"<p>", None, &policy).expect("read")
    else {
        panic!("a page was read");
    };
    let unreadable = call(&canned(json_reply("502 No", b"<p>")).0).json(3);
    complete(&unreadable["error"], &page, &["code", "message", "body_bytes", "body_excerpt"]);
    let lost = call(&format!("http://127.0.0.1:{}", free_port())).json(3);
    let advice = no_reply(RequestKind::Refresh, false, &policy);
    complete(&lost["error"], &advice, &["code", "message", "sent"]);
}

#[test]
fn of_what_needs_no_reply() {
    let dir = TempDir::new().expect("a folder");
    let options = LoginOptions::default();
    let entropy: Vec<u8> = (0..64).collect();
    let login = authorize("test", CLIENT, RETURN, &entropy, 1, &options).expect("a login");
    let start =
        ["authorize-url", "--env", "test", "--client-id", CLIENT, "--redirect-uri", RETURN, "--pending", "p"];
    let started = gws(&[&start[..], &["--json"]].concat()).dir(dir.path()).json(0);
    complete(&started, &login, &["pending_file"]);

    let settings = ClientSettings {
        environment: "test".into(),
        client_id: CLIENT.into(),
        client_secret: Some(gws_auth_core::calls::SecretString::new("s".into())),
        relay_url: None,
    };
    let client = settings.client().expect("a client");
    let request = refresh_request(&client, "tok", &Policy::default()).expect("a request");
    let arguments = ["request", "refresh", "--env", "test", "--client-id", CLIENT, "--json"];
    let printed = gws(&arguments).secret("s").stdin("tok").json(0);
    complete(&printed, &request, &[]);
    let headers: Vec<&str> = request.headers.iter().map(|header| header.name.as_str()).collect();
    let printed: Vec<&str> =
        printed["headers"].as_object().expect("pairs").keys().map(String::as_str).collect();
    assert_eq!(printed, headers);

    let urls = gws(&["urls", "--env", "test", "--json"]).json(0);
    complete(&urls, &environment_urls("test").expect("known"), &[]);
    assert_eq!(urls["token"], "https://test5.services.ird.govt.nz/gateway3/oauth/token");

    let checked = gws(&["ird-number", "49-091-850", "--json"]).json(0);
    complete(&checked, &ird_number("49091850").expect("valid"), &[]);

    let token = "eyJhbGciOiJSUzUxMiJ9.eyJzdWIiOiJ4In0.c2ln";
    let facts = inspect_access_token(token).expect("a token");
    complete(&gws(&["inspect", "--json"]).stdin(token).json(0), &facts, &["verified"]);
}

#[test]
fn of_tokens_and_certificates() {
    let employer = Employer::es256();
    let certificate = employer.read("ES256.crt");
    let facts = certificate_facts(&certificate).expect("a certificate");
    let former = ["days_left", "hash", "key", "algorithm"];
    let printed = employer.gws(&["thumbprint", "ES256.crt", "--json"]).json(0);
    complete(&printed, &facts, &former);
    let claims = ClaimsToSign {
        algorithm: "ES256".into(),
        certificate: CertificateReference { der: Some(certificate), ..Default::default() },
        iss: "www.example.com".into(),
        start_logon: None,
        no_start_logon: None,
        lifetime: None,
        not_before: None,
        not_after: None,
    };
    let key = employer.read("ES256.key");
    let signed = m2m_sign(&BACKEND, &key, None, &claims, employer.now).expect("a token");
    let now = employer.now.to_string();
    let printed = employer.sign("ES256", &["--now", &now]).json(0);
    complete(&printed, &signed, &["sub", "iat", "exp"]);
    let token = printed["token"].as_str().expect("a token");
    let verified =
        m2m_verify(&BACKEND, token, &employer.read("ES256.crt"), &ExpectedClaims::default(), employer.now);
    let printed = employer.verify("ES256", &["--now", &now], token).json();
    complete(&printed, &verified.expect("verified"), &["valid", "alg", "claims"]);
    let unsigned = m2m_unsigned(&claims, employer.now).expect("claims");
    let printed = ["m2m", "unsigned", "--cert", "ES256.crt", "--iss", "i", "--now", &now, "--json"];
    complete(&employer.gws(&printed).json(0), &unsigned, &[]);
}

#[test]
fn a_relay_sees_what_it_would_send() {
    let relay = |form: &str, more: &[&str]| {
        let arguments =
            ["request", "relay", "--env", "test", "--client-id", CLIENT, "--redirect-uri", RETURN, "--json"];
        gws(&[&arguments, more].concat()).secret("s").stdin(form)
    };
    let form = "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fclient.example.com%2Freturn&code=c\
                &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\n";
    let printed = relay(form, &["--endpoint", "token", "--show-secrets"]).json(0);
    assert_eq!((&printed["kind"], printed["body"].as_str()), (&"code".into(), Some(form.trim_end())));
    assert!(printed["headers"]["Authorization"].as_str().is_some_and(|value| value.starts_with("Basic ")));
    let refused = relay("grant_type=refresh_token&refresh_token=r", &["--endpoint", "token"]).json(1);
    assert_eq!(refused["error"]["code"], "relay_grant");
    let nowhere = relay(form, &["--endpoint", "authorize"]).json(1);
    assert_eq!(nowhere["error"]["code"], "relay_endpoint");
}
