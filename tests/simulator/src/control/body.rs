//! The JSON body of a control request.

use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use serde::de::DeserializeOwned;

use super::Problem;

/// `axum::Json`, whose refusals are JSON too: 400 for what is no JSON, 415 for another content type, 422 for a member that is
/// missing, unknown or of the wrong kind.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => {
                let problem = Problem::new(rejection.body_text());
                Err((rejection.status(), Json(problem)).into_response())
            }
        }
    }
}
