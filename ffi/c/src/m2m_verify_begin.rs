//! Reading a token for a host that verifies by itself.

use core::ffi::c_char;

use gws_auth_core::calls::{UnverifiedToken, m2m_verify_begin};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::gws_span;
use crate::pointer::{Place, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::wrong::Named as _;

/// A token that nobody has verified.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_unverified_token {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// The algorithm that the header names. The key decides whether it may: an EC key of the right curve for ES..., an RSA key
    /// for RS....
    pub algorithm: gws_span,
    /// What was signed.
    pub signing_input: gws_span,
    /// Its hash, bytes.
    pub digest: gws_span,
    /// The signature, bytes: r and s side by side for ECDSA (CNG, PKCS#11).
    pub signature: gws_span,
    /// The signature, bytes: DER for ECDSA (OpenSSL, most key stores).
    pub signature_der: gws_span,
}

record!(gws_unverified_token);

/// Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given out.
///
/// Errors: `GWS_STATUS_JWS_...`, `BASE64...`, `JSON_...`, `HEADER_...`, `ALGORITHM_...`, `SIGNATURE_...`. Rule M2M-9.
/// Next: verify the signature over `signing_input` with the signer's public key, then `gws_m2m_verify_finish`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_verify_begin(
    token: *const c_char,
    out: *mut gws_output,
    unverified: *mut gws_unverified_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let unverified = Place::new(unverified).named(c"unverified")?;
            let UnverifiedToken { algorithm, signing_input, digest, signature, signature_der } =
                m2m_verify_begin(text(token).named(c"token")?)?;
            unverified.put(&memory.write(|pack| gws_unverified_token {
                algorithm: pack.text(&algorithm),
                signing_input: pack.text(&signing_input),
                digest: pack.bytes(&digest),
                signature: pack.bytes(&signature),
                signature_der: pack.bytes(&signature_der),
                ..gws_unverified_token::absent()
            })?);
            Ok(())
        })
    }
}
