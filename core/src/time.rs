//! Time is an argument everywhere: whole seconds since 1970-01-01T00:00:00Z.

use crate::error::{Error, ErrorKind, Result};

/// Seconds since the Unix epoch.
pub type UnixSeconds = i64;

/// In the year 5138: whatever lies beyond is milliseconds, not seconds.
pub const LAST: UnixSeconds = 99_999_999_999;

/// Refuses a time that is negative or looks like milliseconds.
///
/// # Errors
/// `time_invalid`.
pub fn check(now: UnixSeconds) -> Result<UnixSeconds> {
    if is_plausible(now) { Ok(now) } else { Err(Error::of(ErrorKind::TimeInvalid)) }
}

/// Whether a number can be seconds since 1970: not negative, and not milliseconds.
pub(crate) fn is_plausible(time: UnixSeconds) -> bool {
    (0..=LAST).contains(&time)
}
