//! What follows when no reply came.

use gws_auth_core::owned::next_step_after;

use crate::guard::guard;
use crate::pack::gws_span;
use crate::pointer::{MISSING, Output, optional};
use crate::status::gws_status;
use crate::words::{gws_next_step, gws_request_kind};

/// What a program does next.
#[repr(C)]
pub struct gws_advice {
    /// What the program does next (ERR-2).
    pub next_step: gws_next_step,
    /// The same in English, for people.
    pub advice: gws_span,
}

/// What follows a request to which no reply came, or one that `gws_parse_token` could not read: a lost connection, a
/// time-out, a proxy's page. A refusal that was read says it itself.
///
/// `kind`: that of the request, a `gws_request_kind`. `status`: the HTTP status, if the reply was a refusal in JSON; NULL if
/// there was none.
///
/// Errors: `GWS_STATUS_ARGUMENT_MISSING`. Rules ERR-2, REFRESH-3.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_next_step_after(
    kind: i32,
    status: *const i32,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_advice,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let kind = gws_request_kind::word(kind)?;
            let status =
                optional(status).map(|status| u16::try_from(*status).map_err(|_| MISSING)).transpose()?;
            let advice = next_step_after(kind, status);
            output.write(|pack| gws_advice {
                next_step: advice.next_step.into(),
                advice: pack.text(&advice.advice),
            })
        })
    }
}
