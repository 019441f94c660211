//! A protected gateway service for bearer tokens (TOKEN-5, ENV-10). Its data are made up.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use crate::app::{App, serve};
use crate::endpoint::Endpoint;
use crate::oauth::refusal::json;

/// `GET /gateway/account/`.
pub(crate) async fn handle(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    serve(&app, Endpoint::Account, move |app| account(app, &headers)).await
}

/// Only the statuses are facts; IR's wording of the two errors is not in the documents at hand.
fn account(app: &App, headers: &HeaderMap) -> Response {
    let now = app.clock.now();
    let facts = bearer(headers).and_then(|token| app.store().access_facts(token, now, &app.config.lifetimes));
    let user = facts.and_then(|facts| app.config.users.iter().find(|user| user.id == facts.grant.user));
    let Some(user) = user else {
        let body = Problem { error: "invalid_token", error_description: "Simulator: no live access token" };
        let mut response = json(StatusCode::UNAUTHORIZED, &body);
        let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        return response;
    };
    if !user.delegation {
        let description = "Simulator: this user has no delegation in myIR for the account";
        return json(
            StatusCode::FORBIDDEN,
            &Problem { error: "access_denied", error_description: description },
        );
    }
    json(
        StatusCode::OK,
        &Account {
            simulated: true,
            user: &user.id,
            ird_number: "049091850",
            account_type: "GST",
            balance: "1234.50",
        },
    )
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (scheme, token) = values.next()?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("Bearer") && values.next().is_none()).then_some(token)
}

#[derive(Serialize)]
struct Account<'a> {
    simulated: bool,
    user: &'a str,
    #[serde(rename = "irdNumber")]
    ird_number: &'a str,
    #[serde(rename = "accountType")]
    account_type: &'a str,
    balance: &'a str,
}

#[derive(Serialize)]
struct Problem<'a> {
    error: &'a str,
    error_description: &'a str,
}
