//! The system's clock.

use std::time::{SystemTime, UNIX_EPOCH};

use gws_auth_core::UnixSeconds;

/// Now, in seconds since 1970. Before 1970 it is 0, which every stored record finds too early.
pub(crate) fn now() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixSeconds::try_from(since.as_secs()).unwrap_or(UnixSeconds::MAX)
}
