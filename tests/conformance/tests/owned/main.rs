//! The same vectors through the calls, which every binding wraps. Records are compared field by field, whatever fields
//! they have.

mod choices;
mod m2m;
mod records;
mod session;
mod xiams;

use gws_auth_conformance::{Case, judge, vectors};
use gws_auth_core::calls::{self, ClientSettings, LoginOptions, RelayRules, SecretString};
use gws_auth_core::{Outcome, Policy, RequestKind, Result, TokenTypeHint};
use records::{put, put_refusal, put_reply, put_request};

/// Operations that no call does: what they return borrows from the arguments alone, or needs a key.
const BORROWED_ONLY: &[&str] = &[
    "redirect_uri",
    "registered_redirect_uri",
    "loopback_redirect_uris",
    "pending",
    "transport",
    "jws_split",
    "jws_verify",
    "jws_key",
];

#[test]
fn every_vector_holds_through_the_calls() {
    let (mut passed, mut skipped, mut failures) = (0, 0, Vec::new());
    for vector in vectors() {
        // Owned calls make their own room, so that none is too small.
        let room_is_given = vector.input.iter().any(|(name, _)| *name == "out_capacity");
        if room_is_given || BORROWED_ONLY.contains(&vector.op) {
            skipped += 1;
            continue;
        }
        match judge(vector, |case| run(vector.op, case)) {
            Ok(()) => passed += 1,
            Err(failure) => failures.push(format!("{}.json {}: {failure}", vector.file, vector.id)),
        }
    }
    println!("{passed} passed, {skipped} have no owned form");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(passed > 1_000);
}

fn run(op: &str, case: &mut Case<'_>) -> Option<Result<()>> {
    Some(match op {
        "environment_urls" => environment_urls(case),
        "authorize" => authorize(case),
        "landing" => landing(case),
        "exchange_request" => exchange(case),
        "parse_token" => parse_token(case),
        "refresh_request" => refresh(case),
        "no_reply" => no_reply(case),
        "inspect_access_token" => inspect(case),
        "introspect_request" => about_token(case, calls::introspect_request),
        "parse_introspection" => parse_introspection(case),
        "revoke_request" => about_token(case, calls::revoke_request),
        "parse_revocation" => parse_revocation(case),
        "parse_refusal" => parse_refusal(case),
        "relay_request" => relay(case),
        "explain" => explain(case),
        "needs_renewal" => needs_renewal(case),
        "certificate_facts" => certificate_facts(case),
        "ird_number" => ird_number(case),
        "jws_read" => m2m::read(case),
        "m2m_unsigned" => m2m::unsigned(case),
        "m2m_attach" => m2m::attach(case),
        "m2m_sign" => m2m::sign(case),
        "m2m_verify" => m2m::verify(case),
        "m2m_claims" => m2m::claims(case),
        "session_login" => session::login(case),
        "session_logout" => session::logout(case),
        "session_reject" => session::reject(case),
        "session_facts" => session::facts(case),
        "session_walk" => session::walk(case),
        "xiams_authorize_url" => xiams::authorize_url(case),
        "xiams_exchange_request" => xiams::exchange(case),
        "xiams_refresh_request" => xiams::refresh(case),
        "xiams_validate_request" => xiams::validate(case),
        "xiams_revoke_request" => xiams::revoke(case),
        "xiams_parse_token" => xiams::parse_token(case),
        "xiams_parse_validation" => xiams::parse_validation(case),
        "xiams_parse_revocation" => xiams::parse_revocation(case),
        "xiams_explain" => xiams::explain(case),
        _ => return None,
    })
}

fn environment_urls(case: &mut Case<'_>) -> Result<()> {
    let urls = calls::environment_urls(case.text("environment"))?;
    case.granted();
    put(case, &urls);
    Ok(())
}

fn authorize(case: &mut Case<'_>) -> Result<()> {
    let (environment, client_id) = (case.text("environment"), case.text("client_id"));
    let (redirect_uri, now) = (case.text("redirect_uri"), case.integer("now"));
    let entropy = case.bytes("entropy");
    let options = LoginOptions {
        state: case.optional_text("state").map(Into::into),
        wide_state: case.optional_flag("wide_state"),
        plain_http: case.optional_flag("plain_http"),
        code_verifier: case.optional_text("code_verifier").map(secret),
        pkce: case.optional_flag("pkce"),
    };
    let login = calls::authorize(environment, client_id, redirect_uri, entropy, now, &options)?;
    case.granted();
    put(case, &login);
    Ok(())
}

fn landing(case: &mut Case<'_>) -> Result<()> {
    let (pending, landing) = (case.text("pending"), case.text("landing"));
    match calls::landing(pending, landing, case.integer("now"), &case.policy())? {
        Outcome::Granted(code) => {
            case.granted();
            case.put_text("code", code.expose());
        }
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn client(case: &Case<'_>) -> ClientSettings {
    let relay_url = case.optional_text("relay_url");
    let client_secret = if relay_url.is_none() { Some(secret(case.text("client_secret"))) } else { None };
    ClientSettings {
        environment: case.text("environment").into(),
        client_id: case.text("client_id").into(),
        client_secret,
        relay_url: relay_url.map(Into::into),
    }
}

fn secret(text: &str) -> SecretString {
    SecretString::new(text.into())
}

fn exchange(case: &mut Case<'_>) -> Result<()> {
    let (pending, landing) = (case.text("pending"), case.text("landing"));
    let (now, policy, client) = (case.integer("now"), case.policy(), client(case));
    match calls::exchange_request(pending, landing, &client.client()?, now, &policy)? {
        Outcome::Granted(request) => put_request(case, &request),
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn refresh(case: &mut Case<'_>) -> Result<()> {
    let (client, token) = (client(case), case.text("refresh_token"));
    put_request(case, &calls::refresh_request(&client.client()?, token, &Policy::default())?);
    Ok(())
}

type AboutToken =
    fn(&gws_auth_core::Client<'_>, &str, Option<TokenTypeHint>, &Policy) -> Result<calls::HttpRequest>;

fn about_token(case: &mut Case<'_>, call: AboutToken) -> Result<()> {
    let (client, token) = (client(case), case.text("token"));
    let hint = case.optional_text("token_type_hint").map(|hint| TokenTypeHint::parse(hint).expect("a hint"));
    put_request(case, &call(&client.client()?, token, hint, &Policy::default())?);
    Ok(())
}

fn relay(case: &mut Case<'_>) -> Result<()> {
    let (texts, count) = case.list("redirect_uris");
    let rules = RelayRules {
        redirect_uris: texts[..count].iter().map(|text| String::from(*text)).collect(),
        refresh: case.optional_flag("refresh"),
        without_pkce: case.optional_flag("without_pkce"),
        introspection: case.optional_flag("introspection"),
        revocation: case.optional_flag("revocation"),
    };
    let (endpoint, body, client) = (case.text("endpoint"), case.bytes("body"), client(case));
    put_request(case, &calls::relay_request(endpoint, body, &rules, &client.client()?, &Policy::default())?);
    Ok(())
}

fn parse_token(case: &mut Case<'_>) -> Result<()> {
    let (kind, status, sent_at) = (case.request_kind(), case.status(), case.optional_integer("sent_at"));
    let reply = calls::parse_token(kind, status, &body(case), sent_at, &case.policy())?;
    put_reply(case, &reply);
    Ok(())
}

fn parse_introspection(case: &mut Case<'_>) -> Result<()> {
    let reply = calls::parse_introspection(case.status(), &body(case), &case.policy())?;
    put_reply(case, &reply);
    Ok(())
}

fn parse_revocation(case: &mut Case<'_>) -> Result<()> {
    let reply = calls::parse_revocation(case.status(), &body(case), &case.policy())?;
    put_reply(case, &reply);
    Ok(())
}

/// Every reply reads a refusal in the same way; the authorize page's has no reply of its own.
fn parse_refusal(case: &mut Case<'_>) -> Result<()> {
    let (request, status, policy, body) = (case.request_kind(), case.status(), case.policy(), body(case));
    match request {
        RequestKind::Code | RequestKind::Refresh => {
            put_reply(case, &calls::parse_token(request, status, &body, None, &policy)?);
        }
        RequestKind::Introspect => put_reply(case, &calls::parse_introspection(status, &body, &policy)?),
        RequestKind::Revoke => put_reply(case, &calls::parse_revocation(status, &body, &policy)?),
        RequestKind::Authorize => put_reply(case, &calls::parse_refusal(request, status, &body, &policy)?),
    }
    Ok(())
}

fn explain(case: &mut Case<'_>) -> Result<()> {
    let (request, status, policy) = (case.request_kind(), case.status(), case.policy());
    let (error, description) = (case.text("error"), case.optional_text("error_description"));
    put_refusal(case, &calls::explain(request, Some(status), error, description, &policy)?);
    Ok(())
}

fn no_reply(case: &mut Case<'_>) -> Result<()> {
    let advice = calls::no_reply(case.request_kind(), case.flag("sent"), &case.policy());
    case.granted();
    put(case, &advice);
    Ok(())
}

fn inspect(case: &mut Case<'_>) -> Result<()> {
    let facts = calls::inspect_access_token(case.text("token"))?;
    case.granted();
    put(case, &facts);
    Ok(())
}

fn needs_renewal(case: &mut Case<'_>) -> Result<()> {
    let (begin, renew_at) = (case.optional_integer("begin"), case.optional_integer("renew_at"));
    let needs = calls::needs_renewal(begin, renew_at, case.integer("now"));
    case.granted();
    case.put_flag("needs_renewal", needs);
    Ok(())
}

fn certificate_facts(case: &mut Case<'_>) -> Result<()> {
    let facts = calls::certificate_facts(case.bytes("file"))?;
    case.granted();
    put(case, &facts);
    Ok(())
}

fn ird_number(case: &mut Case<'_>) -> Result<()> {
    let number = calls::ird_number(case.text("number"))?;
    case.granted();
    put(case, &number);
    Ok(())
}

fn body(case: &Case<'_>) -> Vec<u8> {
    let mut body = vec![0; gws_auth_conformance::BODY_LEN];
    let length = case.body(&mut body);
    body.truncate(length);
    body
}
