//! What to do after a reply: a matter of the request and the HTTP status, never of the error's text (ERR-2).

use super::explanation::WhoMustAct;
use crate::policy::Policy;
use crate::request_kind::RequestKind;

/// What a program does next after a refusal, a reply that could not be read, or none.
///
/// Each step ends: [`NextStep::attempts`] says how often a program may take it, [`NextStep::then`] what follows when
/// that did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NextStep {
    /// Let the customer log in again, once. If that ends the same way, the configuration is wrong (ERR-2). The code is
    /// not sent again (REDIR-7).
    RestartLogin,
    /// Nothing to repeat: a person has to change the configuration or the credentials first.
    FixConfiguration,
    /// Introspect the refresh token now. Active: it was not consumed, so back off and refresh again. Inactive: the
    /// customer must log in. Refused: the credentials are wrong. Never decide it by the text (ERR-2).
    Introspect,
    /// The refresh token may have been consumed. Do not send it again; wait until IR must be done with the request
    /// ([`NextStep::wait_seconds`]), then introspect it, and go on as after [`NextStep::Introspect`] (REFRESH-3).
    WaitThenIntrospect,
    /// The same request may be sent again after [`NextStep::wait_seconds`]: nothing was consumed. Double the wait each
    /// time.
    TryLater,
}

impl NextStep {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::RestartLogin,
        Self::FixConfiguration,
        Self::Introspect,
        Self::WaitThenIntrospect,
        Self::TryLater,
    ];

    /// The stable code: `restart_login`, `fix_configuration`, `introspect`, `wait_then_introspect`, `try_later`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RestartLogin => "restart_login",
            Self::FixConfiguration => "fix_configuration",
            Self::Introspect => "introspect",
            Self::WaitThenIntrospect => "wait_then_introspect",
            Self::TryLater => "try_later",
        }
    }

    /// What to do, in English, for people: and what follows what follows. The wait is [`NextStep::wait_seconds`].
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::RestartLogin => {
                "Start the login again, once; the code is not sent a second time. If the new login ends the same way, a person has to correct the client id, the secret or the redirect_uri."
            }
            Self::FixConfiguration => {
                "A person has to change the configuration or the credentials first; sending the request again changes nothing."
            }
            Self::Introspect => {
                "Introspect the refresh token. Active: it was not used, so wait and refresh again. Inactive: the customer logs in again. Refused: the client id or the secret is wrong."
            }
            Self::WaitThenIntrospect => {
                "Do not send the refresh token again, as it may have been used up. Wait, then introspect it. Active: it was not used, so refresh again. Inactive: the customer logs in again. Refused: the client id or the secret is wrong."
            }
            Self::TryLater => {
                "Nothing was used up: wait, then send the same request again, and double the wait each time. If it still fails after five attempts, a person has to look at the network, the address and the configuration."
            }
        }
    }

    /// How often a program may take this step for one cause; 0: never by itself.
    #[must_use]
    pub const fn attempts(self) -> u32 {
        match self {
            Self::RestartLogin | Self::Introspect | Self::WaitThenIntrospect => 1,
            Self::TryLater => 5,
            Self::FixConfiguration => 0,
        }
    }

    /// What follows when the step was taken [`NextStep::attempts`] times and ended the same way: then the configuration
    /// or the credentials are wrong. `None` after [`NextStep::FixConfiguration`], which is the end.
    #[must_use]
    pub const fn then(self) -> Option<Self> {
        match self {
            Self::FixConfiguration => None,
            _ => Some(Self::FixConfiguration),
        }
    }

    /// How long to wait before the step, in seconds; 0: not at all.
    #[must_use]
    pub const fn wait_seconds(self, policy: &Policy) -> u32 {
        match self {
            Self::WaitThenIntrospect => policy.settle_time(),
            Self::TryLater => policy.request_timeout,
            Self::RestartLogin | Self::FixConfiguration | Self::Introspect => 0,
        }
    }

    /// Who must act before this step can be taken. A step that a program takes by itself is never an operator's or a
    /// developer's: `explained` says who must act once it did not help.
    #[must_use]
    pub const fn who_must_act(self, explained: WhoMustAct) -> WhoMustAct {
        match (self, explained) {
            (Self::FixConfiguration, explained) => explained,
            (Self::RestartLogin, WhoMustAct::Developer | WhoMustAct::Operator) => WhoMustAct::Customer,
            (_, WhoMustAct::Developer | WhoMustAct::Operator) => WhoMustAct::Program,
            (_, explained) => explained,
        }
    }

    /// The step after a refusal in JSON: `status` and `request` decide (ERR-2).
    #[must_use]
    pub const fn after_refusal(request: RequestKind, status: u16) -> Self {
        // 408 and 429 say nothing about the token: a proxy may send them while IR still works on the request.
        let refused = matches!(status, 400..=499) && !matches!(status, 408 | 429);
        match request {
            // Redirected refusals (REDIR-3) carry 302; the page's own are for the developer (REDIR-4).
            RequestKind::Authorize if status == 302 => Self::RestartLogin,
            RequestKind::Authorize if refused => Self::FixConfiguration,
            RequestKind::Authorize | RequestKind::Code => Self::RestartLogin,
            RequestKind::Refresh if refused => Self::Introspect,
            RequestKind::Introspect | RequestKind::Revoke if refused => Self::FixConfiguration,
            _ => Self::after_unreadable(request),
        }
    }

    /// The step after a reply that is no refusal of IR's, whatever its status: cut, a proxy's page, a 5xx. Nothing was
    /// learnt, so nothing is given up and nothing that may have been consumed is sent again (ERR-2, REFRESH-3).
    #[must_use]
    pub const fn after_unreadable(request: RequestKind) -> Self {
        match request {
            RequestKind::Authorize | RequestKind::Code => Self::RestartLogin,
            RequestKind::Refresh => Self::WaitThenIntrospect,
            RequestKind::Introspect | RequestKind::Revoke => Self::TryLater,
        }
    }

    /// The step after no reply at all. `sent`: whether the request may have left this machine. `false` is only right
    /// when it certainly did not: no address found, connection refused, TLS failed before the request.
    #[must_use]
    pub const fn after_no_reply(request: RequestKind, sent: bool) -> Self {
        if sent { Self::after_unreadable(request) } else { Self::TryLater }
    }
}
