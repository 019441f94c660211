//! From the landing URL to the request that exchanges the code.

use core::ffi::c_char;

use gws_auth_core::owned::exchange_request;

use crate::client::gws_client;
use crate::guard::guard;
use crate::pointer::{Output, text};
use crate::policy::gws_policy;
use crate::refusal::gws_refusal;
use crate::request::gws_request;
use crate::status::gws_status;
use crate::words::gws_outcome;

/// What the browser brought back. The member that `outcome` does not name is not filled: 0, and absent.
#[repr(C)]
pub struct gws_exchange {
    /// Which of the two came.
    pub outcome: gws_outcome,
    /// The request to send.
    pub request: gws_request,
    /// Why there is none.
    pub refusal: gws_refusal,
}

/// From the pending login and the landing URL to the request that exchanges the code, in one step.
///
/// `pending`: the text that `gws_authorize` made. `landing`: the URL that the browser came back to, as received.
/// `client`: the one that started the login. `now`: seconds since 1970. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_PENDING_...`, `STATE_...` (mismatch: do not continue), `LANDING_...`, `CODE_INVALID`, `CLIENT_...`, `TIME_INVALID`,
/// `CLOCK_BEHIND`. Rules REDIR-1 to REDIR-7, TOKEN-1, TOKEN-2. Next: send it once, then `gws_parse_token`.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_exchange_request(
    pending: *const c_char,
    landing: *const c_char,
    client: *const gws_client,
    now: i64,
    policy: *const gws_policy,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_exchange,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let (pending, landing) = (text(pending)?, text(landing)?);
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy));
            let outcome = exchange_request(pending, landing, &client.client()?, now, &policy)?;
            let (outcome, request, refusal) = gws_outcome::split(&outcome);
            output.write(|pack| gws_exchange {
                outcome,
                request: request.map(|it| gws_request::lay_out(it, pack)).unwrap_or_default(),
                refusal: refusal.map(|it| gws_refusal::lay_out(it, pack)).unwrap_or_default(),
            })
        })
    }
}
