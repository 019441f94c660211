//! Records, steps and events of sessions.

use super::record::{input, output};
use super::request::HttpRequest;
use super::secret::SecretString;
use crate::policy::Policy;
use crate::session::{InDoubt, LoginReason, Rules};
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

/// The fields of [`SessionLogout`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_session_logout {
    ($make:ident) => {
        $make! {
            /// What [`session_logout`](super::session_logout) gives, for languages without tuples.
            SessionLogout {
                /// The tombstone: store it first.
                plain swap: SessionSwap,
                /// Then send this, if there are tokens to revoke.
                plain request: Option<HttpRequest>,
            }
        }
    };
}
record_session_logout!(output);

/// The fields of [`SessionRules`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_session_rules {
    ($make:ident) => {
        $make! {
            /// How a session differs from the usual one; what is not named is as usual.
            #[derive(Copy, Default)]
            SessionRules {
                /// Between the two introspections of a recovery, in seconds; 30 by default (A6).
                plain optional settle: Option<u32>,
                /// After a refusal, in seconds; 60 by default.
                plain optional back_off: Option<u32>,
                /// The longest wait before looking again whether another worker is done, in seconds; 5 by default.
                plain optional poll: Option<u32>,
                /// True asks for a login where the fate of a refresh token is unknown, instead of introspecting it.
                plain optional login_if_in_doubt: Option<bool>,
                /// True introspects before each refresh: for stores that may be rolled back (A1).
                plain optional introspect_first: Option<bool>,
            }
        }
    };
}
record_session_rules!(input);

impl SessionRules {
    /// All rules, the figures that are not named being those that follow from `policy`.
    #[must_use]
    pub fn rules(&self, policy: &Policy) -> Rules {
        let Self { settle, back_off, poll, login_if_in_doubt, introspect_first } = *self;
        let usual = Rules::new(policy);
        Rules {
            settle: settle.unwrap_or(usual.settle),
            back_off: back_off.unwrap_or(usual.back_off),
            poll: poll.unwrap_or(usual.poll),
            in_doubt: if login_if_in_doubt == Some(true) { InDoubt::Login } else { usual.in_doubt },
            introspect_first: introspect_first.unwrap_or(usual.introspect_first),
            ..usual
        }
    }
}

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
