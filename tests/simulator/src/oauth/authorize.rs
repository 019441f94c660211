//! The authorisation endpoint (AUTHZ-1 to AUTHZ-10, REDIR-3, REDIR-4).

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::form::Parameters;
use super::refusal::Refusal;
use super::{landing, pkce};
use crate::app::{App, serve};
use crate::config::variants::{InvalidScope, UnknownClient};
use crate::endpoint::Endpoint;
use crate::pages;
use crate::store::AuthorizationRequest;

/// The one scope there is (AUTHZ-1).
pub(crate) const SCOPE: &str = "MYIR.Services";

/// `GET /gateway3/oauth/authorize`: the login page, or an error.
pub(crate) async fn handle(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Response {
    serve(&app, Endpoint::Authorize, move |app| {
        let query = Parameters::parse(query.unwrap_or_default().as_bytes());
        match check(app, &query) {
            Ok(Checked::Good(request)) => {
                let client = app.store().client(&request.client_id).map(|client| client.display_name.clone());
                let id = app.store().start_login(request, app.clock.now(), app.config.lifetimes.login);
                pages::login(&id, &client.unwrap_or_default(), None)
            }
            Ok(Checked::BadScope(request)) => landing::invalid_scope(&request),
            Err(refusal) => refusal.response(),
        }
    })
    .await
}

enum Checked {
    Good(AuthorizationRequest),
    BadScope(AuthorizationRequest),
}

/// The checks in the order of the build pack's table. Nothing is redirected before the redirect URI is known to be the client's.
fn check(app: &App, query: &Parameters) -> Result<Checked, Refusal> {
    query.refuse_repeated()?;
    let redirect_uri = query.need("redirect_uri")?;
    let store = app.store();
    let client = query.find("client_id").and_then(|id| store.client(id));
    if let Some(client) = client
        && !client.redirect_uris.iter().any(|uri| uri == redirect_uri)
    {
        let text = format!(
            "Invalid redirect_uri. Provided redirect_uri ({redirect_uri}) is not configured for this client"
        );
        return Err(Refusal::bad_request("invalid_request", text));
    }
    if query.need("response_type")? != "code" {
        let text = "Invalid response_type. Response type must be 'code'";
        return Err(Refusal::bad_request("invalid_request", text));
    }
    query.need("client_id")?;
    let client = client.ok_or_else(|| match app.config.variants.unknown_client {
        UnknownClient::Status401 => Refusal::unauthorized("invalid_client", "Client is invalid."),
        UnknownClient::Status400 => Refusal::bad_request("invalid_client", "Client is invalid."),
    })?;
    let scope = query.need("scope")?;
    // Before the scope, because a redirect would carry the state.
    let state = query.find("state").map(str::to_owned);
    if state.as_deref().is_some_and(|state| !allowed_state(state)) {
        return Err(Refusal::undocumented("state must have fewer than 200 of the allowed characters"));
    }
    let mut request = AuthorizationRequest {
        client_id: client.id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        state,
        code_challenge: None,
    };
    if scope != SCOPE {
        return match app.config.variants.invalid_scope {
            InvalidScope::Redirect => Ok(Checked::BadScope(request)),
            InvalidScope::Browser => Err(Refusal::bad_request("invalid_scope", "Invalid scope requested")),
        };
    }
    request.code_challenge = pkce::challenge(query)?;
    Ok(Checked::Good(request))
}

/// AUTHZ-2: "Must be < 200 characters", of the build pack's set and the samples page's `_` and `'`.
fn allowed_state(state: &str) -> bool {
    state.len() < 200
        && state.bytes().all(|byte| byte.is_ascii_alphanumeric() || br"-.?,:/\+=$#_'".contains(&byte))
}
