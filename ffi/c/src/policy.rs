//! Settings with IR's figures as defaults.

use gws_auth_core::Policy;
use gws_auth_core::calls::PolicyChanges;

use crate::pointer::optional;
use crate::record::record;
use crate::wrong::{Named as _, Result};

/// Settings: IR's figures, and ours where IR is silent (ENV-8). A number that is 0, and NULL instead of a policy, is the
/// default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_policy {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// How long a pending login may take, in seconds; 1,800 by default (AUTHZ-11).
    pub pending_lifetime: u32,
    /// How far clocks may differ, in seconds; 60 by default.
    pub clock_skew: u32,
    /// The time-out to set on the transport, in seconds; 30 by default (ENV-6).
    pub request_timeout: u32,
    /// The largest reply body that is read, in bytes; 65,536 by default.
    pub max_reply_bytes: u32,
    /// 1: one trailing comma in a JSON object or array is accepted (TOKEN-8).
    pub tolerate_trailing_comma: i32,
    /// How long a request may wait between being stored as sent and its first byte, in seconds; 30 by default.
    pub send_pause: u32,
    /// How long IR may still work on a request after the transport has given up, in seconds; 90 by default.
    pub server_residence: u32,
    /// How long before the end of an access token to renew it, in seconds; 900 by default.
    pub refresh_ahead: u32,
    /// What counts as the life of an access token when IR does not say it, in seconds; 300 by default.
    pub unknown_lifetime: u32,
}

record!(gws_policy, before send_pause);

impl gws_policy {
    /// # Safety
    /// As [`optional`].
    pub(crate) unsafe fn read(policy: *const Self) -> Result<Policy> {
        // SAFETY: the same promise.
        let Some(policy) = unsafe { optional(policy) }.named(c"policy")? else {
            return Ok(Policy::default());
        };
        let Self {
            size: _,
            pending_lifetime,
            clock_skew,
            request_timeout,
            max_reply_bytes,
            tolerate_trailing_comma,
            send_pause,
            server_residence,
            refresh_ahead,
            unknown_lifetime,
        } = policy;
        let changes = PolicyChanges {
            pending_lifetime: Some(pending_lifetime),
            clock_skew: Some(clock_skew),
            request_timeout: Some(request_timeout),
            send_pause: Some(send_pause),
            server_residence: Some(server_residence),
            refresh_ahead: Some(refresh_ahead),
            unknown_lifetime: Some(unknown_lifetime),
            max_reply_bytes: Some(max_reply_bytes),
            tolerate_trailing_comma: Some(tolerate_trailing_comma != 0),
        };
        Ok(changes.policy())
    }
}
