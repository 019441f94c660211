//! Settings with IR's figures as defaults.

use gws_auth_core::{Policy, Result};

use crate::guard::guard;
use crate::pointer::{optional, store};
use crate::status::gws_status;

/// IR's figures, and ours where IR is silent (ENV-8). Fill it with `gws_policy_init`, then change members; NULL instead of
/// a policy is the same as an unchanged one.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_policy {
    /// How long a pending login may take, in seconds.
    pub pending_lifetime: u32,
    /// How far clocks may differ, in seconds.
    pub clock_skew: u32,
    /// The time-out to set on the transport, in seconds (ENV-6).
    pub request_timeout: u32,
    /// The largest reply body that is read, in bytes.
    pub max_reply_bytes: u32,
    /// Whether one trailing comma in a JSON object or array is accepted (TOKEN-8): 0 or 1.
    pub tolerate_trailing_comma: i32,
}

impl gws_policy {
    /// # Safety
    /// As [`optional`].
    pub(crate) unsafe fn read(policy: *const Self) -> Policy {
        let mut whole = Policy::default();
        // SAFETY: the same promise.
        if let Some(policy) = unsafe { optional(policy) } {
            whole.pending_lifetime = policy.pending_lifetime;
            whole.clock_skew = policy.clock_skew;
            whole.request_timeout = policy.request_timeout;
            whole.max_reply_bytes = usize::try_from(policy.max_reply_bytes).unwrap_or(usize::MAX);
            whole.tolerate_trailing_comma = policy.tolerate_trailing_comma != 0;
        }
        whole
    }

    fn usual() -> Result<Self> {
        let usual = Policy::default();
        Ok(Self {
            pending_lifetime: usual.pending_lifetime,
            clock_skew: usual.clock_skew,
            request_timeout: usual.request_timeout,
            max_reply_bytes: u32::try_from(usual.max_reply_bytes).unwrap_or(u32::MAX),
            tolerate_trailing_comma: usual.tolerate_trailing_comma.into(),
        })
    }
}

/// Fills `policy` with the defaults.
///
/// Errors: `GWS_STATUS_ARGUMENT_MISSING` if `policy` is NULL.
///
/// # Safety
/// `policy` is NULL, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_policy_init(policy: *mut gws_policy) -> gws_status {
    let mut at = 0;
    // SAFETY: the caller keeps to `# Safety`.
    unsafe { guard(&mut at, || store(policy, gws_policy::usual()?).map(|()| 0)) }
}
