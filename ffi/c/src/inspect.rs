//! What an access token says of itself.

use core::ffi::c_char;

use gws_auth_core::calls::{AccessTokenFacts, inspect_access_token};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::gws_span;
use crate::pointer::{Place, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::time::GWS_NONE;
use crate::wrong::Named as _;

/// What an access token says of itself. Nobody checked its signature: for people who look for a fault, never for decisions
/// (TOKEN-6).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_access_token_facts {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// When it was issued, in seconds since 1970; `GWS_NONE` if it does not say so.
    pub issued_at: i64,
    /// When it ends, in seconds since 1970; `GWS_NONE` if it does not say so.
    pub expires_at: i64,
    /// The header, as JSON text.
    pub header: gws_span,
    /// The claims, as JSON text. They identify people (TOKEN-7).
    pub claims: gws_span,
}

record!(gws_access_token_facts);

/// What an access token says of itself, for people who look for a fault (TOKEN-6).
///
/// Errors: `GWS_STATUS_TOKEN_OPAQUE` for a token that is no JWT and as good as any (TOKEN-8), `JWS_...`, `BASE64...`,
/// `JSON_...`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_inspect_access_token(
    token: *const c_char,
    out: *mut gws_output,
    facts: *mut gws_access_token_facts,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let facts = Place::new(facts).named(c"facts")?;
            let AccessTokenFacts { header, claims, issued_at, expires_at } =
                inspect_access_token(text(token).named(c"token")?)?;
            facts.put(&memory.write(|pack| gws_access_token_facts {
                issued_at: issued_at.unwrap_or(GWS_NONE),
                expires_at: expires_at.unwrap_or(GWS_NONE),
                header: pack.text(&header),
                claims: pack.text(&claims),
                ..gws_access_token_facts::absent()
            })?);
            Ok(())
        })
    }
}
