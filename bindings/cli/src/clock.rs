//! The system's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use gws_auth_core::{Error, ErrorKind, UnixSeconds};

use crate::exit::Failure;

/// The year 5138: whatever lies beyond is milliseconds, as core has it.
const IMPLAUSIBLE: UnixSeconds = 100_000_000_000;

/// Now, in seconds since 1970. Before 1970 it is 0, which every stored record finds too early.
pub(crate) fn now() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixSeconds::try_from(since.as_secs()).unwrap_or(UnixSeconds::MAX)
}

/// Refuses a time of the command line that cannot be seconds, before anything is judged by it.
pub(crate) fn check(time: UnixSeconds) -> Result<UnixSeconds, Failure> {
    let failure = || Failure::from(Error::of(ErrorKind::TimeInvalid));
    match time {
        0..IMPLAUSIBLE => Ok(time),
        IMPLAUSIBLE.. => {
            let message = format!("The time is in milliseconds: in seconds it is {}.", time / 1_000);
            Err(failure().with("message", message))
        }
        _ => Err(failure()),
    }
}
