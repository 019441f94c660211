//! What callers choose, as plain data with names: every binding has the same records.

use super::secret::SecretString;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request::{AuthorizeRequest, Client, ClientAuth, Pkce, State};
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// A [`Client`] as configuration has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSettings {
    /// `mock`, `test`, `production` or a URL, as in [`Environment::parse`].
    pub environment: String,
    /// The client id.
    pub client_id: String,
    /// The client secret; `None` with a relay.
    pub client_secret: Option<SecretString>,
    /// The vendor's own back end, for applications that must not hold the secret (NATIVE-3); `None` with a secret.
    pub relay_url: Option<String>,
}

impl ClientSettings {
    /// The client, checked.
    ///
    /// # Errors
    /// What [`Environment::parse`] and [`Client::new`] say; `client_auth_choice` unless there is either a secret or a
    /// relay.
    pub fn client(&self) -> Result<Client<'_>> {
        let auth = match (&self.client_secret, &self.relay_url) {
            (Some(secret), None) => ClientAuth::Basic { client_secret: Secret::new(secret.expose()) },
            (None, Some(url)) => ClientAuth::Relay { url },
            _ => return Err(Error::of(ErrorKind::ClientAuthChoice)),
        };
        Client::new(Environment::parse(&self.environment)?, &self.client_id, auth)
    }
}

/// What a login may do otherwise than usual; what is `None` is as IR recommends.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LoginOptions {
    /// A state of the caller's own; `None`: 32 bytes of the entropy, as hexadecimal digits.
    pub state: Option<String>,
    /// `true`: that state may have the wider set of characters of IR's samples ([`State::with_samples_set`]).
    pub samples_set: Option<bool>,
    /// A code_verifier of the caller's own; `None`: 32 bytes of the entropy.
    pub code_verifier: Option<SecretString>,
    /// `false` leaves PKCE out, for a client that IR registered without it.
    pub pkce: Option<bool>,
}

impl LoginOptions {
    /// `request` with these options.
    ///
    /// # Errors
    /// What [`State::new`] and [`AuthorizeRequest::with_pkce`] say; `verifier_without_pkce`.
    pub(super) fn apply<'a>(&'a self, mut request: AuthorizeRequest<'a>) -> Result<AuthorizeRequest<'a>> {
        if let Some(state) = &self.state {
            let make = if self.samples_set == Some(true) { State::with_samples_set } else { State::new };
            request = request.with_state(make(state)?);
        }
        match (self.pkce != Some(false), &self.code_verifier) {
            (true, None) => Ok(request),
            (true, Some(verifier)) => request.with_pkce(Pkce::Verifier(Secret::new(verifier.expose()))),
            (false, None) => request.with_pkce(Pkce::Off),
            (false, Some(_)) => Err(Error::of(ErrorKind::VerifierWithoutPkce)),
        }
    }
}

/// Without the state, which proves the login.
impl fmt::Debug for LoginOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginOptions").field("pkce", &self.pkce).finish_non_exhaustive()
    }
}

/// A [`Policy`] in which only some settings are named; the others keep IR's figures (ENV-8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyChanges {
    /// [`Policy::pending_lifetime`], in seconds.
    pub pending_lifetime: Option<u32>,
    /// [`Policy::clock_skew`], in seconds.
    pub clock_skew: Option<u32>,
    /// [`Policy::request_timeout`], in seconds.
    pub request_timeout: Option<u32>,
    /// [`Policy::max_reply_bytes`].
    pub max_reply_bytes: Option<u32>,
    /// [`Policy::tolerate_trailing_comma`].
    pub tolerate_trailing_comma: Option<bool>,
}

impl PolicyChanges {
    /// The whole policy.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let usual = Policy::default();
        let bytes = self.max_reply_bytes.map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
        Policy {
            pending_lifetime: self.pending_lifetime.unwrap_or(usual.pending_lifetime),
            clock_skew: self.clock_skew.unwrap_or(usual.clock_skew),
            request_timeout: self.request_timeout.unwrap_or(usual.request_timeout),
            max_reply_bytes: bytes.unwrap_or(usual.max_reply_bytes),
            tolerate_trailing_comma: self.tolerate_trailing_comma.unwrap_or(usual.tolerate_trailing_comma),
        }
    }
}
