//! IR's figures, and ours where IR is silent, as settings (ENV-8).

use crate::time::UnixSeconds;

/// Settings with IR's figures as defaults: "IR … advised to parameterise these configuration settings" (ENV-8).
///
/// Make one with `Policy::default()` and change fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// How long a pending login may take, in seconds; 1,800 by default (AUTHZ-11). IR's own code lives 600.
    pub pending_lifetime: u32,
    /// How far clocks may differ, in seconds; 60 by default.
    pub clock_skew: u32,
    /// The time-out that the host sets on its transport, in seconds; 30 by default (ENV-6: IR ends at 60).
    pub request_timeout: u32,
    /// How long a request may wait between being stored as sent and its first byte, in seconds; 30 by default.
    pub send_pause: u32,
    /// How long IR may still work on a request after the transport has given up, in seconds; 90 by default (ENV-6: IR
    /// ends at 60).
    pub server_residence: u32,
    /// How long before the end of an access token to renew it, in seconds; 900 by default, and never more than a tenth
    /// of its life.
    pub refresh_ahead: u32,
    /// What counts as the life of an access token when IR does not say it, in seconds; 300 by default: short, never
    /// long (TOKEN-8).
    pub unknown_lifetime: u32,
    /// The largest reply body that is read, in bytes; 65,536 by default (a token reply has about 2,000).
    pub max_reply_bytes: usize,
    /// Whether one trailing comma in a JSON object or array is accepted (TOKEN-8); `false` by default.
    pub tolerate_trailing_comma: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            pending_lifetime: 1_800,
            clock_skew: 60,
            request_timeout: 30,
            send_pause: 30,
            server_residence: 90,
            refresh_ahead: 900,
            unknown_lifetime: 300,
            max_reply_bytes: 65_536,
            tolerate_trailing_comma: false,
        }
    }
}

impl Policy {
    /// How long after a lost request nobody works on it any more, in seconds: until it was sent, the time-out, what IR
    /// may still take, and the difference between clocks; 210 by default.
    #[must_use]
    pub const fn settle_time(&self) -> u32 {
        self.send_pause
            .saturating_add(self.request_timeout)
            .saturating_add(self.server_residence)
            .saturating_add(self.clock_skew)
    }

    /// From when on to renew an access token that was asked for at `sent_at` and lives `lifetime` seconds; `None`: IR
    /// did not say how long.
    #[must_use]
    pub const fn refresh_at(&self, sent_at: UnixSeconds, lifetime: Option<u32>) -> UnixSeconds {
        let lifetime = match lifetime {
            Some(seconds) => seconds,
            None => self.unknown_lifetime,
        };
        let tenth = lifetime / 10;
        let ahead = if tenth < self.refresh_ahead { tenth } else { self.refresh_ahead };
        sent_at.saturating_add(lifetime.saturating_sub(ahead) as UnixSeconds)
    }
}
