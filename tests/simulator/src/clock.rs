//! A clock that tests move, so that a year of token life takes no time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The simulator's clock, in whole seconds since 1970-01-01 UTC. Clones share one time.
///
/// It starts at the machine's time and keeps running; [`Clock::advance`] and [`Clock::set`] shift it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// The simulator's time, in seconds since the epoch.
    pub fn now(&self) -> i64 {
        machine_time().saturating_add(self.offset.load(Ordering::SeqCst))
    }

    /// The same as an HTTP `Date` has it.
    pub(crate) fn http_date(&self) -> String {
        // What the form can say: 1970 to 9999.
        let seconds = u64::try_from(self.now()).unwrap_or(0).min(253_402_300_799);
        httpdate::fmt_http_date(UNIX_EPOCH + std::time::Duration::from_secs(seconds))
    }

    /// Moves the clock by `seconds`: forwards, or backwards when negative.
    pub fn advance(&self, seconds: i64) {
        self.offset.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Sets the clock to `now`, in seconds since the epoch; it runs on from there.
    pub fn set(&self, now: i64) {
        self.offset.store(now.saturating_sub(machine_time()), Ordering::SeqCst);
    }
}

fn machine_time() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
