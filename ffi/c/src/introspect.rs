//! Asking whether a token is alive.

use core::ffi::c_char;

use gws_auth_core::RequestKind;
use gws_auth_core::calls::{self, Introspection};

use crate::client::gws_client;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{MISSING, Place, bytes, text};
use crate::policy::gws_policy;
use crate::record::{Record as _, record};
use crate::reply::{self, gws_reply};
use crate::request::gws_http_request;
use crate::status::gws_status;
use crate::time::GWS_NONE;
use crate::words::gws_token_hint;
use crate::wrong::Named as _;

/// What IR says about a token. An inactive one comes without the other members.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_introspection {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 1 if the token works, else 0.
    pub active: i32,
    /// When it ends, in seconds since 1970; `GWS_NONE` if IR does not say it plausibly.
    pub exp: i64,
    /// When it was issued, in seconds since 1970; `GWS_NONE` if IR does not say it plausibly.
    pub iat: i64,
    /// The client it was given to.
    pub client_id: gws_span,
    /// The customer's myIR user id.
    pub username: gws_span,
    /// The scope.
    pub scope: gws_span,
    /// The customer, as a UUID.
    pub sub: gws_span,
}

record!(gws_introspection);

impl gws_introspection {
    fn lay_out(introspection: &Introspection, pack: &mut Packer<'_>) -> Self {
        // The warnings stand in the reply.
        let Introspection { active, client_id, username, scope, sub, exp, iat, warnings: _ } = introspection;
        Self {
            active: (*active).into(),
            exp: exp.unwrap_or(GWS_NONE),
            iat: iat.unwrap_or(GWS_NONE),
            client_id: pack.optional_text(client_id.as_deref()),
            username: pack.optional_text(username.as_deref()),
            scope: pack.optional_text(scope.as_deref()),
            sub: pack.optional_text(sub.as_deref()),
            ..Self::absent()
        }
    }
}

/// The question whether a token is alive.
///
/// `hint`: a `gws_token_hint`. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`. Rule INTRO-1.
/// Next: send it, then `gws_parse_introspection`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_introspect_request(
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
            let made = calls::introspect_request(&client.client()?, token, hint, &policy)?;
            request.put(&memory.write(|pack| gws_http_request::lay_out(&made, pack))?);
            Ok(())
        })
    }
}

/// Reads the reply to an introspection.
///
/// `status`: the HTTP status. `body`: the reply's body, as received; NULL if `body_length` is 0. `policy`: NULL for the
/// defaults. `reply`: `GWS_GRANTED`, and then `introspection` is filled, `GWS_REFUSED` or `GWS_UNREADABLE`.
///
/// Errors: `GWS_STATUS_STATUS_INVALID`. Rule INTRO-2.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_parse_introspection(
    status: i32,
    body: *const u8,
    body_length: usize,
    policy: *const gws_policy,
    out: *mut gws_output,
    reply: *mut gws_reply,
    introspection: *mut gws_introspection,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (reply, introspection) =
                (Place::new(reply).named(c"reply")?, Place::new(introspection).named(c"introspection")?);
            let status = u16::try_from(status).map_err(|_| MISSING)?;
            let (body, policy) = (bytes(body, body_length).named(c"body")?, gws_policy::read(policy)?);
            let found = calls::parse_introspection(status, body, &policy)?;
            let (said, granted) = memory.write(|pack| {
                reply::lay_out(&found, pack, |granted, pack| {
                    let said = gws_reply::granted(RequestKind::Introspect, status, &granted.warnings);
                    (said, gws_introspection::lay_out(granted, pack))
                })
            })?;
            reply.put(&said);
            introspection.put(&granted);
            Ok(())
        })
    }
}
