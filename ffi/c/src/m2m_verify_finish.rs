//! The claims of a token whose signature the host has verified.

use core::ffi::c_char;

use gws_auth_core::Result;
use gws_auth_core::owned::{ExpectedCertificate, ExpectedClaims, m2m_verify_finish};

use crate::certificate::gws_certificate;
use crate::guard::guard;
use crate::pack::gws_span;
use crate::pointer::{Output, optional, optional_text, text};
use crate::status::gws_status;

/// The certificate of the key that verified the signature.
#[repr(C)]
pub struct gws_expected_certificate {
    /// Which one: `sub` must be its thumbprint (M2M-4).
    pub certificate: gws_certificate,
    /// Its first second, since 1970.
    pub not_before: i64,
    /// Its last second, since 1970.
    pub not_after: i64,
}

/// What is expected of a token besides its signature. A member that is NULL is not looked at.
#[repr(C)]
pub struct gws_expected_claims {
    /// The issuer agreed with IR.
    pub iss: *const c_char,
    /// The expected `sub`.
    pub sub: *const c_char,
    /// The certificate of the key that verified the signature.
    pub certificate: *const gws_expected_certificate,
    /// How far the signer's clock may be off, in seconds; NULL: one minute.
    pub leeway: *const u32,
}

/// What a token says.
#[repr(C)]
pub struct gws_token_claims {
    /// The algorithm.
    pub algorithm: gws_span,
    /// The thumbprint.
    pub sub: gws_span,
    /// The issuer.
    pub iss: gws_span,
    /// The myIR user id; absent for `null`, `""` and nothing (M2M-5).
    pub start_logon: gws_span,
    /// Issued at, in seconds since 1970.
    pub iat: i64,
    /// Ends at, in seconds since 1970.
    pub exp: i64,
}

impl gws_expected_claims {
    /// # Safety
    /// As [`optional`], for the structure and for what it points to.
    unsafe fn read(expected: *const Self) -> Result<ExpectedClaims> {
        // SAFETY: the same promise.
        unsafe {
            let Some(expected) = optional(expected) else { return Ok(ExpectedClaims::default()) };
            let certificate = optional(expected.certificate).map(|expected| {
                Ok(ExpectedCertificate {
                    certificate: expected.certificate.read()?,
                    not_before: expected.not_before,
                    not_after: expected.not_after,
                })
            });
            Ok(ExpectedClaims {
                iss: optional_text(expected.iss)?.map(Into::into),
                sub: optional_text(expected.sub)?.map(Into::into),
                certificate: certificate.transpose()?,
                leeway: optional(expected.leeway).copied(),
            })
        }
    }
}

/// The claims of a token whose signature the host has verified.
///
/// `token`: the same that `gws_m2m_verify_begin` read. `signature_valid`: 1, and only 1, says that the signature is good;
/// OpenSSL's verifiers return negative numbers for errors. `expected`: NULL to expect nothing but IR's rules.
/// `now`: seconds since 1970.
///
/// Errors: `GWS_STATUS_SIGNATURE_INVALID` unless `signature_valid` is 1; what `gws_m2m_verify_begin` says; the claims' own:
/// `TYP_INVALID` to `TOKEN_AFTER_CERTIFICATE`; `CERTIFICATE_CHOICE`. Rules M2M-6 and M2M-9.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_verify_finish(
    token: *const c_char,
    signature_valid: i32,
    expected: *const gws_expected_claims,
    now: i64,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_token_claims,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let expected = gws_expected_claims::read(expected)?;
            let claims = m2m_verify_finish(text(token)?, signature_valid == 1, &expected, now)?;
            output.write(|pack| gws_token_claims {
                algorithm: pack.text(&claims.algorithm),
                sub: pack.text(&claims.sub),
                iss: pack.text(&claims.iss),
                start_logon: pack.optional_text(claims.start_logon.as_deref()),
                iat: claims.iat,
                exp: claims.exp,
            })
        })
    }
}
