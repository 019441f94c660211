//! Logging a customer in: from the authorize URL to the request that exchanges the code.

use gws_auth_core::Outcome;
use gws_auth_core::calls::{self, SecretString};

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::output;
use crate::settings::{policy, taken};
use crate::{ClientSettings, GwsAuthError, HttpRequest, LoginOptions, PolicyChanges, Refusal, Warning};

gws_auth_core::record_login!(output);
gws_auth_core::record_environment_urls!(output);

/// Starts a login. Next: open `url` in the system's browser, keep `pending` in that user's own session; when the browser
/// comes back, `exchange_request`.
///
/// # Arguments
/// - `environment`: `mock`, `test`, `production` or a URL.
/// - `client_id`: the client id, as Inland Revenue registered it.
/// - `redirect_uri`: where the browser comes back to, exactly as registered.
/// - `entropy`: 64 fresh random bytes from the system's generator.
/// - `now`: seconds since 1970.
/// - `options`: what this login does otherwise than usual.
///
/// # Errors
/// The caller's: of the environment, the client id, the redirect URI, the entropy and the options. Rules AUTHZ-1 to
/// AUTHZ-9.
#[uniffi::export(default(options = None))]
pub fn authorize(
    environment: &str,
    client_id: &str,
    redirect_uri: &str,
    entropy: Vec<u8>,
    now: i64,
    options: Option<LoginOptions>,
) -> Result<Login, GwsAuthError> {
    guarded(|| {
        let options = taken(options.unwrap_or_default())?;
        Ok(calls::authorize(environment, client_id, redirect_uri, &entropy, now, &options)?.outward())
    })
}

/// What a landing URL came to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ExchangeOutcome {
    /// The customer agreed.
    Granted {
        /// The request that exchanges the code: send it once, as it is.
        request: HttpRequest,
    },
    /// The customer or Inland Revenue refused.
    Refused {
        /// The refusal, explained.
        refusal: Refusal,
    },
}

/// From the pending login and the landing URL to the request that exchanges the code, in one step: the code never stands
/// alone. Remove the pending login from the session before the request is sent (AUTHZ-9). Next: send the request once,
/// then `parse_token` with its `kind`; if no reply comes, `no_reply`.
///
/// # Arguments
/// - `pending`: what `authorize` gave, out of this user's own session.
/// - `landing`: the whole URL that the browser came back to.
/// - `client`: the client.
/// - `now`: seconds since 1970.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// Of the pending text, of the landing URL (`state_mismatch`, …) and of the client: there is nobody logged in. Rules
/// REDIR-1 to REDIR-7.
#[uniffi::export(default(policy = None))]
pub fn exchange_request(
    pending: SecretString,
    landing: SecretString,
    client: ClientSettings,
    now: i64,
    policy: Option<PolicyChanges>,
) -> Result<ExchangeOutcome, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        Ok(
            match calls::exchange_request(
                pending.expose(),
                landing.expose(),
                &client.client()?,
                now,
                &policy,
            )? {
                Outcome::Granted(request) => ExchangeOutcome::Granted { request: request.outward() },
                Outcome::Refused(refusal) => ExchangeOutcome::Refused { refusal: refusal.outward() },
            },
        )
    })
}

/// Where the endpoints and services of an environment are.
///
/// # Arguments
/// - `environment`: `mock`, `test`, `production` or a URL.
///
/// # Errors
/// The caller's: of the environment. Rules ENV-1 to ENV-5.
#[uniffi::export]
pub fn environment_urls(environment: &str) -> Result<EnvironmentUrls, GwsAuthError> {
    guarded(|| Ok(calls::environment_urls(environment)?.outward()))
}
