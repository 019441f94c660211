//! Sessions: steps that a host carries out one after the other, and the records that it stores.
//!
//! `Session`, its events and its steps stay behind the drivers that are written by hand for Kotlin and Python; Swift has
//! them as they are.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use gws_auth_core::calls::{self, SecretString};
use gws_auth_core::{Error, ErrorKind, UnixSeconds};

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::{input, output};
use crate::settings::{policy, status, taken};
use crate::{ClientSettings, GwsAuthError, HttpRequest, Octets, PolicyChanges, TokenSet};

gws_auth_core::record_session_swap!(output);
gws_auth_core::record_session_facts!(output);
gws_auth_core::record_session_logout!(output);
gws_auth_core::record_session_rules!(input);

/// What a host does next.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
#[uniffi::export(Debug)]
pub enum SessionStep {
    /// Read the record, and report `loaded`.
    Load,
    /// Store the record if the stored version is the expected one, and report `stored`, or `not_stored` also when nobody
    /// knows.
    Swap {
        /// What to store.
        swap: SessionSwap,
    },
    /// Send the request once, over a fresh connection, its first byte not after `send_before`: report `not_sent`,
    /// `reply` or `no_reply`.
    Send {
        /// What to send.
        request: HttpRequest,
        /// In seconds since 1970.
        send_before: i64,
    },
    /// Send the introspection, and report its reply in the same way.
    Ask {
        /// What to send.
        request: HttpRequest,
    },
    /// Send the revocation, and report `waited` whatever comes.
    Discard {
        /// What to send.
        request: HttpRequest,
    },
    /// Wait so many seconds, and report `waited`.
    Wait {
        /// In seconds.
        seconds: i64,
    },
    /// The end: this access token is good now.
    Use {
        /// The access token.
        token: SecretString,
        /// Which one it is.
        generation: i64,
        /// From when on to ask the session again, in seconds since 1970.
        refresh_from: i64,
    },
    /// The end: only a login helps.
    LoginRequired {
        /// `no_session`, `ended`, `lost`, `no_refresh_token` or `in_doubt`.
        reason: String,
    },
}

/// What came of a step.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
#[uniffi::export(Debug)]
pub enum SessionEvent {
    /// The record as it is stored, or that there is none.
    Loaded {
        /// The text.
        record: Option<SecretString>,
    },
    /// The swap was stored.
    Stored,
    /// The swap was not stored, or nobody knows.
    NotStored,
    /// The request certainly did not leave this machine.
    NotSent,
    /// No reply came, or a part of one.
    NoReply,
    /// A reply came.
    Reply {
        /// The HTTP status.
        status: i32,
        /// The body.
        body: Octets,
    },
    /// The wait is over.
    Waited,
}

// A body holds tokens.
impl fmt::Debug for SessionEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Loaded { .. } => "Loaded",
            Self::Stored => "Stored",
            Self::NotStored => "NotStored",
            Self::NotSent => "NotSent",
            Self::NoReply => "NoReply",
            Self::Reply { .. } => "Reply",
            Self::Waited => "Waited",
        })
    }
}

/// One worker's way to an access token of a session that many share.
#[derive(uniffi::Object)]
pub struct Session {
    inner: Mutex<calls::Session>,
}

#[uniffi::export]
impl Session {
    /// A worker with an attempt of its own: 16 fresh random bytes. Begin by reporting `loaded`.
    ///
    /// # Errors
    /// The caller's: of the client; `argument_missing` for an attempt of another length.
    #[uniffi::constructor]
    pub fn new(
        client: ClientSettings,
        attempt: Vec<u8>,
        jitter: i64,
        policy: Option<PolicyChanges>,
        rules: Option<SessionRules>,
    ) -> Result<Arc<Self>, GwsAuthError> {
        guarded(|| {
            let client = calls::OwnedClient::new(taken(client)?)?;
            let wrong = |_| GwsAuthError::of_field("attempt", Error::of(ErrorKind::ArgumentMissing));
            let attempt = attempt.try_into().map_err(wrong)?;
            let policy = self::policy(policy)?;
            let rules: calls::SessionRules = taken(rules.unwrap_or_default())?;
            let jitter = u32::try_from(jitter).unwrap_or_default();
            let inner = calls::Session::new(client, attempt, jitter, policy, rules.rules(&policy));
            Ok(Arc::new(Self { inner: Mutex::new(inner) }))
        })
    }

    /// The next step, given what came of the last one.
    ///
    /// # Errors
    /// Of the stored text; `session_other_client`, `session_event`, `clock_behind`, `time_invalid`, `status_invalid`.
    pub fn next(&self, event: SessionEvent, now: i64) -> Result<SessionStep, GwsAuthError> {
        guarded(|| {
            let mut session = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            let step = match &event {
                SessionEvent::Loaded { record } => {
                    let record = record.as_ref().map(SecretString::expose);
                    session.next(calls::SessionEvent::Loaded(record), now)?
                }
                SessionEvent::Stored => session.next(calls::SessionEvent::Stored, now)?,
                SessionEvent::NotStored => session.next(calls::SessionEvent::NotStored, now)?,
                SessionEvent::NotSent => session.next(calls::SessionEvent::NotSent, now)?,
                SessionEvent::NoReply => session.next(calls::SessionEvent::NoReply, now)?,
                SessionEvent::Reply { status, body } => {
                    let status = self::status(*status);
                    session.next(calls::SessionEvent::Reply { status, body }, now)?
                }
                SessionEvent::Waited => session.next(calls::SessionEvent::Waited, now)?,
            };
            Ok(outward(step))
        })
    }

    /// What an operator should know: `fix_configuration`, `fix_credentials` or `reply_unclear`.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let session = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        session.problem().map(str::to_owned)
    }
}

fn outward(step: calls::SessionStep) -> SessionStep {
    match step {
        calls::SessionStep::Load => SessionStep::Load,
        calls::SessionStep::Swap(swap) => SessionStep::Swap { swap: swap.outward() },
        calls::SessionStep::Send { request, send_before } => {
            SessionStep::Send { request: request.outward(), send_before }
        }
        calls::SessionStep::Ask { request } => SessionStep::Ask { request: request.outward() },
        calls::SessionStep::Discard { request } => SessionStep::Discard { request: request.outward() },
        calls::SessionStep::Wait { seconds } => SessionStep::Wait { seconds: seconds.into() },
        calls::SessionStep::Use { token, generation, refresh_from } => {
            SessionStep::Use { token, generation, refresh_from }
        }
        calls::SessionStep::LoginRequired(reason) => {
            SessionStep::LoginRequired { reason: reason.code().to_owned() }
        }
    }
}

/// The record of a login. Next: store it with its expected version; when that fails, load and call this again. From then
/// on the session gives access tokens.
///
/// # Arguments
/// - `client`: the client.
/// - `tokens`: what `parse_token` granted.
/// - `before`: the record that is stored now, if there is one.
/// - `now`: seconds since 1970.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// `session_other_client`; of the stored record and of the tokens.
#[uniffi::export(default(policy = None))]
pub fn session_login(
    client: ClientSettings,
    tokens: TokenSet,
    before: Option<SecretString>,
    now: i64,
    policy: Option<PolicyChanges>,
) -> Result<SessionSwap, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        let before = before.as_ref().map(SecretString::expose);
        let tokens = tokens.into_core();
        Ok(calls::session_login(&client.client()?, &tokens, before, now, &policy)?.outward())
    })
}

/// The tombstone of a log-out, and the request that revokes the tokens. Next: store the one first, then send the other.
///
/// # Arguments
/// - `client`: the client.
/// - `record`: the record that is stored now.
/// - `now`: seconds since 1970.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// `session_ended` if it is one already; `session_other_client`; of the stored record. Rule REVOKE-1.
#[uniffi::export(default(policy = None))]
pub fn session_logout(
    client: ClientSettings,
    record: SecretString,
    now: i64,
    policy: Option<PolicyChanges>,
) -> Result<SessionLogout, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        let (swap, request) = calls::session_logout(&client.client()?, record.expose(), now, &policy)?;
        Ok(calls::SessionLogout { swap, request }.outward())
    })
}

/// What to store after a service answered 401 to the access token of a generation; nothing where another token is current
/// already, or where a renewed one was refused as well: then it is about permissions (ENV-10).
///
/// # Arguments
/// - `client`: the client.
/// - `record`: the record that is stored now.
/// - `generation`: that of the access token that was refused.
/// - `now`: seconds since 1970.
///
/// # Errors
/// `session_other_client`; of the stored record.
#[uniffi::export]
pub fn session_reject(
    client: ClientSettings,
    record: SecretString,
    generation: i64,
    now: i64,
) -> Result<Option<SessionSwap>, GwsAuthError> {
    guarded(|| {
        let client: calls::ClientSettings = taken(client)?;
        Ok(calls::session_reject(&client.client()?, record.expose(), generation, now)?.outward())
    })
}

/// What a stored record says, without its tokens.
///
/// # Arguments
/// - `record`: the record.
///
/// # Errors
/// `session_too_long`, `session_version`, `session_malformed`, `session_altered`.
#[uniffi::export]
pub fn session_facts(record: SecretString) -> Result<SessionFacts, GwsAuthError> {
    guarded(|| Ok(calls::session_facts(record.expose())?.outward()))
}
