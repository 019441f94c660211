//! Joining what was signed and the signature.

use core::ffi::c_char;

use gws_auth_core::owned::m2m_attach;

use crate::guard::guard;
use crate::pack::gws_span;
use crate::pointer::{Output, bytes, text};
use crate::status::gws_status;
use crate::words::gws_signature_form;

/// A token that is signed.
#[repr(C)]
pub struct gws_signed_token {
    /// The compact form, secret.
    pub token: gws_span,
    /// The value of the `Authorization` header, secret: no `Bearer` (M2M-7).
    pub authorization: gws_span,
    /// When it was issued, in seconds since 1970. A clock before it needs a new token too.
    pub issued_at: i64,
    /// From when on to sign a new one: the last tenth of its life.
    pub renew_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
}

/// Joins a signing input and its signature. Nothing is verified but the signature's form.
///
/// `signing_input`: as `gws_m2m_unsigned` made it. `signature`: NULL if `signature_length` is 0. `form`: a `gws_signature_form`.
///
/// Errors: `GWS_STATUS_SIGNATURE_...`, `JWS_...`. Next: send `authorization` over mutual TLS.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_attach(
    signing_input: *const c_char,
    signature: *const u8,
    signature_length: usize,
    form: i32,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_signed_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let (input, signature) = (text(signing_input)?, bytes(signature, signature_length)?);
            let token = m2m_attach(input, signature, gws_signature_form::word(form)?)?;
            output.write(|pack| gws_signed_token {
                token: pack.secret(&token.token),
                authorization: pack.secret(&token.authorization),
                issued_at: token.issued_at,
                renew_at: token.renew_at,
                expires_at: token.expires_at,
            })
        })
    }
}
