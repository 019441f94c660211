//! What a host reports to the machine, and the one step that it gives back.

use super::state::{LoginReason, State};
use crate::policy::Policy;
use crate::time::UnixSeconds;

/// What the host reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// The stored record, or that there is none.
    Loaded(Option<State>),
    /// The swap was stored.
    Stored,
    /// The swap was not stored, or nobody knows.
    NotStored,
    /// The wait is over.
    Waited,
    /// The request certainly did not leave this machine.
    NotSent,
    /// Tokens came.
    Granted(Grant),
    /// IR refused: JSON with a status of 4xx, but not 429.
    Refused,
    /// Anything else came, or nothing.
    Unclear,
    /// Introspection: active or inactive.
    Introspected {
        /// Whether the token works.
        active: bool,
    },
}

impl Event {
    /// A refusal with this status. Whatever but IR's own has such a form tells nothing of the token's fate.
    #[must_use]
    pub const fn refused(status: u16) -> Self {
        match status {
            429 => Self::Unclear,
            400..=499 => Self::Refused,
            _ => Self::Unclear,
        }
    }
}

/// What a granted pair says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Whether a refresh token came.
    pub renewable: bool,
    /// When the access token ends.
    pub access_expires_at: UnixSeconds,
    /// From when on to renew it.
    pub refresh_at: UnixSeconds,
}

impl Grant {
    /// Of a pair that lives `expires_in` seconds from its sending on; a lifetime that IR did not name is the policy's.
    #[must_use]
    pub fn new(renewable: bool, expires_in: Option<u32>, sent_at: UnixSeconds, policy: &Policy) -> Self {
        let lifetime = expires_in.unwrap_or(policy.unknown_lifetime);
        Self {
            renewable,
            access_expires_at: sent_at.saturating_add(UnixSeconds::from(lifetime)),
            refresh_at: policy.refresh_at(sent_at, expires_in),
        }
    }
}

/// The one next step of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Read the record.
    Load,
    /// Store this record if the stored version is one less. With [`Turn::brings_tokens`](super::Turn::brings_tokens), with the new tokens.
    Swap(State),
    /// Send the refresh request once, its first byte not after `send_before`.
    Send {
        /// In seconds since 1970.
        send_before: UnixSeconds,
    },
    /// Introspect the refresh token.
    Ask,
    /// Wait so many seconds.
    Wait {
        /// In seconds.
        seconds: u32,
    },
    /// The access token is good; look again at `refresh_from`.
    Use {
        /// In seconds since 1970.
        refresh_from: UnixSeconds,
    },
    /// Only a login helps.
    LoginRequired(LoginReason),
    /// Revoke the new pair: the session it belongs to is over. Then report [`Event::Waited`].
    Discard,
}

/// What an operator should know of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// IR refused the refresh although the token is alive: the configuration is wrong.
    Configuration,
    /// IR refused to introspect: the client's credentials are wrong.
    Credentials,
    /// The reply could not be understood: its body may hold the only copy of the tokens.
    Unclear,
}

impl Problem {
    /// The stable text code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Configuration => "fix_configuration",
            Self::Credentials => "fix_credentials",
            Self::Unclear => "reply_unclear",
        }
    }
}
