//! The replies that came back.

use gws_auth_core::owned::{self, OwnedRefusal, PolicyChanges, SecretString, TokenSet};
use gws_auth_core::{Outcome, RequestKind};

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
