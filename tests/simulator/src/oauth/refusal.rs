//! The error body of ERR-1.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

/// A refusal: status, `error`, `error_description`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    error: &'static str,
    description: String,
}

impl Refusal {
    pub(crate) fn bad_request(error: &'static str, description: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error, description: description.into() }
    }

    pub(crate) fn unauthorized(error: &'static str, description: impl Into<String>) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, error, description: description.into() }
    }

    pub(crate) fn missing(parameter: &str) -> Self {
        Self::bad_request(
            "invalid_request",
            format!("Invalid request format. Missing parameter: {parameter}"),
        )
    }

    /// IR documents nothing for this case: the description is the simulator's own.
    pub(crate) fn undocumented(description: &str) -> Self {
        Self::bad_request("invalid_request", format!("Simulator: {description}"))
    }

    pub(crate) fn response(&self) -> Response {
        #[derive(Serialize)]
        struct Body<'a> {
            error: &'a str,
            error_description: &'a str,
        }
        json(self.status, &Body { error: self.error, error_description: &self.description })
    }
}

/// A JSON reply with every `/` escaped, as IR's samples have it (ERR-1, TOKEN-4).
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    // Only a map with keys that are not strings could fail; a slash occurs in strings only.
    let text = serde_json::to_string(body).unwrap_or_default().replace('/', "\\/");
    (status, [(header::CONTENT_TYPE, "application/json;charset=UTF-8")], text).into_response()
}
