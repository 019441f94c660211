//! The requests that the host sends.

use gws_auth_core::owned::{
    self, ClientSettings, Header, HttpRequest, OwnedRefusal, PolicyChanges, SecretString,
};
use gws_auth_core::request::Transport;
use gws_auth_core::{Outcome, RequestKind};

use crate::GwsAuthError;

/// The client: with a secret, or with a relay that holds it (NATIVE-3).
#[uniffi::remote(Record)]
pub struct ClientSettings {
    /// `mock`, `test`, `production` or a URL.
    pub environment: String,
    /// The client id.
    pub client_id: String,
    /// The client secret; absent with a relay.
    #[uniffi(default = None)]
    pub client_secret: Option<SecretString>,
    /// The vendor's own back end, for applications that must not hold the secret; absent with a secret.
    #[uniffi(default = None)]
    pub relay_url: Option<String>,
}

/// Settings that differ from the usual ones; what is absent keeps Inland Revenue's figure (ENV-8).
#[uniffi::remote(Record)]
pub struct PolicyChanges {
    /// How long a login may take, in seconds.
    #[uniffi(default = None)]
    pub pending_lifetime: Option<u32>,
    /// How far clocks may differ, in seconds.
    #[uniffi(default = None)]
    pub clock_skew: Option<u32>,
    /// The time-out of a request, in seconds.
    #[uniffi(default = None)]
    pub request_timeout: Option<u32>,
    /// The largest reply that is read, in bytes.
    #[uniffi(default = None)]
    pub max_reply_bytes: Option<u32>,
    /// Whether a comma before a closing bracket, as in Inland Revenue's samples, is tolerated.
    #[uniffi(default = None)]
    pub tolerate_trailing_comma: Option<bool>,
}

/// A request to send once, as it stands.
#[uniffi::remote(Record)]
pub struct HttpRequest {
    /// What is asked: for `parse_token`, and for what follows if no reply comes.
    pub kind: RequestKind,
    /// `POST`.
    pub method: String,
    /// The URL, without secrets.
    pub url: String,
    /// `Authorization` is among them.
    pub headers: Vec<Header>,
    /// The form.
    pub body: SecretString,
    /// How to send it.
    pub transport: Transport,
}

/// A header of a request.
#[uniffi::remote(Record)]
pub struct Header {
    /// The name, in its usual spelling.
    pub name: String,
    /// The value.
    pub value: SecretString,
}

/// What the host's HTTP client must do, whatever its defaults are (REFRESH-3).
#[uniffi::remote(Record)]
pub struct Transport {
    /// False: do not follow redirects.
    pub follow_redirects: bool,
    /// False: never send again by itself.
    pub retry: bool,
    /// True: open a new connection.
    pub fresh_connection: bool,
    /// For the whole exchange, in seconds.
    pub timeout: u32,
}

/// What a landing URL came to.
pub type ExchangeOutcome = Outcome<HttpRequest, OwnedRefusal>;

/// What a landing URL came to: a request to send, or a refusal by Inland Revenue or the customer.
#[uniffi::remote(Enum)]
pub enum ExchangeOutcome {
    /// The login succeeded: the request that exchanges the code.
    Granted(#[uniffi(name = "request")] HttpRequest),
    /// The login was refused.
    Refused(#[uniffi(name = "refusal")] OwnedRefusal),
}

/// From a pending login and the URL where the customer landed to the request that exchanges the code.
///
/// `now`: seconds since 1970.
///
/// # Errors
/// Of the pending text, of the landing URL (`state_mismatch`, …) and of the client. Rules REDIR-1 to REDIR-7.
///
/// Next: send the request once, then `parse_token` with its `kind`.
#[uniffi::export(default(policy = None))]
pub fn exchange_request(
    pending: SecretString,
    landing: SecretString,
    client: ClientSettings,
    now: i64,
    policy: Option<PolicyChanges>,
) -> Result<ExchangeOutcome, GwsAuthError> {
    let policy = policy.unwrap_or_default().policy();
    Ok(owned::exchange_request(pending.expose(), landing.expose(), &client.client()?, now, &policy)?)
}

/// The request for the next set of tokens. Store that it was sent before sending it: the refresh token works once
/// (REFRESH-1, REFRESH-3).
///
/// # Errors
/// Of the client and of the refresh token.
///
/// Next: send the request once, then `parse_token` with its `kind`.
#[uniffi::export(default(policy = None))]
pub fn refresh_request(
    client: ClientSettings,
    refresh_token: SecretString,
    policy: Option<PolicyChanges>,
) -> Result<HttpRequest, GwsAuthError> {
    let policy = policy.unwrap_or_default().policy();
    Ok(owned::refresh_request(&client.client()?, refresh_token.expose(), &policy)?)
}
