//! Times that may be absent.

/// A time or a lifetime that is not known, in and out: 0, as `GWS_INIT` leaves it.
pub const GWS_NONE: i64 = 0;

/// A time that came in.
pub(crate) fn given(time: i64) -> Option<i64> {
    Some(time).filter(|time| *time != GWS_NONE)
}
