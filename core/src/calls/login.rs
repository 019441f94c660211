//! Logging a customer in: from the authorize URL to the request that exchanges the code.

use super::record::output;
use super::reply::{Refusal, Warning, own_warnings};
use super::request::{HttpRequest, room, written};
use super::secret::SecretString;
use super::settings::LoginOptions;
use crate::environment::{Endpoint, Environment};
use crate::error::Result;
use crate::pending::PendingLogin;
use crate::policy::Policy;
use crate::redirect_uri::RedirectUri;
use crate::request::{AuthorizeRequest, Client, CodeRequest, LoginEntropy};
use crate::response::Outcome;
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`Login`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_login {
    ($make:ident) => {
        $make! {
            /// A login that was started: open the URL in the system's browser, keep the pending text in that user's own session.
            Login {
                /// The URL to open. It holds the state, which proves the login: keep it out of logs.
                secret url: String,
                /// The state that was sent: within one user's session it tells several tabs' pending texts apart.
                secret state: String,
                /// The challenge that was sent; absent without PKCE.
                plain code_challenge: Option<String>,
                /// The pending login as one line of text. It holds the code_verifier. The user's session finds it, never a
                /// landing's state alone; remove it, atomically, before the code is sent.
                secret pending: SecretString,
                /// What to mend, such as `redirect_uri_localhost`.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_login!(output);

/// The fields of [`EnvironmentUrls`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_environment_urls {
    ($make:ident) => {
        $make! {
            /// Where an environment's endpoints and services are.
            EnvironmentUrls {
                /// `mock`, `test`, `production` or `custom`.
                plain name: String,
                /// Scheme, host and port, without a slash at the end.
                plain origin: String,
                /// The page that the browser opens.
                plain authorize: String,
                /// Where codes and refresh tokens are exchanged.
                plain token: String,
                /// Where tokens are introspected.
                plain introspect: String,
                /// Where tokens are revoked.
                plain revoke: String,
                /// The root of the services for cloud software: port 4046, mutual TLS (ENV-4).
                plain cloud_services: String,
                /// The root of the services for desktop software: port 443, the server's TLS only (ENV-4).
                plain desktop_services: String,
            }
        }
    };
}
record_environment_urls!(output);

/// Starts a login. `environment` is `mock`, `test`, `production` or a URL; `entropy` is 64 random bytes.
///
/// # Errors
/// What [`Environment::parse`], [`RedirectUri::parse`], [`AuthorizeRequest`] and its methods, and [`LoginEntropy::new`]
/// say; `verifier_without_pkce`, `time_invalid`. Rules AUTHZ-1 to AUTHZ-9.
/// Next: [`exchange_request`], when the browser comes back.
pub fn authorize(
    environment: &str,
    client_id: &str,
    redirect_uri: &str,
    entropy: &[u8],
    now: UnixSeconds,
    options: &LoginOptions,
) -> Result<Login> {
    crate::time::check(now)?;
    let environment = Environment::parse(environment)?;
    let parse =
        if options.plain_http == Some(true) { RedirectUri::parse_plain_http } else { RedirectUri::parse };
    let redirect_uri = parse(redirect_uri)?;
    let request = options.apply(AuthorizeRequest::new(environment, client_id, redirect_uri)?)?;
    request.owned(&LoginEntropy::new(entropy)?, now)
}

impl AuthorizeRequest<'_> {
    /// As [`AuthorizeRequest::encode`], in memory of its own.
    ///
    /// # Errors
    /// `time_invalid`.
    pub fn owned(&self, entropy: &LoginEntropy, now: UnixSeconds) -> Result<Login> {
        written(&|out| {
            let crate::request::Login { url, state, code_challenge, pending, warnings } =
                self.encode(entropy, now, out)?;
            Ok(Login {
                url: url.into(),
                state: state.into(),
                code_challenge: code_challenge.map(Into::into),
                pending: pending.into(),
                warnings: own_warnings(warnings),
            })
        })
    }
}

/// The code in a landing URL, or the refusal.
///
/// # Errors
/// `time_invalid`, before anything else; what [`PendingLogin::parse`] and [`PendingLogin::accept`] say.
pub fn landing(
    pending: &str,
    landing: &str,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Outcome<SecretString, Refusal>> {
    let now = crate::time::check(now)?;
    let mut out = room(landing.len());
    match PendingLogin::parse(pending)?.accept(landing, now, policy, &mut out)? {
        Outcome::Granted(code) => Ok(Outcome::Granted(code.code().into())),
        Outcome::Refused(refusal) => Ok(Outcome::Refused(Refusal::own(&refusal, policy))),
    }
}

/// From the pending login and the landing URL to the request that exchanges the code, in one step: the code never
/// stands alone.
///
/// `pending` is what stands in the session of the user whose browser has come back; never look for it by the landing's
/// state alone, which an attacker can bring along with his own code. Remove it from the session, atomically, before the
/// request is sent: a page that is loaded again must not send the code twice (AUTHZ-9).
///
/// # Errors
/// `time_invalid`, before anything else; what [`PendingLogin::parse`], [`PendingLogin::accept`] and [`CodeRequest::new`] say. Rules REDIR-1 to REDIR-7.
/// Next: send it once, then [`parse_token`](super::parse_token) with its [`HttpRequest::kind`].
pub fn exchange_request(
    pending: &str,
    landing: &str,
    client: &Client<'_>,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Outcome<HttpRequest, Refusal>> {
    let now = crate::time::check(now)?;
    let mut out = room(landing.len());
    match PendingLogin::parse(pending)?.accept(landing, now, policy, &mut out)? {
        Outcome::Granted(code) => CodeRequest::new(client, &code)?.owned(policy).map(Outcome::Granted),
        Outcome::Refused(refusal) => Ok(Outcome::Refused(Refusal::own(&refusal, policy))),
    }
}

/// Where the endpoints and services of `environment` are: `mock`, `test`, `production` or a URL.
///
/// # Errors
/// What [`Environment::parse`] says. Rules ENV-1 to ENV-5.
pub fn environment_urls(environment: &str) -> Result<EnvironmentUrls> {
    let environment = Environment::parse(environment)?;
    let url = |endpoint: Endpoint| {
        let mut url = String::from(environment.origin());
        url.push_str(endpoint.path());
        url
    };
    let mut cloud_services = String::new();
    environment.cloud_services(&mut |piece| cloud_services.push_str(piece));
    let mut desktop_services = String::new();
    environment.desktop_services(&mut |piece| desktop_services.push_str(piece));
    Ok(EnvironmentUrls {
        name: environment.name().into(),
        origin: environment.origin().into(),
        authorize: url(Endpoint::Authorize),
        token: url(Endpoint::Token),
        introspect: url(Endpoint::Introspect),
        revoke: url(Endpoint::Revoke),
        cloud_services,
        desktop_services,
    })
}
