//! The replies that came back.

use gws_auth_core::owned::{self, Advice, OwnedRefusal, PolicyChanges, SecretString, TokenSet};
use gws_auth_core::{NextStep, Outcome, RequestKind};

use crate::GwsAuthError;

/// Tokens that were granted.
#[uniffi::remote(Record)]
pub struct TokenSet {
    /// The access token.
    pub access_token: SecretString,
    /// Its lifetime in seconds from the time of sending.
    pub expires_in: u32,
    /// The scope, if Inland Revenue names it.
    pub scope: Option<String>,
    /// The next refresh token, if there is one.
    pub refresh_token: Option<SecretString>,
    /// When the access token ends, in seconds since 1970, if the time of sending was given.
    pub expires_at: Option<i64>,
}

/// What a token request came to.
pub type TokenOutcome = Outcome<TokenSet, OwnedRefusal>;

/// What a token request came to: tokens, or a refusal.
#[uniffi::remote(Enum)]
pub enum TokenOutcome {
    /// Tokens.
    Granted(#[uniffi(name = "tokens")] TokenSet),
    /// A refusal.
    Refused(#[uniffi(name = "refusal")] OwnedRefusal),
}

/// Reads the reply to an exchange or a refresh.
///
/// `kind`: that of the request. `status` and `body`: as they came. `sent_at`: when the request was sent, in seconds since
/// 1970; with it the tokens say when they end.
///
/// # Errors
/// `request_kind_invalid` for another kind of request; the server's where the reply is not what was agreed. After an error
/// to a refresh the token may have been used: introspect it after four minutes (REFRESH-3).
///
/// Next: store the tokens before using them.
#[uniffi::export(default(sent_at = None, policy = None))]
pub fn parse_token(
    kind: RequestKind,
    status: u16,
    body: Vec<u8>,
    sent_at: Option<i64>,
    policy: Option<PolicyChanges>,
) -> Result<TokenOutcome, GwsAuthError> {
    Ok(owned::parse_token(kind, status, &body, sent_at, &policy.unwrap_or_default().policy())?)
}

/// What a program does next, and the same in English.
#[uniffi::remote(Record)]
pub struct Advice {
    /// What the program does next (ERR-2).
    pub next_step: NextStep,
    /// The same in English, for people.
    pub advice: String,
}

/// What follows a request to which no reply came, or one that `parse_token` could not read: a lost connection, a time-out,
/// a proxy's page. A refusal that was read says it itself.
///
/// `kind`: that of the request. `status`: the HTTP status, if the reply was a refusal in JSON. Rules ERR-2, REFRESH-3.
#[uniffi::export(default(status = None))]
#[must_use]
pub fn next_step_after(kind: RequestKind, status: Option<u16>) -> Advice {
    owned::next_step_after(kind, status)
}
