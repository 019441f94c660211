//! Reading the reply of the token endpoint.

use gws_auth_core::owned::{TokenSet, parse_token};

use crate::guard::guard;
use crate::pack::{Packer, gws_span};
use crate::pointer::{MISSING, Output, bytes, optional};
use crate::policy::gws_policy;
use crate::refusal::gws_refusal;
use crate::status::gws_status;
use crate::words::{gws_outcome, gws_request_kind};

/// A time that is absent.
pub const GWS_NO_TIME: i64 = i64::MIN;

/// The tokens that were granted.
#[repr(C)]
pub struct gws_tokens {
    /// The access token, secret: `Authorization: Bearer` and the token.
    pub access_token: gws_span,
    /// The next refresh token, secret; absent if there is none. Store it before anything else: the one that was sent is
    /// used up (REFRESH-1).
    pub refresh_token: gws_span,
    /// The scope; absent if IR does not name it.
    pub scope: gws_span,
    /// When the access token ends, in seconds since 1970; `GWS_NO_TIME` without `sent_at`.
    pub expires_at: i64,
    /// The lifetime of the access token, in seconds from the time of sending.
    pub expires_in: u32,
}

/// What the token endpoint replied. The member that `outcome` does not name is not filled: 0, and absent.
#[repr(C)]
pub struct gws_token_reply {
    /// Which of the two came.
    pub outcome: gws_outcome,
    /// The tokens.
    pub tokens: gws_tokens,
    /// Why there are none.
    pub refusal: gws_refusal,
}

/// Absent.
impl Default for gws_tokens {
    fn default() -> Self {
        let absent = gws_span::default();
        Self {
            access_token: absent,
            refresh_token: absent,
            scope: absent,
            expires_at: GWS_NO_TIME,
            expires_in: 0,
        }
    }
}

impl gws_tokens {
    fn lay_out(tokens: &TokenSet, pack: &mut Packer<'_>) -> Self {
        Self {
            access_token: pack.secret(&tokens.access_token),
            refresh_token: pack.optional_secret(tokens.refresh_token.as_ref()),
            scope: pack.optional_text(tokens.scope.as_deref()),
            expires_at: tokens.expires_at.unwrap_or(GWS_NO_TIME),
            expires_in: tokens.expires_in,
        }
    }
}

/// Reads the reply to an exchange or a refresh.
///
/// `kind`: that of the request, a `gws_request_kind`. `status`: the HTTP status. `body`: the reply's body, as received; NULL
/// if `body_length` is 0. `sent_at`: when the request was sent, in seconds since 1970; NULL: the tokens do not say when they
/// end. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_REPLY_...` (with the HTTP status), `JSON_...` (with the offset), `ACCESS_TOKEN_...`, `EXPIRES_IN_...`,
/// `REFRESH_TOKEN_INVALID`, `TOKEN_TYPE_...`, `SCOPE_INVALID`, `REFUSAL_INVALID`, `REQUEST_KIND_INVALID`. After any of them
/// `gws_next_step_after` says what follows: never send the token of a refresh again (REFRESH-3). Rules TOKEN-3 to TOKEN-8, ERR-1 to ERR-4.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_parse_token(
    kind: i32,
    status: i32,
    body: *const u8,
    body_length: usize,
    sent_at: *const i64,
    policy: *const gws_policy,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_token_reply,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let status = u16::try_from(status).map_err(|_| MISSING)?;
            let (kind, body) = (gws_request_kind::word(kind)?, bytes(body, body_length)?);
            let (sent_at, policy) = (optional(sent_at).copied(), gws_policy::read(policy));
            let outcome = parse_token(kind, status, body, sent_at, &policy)?;
            let (outcome, tokens, refusal) = gws_outcome::split(&outcome);
            output.write(|pack| gws_token_reply {
                outcome,
                tokens: tokens.map(|it| gws_tokens::lay_out(it, pack)).unwrap_or_default(),
                refusal: refusal.map(|it| gws_refusal::lay_out(it, pack)).unwrap_or_default(),
            })
        })
    }
}
