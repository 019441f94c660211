//! What callers choose, as plain data with names: every binding has the same records.

use super::record::input;
use super::secret::SecretString;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request::{AuthorizeRequest, Client, ClientAuth, Pkce, State};
use crate::secret::Secret;
use alloc::string::String;

/// The fields of [`ClientSettings`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_client_settings {
    ($make:ident) => {
        $make! {
            /// A client as configuration has it.
            ClientSettings {
                /// `mock`, `test`, `production` or a URL.
                plain required environment: String,
                /// The client id.
                plain required client_id: String,
                /// The client secret; absent with a relay.
                secret optional client_secret: Option<SecretString>,
                /// The vendor's own back end, for applications that must not hold the secret (NATIVE-3): a base to which
                /// `/token`, `/introspect` or `/revoke` is added. Absent with a secret.
                plain optional relay_url: Option<String>,
            }
        }
    };
}
record_client_settings!(input);

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

/// A client that was checked once, for programs that keep one: [`OwnedClient::get`] lends it to each call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedClient {
    settings: ClientSettings,
}

impl OwnedClient {
    /// Checks `settings` and keeps them.
    ///
    /// # Errors
    /// What [`ClientSettings::client`] says.
    pub fn new(settings: ClientSettings) -> Result<Self> {
        settings.client()?;
        Ok(Self { settings })
    }

    /// The client, for one call.
    ///
    /// # Errors
    /// None: it was checked.
    pub fn get(&self) -> Result<Client<'_>> {
        self.settings.client()
    }
}

/// The fields of [`LoginOptions`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_login_options {
    ($make:ident) => {
        $make! {
            /// What a login may do otherwise than usual; what is absent is as IR recommends.
            #[derive(Default)]
            LoginOptions {
                /// A state of the caller's own, which nobody can guess; absent: 32 bytes of the entropy, as hexadecimal digits.
                secret optional state: Option<String>,
                /// True: that state may have `_` and `'` too, which only IR's samples page allows (AUTHZ-2).
                plain optional wide_state: Option<bool>,
                /// A code_verifier of the caller's own; absent: 32 bytes of the entropy.
                secret optional code_verifier: Option<SecretString>,
                /// False leaves PKCE out, for a client that IR registered without it.
                plain optional pkce: Option<bool>,
                /// True: the redirect_uri may be plain `http` on any host, as IR registered it long ago; comes with a warning.
                plain optional plain_http: Option<bool>,
            }
        }
    };
}
record_login_options!(input);

impl LoginOptions {
    /// `request` with these options.
    ///
    /// # Errors
    /// What [`State::new`] and [`AuthorizeRequest::with_pkce`] say; `verifier_without_pkce`.
    pub(super) fn apply<'a>(&'a self, mut request: AuthorizeRequest<'a>) -> Result<AuthorizeRequest<'a>> {
        if let Some(state) = &self.state {
            let make = if self.wide_state == Some(true) { State::wide } else { State::new };
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

/// The fields of [`PolicyChanges`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_policy_changes {
    ($make:ident) => {
        $make! {
            /// A policy in which only some settings are named; the others, and a number that is 0, keep IR's figures (ENV-8).
            #[derive(Copy, Default)]
            PolicyChanges {
                /// How long a pending login may take, in seconds; 1,800 by default.
                plain optional pending_lifetime: Option<u32>,
                /// How far clocks may differ, in seconds; 60 by default.
                plain optional clock_skew: Option<u32>,
                /// The time-out that the host sets on its transport, in seconds; 30 by default.
                plain optional request_timeout: Option<u32>,
                /// How long a request may wait between being stored as sent and its first byte, in seconds; 30 by default.
                plain optional send_pause: Option<u32>,
                /// How long IR may still work on a request after the transport has given up, in seconds; 90 by default.
                plain optional server_residence: Option<u32>,
                /// How long before the end of an access token to renew it, in seconds; 900 by default.
                plain optional refresh_ahead: Option<u32>,
                /// What counts as the life of an access token when IR does not say it, in seconds; 300 by default.
                plain optional unknown_lifetime: Option<u32>,
                /// The largest reply body that is read, in bytes; 65,536 by default.
                plain optional max_reply_bytes: Option<u32>,
                /// True accepts one trailing comma in a JSON object or array; false by default.
                plain optional tolerate_trailing_comma: Option<bool>,
            }
        }
    };
}
record_policy_changes!(input);

impl PolicyChanges {
    /// The whole policy.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let Self {
            pending_lifetime,
            clock_skew,
            request_timeout,
            send_pause,
            server_residence,
            refresh_ahead,
            unknown_lifetime,
            max_reply_bytes,
            tolerate_trailing_comma,
        } = *self;
        let usual = Policy::default();
        let or = |changed: Option<u32>, usual: u32| changed.filter(|number| *number != 0).unwrap_or(usual);
        let bytes = max_reply_bytes.filter(|bytes| *bytes != 0);
        Policy {
            pending_lifetime: or(pending_lifetime, usual.pending_lifetime),
            clock_skew: or(clock_skew, usual.clock_skew),
            request_timeout: or(request_timeout, usual.request_timeout),
            send_pause: or(send_pause, usual.send_pause),
            server_residence: or(server_residence, usual.server_residence),
            refresh_ahead: or(refresh_ahead, usual.refresh_ahead),
            unknown_lifetime: or(unknown_lifetime, usual.unknown_lifetime),
            max_reply_bytes: bytes
                .map_or(usual.max_reply_bytes, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX)),
            tolerate_trailing_comma: tolerate_trailing_comma.unwrap_or(usual.tolerate_trailing_comma),
        }
    }
}
