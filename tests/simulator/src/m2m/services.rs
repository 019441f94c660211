//! The two protected services. Their data are made up.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use serde::Serialize;

use super::judge::judge;
use crate::app::{App, serve};
use crate::endpoint::Endpoint;
use crate::oauth::refusal::json;

/// The Common Name of the connection's client certificate (MTLS-1, M2M-8).
#[derive(Clone, Debug)]
pub(crate) struct ServiceProvider(pub(crate) Arc<str>);

/// The routes behind mutual TLS. The listener adds the [`ServiceProvider`].
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route(Endpoint::Customer.path(), get(customer))
        .route(Endpoint::Document.path(), get(document))
        .with_state(app)
}

async fn customer(
    State(app): State<Arc<App>>,
    Extension(provider): Extension<ServiceProvider>,
    headers: HeaderMap,
) -> Response {
    serve(&app, Endpoint::Customer, move |app| answer(app, &provider, &headers, false)).await
}

/// "Whether null is allowed is each service's rule" (M2M-10): not by this one.
async fn document(
    State(app): State<Arc<App>>,
    Extension(provider): Extension<ServiceProvider>,
    headers: HeaderMap,
) -> Response {
    serve(&app, Endpoint::Document, move |app| answer(app, &provider, &headers, true)).await
}

fn answer(
    app: &App,
    provider: &ServiceProvider,
    headers: &HeaderMap,
    start_logon_required: bool,
) -> Response {
    let verdict = judge(headers, &app.store(), &app.config.users, start_logon_required, app.clock.now());
    let mut counters = app.tally.lock();
    counters.m2m_requests += 1;
    let accepted = match verdict {
        Ok(accepted) => accepted,
        Err(refusal) => {
            *counters.m2m_refused.entry(refusal).or_default() += 1;
            return refusal.response();
        }
    };
    counters.m2m_accepted += 1;
    let owner = &accepted.owner;
    let reply = Reply {
        simulated: true,
        authenticated_as: if accepted.user.is_some() { "startLogon" } else { "customer" },
        start_logon: accepted.user.map(|user| user.id.as_str()),
        customer: accepted.user.is_none().then_some(owner.customer.as_str()),
        resource_owner: owner.thumbprint(),
        service_provider: &provider.0,
    };
    json(StatusCode::OK, &reply)
}

#[derive(Serialize)]
struct Reply<'a> {
    simulated: bool,
    authenticated_as: &'static str,
    /// Whose delegations count.
    #[serde(rename = "startLogon", skip_serializing_if = "Option::is_none")]
    start_logon: Option<&'a str>,
    /// The customer mapped from the thumbprint, where no `startLogon` came before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<&'a str>,
    resource_owner: &'a str,
    service_provider: &'a str,
}
