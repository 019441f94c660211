//! Time is an argument everywhere: whole seconds since 1970-01-01T00:00:00Z.

use crate::error::{Error, ErrorKind, Result};

/// Seconds since the Unix epoch.
pub type UnixSeconds = i64;

/// The year 5138: whatever lies beyond is milliseconds, not seconds.
const IMPLAUSIBLE: UnixSeconds = 100_000_000_000;

/// Refuses a time that is negative or looks like milliseconds.
pub(crate) fn check(now: UnixSeconds) -> Result<UnixSeconds> {
    if is_plausible(now) { Ok(now) } else { Err(Error::of(ErrorKind::TimeInvalid)) }
}

/// Whether a number can be seconds since 1970: not negative, and not milliseconds.
pub(crate) fn is_plausible(time: UnixSeconds) -> bool {
    (0..IMPLAUSIBLE).contains(&time)
}
