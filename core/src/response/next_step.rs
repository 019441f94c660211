//! What to do after a reply: a matter of the request and the HTTP status, never of the error's text (ERR-2).

use crate::request_kind::RequestKind;

/// What a program does next after a refusal, or after a reply that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NextStep {
    /// Let the customer log in again; if that ends the same way, the configuration is wrong. The code is not sent
    /// again (REDIR-7).
    RestartLogin,
    /// Nothing to repeat: a person has to change the configuration or the credentials first.
    FixConfiguration,
    /// Introspect the refresh token now: active means that it was not consumed and the credentials are wrong, inactive
    /// that the customer must log in. Never decide it by the text (ERR-2).
    Introspect,
    /// The refresh token may have been consumed. Do not send it again; wait until IR must be done with the request,
    /// then introspect it (REFRESH-3). Four minutes are enough: 30 seconds until it was sent, 30 of time-out, 90 in
    /// which IR may still work on it (ENV-6: it gives up after 60), 60 of difference between clocks.
    WaitThenIntrospect,
    /// The same request may be sent again later: nothing was consumed.
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

    /// What to do, in English, for people.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::RestartLogin => "start the login again; the code is not sent a second time",
            Self::FixConfiguration => "a person has to change the configuration or the credentials first",
            Self::Introspect => {
                "introspect the refresh token: if it is active the credentials are wrong, if not the customer logs in again"
            }
            Self::WaitThenIntrospect => {
                "do not send the refresh token again, as it may have been used up; wait four minutes, then introspect it"
            }
            Self::TryLater => "the same request may be sent again later",
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

    /// The step after no reply, or one that is no refusal of IR's: lost, cut, a proxy's page, a 5xx. Nothing was
    /// learnt, so nothing is given up and nothing that may have been consumed is sent again (ERR-2, REFRESH-3).
    #[must_use]
    pub const fn after_unreadable(request: RequestKind) -> Self {
        match request {
            RequestKind::Authorize | RequestKind::Code => Self::RestartLogin,
            RequestKind::Refresh => Self::WaitThenIntrospect,
            RequestKind::Introspect | RequestKind::Revoke => Self::TryLater,
        }
    }
}
