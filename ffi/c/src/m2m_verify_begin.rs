//! Reading a token for a host that verifies by itself.

use core::ffi::c_char;

use gws_auth_core::owned::m2m_verify_begin;

use crate::guard::guard;
use crate::pack::gws_span;
use crate::pointer::{Output, text};
use crate::status::gws_status;

/// A token that nobody has verified.
#[repr(C)]
pub struct gws_unverified_token {
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

/// Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given out.
///
/// Errors: `GWS_STATUS_JWS_...`, `BASE64...`, `JSON_...`, `HEADER_...`, `ALGORITHM_...`, `SIGNATURE_...`. Rule M2M-9.
/// Next: verify the signature over `signing_input` with the signer's public key, then `gws_m2m_verify_finish`.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_verify_begin(
    token: *const c_char,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_unverified_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let unverified = m2m_verify_begin(text(token)?)?;
            output.write(|pack| gws_unverified_token {
                algorithm: pack.text(&unverified.algorithm),
                signing_input: pack.text(&unverified.signing_input),
                digest: pack.bytes(&unverified.digest),
                signature: pack.bytes(&unverified.signature),
                signature_der: pack.bytes(&unverified.signature_der),
            })
        })
    }
}
