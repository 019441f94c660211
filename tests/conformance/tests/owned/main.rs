//! The same vectors through the owned types, which every binding wraps.

mod choices;
mod m2m;

use gws_auth_conformance::{Case, judge, vectors};
use gws_auth_core::owned::{self, ClientSettings, Introspection, LoginOptions, OwnedRefusal, SecretString};
use gws_auth_core::{
    Explanation, IntrospectRequest, Outcome, Policy, RegisteredRedirectUris, RelayRules, Result,
    RevocationResponse, RevokeRequest, TokenTypeHint,
};

/// Operations whose types have no owned form: what they return borrows from the arguments alone, or needs a key.
const BORROWED_ONLY: &[&str] = &[
    "environment",
    "redirect_uri",
    "registered_redirect_uri",
    "loopback_redirect_uris",
    "pending",
    "transport",
    "inspect",
    "jws_split",
    "jws_verify",
    "jws_key",
];

#[test]
fn every_vector_holds_with_owned_types() {
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
        "authorize" => authorize(case),
        "landing" => landing(case),
        "exchange_request" => exchange(case),
        "refresh_request" => refresh(case),
        "introspect_request" => introspect(case),
        "revoke_request" => revoke(case),
        "relay_check" => relay_check(case),
        "parse_token" => parse_token(case),
        "parse_introspection" => parse_introspection(case),
        "parse_revocation" => parse_revocation(case),
        "parse_refusal" => parse_refusal(case),
        "next_step" => next_step(case),
        "jws_read" => m2m::read(case),
        "m2m_unsigned" => m2m::unsigned(case),
        "m2m_attach" => m2m::attach(case),
        "m2m_sign" => m2m::sign(case),
        "m2m_verify" => m2m::verify(case),
        "m2m_claims" => m2m::claims(case),
        _ => return None,
    })
}

fn authorize(case: &mut Case<'_>) -> Result<()> {
    let (environment, client_id) = (case.text("environment"), case.text("client_id"));
    let (redirect_uri, now) = (case.text("redirect_uri"), case.integer("now"));
    let entropy = case.bytes("entropy");
    let (state, wide_state) = (case.optional_text("state"), case.flag("wide_state"));
    let (pkce, verifier) = (case.optional_flag("pkce"), case.optional_text("code_verifier"));

    let options = LoginOptions {
        state: state.map(Into::into),
        wide_state: Some(wide_state),
        code_verifier: verifier.map(|verifier| SecretString::new(verifier.into())),
        pkce,
    };
    let login = owned::authorize(environment, client_id, redirect_uri, entropy, now, &options)?;
    case.granted();
    case.put_text("url", &login.url);
    case.put_text("state", &login.state);
    case.put_optional_text("code_challenge", login.code_challenge.as_deref());
    case.put_text("pending", login.pending.expose());
    Ok(())
}

fn landing(case: &mut Case<'_>) -> Result<()> {
    let (pending, landing) = (case.text("pending"), case.text("landing"));
    match owned::landing(pending, landing, case.integer("now"), &case.policy())? {
        Outcome::Granted(code) => {
            case.granted();
            case.put_text("code", code.expose());
        }
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn client(case: &Case<'_>) -> ClientSettings {
    let secret = |secret: &str| SecretString::new(secret.into());
    let relay_url = case.optional_text("relay_url");
    let client_secret = if relay_url.is_none() { Some(secret(case.text("client_secret"))) } else { None };
    ClientSettings {
        environment: case.text("environment").into(),
        client_id: case.text("client_id").into(),
        client_secret,
        relay_url: relay_url.map(Into::into),
    }
}

fn exchange(case: &mut Case<'_>) -> Result<()> {
    let (pending, landing) = (case.text("pending"), case.text("landing"));
    let (now, policy, client) = (case.integer("now"), case.policy(), client(case));
    match owned::exchange_request(pending, landing, &client.client()?, now, &policy)? {
        Outcome::Granted(request) => put_request(case, &request),
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn refresh(case: &mut Case<'_>) -> Result<()> {
    let (client, token) = (client(case), case.text("refresh_token"));
    put_request(case, &owned::refresh_request(&client.client()?, token, &Policy::default())?);
    Ok(())
}

fn introspect(case: &mut Case<'_>) -> Result<()> {
    let (client, token, hint) = (client(case), case.text("token"), hint(case));
    put_request(case, &IntrospectRequest::new(&client.client()?, token, hint)?.owned(&Policy::default())?);
    Ok(())
}

fn revoke(case: &mut Case<'_>) -> Result<()> {
    let (client, token, hint) = (client(case), case.text("token"), hint(case));
    put_request(case, &RevokeRequest::new(&client.client()?, token, hint)?.owned(&Policy::default())?);
    Ok(())
}

fn hint(case: &Case<'_>) -> Option<TokenTypeHint> {
    match case.optional_text("token_type_hint")? {
        "access_token" => Some(TokenTypeHint::AccessToken),
        _ => Some(TokenTypeHint::RefreshToken),
    }
}

fn relay_check(case: &mut Case<'_>) -> Result<()> {
    use gws_auth_core::Endpoint::{Authorize, Introspect, Revoke, Token};
    let (texts, count) = case.list("redirect_uris");
    let mut rules = RelayRules::new(RegisteredRedirectUris::new(&texts[..count]));
    if case.flag("refresh") {
        rules = rules.with_refresh();
    }
    if case.flag("without_pkce") {
        rules = rules.without_pkce();
    }
    let (name, body, client) = (case.text("endpoint"), case.bytes("body"), client(case));
    let endpoint =
        [Authorize, Token, Introspect, Revoke].into_iter().find(|endpoint| endpoint.name() == name);
    let client = client.client()?;
    let form = gws_auth_core::relay_check(endpoint.expect("an endpoint"), body, &rules)?;
    put_request(case, &form.owned(&client, &Policy::default())?);
    Ok(())
}

fn parse_token(case: &mut Case<'_>) -> Result<()> {
    let (kind, status, sent_at) = (case.request_kind(), case.status(), case.optional_integer("sent_at"));
    match owned::parse_token(kind, status, &body(case), sent_at, &case.policy())? {
        Outcome::Granted(tokens) => {
            case.granted();
            case.put_text("access_token", tokens.access_token.expose());
            case.put_integer("expires_in", i64::from(tokens.expires_in));
            case.put_optional_integer("expires_at", tokens.expires_at);
            case.put_optional_text("scope", tokens.scope.as_deref());
            case.put_optional_text(
                "refresh_token",
                tokens.refresh_token.as_ref().map(|token| token.expose()),
            );
        }
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn parse_introspection(case: &mut Case<'_>) -> Result<()> {
    match Introspection::parse(case.status(), &body(case), &case.policy())? {
        Outcome::Granted(token) => {
            case.granted();
            case.put_flag("active", token.active);
            case.put_optional_text("client_id", token.client_id.as_deref());
            case.put_optional_text("username", token.username.as_deref());
            case.put_optional_text("scope", token.scope.as_deref());
            case.put_optional_text("sub", token.sub.as_deref());
            case.put_optional_integer("exp", token.exp);
            case.put_optional_integer("iat", token.iat);
        }
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn parse_revocation(case: &mut Case<'_>) -> Result<()> {
    match RevocationResponse::owned(case.status(), &body(case), &case.policy())? {
        Outcome::Granted(_) => case.granted(),
        Outcome::Refused(refusal) => put_refusal(case, &refusal),
    }
    Ok(())
}

fn parse_refusal(case: &mut Case<'_>) -> Result<()> {
    let (request, status, policy) = (case.request_kind(), case.status(), case.policy());
    put_refusal(case, &OwnedRefusal::parse(request, status, &body(case), &policy)?);
    Ok(())
}

fn next_step(case: &mut Case<'_>) -> Result<()> {
    let (kind, status) = (case.request_kind(), case.optional_integer("status"));
    let advice = owned::next_step_after(kind, status.map(|status| u16::try_from(status).expect("a status")));
    case.granted();
    case.put_text("next_step", advice.next_step.code());
    assert_eq!(advice.advice, advice.next_step.advice());
    Ok(())
}

fn body(case: &Case<'_>) -> Vec<u8> {
    let mut body = vec![0; gws_auth_conformance::BODY_LEN];
    let length = case.body(&mut body);
    body.truncate(length);
    body
}

fn put_refusal(case: &mut Case<'_>, refusal: &OwnedRefusal) {
    let explanation = Explanation {
        // The texts are only looked at for being there.
        meaning: if refusal.meaning.is_empty() { "" } else { "said" },
        check: if refusal.check.is_empty() || refusal.advice.is_empty() { "" } else { "said" },
        who_must_act: refusal.who_must_act,
        documented: refusal.documented,
    };
    let (error, description) = (&refusal.error, refusal.error_description.as_deref());
    case.refused((refusal.request, refusal.status), (error, description), explanation, refusal.next_step);
}

fn put_request(case: &mut Case<'_>, request: &owned::HttpRequest) {
    case.granted();
    case.put_text("method", &request.method);
    case.put_text("url", &request.url);
    for header in &request.headers {
        let name = match header.name.as_str() {
            "Authorization" => "authorization",
            "Content-Type" => "content_type",
            "Content-Length" => "content_length",
            _ => "headers",
        };
        case.put_text(name, header.value.expose());
    }
    case.put_text("body", request.body.expose());
}
