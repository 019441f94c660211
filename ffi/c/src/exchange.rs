//! From the landing URL to the request that exchanges the code.

use core::ffi::c_char;

use gws_auth_core::calls::exchange_request;
use gws_auth_core::{Outcome, RequestKind};

use crate::client::gws_client;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pointer::{Place, text};
use crate::policy::gws_policy;
use crate::record::Record as _;
use crate::reply::gws_reply;
use crate::request::gws_http_request;
use crate::status::gws_status;
use crate::wrong::Named as _;

/// From the pending login and the landing URL to the request that exchanges the code, in one step. Remove the pending login
/// from the session before the request is sent (AUTHZ-9).
///
/// `pending`: the text that `gws_authorize` made. `landing`: the URL that the browser came back to, as received.
/// `client`: the one that started the login. `now`: seconds since 1970. `policy`: NULL for the defaults. `reply`: `GWS_GRANTED`,
/// and then `request` is filled, or `GWS_REFUSED`.
///
/// Errors: `GWS_STATUS_PENDING_...`, `STATE_...` (mismatch: do not continue), `LANDING_...`, `CODE_INVALID`, `CLIENT_...`, `TIME_INVALID`,
/// `CLOCK_BEHIND`. Rules REDIR-1 to REDIR-7, TOKEN-1, TOKEN-2. Next: send it once, then `gws_parse_token`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_exchange_request(
    pending: *const c_char,
    landing: *const c_char,
    client: *const gws_client,
    now: i64,
    policy: *const gws_policy,
    out: *mut gws_output,
    reply: *mut gws_reply,
    request: *mut gws_http_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (reply, request) =
                (Place::new(reply).named(c"reply")?, Place::new(request).named(c"request")?);
            let (pending, landing) = (text(pending).named(c"pending")?, text(landing).named(c"landing")?);
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy)?);
            let outcome = exchange_request(pending, landing, &client.client()?, now, &policy)?;
            let (said, made) = memory.write(|pack| match &outcome {
                Outcome::Granted(made) => (
                    gws_reply::granted(RequestKind::Authorize, 302, &[]),
                    gws_http_request::lay_out(made, pack),
                ),
                Outcome::Refused(refusal) => (gws_reply::refused(refusal, pack), gws_http_request::absent()),
            })?;
            reply.put(&said);
            request.put(&made);
            Ok(())
        })
    }
}
