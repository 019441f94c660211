//! Starting a login.

use core::ffi::c_char;

use gws_auth_core::calls::{Login, LoginOptions, SecretString, authorize};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::gws_span;
use crate::pointer::{MISSING, Place, bytes, optional_text, required, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::warning;
use crate::wrong::{Named as _, Result};

/// What a login needs, and what it may do otherwise than IR recommends.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_login_arguments {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// The length of `entropy`: 64.
    pub entropy_length: u32,
    /// 1: `state` may have the wider set of characters of IR's samples.
    pub wide_state: i32,
    /// 1: without PKCE, for a client that IR registered without it.
    pub without_pkce: i32,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// `mock`, `test`, `production`, or the URL of another host.
    pub environment: *const c_char,
    /// The client id agreed with IR.
    pub client_id: *const c_char,
    /// The redirect URI, exactly as registered.
    pub redirect_uri: *const c_char,
    /// 64 fresh bytes of the system's cryptographic random source: the first 32 give the state, the last 32 the code_verifier.
    pub entropy: *const u8,
    /// A state of the caller's own; NULL: made from the entropy.
    pub state: *const c_char,
    /// A code_verifier of the caller's own, 43 to 128 characters; NULL: made from the entropy.
    pub code_verifier: *const c_char,
    /// 1: the redirect URI may be plain `http` on any host, as IR registered it long ago; comes with a warning.
    pub plain_http: i32,
    /// 0.
    pub reserved: u32,
}

record!(gws_login_arguments);

/// A login that was started.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_login {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What to mend: bits, each a `GWS_WARNING_...`.
    pub warnings: u32,
    /// The URL to open in the system's browser. It holds the state: keep it out of logs.
    pub url: gws_span,
    /// The state that was sent.
    pub state: gws_span,
    /// The challenge that was sent; absent without PKCE.
    pub code_challenge: gws_span,
    /// The text to keep for `gws_exchange_request` in the customer's own session; secret.
    pub pending: gws_span,
}

record!(gws_login);

impl gws_login_arguments {
    /// # Safety
    /// Each text is NULL or ends with a NUL.
    unsafe fn options(&self) -> Result<LoginOptions> {
        // SAFETY: the same promise.
        unsafe {
            let verifier = optional_text(self.code_verifier).named(c"code_verifier")?;
            Ok(LoginOptions {
                state: optional_text(self.state).named(c"state")?.map(Into::into),
                wide_state: Some(self.wide_state != 0),
                code_verifier: verifier.map(|verifier| SecretString::new(verifier.into())),
                pkce: Some(self.without_pkce == 0),
                plain_http: Some(self.plain_http != 0),
            })
        }
    }
}

/// Starts a login: the URL to open in the system's browser, and the text to keep until the customer comes back.
///
/// Errors: `GWS_STATUS_ENVIRONMENT_...`, `CLIENT_ID_...`, `REDIRECT_URI_...`, `STATE_...`, `VERIFIER_...`, `ENTROPY_...`,
/// `TIME_INVALID`. Rules AUTHZ-1 to AUTHZ-11. Next: `gws_exchange_request`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_authorize(
    arguments: *const gws_login_arguments,
    out: *mut gws_output,
    login: *mut gws_login,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (login, with) =
                (Place::new(login).named(c"login")?, required(arguments).named(c"arguments")?);
            let length = usize::try_from(with.entropy_length).map_err(|_| MISSING)?;
            let (environment, client_id) =
                (text(with.environment).named(c"environment")?, text(with.client_id).named(c"client_id")?);
            let (redirect_uri, entropy) = (
                text(with.redirect_uri).named(c"redirect_uri")?,
                bytes(with.entropy, length).named(c"entropy")?,
            );
            let made = authorize(environment, client_id, redirect_uri, entropy, with.now, &with.options()?)?;
            let Login { url, state, code_challenge, pending, warnings } = &made;
            login.put(&memory.write(|pack| gws_login {
                warnings: warning::bits(warnings),
                url: pack.text(url),
                state: pack.text(state),
                code_challenge: pack.optional_text(code_challenge.as_deref()),
                pending: pack.secret(pending),
                ..gws_login::absent()
            })?);
            Ok(())
        })
    }
}
