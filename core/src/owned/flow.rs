//! The steps that every binding offers, each in one call.

use super::reply::{Advice, OwnedRefusal, TokenSet, keep};
use super::request::{HttpRequest, Login, room};
use super::secret::SecretString;
use super::settings::LoginOptions;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::pending::PendingLogin;
use crate::policy::Policy;
use crate::redirect_uri::RedirectUri;
use crate::request::{AuthorizeRequest, Client, CodeRequest, LoginEntropy, RefreshRequest};
use crate::request_kind::RequestKind;
use crate::response::{Grant, NextStep, Outcome};
use crate::time::UnixSeconds;

/// Starts a login. `environment` as in [`Environment::parse`], `entropy` as in [`LoginEntropy::new`].
///
/// # Errors
/// What [`Environment::parse`], [`RedirectUri::parse`], [`AuthorizeRequest`] and its methods, and [`LoginEntropy::new`]
/// say; `verifier_without_pkce`.
/// Next: [`exchange_request`].
pub fn authorize(
    environment: &str,
    client_id: &str,
    redirect_uri: &str,
    entropy: &[u8],
    now: UnixSeconds,
    options: &LoginOptions,
) -> Result<Login> {
    let environment = Environment::parse(environment)?;
    let redirect_uri = RedirectUri::parse(redirect_uri)?;
    let request = options.apply(AuthorizeRequest::new(environment, client_id, redirect_uri)?)?;
    request.owned(&LoginEntropy::new(entropy)?, now)
}

/// The code in a landing URL, or the refusal.
///
/// # Errors
/// What [`PendingLogin::parse`] and [`PendingLogin::accept`] say.
pub fn landing(
    pending: &str,
    landing: &str,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Outcome<SecretString, OwnedRefusal>> {
    let mut out = room(landing.len());
    let outcome = PendingLogin::parse(pending)?.accept(landing, now, policy, &mut out)?;
    Ok(keep(outcome, |code| code.code().into()))
}

/// From the pending login and the landing URL to the request that exchanges the code, in one step: the code never
/// stands alone.
///
/// # Errors
/// What [`PendingLogin::parse`], [`PendingLogin::accept`] and [`CodeRequest::new`] say.
/// Next: send it once, then [`parse_token`] with its [`HttpRequest::kind`].
pub fn exchange_request(
    pending: &str,
    landing: &str,
    client: &Client<'_>,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Outcome<HttpRequest, OwnedRefusal>> {
    let mut out = room(landing.len());
    match PendingLogin::parse(pending)?.accept(landing, now, policy, &mut out)? {
        Outcome::Granted(code) => CodeRequest::new(client, &code)?.owned(policy).map(Outcome::Granted),
        Outcome::Refused(refusal) => Ok(Outcome::Refused(refusal.into())),
    }
}

/// The request for the next set of tokens. Store that it was sent before sending it: the refresh token works once
/// (REFRESH-1, REFRESH-3).
///
/// # Errors
/// What [`RefreshRequest::new`] says.
/// Next: send it once, then [`parse_token`] with its [`HttpRequest::kind`].
pub fn refresh_request(client: &Client<'_>, refresh_token: &str, policy: &Policy) -> Result<HttpRequest> {
    RefreshRequest::new(client, refresh_token)?.owned(policy)
}

/// What follows a request of `kind` when no reply came, or one that could not be read: an error of [`parse_token`], a
/// lost connection, a time-out. With `status`, what follows a refusal in JSON; one that was read says it itself.
/// Rules ERR-2 and REFRESH-3.
#[must_use]
pub fn next_step_after(kind: RequestKind, status: Option<u16>) -> Advice {
    status.map_or(NextStep::after_unreadable(kind), |status| NextStep::after_refusal(kind, status)).into()
}

/// Reads the reply to an exchange or a refresh; `kind` is that of the request. With `sent_at`, seconds since 1970 when
/// it was sent, the tokens say when they end.
///
/// # Errors
/// `request_kind_invalid` for another kind of request; what [`TokenSet::parse`] says. After an error
/// [`next_step_after`] says what follows.
pub fn parse_token(
    kind: RequestKind,
    status: u16,
    body: &[u8],
    sent_at: Option<UnixSeconds>,
    policy: &Policy,
) -> Result<Outcome<TokenSet, OwnedRefusal>> {
    let grant = match kind {
        RequestKind::Code => Grant::Code,
        RequestKind::Refresh => Grant::Refresh,
        _ => return Err(Error::of(ErrorKind::RequestKindInvalid)),
    };
    TokenSet::parse(grant, status, body, sent_at, policy)
}
