//! Tokens: reading the reply that brings them, renewing them, and what follows when no reply comes.

use core::ffi::c_char;

use gws_auth_core::calls::{self, TokenSet};

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
use crate::time::{self, GWS_NONE};
use crate::words::gws_request_kind;
use crate::wrong::Named as _;

/// A new set of tokens. Store it before anything else: its refresh token exists nowhere else, and the one that was sent is
/// used up (REFRESH-1, REFRESH-2).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_token_set {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// The lifetime of the access token, in seconds from the time of sending; `GWS_NONE` where IR did not say it plausibly.
    pub expires_in: u32,
    /// When the access token ends, in seconds since 1970; `GWS_NONE` without `sent_at` or `expires_in`.
    pub expires_at: i64,
    /// The access token, secret. It lies within `authorization`.
    pub access_token: gws_span,
    /// The next refresh token, secret; absent if the client is not registered for refresh tokens.
    pub refresh_token: gws_span,
    /// The scope; absent if IR does not name it.
    pub scope: gws_span,
    /// The value of the `Authorization` header for IR's services, secret: `Bearer` and the access token (TOKEN-5).
    pub authorization: gws_span,
    /// When the request was sent, as it was passed in.
    pub sent_at: i64,
    /// From when on to renew the access token, in seconds since 1970: `gws_needs_renewal`. `GWS_NONE` without `sent_at`.
    pub refresh_at: i64,
}

record!(gws_token_set, before authorization);

impl gws_token_set {
    fn lay_out(tokens: &TokenSet, pack: &mut Packer<'_>) -> Self {
        let TokenSet {
            access_token,
            authorization,
            refresh_token,
            expires_in,
            scope,
            sent_at,
            expires_at,
            refresh_at,
            // In the reply.
            warnings: _,
        } = tokens;
        let (authorization, access_token) = pack.nested(authorization, access_token);
        Self {
            expires_in: expires_in.unwrap_or_default(),
            expires_at: expires_at.unwrap_or(GWS_NONE),
            access_token,
            refresh_token: pack.optional_secret(refresh_token.as_ref()),
            scope: pack.optional_text(scope.as_deref()),
            authorization,
            sent_at: sent_at.unwrap_or(GWS_NONE),
            refresh_at: refresh_at.unwrap_or(GWS_NONE),
            ..Self::absent()
        }
    }
}

/// Reads the reply to an exchange or a refresh.
///
/// `kind`: that of the request, a `gws_request_kind`. `status`: the HTTP status. `body`: the reply's body, as received; NULL
/// if `body_length` is 0. `sent_at`: when the request was sent, in seconds since 1970; `GWS_NONE`: the tokens do not say when they
/// end. `policy`: NULL for the defaults. `reply`: `GWS_GRANTED`, and then `tokens` is filled, `GWS_REFUSED` or `GWS_UNREADABLE`:
/// then `next_step` says what follows. Never send the token of a refresh again by another rule (REFRESH-3).
///
/// Errors: `GWS_STATUS_REQUEST_KIND_INVALID`, `STATUS_INVALID`, `TIME_INVALID`. Rules TOKEN-3 to TOKEN-8, ERR-1 to ERR-4.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_parse_token(
    kind: i32,
    status: i32,
    body: *const u8,
    body_length: usize,
    sent_at: i64,
    policy: *const gws_policy,
    out: *mut gws_output,
    reply: *mut gws_reply,
    tokens: *mut gws_token_set,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (reply, tokens) = (Place::new(reply).named(c"reply")?, Place::new(tokens).named(c"tokens")?);
            let status = u16::try_from(status).map_err(|_| MISSING)?;
            let (kind, body) =
                (gws_request_kind::word(kind).named(c"kind")?, bytes(body, body_length).named(c"body")?);
            let policy = gws_policy::read(policy)?;
            let found = calls::parse_token(kind, status, body, time::given(sent_at), &policy)?;
            let (said, granted) = memory.write(|pack| {
                reply::lay_out(&found, pack, |granted, pack| {
                    let said = gws_reply::granted(kind, status, &granted.warnings);
                    (said, gws_token_set::lay_out(granted, pack))
                })
            })?;
            reply.put(&said);
            tokens.put(&granted);
            Ok(())
        })
    }
}

/// The request for the next set of tokens. Store that it was sent before sending it: a refresh token works once (REFRESH-1,
/// REFRESH-3).
///
/// `client`: the one that the token was given to. `refresh_token`: the newest one. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`.
/// Next: send it once, then `gws_parse_token`; without a reply `gws_no_reply`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_refresh_request(
    client: *const gws_client,
    refresh_token: *const c_char,
    policy: *const gws_policy,
    out: *mut gws_output,
    request: *mut gws_http_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let request = Place::new(request).named(c"request")?;
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy)?);
            let made = calls::refresh_request(
                &client.client()?,
                text(refresh_token).named(c"refresh_token")?,
                &policy,
            )?;
            request.put(&memory.write(|pack| gws_http_request::lay_out(&made, pack))?);
            Ok(())
        })
    }
}

/// Whether a token is to be renewed: 1, also if the clock stands before its beginning or nothing is known; else 0.
///
/// `begin`: `sent_at` of a `gws_token_set`, or `issued_at` of a `gws_signed_token`. `renew_at`: `refresh_at`, or `renew_at`.
/// `now`: seconds since 1970.
#[unsafe(no_mangle)]
pub extern "C" fn gws_needs_renewal(begin: i64, renew_at: i64, now: i64) -> i32 {
    calls::needs_renewal(time::given(begin), time::given(renew_at), now).into()
}

/// What follows a request to which no reply came: no address, a lost connection, a time-out.
///
/// `kind`: that of the request, a `gws_request_kind`. `sent`: 0 only where it certainly did not leave this machine: no address
/// found, connection refused, TLS failed. Time-outs and lost connections are 1, and so is every doubt. `policy`: NULL for
/// the defaults. `reply`: `GWS_UNANSWERED`.
///
/// Errors: `GWS_STATUS_ARGUMENT_MISSING`. Rules ERR-2, REFRESH-3.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_no_reply(
    kind: i32,
    sent: i32,
    policy: *const gws_policy,
    out: *mut gws_output,
    reply: *mut gws_reply,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let reply = Place::new(reply).named(c"reply")?;
            let (kind, policy) = (gws_request_kind::word(kind).named(c"kind")?, gws_policy::read(policy)?);
            let advice = calls::no_reply(kind, sent != 0, &policy);
            reply.put(&memory.write(|pack| gws_reply::unanswered(&advice, pack))?);
            Ok(())
        })
    }
}
