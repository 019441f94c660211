//! Joining what was signed and the signature.

use core::ffi::c_char;

use gws_auth_core::calls::{SignedToken, m2m_attach};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{Place, bytes, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::warning;
use crate::words::gws_signature_form;
use crate::wrong::Named as _;

/// A token that is signed.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_signed_token {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What to mend: bits, each a `GWS_WARNING_...`.
    pub warnings: u32,
    /// When it was issued, in seconds since 1970. A clock before it needs a new token too: `gws_needs_renewal`.
    pub issued_at: i64,
    /// From when on to sign a new one: the last tenth of its life.
    pub renew_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
    /// The compact form, secret.
    pub token: gws_span,
    /// The value of the `Authorization` header, secret: no `Bearer` (M2M-7).
    pub authorization: gws_span,
}

record!(gws_signed_token);

impl gws_signed_token {
    pub(crate) fn lay_out(signed: &SignedToken, pack: &mut Packer<'_>) -> Self {
        let SignedToken { token, authorization, issued_at, renew_at, expires_at, warnings } = signed;
        let (authorization, token) = pack.nested(authorization, token);
        Self {
            warnings: warning::bits(warnings),
            issued_at: *issued_at,
            renew_at: *renew_at,
            expires_at: *expires_at,
            token,
            authorization,
            ..Self::absent()
        }
    }
}

/// Joins a signing input and its signature. Nothing is verified but the signature's form.
///
/// `signing_input`: as `gws_m2m_unsigned` made it. `signature`: NULL if `signature_length` is 0. `form`: a `gws_signature_form`.
///
/// Errors: `GWS_STATUS_SIGNATURE_...`, `JWS_...`. Next: send `authorization` over mutual TLS.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_attach(
    signing_input: *const c_char,
    signature: *const u8,
    signature_length: usize,
    form: i32,
    out: *mut gws_output,
    token: *mut gws_signed_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let token = Place::new(token).named(c"token")?;
            let (input, signature) = (
                text(signing_input).named(c"signing_input")?,
                bytes(signature, signature_length).named(c"signature")?,
            );
            let signed = m2m_attach(input, signature, gws_signature_form::word(form).named(c"form")?)?;
            token.put(&memory.write(|pack| gws_signed_token::lay_out(&signed, pack))?);
            Ok(())
        })
    }
}
