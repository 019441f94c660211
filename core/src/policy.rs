//! IR's figures, and ours where IR is silent, as settings (ENV-8).

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
            max_reply_bytes: 65_536,
            tolerate_trailing_comma: false,
        }
    }
}
