//! The loop: it decides nothing.

use crate::token_store::TokenStore;
use gws_auth_core::calls::{HttpRequest, SecretString, Session, SessionEvent, SessionStep};
use gws_auth_core::session::LoginReason;
use std::{fmt, io};

/// What came of sending.
pub enum Sent {
    /// A reply: its status and body.
    Reply(u16, Vec<u8>),
    /// It certainly did not leave this machine.
    NotSent,
    /// Anything else: a time-out, a reset, half a reply.
    NoReply,
}

/// The host's own network and clock.
pub trait Host {
    /// Seconds since 1970, of the store's clock if it has one.
    fn now(&self) -> i64;

    /// Sends the request once, as [`HttpRequest::transport`] says, its first byte not after `send_before`.
    fn send(&self, request: &HttpRequest, send_before: Option<i64>) -> Sent;

    /// Waits.
    fn wait(&self, seconds: u32);
}

/// What a session has to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// This access token is good now.
    Token {
        /// The access token.
        token: SecretString,
        /// Which one it is.
        generation: i64,
        /// From when on to ask again.
        refresh_from: i64,
    },
    /// Only a login helps.
    LoginRequired(LoginReason),
}

/// Why there is neither.
#[derive(Debug)]
pub enum DriveError {
    /// The stored record, or an argument.
    Core(gws_auth_core::Error),
    /// The store cannot be read, or not be written again and again.
    Store(io::Error),
    /// No access token is left, and no wait brings one: an operator has to act. See [`Session::problem`].
    Operator(&'static str),
}

/// How often in turn a store may fail to store.
const STORE_TRIES: u32 = 10;

impl fmt::Display for DriveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Core(error) => error.fmt(f),
            Self::Store(error) => write!(f, "the store of sessions: {error}"),
            Self::Operator(problem) => write!(f, "an operator has to act: {problem}"),
        }
    }
}

impl std::error::Error for DriveError {}

/// An access token of the session `name` that is good now, renewed if need be. After an error call it again with the same
/// `session`: it may hold tokens that are not stored yet.
///
/// # Errors
/// What [`Session::next`] says; the store cannot be read or written; an operator has to act.
pub fn access(
    session: &mut Session,
    name: &str,
    store: &impl TokenStore,
    host: &impl Host,
) -> Result<Access, DriveError> {
    let mut step = SessionStep::Load;
    let mut failed = 0;
    loop {
        if let (SessionStep::Wait { .. }, Some(problem @ ("fix_configuration" | "fix_credentials"))) =
            (&step, session.problem())
        {
            return Err(DriveError::Operator(problem));
        }
        let mut next = |event: SessionEvent<'_>| session.next(event, host.now()).map_err(DriveError::Core);
        step = match step {
            SessionStep::Load => {
                let record = store.load(name).map_err(DriveError::Store)?;
                next(SessionEvent::Loaded(record.as_ref().map(SecretString::expose)))?
            }
            SessionStep::Swap(swap) => {
                let stored = store.swap(name, &swap);
                failed = if stored.is_err() { failed + 1 } else { 0 };
                match stored {
                    Ok(true) => next(SessionEvent::Stored)?,
                    Ok(false) => next(SessionEvent::NotStored)?,
                    Err(error) if failed == STORE_TRIES => return Err(DriveError::Store(error)),
                    // Nobody knows whether it was stored.
                    Err(_) => {
                        host.wait(1);
                        next(SessionEvent::NotStored)?
                    }
                }
            }
            SessionStep::Send { request, send_before } => {
                sent(&mut next, host.send(&request, Some(send_before)))?
            }
            SessionStep::Ask { request } => sent(&mut next, host.send(&request, None))?,
            SessionStep::Discard { request } => {
                host.send(&request, None);
                next(SessionEvent::Waited)?
            }
            SessionStep::Wait { seconds } => {
                host.wait(seconds);
                next(SessionEvent::Waited)?
            }
            SessionStep::Use { token, generation, refresh_from } => {
                return Ok(Access::Token { token, generation, refresh_from });
            }
            SessionStep::LoginRequired(reason) => return Ok(Access::LoginRequired(reason)),
        };
    }
}

fn sent(
    next: &mut impl FnMut(SessionEvent<'_>) -> Result<SessionStep, DriveError>,
    sent: Sent,
) -> Result<SessionStep, DriveError> {
    match sent {
        Sent::Reply(status, body) => next(SessionEvent::Reply { status, body: &body }),
        Sent::NotSent => next(SessionEvent::NotSent),
        Sent::NoReply => next(SessionEvent::NoReply),
    }
}
