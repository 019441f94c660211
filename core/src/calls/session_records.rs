//! Records, steps and events of sessions.

use super::record::output;
use super::request::HttpRequest;
use super::secret::SecretString;
use crate::session::LoginReason;
use crate::time::UnixSeconds;
use alloc::string::String;

/// The fields of [`SessionSwap`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_session_swap {
    ($make:ident) => {
        $make! {
            /// A record to store, if the stored version is the expected one.
            SessionSwap {
                /// The text to store.
                secret record: SecretString,
                /// The version that must be stored now; 0: no record.
                plain expected_version: i64,
                /// The version of the text.
                plain version: i64,
            }
        }
    };
}
record_session_swap!(output);

/// The fields of [`SessionFacts`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_session_facts {
    ($make:ident) => {
        $make! {
            /// What a record says, without its tokens.
            SessionFacts {
                /// The origin of the environment.
                plain environment: String,
                /// The client that logged in.
                plain client_id: String,
                /// Grows by one with each stored change.
                plain version: i64,
                /// Grows by one with each login.
                plain epoch: i64,
                /// Grows by one with each refresh.
                plain generation: i64,
                /// `idle`, `in_flight`, `lost` or `ended`.
                plain phase: String,
                /// When the access token ends, in seconds since 1970.
                plain access_expires_at: UnixSeconds,
                /// From when on to renew it, in seconds since 1970.
                plain refresh_at: UnixSeconds,
                /// When the record was stored, in seconds since 1970.
                plain stored_at: UnixSeconds,
            }
        }
    };
}
record_session_facts!(output);

/// What a host does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStep {
    /// Read the record, and report [`SessionEvent::Loaded`].
    Load,
    /// Store the record if the stored version is the expected one, and report [`SessionEvent::Stored`], or
    /// [`SessionEvent::NotStored`] also when nobody knows.
    Swap(SessionSwap),
    /// Send the request once, over a fresh connection. Just before the first byte look at the monotonic clock: if
    /// `send_before` has passed, report [`SessionEvent::NotSent`]. A reply is [`SessionEvent::Reply`], anything else
    /// [`SessionEvent::NoReply`].
    Send {
        /// What to send.
        request: HttpRequest,
        /// In seconds since 1970.
        send_before: UnixSeconds,
    },
    /// Send the introspection, and report its reply in the same way.
    Ask {
        /// What to send.
        request: HttpRequest,
    },
    /// Revoke a pair that belongs to no session any more: send it, and report [`SessionEvent::Waited`] whatever comes.
    Discard {
        /// What to send.
        request: HttpRequest,
    },
    /// Wait so many seconds, and report [`SessionEvent::Waited`].
    Wait {
        /// In seconds.
        seconds: u32,
    },
    /// The end: this access token is good now.
    Use {
        /// The access token.
        token: SecretString,
        /// Which one it is: for [`session_reject`](super::session_reject) when a service answers 401.
        generation: i64,
        /// From when on to ask the session again, in seconds since 1970.
        refresh_from: UnixSeconds,
    },
    /// The end: only a login helps. See [`LoginReason::code`].
    LoginRequired(LoginReason),
}

/// What came of a step.
#[derive(Clone, Copy)]
pub enum SessionEvent<'a> {
    /// The record as it is stored, or that there is none.
    Loaded(Option<&'a str>),
    /// The swap was stored.
    Stored,
    /// The swap was not stored, or nobody knows.
    NotStored,
    /// The request certainly did not leave this machine: no address, connection refused, TLS failed, too late.
    NotSent,
    /// No reply came, or a part of one.
    NoReply,
    /// A reply came.
    Reply {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: &'a [u8],
    },
    /// The wait is over.
    Waited,
}
