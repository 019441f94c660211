//! What a refusal means, for people who have its texts only.

use core::ffi::c_char;

use gws_auth_core::calls::explain;

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pointer::{MISSING, Place, optional_text, text};
use crate::policy::gws_policy;
use crate::reply::gws_reply;
use crate::status::gws_status;
use crate::words::gws_request_kind;
use crate::wrong::Named as _;

/// Explains a refusal, as its reader would.
///
/// `kind`: the request that was refused, a `gws_request_kind`. `status`: the HTTP status; 0 if it is not known: then 302 for the
/// authorize page, and 400 otherwise. `error_description`: NULL if there is none. `policy`: NULL for the defaults.
/// `reply`: `GWS_REFUSED`.
///
/// Errors: `GWS_STATUS_STATUS_INVALID`. Rules ERR-2 and ERR-3.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_explain(
    kind: i32,
    status: i32,
    error: *const c_char,
    error_description: *const c_char,
    policy: *const gws_policy,
    out: *mut gws_output,
    reply: *mut gws_reply,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let reply = Place::new(reply).named(c"reply")?;
            let (kind, policy) = (gws_request_kind::word(kind).named(c"kind")?, gws_policy::read(policy)?);
            let status = u16::try_from(status).map_err(|_| MISSING)?;
            let (error, description) =
                (text(error).named(c"error")?, optional_text(error_description).named(c"error_description")?);
            let refusal = explain(kind, Some(status).filter(|it| *it != 0), error, description, &policy)?;
            reply.put(&memory.write(|pack| gws_reply::refused(&refusal, pack))?);
            Ok(())
        })
    }
}
