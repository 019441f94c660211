//! The introspection endpoint (INTRO-1, INTRO-2). To ask about a token is never a use of it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::authorize::SCOPE;
use super::client_auth::{ClientAuthError, authenticate};
use super::form::Parameters;
use super::refusal::{Refusal, json};
use crate::app::{App, serve};
use crate::endpoint::Endpoint;

/// `POST /gateway3/oauth/introspect`.
pub(crate) async fn handle(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    serve(&app, Endpoint::Introspect, move |app| match Parameters::posted(&headers, &body) {
        Ok(form) => introspect(app, &headers, &form).unwrap_or_else(|refusal| refusal.response()),
        Err(response) => *response,
    })
    .await
}

fn introspect(app: &App, headers: &HeaderMap, form: &Parameters) -> Result<Response, Refusal> {
    let store = app.store();
    let client = authenticate(headers, &store).map_err(|error| match error {
        ClientAuthError::Malformed => {
            Refusal::unauthorized("invalid_client", "Invalid authorization header.")
        }
        _ => Refusal::unauthorized("invalid_client", "Your client must authenticate to use this API."),
    })?;
    form.refuse_repeated()?;
    let token = form.need("token")?;
    if form.find("token_type_hint") == Some("refresh_token") && !client.refresh_tokens {
        let description = "Token refresh is not allowed for this client.";
        return Err(Refusal::bad_request("unauthorized_client", description));
    }
    let now = app.clock.now();
    let lifetimes = &app.config.lifetimes;
    // The hint is only a hint (RFC 7662 2.1): both kinds are searched whatever it says.
    let facts =
        store.access_facts(token, now, lifetimes).or_else(|| store.refresh_facts(token, now, lifetimes));
    app.tally.lock().introspections += 1;
    let Some(facts) = facts.filter(|facts| facts.grant.client_id == client.id) else {
        return Ok(json(StatusCode::OK, &Inactive { active: false }));
    };
    let user = app.config.users.iter().find(|user| user.id == facts.grant.user);
    Ok(json(
        StatusCode::OK,
        &Active {
            active: true,
            client_id: &client.id,
            username: &facts.grant.user,
            scope: SCOPE,
            sub: user.map_or("", |user| user.sub.as_str()),
            exp: facts.expires,
            iat: facts.issued,
        },
    ))
}

#[derive(Serialize)]
struct Inactive {
    active: bool,
}

#[derive(Serialize)]
struct Active<'a> {
    active: bool,
    client_id: &'a str,
    username: &'a str,
    scope: &'a str,
    sub: &'a str,
    exp: i64,
    iat: i64,
}
