//! Tokens: reading the reply that brings them, renewing them, and what follows when no reply comes.

use super::record::output;
use super::reply::{Advice, Reply, Warning, copy, own_warnings};
use super::request::{HttpRequest, room};
use super::secret::SecretString;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request::{Client, RefreshRequest};
use crate::request_kind::RequestKind;
use crate::response::{self, Grant, NextStep, UnverifiedAccessToken, check_status};
use crate::time::{self, UnixSeconds};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`TokenSet`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_token_set {
    ($make:ident) => {
        $make! {
            /// A new set of tokens. Store it before anything else: its refresh token exists nowhere else (REFRESH-2).
            TokenSet {
                /// The access token.
                secret access_token: SecretString,
                /// The value of the Authorization header for IR's services: `Bearer` and the access token (TOKEN-5).
                secret authorization: SecretString,
                /// The next refresh token, if the client is registered for refresh tokens.
                secret refresh_token: Option<SecretString>,
                /// The access token's lifetime in seconds from the time of sending; absent where IR did not say it plausibly.
                plain expires_in: Option<u32>,
                /// The scope, if IR names it.
                plain scope: Option<String>,
                /// When the request was sent, in seconds since 1970, if that was given.
                plain sent_at: Option<UnixSeconds>,
                /// When the access token ends, in seconds since 1970, if the time of sending was given and IR said how long.
                plain expires_at: Option<UnixSeconds>,
                /// From when on to renew it, in seconds since 1970, if the time of sending was given.
                plain refresh_at: Option<UnixSeconds>,
                /// What is odd about the reply.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_token_set!(output);

impl TokenSet {
    /// Whether the access token is to be renewed at `now`: from [`TokenSet::refresh_at`] on, and also when the clock
    /// stands before the time of sending, or that time is not known.
    #[must_use]
    pub fn needs_renewal(&self, now: UnixSeconds) -> bool {
        needs_renewal(self.sent_at, self.refresh_at, now)
    }
}

/// Whether something that began at `begin` and is to be renewed at `renew_at` needs it at `now`. For languages whose
/// records have methods of their own.
#[must_use]
pub fn needs_renewal(begin: Option<UnixSeconds>, renew_at: Option<UnixSeconds>, now: UnixSeconds) -> bool {
    match (begin, renew_at) {
        (Some(begin), Some(renew_at)) => !(begin..renew_at).contains(&now),
        _ => true,
    }
}

/// The fields of [`AccessTokenFacts`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_access_token_facts {
    ($make:ident) => {
        $make! {
            /// What an access token says of itself. Nobody checked its signature: for people who look for a fault, never for
            /// decisions (TOKEN-6).
            AccessTokenFacts {
                /// The header, as JSON text.
                plain header: String,
                /// The claims, as JSON text. They identify people (TOKEN-7).
                personal claims: String,
                /// When it was issued, in seconds since 1970, if it says so.
                plain issued_at: Option<UnixSeconds>,
                /// When it ends, in seconds since 1970, if it says so.
                plain expires_at: Option<UnixSeconds>,
            }
        }
    };
}
record_access_token_facts!(output);

/// Reads the reply to an exchange or a refresh; `kind` is that of the request. With `sent_at`, seconds since 1970 when
/// it was sent, the tokens say when they end and when to renew them.
///
/// Whatever the server answered is data: granted, refused or unreadable.
///
/// # Errors
/// The caller's: `request_kind_invalid` for another kind of request, `status_invalid`, `time_invalid`.
/// Rules TOKEN-4, TOKEN-8, ERR-1 to ERR-4.
pub fn parse_token(
    kind: RequestKind,
    status: u16,
    body: &[u8],
    sent_at: Option<UnixSeconds>,
    policy: &Policy,
) -> Result<Reply<TokenSet>> {
    let grant = match kind {
        RequestKind::Code => Grant::Code,
        RequestKind::Refresh => Grant::Refresh,
        _ => return Err(Error::of(ErrorKind::RequestKindInvalid)),
    };
    check_status(status)?;
    let sent_at = sent_at.map(time::check).transpose()?;
    let mut body = copy(body, policy);
    let reply = response::TokenSet::parse(grant, status, &mut body, policy);
    Ok(Reply::own(reply, policy, |tokens| {
        let response::TokenSet { access_token, expires_in, scope, refresh_token, warnings } = tokens;
        TokenSet {
            access_token: access_token.into(),
            authorization: SecretString::new(format!("Bearer {}", access_token.expose())),
            refresh_token: refresh_token.map(Into::into),
            expires_in,
            scope: scope.map(Into::into),
            sent_at,
            expires_at: sent_at.and_then(|sent_at| tokens.expires_at(sent_at)),
            refresh_at: sent_at.map(|sent_at| policy.refresh_at(sent_at, expires_in)),
            warnings: own_warnings(warnings),
        }
    }))
}

/// The request for the next set of tokens. Store that it was sent before sending it: the refresh token works once
/// (REFRESH-1, REFRESH-3).
///
/// # Errors
/// What [`RefreshRequest::new`] says.
/// Next: send it once, then [`parse_token`] with its [`HttpRequest::kind`]; without a reply [`no_reply`].
pub fn refresh_request(client: &Client<'_>, refresh_token: &str, policy: &Policy) -> Result<HttpRequest> {
    RefreshRequest::new(client, refresh_token)?.owned(policy)
}

/// What follows a request of `kind` that got no reply. `sent` is `false` only where it certainly did not leave this
/// machine: no address found, connection refused, TLS failed. Time-outs and lost connections are `true`, and so is
/// every doubt. Rules ERR-2 and REFRESH-3.
#[must_use]
pub fn no_reply(kind: RequestKind, sent: bool, policy: &Policy) -> Advice {
    Advice::new(kind, NextStep::after_no_reply(kind, sent), policy)
}

/// What an access token says of itself, for people who look for a fault (TOKEN-6).
///
/// # Errors
/// What [`UnverifiedAccessToken::parse`] says; `token_opaque` for a token that is no JWT and as good as any (TOKEN-8).
pub fn inspect_access_token(token: &str) -> Result<AccessTokenFacts> {
    let mut out = room(token.len());
    let token = UnverifiedAccessToken::parse(token, &mut out)?;
    Ok(AccessTokenFacts {
        header: token.header().into(),
        claims: token.claims().into(),
        issued_at: token.seconds("iat"),
        expires_at: token.seconds("exp"),
    })
}
