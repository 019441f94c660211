//! A refusal of IR's, for people and scripts.

use gws_auth_core::owned::OwnedRefusal;
use serde_json::{Map, Value};

use crate::exit::{Failure, Status, of_http};

/// IR's words verbatim, what they mean, and what follows.
pub(crate) fn fields(refusal: &OwnedRefusal) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut add = |name: &str, value: Value| fields.insert(name.into(), value);
    add("oauth_error", refusal.error.as_str().into());
    add("oauth_error_description", refusal.error_description.as_deref().into());
    add("status", refusal.status.into());
    add("request", refusal.request.code().into());
    add("meaning", refusal.meaning.as_str().into());
    add("who_must_act", refusal.who_must_act.code().into());
    add("check", refusal.check.as_str().into());
    add("documented", refusal.documented.into());
    add("next_step", refusal.next_step.code().into());
    fields
}

/// The failure of a command that was refused. A 5xx, 408 or 429 means: later.
pub(crate) fn failure(refusal: &OwnedRefusal) -> Failure {
    let message = format!(
        "IR refused the {} request with HTTP status {}: {}. What next: {}",
        refusal.request.code(),
        refusal.status,
        refusal.meaning,
        refusal.advice,
    );
    Failure::new(of_http(refusal.status), "refused", message).with_all(fields(refusal))
}

/// The landing refused: by the customer, as a rule.
pub(crate) fn landing_failure(refusal: &OwnedRefusal) -> Failure {
    let message = format!("the login was refused: {}", refusal.meaning);
    Failure::new(Status::Refused, "refused", message).with_all(fields(refusal))
}
