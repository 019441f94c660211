//! The token endpoint: codes and refresh tokens for token pairs (TOKEN-1 to TOKEN-6, REFRESH-1 to REFRESH-5).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::access_token::{self, Claims};
use super::authorize::SCOPE;
use super::client_auth::{ClientAuthError, authenticate};
use super::form::Parameters;
use super::pkce;
use super::refusal::{Refusal, json};
use crate::app::{App, serve};
use crate::config::client::Client;
use crate::config::variants::{DeadRefreshToken, ExpiresIn, WrongSecret};
use crate::endpoint::Endpoint;
use crate::random;
use crate::store::{CodeRefusal, Grant, Issued, Refreshed};

/// `POST /gateway3/oauth/token`.
pub(crate) async fn handle(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let form = Parameters::posted(&headers, &body);
    let refresh = form.as_ref().is_ok_and(|form| form.find("grant_type") == Some("refresh_token"));
    let endpoint = if refresh { Endpoint::Refresh } else { Endpoint::Token };
    serve(&app, endpoint, move |app| match form {
        Ok(form) => grant(app, &headers, &form).unwrap_or_else(|refusal| refusal.response()),
        Err(response) => *response,
    })
    .await
}

fn grant(app: &App, headers: &HeaderMap, form: &Parameters) -> Result<Response, Refusal> {
    let client = authenticate(headers, &app.store()).cloned();
    let grant_type = form.find("grant_type");
    if client.as_ref().err() == Some(&ClientAuthError::Missing) && grant_type != Some("refresh_token") {
        return Err(Refusal::bad_request("invalid_request", "Invalid client. Missing authorization header."));
    }
    let grant_type = form.need("grant_type")?;
    let client = client.map_err(|error| auth_refusal(app, grant_type, error))?;
    form.refuse_repeated()?;
    match grant_type {
        "authorization_code" => exchange(app, &client, form),
        "refresh_token" => refresh(app, &client, form),
        _ => Err(Refusal::bad_request("unsupported_grant_type", "Invalid grant_type.")),
    }
}

fn auth_refusal(app: &App, grant_type: &str, error: ClientAuthError) -> Refusal {
    const SECRET: &str = "The provided secret or assertion are not valid for this client.";
    const BASIC: &str = "This API requires authentication using HTTP Basic Auth or by including credentials in the request body.";
    match error {
        ClientAuthError::Missing | ClientAuthError::OtherScheme => {
            Refusal::bad_request("invalid_request", BASIC)
        }
        ClientAuthError::Malformed => {
            Refusal::bad_request("invalid_request", "Invalid authorization header.")
        }
        ClientAuthError::UnknownClient => Refusal::bad_request("invalid_client", "Client is invalid."),
        ClientAuthError::WrongSecret => match app.config.variants.wrong_secret {
            WrongSecret::InvalidClient400 => Refusal::bad_request("invalid_client", SECRET),
            WrongSecret::AccessDenied400 => Refusal::bad_request("access_denied", SECRET),
            // IR's sample of a refresh ends in a space.
            WrongSecret::InvalidClient401 if grant_type == "refresh_token" => {
                Refusal::unauthorized("invalid_client", format!("{SECRET} "))
            }
            WrongSecret::InvalidClient401 => Refusal::unauthorized("invalid_client", SECRET),
        },
    }
}

/// A code that is found is consumed, even if the exchange then fails: the strictest reading of "works once" (REDIR-7).
fn exchange(app: &App, client: &Client, form: &Parameters) -> Result<Response, Refusal> {
    let text = form.need("code")?;
    let redirect_uri = form.need("redirect_uri")?;
    let consumed = app.store().consume_code(text, &client.id, app.clock.now());
    let code = consumed.map_err(|refusal| {
        if refusal == CodeRefusal::Reused {
            app.tally.lock().codes_reused += 1;
        }
        let description = match refusal {
            CodeRefusal::Unknown | CodeRefusal::Reused => "Invalid authorization code.",
            CodeRefusal::Expired => "The authorization code has expired.",
        };
        Refusal::unauthorized("invalid_grant", description)
    })?;
    app.tally.lock().codes_consumed += 1;
    if code.redirect_uri != redirect_uri {
        let description = "Invalid redirect_uri. Value does not match the authorization request.";
        return Err(Refusal::unauthorized("invalid_grant", description));
    }
    if !pkce::verified(code.code_challenge.as_deref(), form.find("code_verifier")) {
        // IR documents no answer to this.
        return Err(Refusal::unauthorized("invalid_grant", "Simulator: code_verifier does not match"));
    }
    let set = app.store().start_set(code.grant.clone());
    app.tally.lock().token_sets_started += 1;
    Ok(issue(app, client, set, &code.grant, "AUTHORIZATION_CODE"))
}

fn refresh(app: &App, client: &Client, form: &Parameters) -> Result<Response, Refusal> {
    if !client.refresh_tokens {
        // Documented for introspection only; the case is the same.
        let description = "Token refresh is not allowed for this client.";
        return Err(Refusal::bad_request("unauthorized_client", description));
    }
    let text = form.need("refresh_token")?;
    let outcome = app.store().consume_refresh(text, &client.id, app.clock.now(), &app.config.lifetimes);
    match outcome {
        Refreshed::Consumed { set, grant } => {
            app.tally.lock().refresh_tokens_consumed += 1;
            return Ok(issue(app, client, set, &grant, "REFRESH_TOKEN"));
        }
        Refreshed::Reused { killed } => {
            let mut counters = app.tally.lock();
            counters.refresh_tokens_reused += 1;
            counters.token_sets_killed += u64::from(killed);
        }
        Refreshed::Dead => {}
    }
    let description = "Refresh token is invalid.";
    Err(match app.config.variants.dead_refresh_token {
        DeadRefreshToken::Status401 => Refusal::unauthorized("invalid_grant", description),
        DeadRefreshToken::Status400 => Refusal::bad_request("invalid_grant", description),
    })
}

fn issue(app: &App, client: &Client, set: usize, grant: &Grant, grant_name: &str) -> Response {
    let now = app.clock.now();
    let lifetime = app.config.lifetimes.access_token;
    let service = format!("{}/gateway3/oauth/", app.base_url);
    let sub = app.config.users.iter().find(|user| user.id == grant.user).map_or("", |user| user.sub.as_str());
    let access_token = access_token::encode(&Claims {
        nbf: now,
        jti: random::uuid(),
        iss: &service,
        iat: now,
        sub,
        start_logon: &grant.user,
        scope: SCOPE,
        clientid: &client.id,
        aud: &service,
        grant: grant_name,
        exp: now + lifetime,
    });
    let mut counters = app.tally.lock();
    let serial = counters.access_tokens_issued;
    counters.access_tokens_issued += 1;
    let refresh_token = client.refresh_tokens.then(|| random::refresh_token(counters.refresh_tokens_issued));
    counters.refresh_tokens_issued += u64::from(refresh_token.is_some());
    drop(counters);
    let issued = Issued { access_token, refresh_token };
    app.store().issue(set, &issued, now, &app.config.lifetimes);
    let text = match app.config.variants.expires_in {
        ExpiresIn::Alternating => serial.is_multiple_of(2),
        ExpiresIn::Text => true,
        ExpiresIn::Number => false,
    };
    let expires_in = if text { Seconds::Text(lifetime.to_string()) } else { Seconds::Number(lifetime) };
    json(
        StatusCode::OK,
        &Reply {
            access_token: &issued.access_token,
            token_type: "Bearer",
            expires_in,
            scope: SCOPE,
            refresh_token: issued.refresh_token.as_deref(),
        },
    )
}

#[derive(Serialize)]
struct Reply<'a> {
    access_token: &'a str,
    token_type: &'a str,
    expires_in: Seconds,
    scope: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Seconds {
    Text(String),
    Number(i64),
}
