//! What IR's refusals mean (ERR-3): for people. Programs go by the next step (ERR-2).

use crate::request_kind::RequestKind;
use crate::wire::ascii;

/// Who can do something about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WhoMustAct {
    /// Whoever wrote or configured the software.
    Developer,
    /// Whoever runs it and holds its credentials.
    Operator,
    /// The customer in front of it.
    Customer,
    /// Inland Revenue: its on-boarding or gateway-services support.
    InlandRevenue,
    /// Nobody yet: the program takes the next step by itself.
    Program,
}

impl WhoMustAct {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Developer, Self::Operator, Self::Customer, Self::InlandRevenue, Self::Program];

    /// The stable code: `developer`, `operator`, `customer`, `inland_revenue` or `program`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Developer => "developer",
            Self::Operator => "operator",
            Self::Customer => "customer",
            Self::InlandRevenue => "inland_revenue",
            Self::Program => "program",
        }
    }
}

/// What a refusal means, in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub meaning: &'static str,
    /// Who must act.
    pub who_must_act: WhoMustAct,
    /// What to check.
    pub check: &'static str,
    /// Whether IR documents this pair of code and description for this request (ERR-3).
    pub documented: bool,
}

/// A documented refusal.
struct Row {
    requests: &'static [RequestKind],
    errors: &'static [&'static str],
    /// `*` stands for what IR fills in. `None`: it comes without a description.
    description: Option<&'static str>,
    meaning: &'static str,
    who: WhoMustAct,
    check: &'static str,
}

use RequestKind::{Authorize, Code, Introspect, Refresh, Revoke};
use WhoMustAct::{Customer, Developer, InlandRevenue, Operator};

/// Requests to the token endpoint; IR does not tell its two grants apart in all tables.
const TOKEN: &[RequestKind] = &[Code, Refresh];
const POSTS: &[RequestKind] = &[Code, Refresh, Introspect, Revoke];

#[rustfmt::skip] // a table: what is matched, then what is said
const ROWS: &[Row] = &[
    // The authorize page (build pack 2.1.3.3 to 2.1.3.5).
    Row { requests: &[Authorize, Code], errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: redirect_uri"),
        meaning: "The request has no redirect_uri.", who: Developer,
        check: "Send the registered redirect_uri with the authorize request and, the same one, with the code exchange." },
    Row { requests: &[Authorize], errors: &["invalid_request"],
        description: Some("Invalid redirect_uri. Provided redirect_uri * is not configured for this client"),
        meaning: "The redirect_uri is not registered for this client id in this environment.", who: Developer,
        check: "Compare it character for character with the registration: scheme, port, case, last slash; register it with IR if it is new." },
    Row { requests: &[Authorize], errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: response_type"),
        meaning: "The request has no response_type.", who: Developer,
        check: "The URL was cut or built by hand: use the one that gws-auth builds." },
    Row { requests: &[Authorize], errors: &["invalid_request"],
        description: Some("Invalid response_type. Response type must be 'code'"),
        meaning: "The response_type is not code.", who: Developer,
        check: "The URL was built by hand: use the one that gws-auth builds." },
    Row { requests: &[Authorize], errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: client_id"),
        meaning: "The request has no client_id.", who: Developer,
        check: "The URL was cut or built by hand: use the one that gws-auth builds." },
    Row { requests: &[Authorize], errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: scope"),
        meaning: "The request has no scope.", who: Developer,
        check: "The URL was cut or built by hand: the only scope is MYIR.Services." },
    Row { requests: &[Authorize], errors: &["invalid_client"],
        description: Some("Client is invalid."),
        meaning: "IR does not know this client id in this environment.", who: Developer,
        check: "Compare the client id with the on-boarding papers; each environment has its own registrations." },
    Row { requests: &[Authorize], errors: &["invalid_scope"],
        description: Some("Invalid scope requested"),
        meaning: "The scope is not one that this client may ask for.", who: Developer,
        check: "The only scope is MYIR.Services; ask IR whether the client is registered for it." },
    Row { requests: &[Authorize], errors: &["access_denied"],
        description: None,
        meaning: "The customer did not authorise the software.", who: Customer,
        check: "Let the customer log in again and press Authorise, if that is what they want." },

    // The client's credentials, on every POST.
    Row { requests: TOKEN, errors: &["invalid_request"],
        description: Some("Invalid client. Missing authorization header."),
        meaning: "The request came without an Authorization header.", who: Developer,
        check: "A proxy or the HTTP client dropped the header, or a relay did not add it." },
    Row { requests: POSTS, errors: &["invalid_request", "invalid_client"],
        description: Some("Invalid authorization header."),
        meaning: "IR could not read the Authorization header.", who: Developer,
        check: "It must be the word Basic and base64 of client id, colon and secret, not form-encoded first." },
    Row { requests: POSTS, errors: &["invalid_client", "access_denied"],
        description: Some("The provided secret or assertion are not valid for this client."),
        meaning: "The client secret is wrong, or was replaced.", who: Operator,
        check: "Compare the secret and its environment; a new secret does not cost the stored tokens." },
    Row { requests: TOKEN, errors: &["invalid_client"],
        description: Some("Client is invalid."),
        meaning: "IR does not know this client id in this environment.", who: Operator,
        check: "Compare the client id and the environment with the on-boarding papers." },
    Row { requests: TOKEN, errors: &["invalid_request"],
        description: Some("This API requires authentication using HTTP Basic Auth or by including credentials in the request body."),
        meaning: "The request came without credentials.", who: Developer,
        check: "A proxy or the HTTP client dropped the Authorization header, or a relay did not add it." },
    Row { requests: &[Introspect, Revoke], errors: &["invalid_client"],
        description: Some("Your client must authenticate to use this API."),
        meaning: "The request came without credentials.", who: Developer,
        check: "A proxy or the HTTP client dropped the Authorization header, or a relay did not add it." },
    Row { requests: &[Revoke], errors: &["invalid_client"],
        description: Some("Invalid request format. Missing parameter: client_id"),
        meaning: "The request came without credentials.", who: Developer,
        check: "A proxy or the HTTP client dropped the Authorization header, or a relay did not add it." },

    // The token endpoint (2.1.3.6, 2.1.4).
    Row { requests: TOKEN, errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: grant_type"),
        meaning: "The form has no grant_type, or did not arrive as a form.", who: Developer,
        check: "Send the body as it is, with its Content-Type and Content-Length, and nothing in the URL." },
    Row { requests: TOKEN, errors: &["unsupported_grant_type"],
        description: Some("Invalid grant_type."),
        meaning: "The grant_type is not one that this client may use.", who: Developer,
        check: "The only ones are authorization_code and, for a client that is registered for it, refresh_token." },
    Row { requests: TOKEN, errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: code"),
        meaning: "The form has no code.", who: Developer,
        check: "Send the body as it is, with its Content-Type and Content-Length." },
    Row { requests: TOKEN, errors: &["invalid_grant"],
        description: Some("Refresh token is invalid."),
        meaning: "The refresh token was used before, has expired, was revoked, or its consent was.", who: Customer,
        check: "Introspect it; if it is inactive the customer logs in again. If this happens often, look for a second process, a retry or a restored backup that sends used tokens." },
    Row { requests: &[Code], errors: &["invalid_grant"],
        description: Some("Invalid authorization code."),
        meaning: "The code was used before, was cut, or belongs to another client or verifier.", who: Customer,
        check: "Start the login again; if it happens often, look for a page that is loaded twice or a retry." },
    Row { requests: &[Code], errors: &["invalid_grant"],
        description: Some("The authorization code has expired."),
        meaning: "The code is older than ten minutes.", who: Customer,
        check: "Start the login again; if it happens often, exchange the code as soon as it arrives." },
    Row { requests: &[Code], errors: &["invalid_grant"],
        description: Some("Invalid redirect_uri. Value does not match the authorization request."),
        meaning: "The code exchange named another redirect_uri than the login.", who: Developer,
        check: "Send the same text in both, as the pending login does." },

    // Introspection and revocation (2.1.5, 2.1.6).
    Row { requests: &[Introspect, Revoke], errors: &["invalid_request"],
        description: Some("Invalid request format. Missing parameter: token"),
        meaning: "The form has no token, or did not arrive as a form.", who: Developer,
        check: "Send the body as it is, with its Content-Type and Content-Length." },
    Row { requests: &[Introspect], errors: &["unauthorized_client"],
        description: Some("Token refresh is not allowed for this client."),
        meaning: "The client is not registered for refresh tokens.", who: InlandRevenue,
        check: "Native applications get none; a cloud application asks IR for them at on-boarding." },
];

/// What RFC 6749 says of a code whose description IR does not document.
#[rustfmt::skip]
const STANDARD: &[(&str, &str, WhoMustAct, &str)] = &[
    ("invalid_request", "The request lacks something, repeats something or is not well-formed.", Developer,
        "Compare what was sent with what gws-auth built; read the description."),
    ("invalid_client", "The client could not be authenticated.", Operator,
        "Check client id, secret and environment."),
    ("invalid_grant", "The code or refresh token is not valid any more, or not for this client.", Customer,
        "For a refresh, introspect the token first; otherwise let the customer log in again."),
    ("unauthorized_client", "The client may not use this kind of request.", InlandRevenue,
        "Ask IR what the client is registered for."),
    ("unsupported_grant_type", "The server does not know this kind of grant.", Developer,
        "Compare what was sent with what gws-auth built."),
    ("invalid_scope", "The scope is unknown or not allowed.", Developer, "The only scope is MYIR.Services."),
    ("access_denied", "The customer or the server refused.", Customer,
        "Let the customer log in again, if that is what they want."),
    ("server_error", "The server met an unexpected condition.", InlandRevenue,
        "Try later; if it lasts, send IR the time and this text."),
    ("temporarily_unavailable", "The server is overloaded or under maintenance.", InlandRevenue, "Try later."),
];

const UNKNOWN: Explanation = Explanation {
    meaning: "IR does not document this error.",
    who_must_act: InlandRevenue,
    check: "Read the code and description, which are kept as they came, and ask IR's gateway-services support.",
    documented: false,
};

/// What a refusal of `request` with these texts means (ERR-3). For people: a program goes by [`NextStep`](crate::NextStep).
#[must_use]
pub fn explain(request: RequestKind, error: &str, description: Option<&str>) -> Explanation {
    let documented = ROWS.iter().find(|row| {
        row.requests.contains(&request)
            && row.errors.contains(&error)
            && describes(row.description, description)
    });
    if let Some(row) = documented {
        return Explanation {
            meaning: row.meaning,
            who_must_act: row.who,
            check: row.check,
            documented: true,
        };
    }
    match STANDARD.iter().find(|(code, ..)| *code == error) {
        Some((_, meaning, who, check)) => {
            Explanation { meaning, who_must_act: *who, check, documented: false }
        }
        None => UNKNOWN,
    }
}

/// Whether a description is the documented one: a last full stop and spaces at the ends do not count, and `*` stands
/// for any text (ERR-3).
fn describes(pattern: Option<&str>, description: Option<&str>) -> bool {
    let (pattern, description) = match (pattern, description.map(core)) {
        (Some(pattern), Some(description)) => (core(pattern), description),
        (None, Some(description)) => return description.is_empty(),
        (None, None) => return true,
        (Some(_), None) => return false,
    };
    match ascii::split_once(pattern, b'*') {
        Some((before, after)) => {
            description.len() >= before.len().saturating_add(after.len())
                && description.starts_with(before)
                && description.ends_with(after)
        }
        None => pattern == description,
    }
}

fn core(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix('.').unwrap_or(text)
}
