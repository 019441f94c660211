//! The control interface under `/simulator/`, for tests in other languages. POST takes `application/json` only, which a foreign web
//! page cannot send.

mod body;
mod clients;
mod lines;
mod login;
mod m2m;

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use body::Body;
pub use lines::control_lines;

use crate::app::App;
use crate::counters::Counters;
use crate::endpoint::Endpoint;
use crate::fault::Fault;
use crate::pages;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(overview))
        .route("/simulator/", get(overview))
        .route("/simulator/clock", get(time).post(clock))
        .route("/simulator/counters", get(counters))
        .route("/simulator/faults", post(faults).delete(clear_faults))
        .route("/simulator/consents/revoke", post(revoke_consent))
        .merge(clients::routes())
        .merge(login::routes())
        .merge(m2m::routes())
}

/// What is wrong with a request to the control interface: status 422.
#[derive(Serialize)]
struct Problem {
    error: String,
    /// What the browser was shown, if that is what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

impl Problem {
    const fn new(error: String) -> Self {
        Self { error, status: None, body: None }
    }

    fn with(self, status: u16, body: String) -> Self {
        Self { status: Some(status), body: Some(body), ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Json(self)).into_response()
    }
}

async fn overview(State(app): State<Arc<App>>) -> Response {
    pages::overview(&app)
}

#[derive(Serialize)]
struct Now {
    now: i64,
}

async fn time(State(app): State<Arc<App>>) -> Json<Now> {
    Json(Now { now: app.clock.now() })
}

/// `{"advance": 600}` or `{"set": 1700000000}`, in seconds.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Move {
    Advance(i64),
    Set(i64),
}

async fn clock(State(app): State<Arc<App>>, Body(body): Body<Move>) -> Json<Now> {
    match body {
        Move::Advance(seconds) => app.clock.advance(seconds),
        Move::Set(now) => app.clock.set(now),
    }
    time(State(app)).await
}

async fn counters(State(app): State<Arc<App>>) -> Json<Counters> {
    Json(app.tally.lock().clone())
}

/// `{"endpoint": "refresh", "fault": {"kind": "lost_after"}}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFault {
    endpoint: Endpoint,
    fault: Fault,
}

#[derive(Serialize)]
struct Waiting {
    waiting: usize,
}

async fn faults(State(app): State<Arc<App>>, Body(body): Body<NewFault>) -> Json<Waiting> {
    app.faults.push(body.endpoint, body.fault);
    Json(Waiting { waiting: app.faults.waiting(body.endpoint) })
}

async fn clear_faults(State(app): State<Arc<App>>) -> StatusCode {
    app.faults.clear();
    StatusCode::NO_CONTENT
}

/// `{"user": "jsmith", "client_id": "SmartCloud_Payroll"}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Consent {
    user: String,
    client_id: String,
}

#[derive(Serialize)]
struct Revoked {
    revoked: bool,
}

async fn revoke_consent(State(app): State<Arc<App>>, Body(body): Body<Consent>) -> Json<Revoked> {
    Json(Revoked { revoked: app.revoke_consent(&body.user, &body.client_id) })
}
