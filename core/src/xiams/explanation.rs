//! What its refusals meant (XIAMS-5): for people who read old logs.

use crate::response::{Explanation, WhoMustAct};

use WhoMustAct::{Customer, Developer, InlandRevenue, Operator};

/// A documented refusal.
struct Row {
    error: &'static str,
    description: &'static str,
    meaning: &'static str,
    who: WhoMustAct,
    check: &'static str,
}

#[rustfmt::skip] // a table: what is matched, then what is said
const ROWS: &[Row] = &[
    Row { error: "invalid_redirect_uri", description: "Redirect URI mismatch with Business Partner app",
        meaning: "The redirect_uri was not registered for this client id.", who: Developer,
        check: "Compare it with the registration; START IAM has registrations of its own." },
    Row { error: "Invalid client ID", description: "API Key contains invalid information",
        meaning: "The service did not know this client id.", who: Operator,
        check: "START IAM has client ids of its own: use the one that the on-boarding gives." },
    Row { error: "Invalid client_id or client_secret", description: "API Secret contains invalid information",
        meaning: "The client id or the secret was wrong.", who: Operator,
        check: "START IAM has secrets of its own: use the one that the on-boarding gives." },
    Row { error: "invalid_client", description: "Business partner identifier invalid",
        meaning: "The service did not know this client.", who: Operator,
        check: "START IAM has client ids of its own: use the one that the on-boarding gives." },
    Row { error: "invalid_scope", description: "Requested scope is invalid, unknown, or malformed",
        meaning: "The scope was not one that this client might ask for.", who: Developer,
        check: "The only scope was MYIR.Services, and is it today." },
    Row { error: "invalid_scope", description: ": Invalid parameter value: ",
        meaning: "The scope of a validation was missing or wrong.", who: Developer,
        check: "A validation took the scope MYIR.Services; an introspection of START IAM takes none." },
    Row { error: "server_error", description: "Authentication - Runtime processing error",
        meaning: "The service failed while the customer logged in.", who: InlandRevenue,
        check: "The service is gone: log in at START IAM." },
    Row { error: "access_denied", description: "End-user denied authorisation",
        meaning: "The customer did not authorise the software.", who: Customer,
        check: "Let the customer log in again at START IAM, if that is what they want." },
    Row { error: "InternalError", description: "An internal and unexpected error occurred",
        meaning: "The service failed.", who: InlandRevenue,
        check: "The service is gone: log in at START IAM." },
    Row { error: "GatewayError", description: "Gateway did not receive a timely response from the upstream server",
        meaning: "The gateway waited too long for the service.", who: InlandRevenue,
        check: "The service is gone: log in at START IAM." },
    Row { error: "invalid_grant", description: "Cannot terminate invalid token.",
        meaning: "The token to be ended did not work any more.", who: Developer,
        check: "Nothing is left to end: delete the token." },
    Row { error: "invalid_request", description: "Invalid token action: deleted",
        meaning: "The oracle_token_action was neither validate nor delete.", who: Developer,
        check: "Send the form that gws-auth builds." },
    Row { error: "invalid_grant", description: "Invalid Grant: grant_type=refresh_token",
        meaning: "The refresh token did not work, or this client had none.", who: Customer,
        check: "Let the customer log in at START IAM." },
];

const UNKNOWN: Explanation = Explanation {
    meaning: "Build pack v2.2 does not document this error.",
    who_must_act: Developer,
    check: "The service is gone, and START IAM has other codes: do not carry rules about this one over.",
    documented: false,
};

/// What a refusal of the retired service meant. It is documented if code and description are those of build pack v2.2 or
/// of IR's archived samples; with another description it is explained by its code. Rule XIAMS-5.
#[must_use]
pub fn explain(error: &str, description: Option<&str>) -> Explanation {
    let of_code = || ROWS.iter().filter(|row| row.error == error);
    let whole = of_code().find(|row| description.is_some_and(|text| text.trim() == row.description.trim()));
    let Some(row) = whole.or_else(|| of_code().next()) else { return UNKNOWN };
    Explanation { meaning: row.meaning, who_must_act: row.who, check: row.check, documented: whole.is_some() }
}
