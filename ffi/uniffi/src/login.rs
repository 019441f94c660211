//! The start of a login.

use gws_auth_core::owned::{self, Login, LoginOptions, SecretString};

use crate::GwsAuthError;

/// A login that was begun.
#[uniffi::remote(Record)]
pub struct Login {
    /// The URL to open in the system's browser.
    pub url: String,
    /// The state that was sent.
    pub state: String,
    /// The challenge that was sent; absent without PKCE.
    pub code_challenge: Option<String>,
    /// What `exchange_request` needs, as text to be stored until the customer comes back. It is secret.
    pub pending: SecretString,
}

/// Starts a login.
///
/// `environment`: `mock`, `test`, `production` or a URL. `entropy`: 64 fresh random bytes. `now`: seconds since 1970.
/// Optional: `state`, a state of your own, and `wide_state`, whether it may have the wider set of characters of Inland
/// Revenue's samples; `code_verifier`, one of your own; `pkce`, false for a client that is registered without it.
///
/// # Errors
/// Of the environment, the client id, the redirect URI, the entropy and the options: the caller's. Rules AUTHZ-1 to AUTHZ-4.
///
/// Next: open `url`, then `exchange_request` with `pending` and the URL where the customer landed.
#[uniffi::export(default(state = None, wide_state = None, code_verifier = None, pkce = None))]
#[expect(clippy::too_many_arguments, reason = "they have names in each language")]
pub fn authorize(
    environment: &str,
    client_id: &str,
    redirect_uri: &str,
    entropy: Vec<u8>,
    now: i64,
    state: Option<String>,
    wide_state: Option<bool>,
    code_verifier: Option<SecretString>,
    pkce: Option<bool>,
) -> Result<Login, GwsAuthError> {
    let options = LoginOptions { state, wide_state, code_verifier, pkce };
    Ok(owned::authorize(environment, client_id, redirect_uri, &entropy, now, &options)?)
}
