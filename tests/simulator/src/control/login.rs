//! A login in one request, for tests and examples that have no browser: the same pages are walked, over the same HTTP.

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Problem;
use super::body::Body;
use crate::app::App;
use crate::browser::{Answer, BrowserError, Credentials, walk};
use crate::endpoint::Endpoint;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/simulator/login", post(log_in))
}

/// `{"url": "http://127.0.0.1:8400/gateway3/oauth/authorize?…", "user": "jsmith", "answer": "authorise"}`; without `user` the
/// first one logs in, and `answer` may be `deny`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogIn {
    /// The authorize URL, whole or from the path on.
    url: String,
    user: Option<String>,
    #[serde(default)]
    answer: Wish,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wish {
    #[default]
    Authorise,
    Deny,
}

#[derive(Serialize)]
struct Landed {
    /// The URL that the browser is sent to at last.
    landing: String,
}

async fn log_in(State(app): State<Arc<App>>, Body(body): Body<LogIn>) -> Response {
    let user = match &body.user {
        None => app.config.users.first(),
        Some(id) => app.config.users.iter().find(|user| user.id == *id),
    };
    let Some(user) = user else {
        let users: Vec<_> = app.config.users.iter().map(|user| user.id.as_str()).collect();
        return Problem::new(format!("user: there is none of this id; there are {}", users.join(", ")))
            .into_response();
    };
    let url = if body.url.starts_with('/') { format!("{}{}", app.base_url, body.url) } else { body.url };
    if !is_authorize(&app, &url) {
        let wanted = app.url(Endpoint::Authorize);
        return Problem::new(format!("url: it is not {wanted} with an encoded query")).into_response();
    }
    let credentials = Credentials::of(user);
    let answer = match body.answer {
        Wish::Authorise => Answer::Authorise,
        Wish::Deny => Answer::Deny,
    };
    let walked = tokio::task::spawn_blocking(move || walk(&url, &credentials, answer)).await;
    match walked {
        Ok(Ok(landing)) => Json(Landed { landing: landing.location }).into_response(),
        Ok(Err(BrowserError::Shown { status, body })) => {
            let words = words(&body).unwrap_or_default();
            let shown = Problem::new(format!("the browser was shown an error with status {status}{words}"));
            shown.with(status, body).into_response()
        }
        Ok(Err(error)) => Problem::new(error.to_string()).into_response(),
        Err(_) => Problem::new("the login stopped in the middle".to_owned()).into_response(),
    }
}

/// Whether this is the authorisation endpoint, with or without a query: the other pages are not for a login, and the overview has
/// every secret.
fn is_authorize(app: &App, url: &str) -> bool {
    let endpoint = app.url(Endpoint::Authorize);
    let rest = url.strip_prefix(&endpoint).filter(|rest| rest.is_empty() || rest.starts_with('?'));
    rest.is_some() && url.parse::<Uri>().is_ok()
}

/// `error` and `error_description` of a body that is the endpoint's JSON.
fn words(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    Some(format!(": {}: {}", body["error"].as_str()?, body["error_description"].as_str()?))
}
