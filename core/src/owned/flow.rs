//! The steps that every binding offers, each in one call.

use super::reply::{OwnedRefusal, keep};
use super::request::{HttpRequest, Login, room};
use super::secret::SecretString;
use crate::environment::Environment;
use crate::error::Result;
use crate::pending::PendingLogin;
use crate::policy::Policy;
use crate::redirect_uri::RedirectUri;
use crate::request::{AuthorizeRequest, Client, CodeRequest, LoginEntropy};
use crate::response::Outcome;
use crate::time::UnixSeconds;

/// Starts a login with generated state and PKCE. `environment` as in [`Environment::parse`].
///
/// # Errors
/// What [`Environment::parse`], [`RedirectUri::parse`], [`LoginEntropy::new`] and [`AuthorizeRequest::encode`] say.
/// Next: [`exchange_request`].
pub fn authorize(
    environment: &str,
    client_id: &str,
    redirect_uri: &str,
    entropy: &[u8],
    now: UnixSeconds,
) -> Result<Login> {
    let environment = Environment::parse(environment)?;
    let redirect_uri = RedirectUri::parse(redirect_uri)?;
    AuthorizeRequest::new(environment, client_id, redirect_uri)?.owned(&LoginEntropy::new(entropy)?, now)
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
/// Next: [`TokenSet::parse`](super::TokenSet::parse).
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
