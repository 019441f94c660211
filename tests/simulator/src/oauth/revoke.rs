//! The revocation endpoint (REVOKE-1).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::client_auth::{ClientAuthError, authenticate};
use super::form::Parameters;
use super::refusal::Refusal;
use crate::app::{App, serve};
use crate::endpoint::Endpoint;

/// `POST /gateway3/oauth/revoke`: 200 without content, for an unknown token too (RFC 7009 2.2).
pub(crate) async fn handle(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    serve(&app, Endpoint::Revoke, move |app| match Parameters::posted(&headers, &body) {
        Ok(form) => match revoke(app, &headers, &form) {
            Ok(()) => StatusCode::OK.into_response(),
            Err(refusal) => refusal.response(),
        },
        Err(response) => *response,
    })
    .await
}

fn revoke(app: &App, headers: &HeaderMap, form: &Parameters) -> Result<(), Refusal> {
    let mut store = app.store();
    let client = authenticate(headers, &store).map(|client| client.id.clone());
    let client_id = client.map_err(|error| {
        let description = match error {
            ClientAuthError::Missing => "Invalid request format. Missing parameter: client_id",
            _ => "Invalid authorization header.",
        };
        Refusal::unauthorized("invalid_client", description)
    })?;
    form.refuse_repeated()?;
    store.revoke(form.need("token")?, &client_id);
    app.tally.lock().revocations += 1;
    Ok(())
}
