//! What all workers share, without the tokens' texts.

use crate::policy::Policy;
use crate::time::UnixSeconds;

/// Who sends: 128 random bits of the worker's, new for each [`Turn`](super::Turn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attempt(pub u128);

/// Where the refresh token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nobody sends it.
    Idle,
    /// It may have been sent; from `doubt_after` on its fate is to be found out.
    InFlight {
        /// By whom.
        attempt: Attempt,
        /// From then on nobody works on the request any more (A2, A3, A5), in seconds since 1970.
        doubt_after: UnixSeconds,
    },
    /// It was consumed and its reply is lost: the access token serves until it ends, then a login is required.
    Lost,
    /// The session was ended; the record stays as a tombstone.
    Ended,
}

impl Phase {
    /// The stable text code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::InFlight { .. } => "in_flight",
            Self::Lost => "lost",
            Self::Ended => "ended",
        }
    }
}

/// What the services say of the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// Nothing.
    None,
    /// A service answered 401: it is to be renewed before its end.
    Rejected,
    /// It is the outcome of such a renewal: another 401 is about permissions (ENV-10), not about the token.
    Renewed,
}

/// The shared state of a session, without the tokens' texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// Grows by one with each stored change and is never reset: what the store compares.
    pub version: u64,
    /// Grows by one with each login.
    pub epoch: u64,
    /// Grows by one with each refresh.
    pub generation: u64,
    /// Where the refresh token stands.
    pub phase: Phase,
    /// Whether there is a refresh token.
    pub renewable: bool,
    /// When the access token ends: the time before sending and its lifetime.
    pub access_expires_at: UnixSeconds,
    /// From when on to renew it.
    pub refresh_at: UnixSeconds,
    /// When the record was stored.
    pub stored_at: UnixSeconds,
    /// No refresh before that, as the last one was refused.
    pub retry_at: UnixSeconds,
    /// What the services say of the access token.
    pub rejection: Rejection,
}

/// What to do with a token whose fate is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InDoubt {
    /// Introspect it twice (A6).
    Introspect,
    /// Ask for a login: needs neither A5 nor A6.
    Login,
}

/// A session's figures, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rules {
    /// How long after the decision the last check before the first byte may come; 30 by default.
    pub pause: u32,
    /// From the last check on until nobody works on the request: pause, time-out, residence and skew; 210 by default (A2,
    /// A3, A5).
    pub residence: u32,
    /// How far clocks may differ; 60 by default (A2).
    pub skew: u32,
    /// Between the two introspections of a recovery; 30 by default (A6).
    pub settle: u32,
    /// After a refusal; 60 by default.
    pub back_off: u32,
    /// The longest wait before looking again whether another worker is done; 5 by default.
    pub poll: u32,
    /// What to do with a token whose fate is unknown.
    pub in_doubt: InDoubt,
    /// Introspect before each refresh: for stores that may be rolled back (A1).
    pub introspect_first: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self::new(&Policy::default())
    }
}

impl Rules {
    /// The rules that follow from a policy.
    #[must_use]
    pub const fn new(policy: &Policy) -> Self {
        Self {
            pause: policy.send_pause,
            residence: policy.settle_time(),
            skew: policy.clock_skew,
            settle: 30,
            back_off: 60,
            poll: 5,
            in_doubt: InDoubt::Introspect,
            introspect_first: false,
        }
    }
}

/// Why only a login helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoginReason {
    /// There is no record yet.
    NoSession,
    /// The session was ended by a log-out.
    Ended,
    /// The refresh token was consumed and its reply is lost, or IR ended it.
    Lost,
    /// IR gave no refresh token.
    NoRefreshToken,
    /// The fate of the refresh token is unknown, and the rules say [`InDoubt::Login`].
    InDoubt,
}

impl LoginReason {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::NoSession, Self::Ended, Self::Lost, Self::NoRefreshToken, Self::InDoubt];

    /// The stable text code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSession => "no_session",
            Self::Ended => "ended",
            Self::Lost => "lost",
            Self::NoRefreshToken => "no_refresh_token",
            Self::InDoubt => "in_doubt",
        }
    }
}

/// What the record is good for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Serves {
    /// The access token is good; `refresh` says whether to renew it nevertheless.
    Fresh {
        /// Renew it ahead of its end.
        refresh: bool,
    },
    /// Renew it.
    Refresh,
    /// Find out what became of the refresh token; whether the access token is good meanwhile.
    InDoubt,
    /// Wait until then, looking again now and then.
    Wait {
        /// In seconds since 1970.
        until: UnixSeconds,
    },
    /// Only a login helps.
    LoginRequired(LoginReason),
}

impl State {
    /// What the record is good for at `now`; `jitter` seconds spread the renewals of many workers, at most as many as a renewal is
    /// ahead of the token's end: a short token would be due as soon as it came.
    #[must_use]
    pub const fn access(&self, now: UnixSeconds, jitter: u32, rules: &Rules) -> Serves {
        let serves = self.serves(now);
        match self.phase {
            Phase::Ended => Serves::LoginRequired(LoginReason::Ended),
            Phase::Lost if serves => Serves::Fresh { refresh: false },
            Phase::Lost => Serves::LoginRequired(LoginReason::Lost),
            Phase::Idle if !self.renewable && serves => Serves::Fresh { refresh: false },
            Phase::Idle if !self.renewable => Serves::LoginRequired(LoginReason::NoRefreshToken),
            Phase::Idle if now < self.retry_at && serves => Serves::Fresh { refresh: false },
            Phase::Idle if now < self.retry_at => Serves::Wait { until: self.retry_at },
            Phase::Idle if serves => {
                let (ahead, jitter) =
                    (self.access_expires_at.saturating_sub(self.refresh_at), jitter as UnixSeconds);
                let spread = if jitter < ahead { jitter } else { ahead };
                Serves::Fresh { refresh: now >= self.refresh_at.saturating_sub(spread) }
            }
            Phase::Idle => Serves::Refresh,
            Phase::InFlight { doubt_after, .. } => match (now < doubt_after, rules.in_doubt) {
                (false, InDoubt::Introspect) => Serves::InDoubt,
                (_, _) if serves => Serves::Fresh { refresh: false },
                (true, _) => Serves::Wait { until: doubt_after },
                (false, InDoubt::Login) => Serves::LoginRequired(LoginReason::InDoubt),
            },
        }
    }

    /// Whether the access token is good at `now`.
    #[must_use]
    pub const fn serves(&self, now: UnixSeconds) -> bool {
        now < self.access_expires_at && !matches!(self.rejection, Rejection::Rejected)
    }

    /// Whether this clock stands before the record, by more than clocks may differ.
    #[must_use]
    pub const fn is_ahead_of(&self, now: UnixSeconds, rules: &Rules) -> bool {
        now < self.stored_at.saturating_sub(rules.skew as UnixSeconds)
    }

    /// The same, stored as the next version at `now`.
    pub(super) const fn next(self, now: UnixSeconds) -> Self {
        Self { version: self.version.saturating_add(1), stored_at: now, ..self }
    }
}
