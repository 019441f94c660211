//! The redirect back to the client (REDIR-1, REDIR-3).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::store::AuthorizationRequest;

/// 302 with a code. The code goes raw, as IR sends it: `=` at its end is not encoded.
pub(crate) fn with_code(request: &AuthorizationRequest, code: &str) -> Response {
    redirect(request, &format!("code={code}"))
}

/// 302 after "Deny": no description.
pub(crate) fn denied(request: &AuthorizationRequest) -> Response {
    redirect(request, "error=access_denied")
}

/// 302 for a bad scope.
pub(crate) fn invalid_scope(request: &AuthorizationRequest) -> Response {
    redirect(request, "error=invalid_scope&error_description=Invalid+scope+requested")
}

fn redirect(request: &AuthorizationRequest, result: &str) -> Response {
    let uri = &request.redirect_uri;
    let separator = if uri.contains('?') { '&' } else { '?' };
    let mut location = format!("{uri}{separator}{result}");
    if let Some(state) = &request.state {
        location.push_str("&state=");
        // `+` and `%` in it must come back as they went.
        location.extend(form_urlencoded::byte_serialize(state.as_bytes()));
    }
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}
