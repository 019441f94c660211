//! Ending a token.

use core::ffi::c_char;

use gws_auth_core::RequestKind;
use gws_auth_core::calls::{self, Reply, Revocation};

use crate::client::gws_client;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pointer::{MISSING, Place, bytes, text};
use crate::policy::gws_policy;
use crate::reply::gws_reply;
use crate::request::gws_http_request;
use crate::status::gws_status;
use crate::words::gws_token_hint;
use crate::wrong::Named as _;

/// The request that ends a token.
///
/// `hint`: a `gws_token_hint`. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`. Rule REVOKE-1.
/// Next: send it, then `gws_parse_revocation`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_revoke_request(
    client: *const gws_client,
    token: *const c_char,
    hint: i32,
    policy: *const gws_policy,
    out: *mut gws_output,
    request: *mut gws_http_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let request = Place::new(request).named(c"request")?;
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy)?);
            let (token, hint) = (text(token).named(c"token")?, gws_token_hint::word(hint).named(c"hint")?);
            let made = calls::revoke_request(&client.client()?, token, hint, &policy)?;
            request.put(&memory.write(|pack| gws_http_request::lay_out(&made, pack))?);
            Ok(())
        })
    }
}

/// Reads the reply to a revocation: any 2xx is success, whatever the body.
///
/// `status`: the HTTP status. `body`: the reply's body, as received; NULL if `body_length` is 0. `policy`: NULL for the
/// defaults. `reply`: `GWS_GRANTED`: the token is revoked; `GWS_REFUSED` or `GWS_UNREADABLE`.
///
/// Errors: `GWS_STATUS_STATUS_INVALID`. Rule REVOKE-1.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_parse_revocation(
    status: i32,
    body: *const u8,
    body_length: usize,
    policy: *const gws_policy,
    out: *mut gws_output,
    reply: *mut gws_reply,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let reply = Place::new(reply).named(c"reply")?;
            let status = u16::try_from(status).map_err(|_| MISSING)?;
            let (body, policy) = (bytes(body, body_length).named(c"body")?, gws_policy::read(policy)?);
            let found = calls::parse_revocation(status, body, &policy)?;
            reply.put(&memory.write(|pack| match &found {
                Reply::Granted(Revocation { warnings }) => {
                    gws_reply::granted(RequestKind::Revoke, status, warnings)
                }
                Reply::Refused(refusal) => gws_reply::refused(refusal, pack),
                Reply::Unreadable(unreadable) => gws_reply::unreadable(unreadable, pack),
            })?);
            Ok(())
        })
    }
}
