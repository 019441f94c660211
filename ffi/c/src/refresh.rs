//! The request for the next tokens.

use core::ffi::c_char;

use gws_auth_core::owned::refresh_request;

use crate::client::gws_client;
use crate::guard::guard;
use crate::pointer::{Output, text};
use crate::policy::gws_policy;
use crate::request::gws_request;
use crate::status::gws_status;

/// The request for the next set of tokens. Store that it was sent before sending it: a refresh token works once (REFRESH-1,
/// REFRESH-3).
///
/// `client`: the one that the token was given to. `refresh_token`: the newest one. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`.
/// Next: send it once, then `gws_parse_token`.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_refresh_request(
    client: *const gws_client,
    refresh_token: *const c_char,
    policy: *const gws_policy,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy));
            let request = refresh_request(&client.client()?, text(refresh_token)?, &policy)?;
            output.write(|pack| gws_request::lay_out(&request, pack))
        })
    }
}
