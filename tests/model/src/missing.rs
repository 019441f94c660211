//! What can be missing: an assumption, or a step of the algorithm.

/// What the promise rests on (`core::session`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// The store is never rolled back.
    A1,
    /// Clocks differ by little.
    A2,
    /// The pause before the first byte is short.
    A3,
    /// The transport never replays.
    A4,
    /// IR handles a request in time, or never.
    A5,
    /// Introspection shows a consumption in time.
    A6,
}

/// A step of the algorithm that a careless host or a careless change leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nobody stores the claim before sending.
    Claim,
    /// A swap of unknown outcome counts as stored.
    ReadingAgain,
    /// `send_before` is not looked at.
    SendBefore,
    /// `doubt_after` leaves out the pause after the last check.
    PauseInDoubt,
    /// A recovery does not wait for `doubt_after`.
    DoubtAfter,
    /// Recoverers do not swap.
    OneRecoverer,
    /// The second introspection follows at once.
    Settle,
    /// A recoverer sends without claiming anew.
    Resend,
    /// The new tokens are used, but not stored.
    Storing,
}
