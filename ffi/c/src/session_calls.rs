//! A session's record: begun by a login, ended by a log-out, told of a refused token, and read.

use core::ffi::c_char;

use gws_auth_core::calls::{self, SecretString, SessionFacts, SessionSwap, TokenSet};

use crate::client::gws_client;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{Place, optional_text, text};
use crate::policy::gws_policy;
use crate::record::{Record as _, record};
use crate::request::gws_http_request;
use crate::status::gws_status;
use crate::time;
use crate::wrong::Named as _;

/// A record to store, if the stored version is the expected one.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_session_swap {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// The version that must be stored now; 0: no record.
    pub expected_version: i64,
    /// The version of the record.
    pub version: i64,
    /// The text to store, secret: one line of at most 66,560 bytes. Absent: there is nothing to store.
    pub record: gws_span,
}

record!(gws_session_swap);

impl gws_session_swap {
    fn lay_out(swap: &SessionSwap, pack: &mut Packer<'_>) -> Self {
        let SessionSwap { record, expected_version, version } = swap;
        Self {
            expected_version: *expected_version,
            version: *version,
            record: pack.secret(record),
            ..Self::absent()
        }
    }
}

/// What a record says, without its tokens.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_session_record {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// Grows by one with each stored change.
    pub version: i64,
    /// Grows by one with each login.
    pub epoch: i64,
    /// Grows by one with each refresh.
    pub generation: i64,
    /// When the access token ends, in seconds since 1970.
    pub access_expires_at: i64,
    /// From when on to renew it, in seconds since 1970.
    pub refresh_at: i64,
    /// When the record was stored, in seconds since 1970.
    pub stored_at: i64,
    /// The origin of the environment.
    pub environment: gws_span,
    /// The client that logged in.
    pub client_id: gws_span,
    /// `idle`, `in_flight`, `lost` or `ended`.
    pub phase: gws_span,
}

record!(gws_session_record);

impl gws_session_record {
    fn lay_out(facts: &SessionFacts, pack: &mut Packer<'_>) -> Self {
        let SessionFacts {
            environment,
            client_id,
            version,
            epoch,
            generation,
            phase,
            access_expires_at,
            refresh_at,
            stored_at,
        } = facts;
        Self {
            version: *version,
            epoch: *epoch,
            generation: *generation,
            access_expires_at: *access_expires_at,
            refresh_at: *refresh_at,
            stored_at: *stored_at,
            environment: pack.text(environment),
            client_id: pack.text(client_id),
            phase: pack.text(phase),
            ..Self::absent()
        }
    }
}

/// The record of a login. Store it with the swap; when that fails, load and call this again.
///
/// `client`: the one that logged in. `access_token`, `refresh_token` (NULL: none), `expires_in` and `sent_at`: those of the
/// `gws_token_set`, as `gws_text` gives them. `before`: the record that is stored now; NULL: none. `now`: seconds since 1970. `policy`:
/// NULL for the defaults.
///
/// Errors: `GWS_STATUS_SESSION_...` of the stored record; `SESSION_OTHER_CLIENT`, `TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`,
/// `ENVIRONMENT_...`, `TIME_INVALID`. Rule REFRESH-2. Next: store it; from then on `gws_session_begin`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_login(
    client: *const gws_client,
    access_token: *const c_char,
    refresh_token: *const c_char,
    expires_in: u32,
    sent_at: i64,
    before: *const c_char,
    now: i64,
    policy: *const gws_policy,
    out: *mut gws_output,
    swap: *mut gws_session_swap,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let swap = Place::new(swap).named(c"swap")?;
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy)?);
            let secret = |text: &str| SecretString::new(text.into());
            let tokens = TokenSet {
                access_token: secret(text(access_token).named(c"access_token")?),
                // Not looked at.
                authorization: secret(""),
                refresh_token: optional_text(refresh_token).named(c"refresh_token")?.map(secret),
                expires_in: Some(expires_in).filter(|seconds| *seconds != 0),
                scope: None,
                sent_at: time::given(sent_at),
                expires_at: None,
                refresh_at: None,
                warnings: Vec::new(),
            };
            let before = optional_text(before).named(c"before")?;
            let made = calls::session_login(&client.client()?, &tokens, before, now, &policy)?;
            swap.put(&memory.write(|pack| gws_session_swap::lay_out(&made, pack))?);
            Ok(())
        })
    }
}

/// The tombstone of a log-out, and the request that revokes the tokens: store the one first, then send the other.
///
/// `client`: the one that logged in. `record`: the record that is stored now. `now`: seconds since 1970. `policy`: NULL for the
/// defaults. `request`: absent, without a URL, where there are no tokens to revoke.
///
/// Errors: `GWS_STATUS_SESSION_ENDED` if it is one already; `SESSION_OTHER_CLIENT`; `SESSION_...` of the record; `CLIENT_...`,
/// `ENVIRONMENT_...`, `TIME_INVALID`. Rule REVOKE-1.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_logout(
    client: *const gws_client,
    record: *const c_char,
    now: i64,
    policy: *const gws_policy,
    out: *mut gws_output,
    swap: *mut gws_session_swap,
    request: *mut gws_http_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (swap, request) = (Place::new(swap).named(c"swap")?, Place::new(request).named(c"request")?);
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy)?);
            let (made, revoke) =
                calls::session_logout(&client.client()?, text(record).named(c"record")?, now, &policy)?;
            let (stored, sent) = memory.write(|pack| {
                let sent = revoke.as_ref().map(|revoke| gws_http_request::lay_out(revoke, pack));
                (gws_session_swap::lay_out(&made, pack), sent.unwrap_or(gws_http_request::absent()))
            })?;
            swap.put(&stored);
            request.put(&sent);
            Ok(())
        })
    }
}

/// What to store after a service answered 401 to an access token. Nothing, an absent `record`, where another token is current
/// already, or where a renewed one was refused as well: then it is about permissions (ENV-10).
///
/// `client`: the one that logged in. `record`: the record that is stored now. `generation`: of the `gws_session_task` that gave the
/// access token. `now`: seconds since 1970.
///
/// Errors: `GWS_STATUS_SESSION_OTHER_CLIENT`; `SESSION_...` of the record; `CLIENT_...`, `ENVIRONMENT_...`, `TIME_INVALID`.
/// Next: store it, if there is something; then `gws_session_begin` for another access token.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_reject(
    client: *const gws_client,
    record: *const c_char,
    generation: i64,
    now: i64,
    out: *mut gws_output,
    swap: *mut gws_session_swap,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (swap, client) = (Place::new(swap).named(c"swap")?, gws_client::read(client)?);
            let made =
                calls::session_reject(&client.client()?, text(record).named(c"record")?, generation, now)?;
            swap.put(&memory.write(|pack| match &made {
                Some(made) => gws_session_swap::lay_out(made, pack),
                None => gws_session_swap::absent(),
            })?);
            Ok(())
        })
    }
}

/// What a stored record says, without its tokens: its version, too, for a store that keeps nothing but the text.
///
/// `record`: the record.
///
/// Errors: `GWS_STATUS_SESSION_TOO_LONG`, `SESSION_VERSION`, `SESSION_MALFORMED`, `SESSION_ALTERED`. Nothing is lost.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_facts(
    record: *const c_char,
    out: *mut gws_output,
    facts: *mut gws_session_record,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let facts = Place::new(facts).named(c"facts")?;
            let found = calls::session_facts(text(record).named(c"record")?)?;
            facts.put(&memory.write(|pack| gws_session_record::lay_out(&found, pack))?);
            Ok(())
        })
    }
}
