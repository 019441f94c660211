//! Starting a login.

use core::ffi::c_char;

use gws_auth_core::Result;
use gws_auth_core::owned::{LoginOptions, SecretString, authorize};

use crate::guard::guard;
use crate::pack::gws_span;
use crate::pointer::{Output, bytes, optional, optional_text, text};
use crate::status::gws_status;

/// What a login may do otherwise than IR recommends. All members 0 or NULL is the same as NULL instead of the structure.
#[repr(C)]
pub struct gws_login_options {
    /// A state of the caller's own; NULL: made from the entropy.
    pub state: *const c_char,
    /// A code_verifier of the caller's own, 43 to 128 characters; NULL: made from the entropy.
    pub code_verifier: *const c_char,
    /// 1: `state` may have the wider set of characters of IR's samples.
    pub wide_state: i32,
    /// 1: without PKCE, for a client that IR registered without it.
    pub without_pkce: i32,
}

/// A login that was started.
#[repr(C)]
pub struct gws_login {
    /// The URL to open in the system's browser.
    pub url: gws_span,
    /// The state that was sent.
    pub state: gws_span,
    /// The challenge that was sent; absent without PKCE.
    pub code_challenge: gws_span,
    /// The text to keep for `gws_exchange_request`, secret.
    pub pending: gws_span,
}

impl gws_login_options {
    /// # Safety
    /// As [`optional`], for the structure and for each text in it.
    unsafe fn read(options: *const Self) -> Result<LoginOptions> {
        // SAFETY: the same promise.
        unsafe {
            let Some(options) = optional(options) else { return Ok(LoginOptions::default()) };
            let verifier = optional_text(options.code_verifier)?;
            Ok(LoginOptions {
                state: optional_text(options.state)?.map(Into::into),
                wide_state: Some(options.wide_state != 0),
                code_verifier: verifier.map(|verifier| SecretString::new(verifier.into())),
                pkce: Some(options.without_pkce == 0),
            })
        }
    }
}

/// Starts a login: the URL to open in the system's browser, and the text to keep until the customer comes back.
///
/// `environment`: `mock`, `test`, `production`, or the URL of another host. `client_id`: as agreed with IR.
/// `redirect_uri`: exactly as registered. `entropy`: 64 fresh bytes of the system's cryptographic random source;
/// the first 32 give the state, the last 32 the code_verifier. `options`: NULL for what IR recommends.
/// `now`: seconds since 1970.
///
/// Errors: `GWS_STATUS_ENVIRONMENT_...`, `CLIENT_ID_...`, `REDIRECT_URI_...`, `STATE_...`, `VERIFIER_...`, `ENTROPY_...`,
/// `TIME_INVALID`. Rules AUTHZ-1 to AUTHZ-11. Next: `gws_exchange_request`.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_authorize(
    environment: *const c_char,
    client_id: *const c_char,
    redirect_uri: *const c_char,
    entropy: *const u8,
    entropy_length: usize,
    options: *const gws_login_options,
    now: i64,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_login,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let (environment, client_id) = (text(environment)?, text(client_id)?);
            let (redirect_uri, entropy) = (text(redirect_uri)?, bytes(entropy, entropy_length)?);
            let options = gws_login_options::read(options)?;
            let login = authorize(environment, client_id, redirect_uri, entropy, now, &options)?;
            output.write(|pack| gws_login {
                url: pack.text(&login.url),
                state: pack.text(&login.state),
                code_challenge: pack.optional_text(login.code_challenge.as_deref()),
                pending: pack.secret(&login.pending),
            })
        })
    }
}
