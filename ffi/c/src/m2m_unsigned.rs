//! What to sign.

use core::ffi::c_char;

use gws_auth_core::Result;
use gws_auth_core::owned::{ClaimsToSign, m2m_unsigned};

use crate::certificate::gws_certificate;
use crate::guard::guard;
use crate::pack::gws_span;
use crate::pointer::{Output, optional, optional_text, required, text};
use crate::status::gws_status;
use crate::words::gws_no_start_logon;

/// What a token is to say. Set the members that are not needed to NULL or 0.
#[repr(C)]
pub struct gws_claims_to_sign {
    /// `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with.
    pub algorithm: *const c_char,
    /// The certificate that belongs to the key: `sub` (M2M-4).
    pub certificate: gws_certificate,
    /// The issuer agreed with IR.
    pub iss: *const c_char,
    /// The myIR user whose delegations are used (M2M-5); NULL names nobody.
    pub start_logon: *const c_char,
    /// How long the token lives, in seconds; NULL: one hour.
    pub lifetime: *const u32,
    /// A `gws_no_start_logon`: how nobody is named; 0 is the usual way. Counts only without `start_logon`.
    pub no_start_logon: i32,
}

/// A token that lacks its signature.
#[repr(C)]
pub struct gws_unsigned_token {
    /// The name of the algorithm to sign with.
    pub algorithm: gws_span,
    /// The text to sign, for what hashes by itself; also for `gws_m2m_attach`.
    pub signing_input: gws_span,
    /// Its hash, bytes, for what signs a hash.
    pub digest: gws_span,
    /// When the token was issued, in seconds since 1970.
    pub issued_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
}

impl gws_claims_to_sign {
    /// # Safety
    /// As [`required`], for the structure and for what it points to.
    unsafe fn read(claims: *const Self) -> Result<ClaimsToSign> {
        // SAFETY: the same promise.
        unsafe {
            let claims = required(claims)?;
            Ok(ClaimsToSign {
                algorithm: text(claims.algorithm)?.into(),
                certificate: claims.certificate.read()?,
                iss: text(claims.iss)?.into(),
                start_logon: optional_text(claims.start_logon)?.map(Into::into),
                no_start_logon: gws_no_start_logon::word(claims.no_start_logon)?,
                lifetime: optional(claims.lifetime).copied(),
            })
        }
    }
}

/// What to sign for a token issued at `now`, in seconds since 1970. The key stays where it is.
///
/// Errors: `GWS_STATUS_ALGORITHM_NAME`, `CERTIFICATE_CHOICE`, `THUMBPRINT_FORMAT`, `ISSUER_INVALID`, `START_LOGON_INVALID`,
/// `LIFETIME_INVALID`, `TIME_INVALID`. Rules M2M-1 to M2M-6. Next: sign `signing_input` or `digest`, then `gws_m2m_attach`.
///
/// # Safety
/// Pointers are NULL or as described; `out` overlaps nothing else.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_unsigned(
    claims: *const gws_claims_to_sign,
    now: i64,
    out: *mut u8,
    capacity: usize,
    at: *mut usize,
    result: *mut gws_unsigned_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(at, || {
            let output = Output::new(out, capacity, result)?;
            let unsigned = m2m_unsigned(&gws_claims_to_sign::read(claims)?, now)?;
            output.write(|pack| gws_unsigned_token {
                algorithm: pack.text(&unsigned.algorithm),
                signing_input: pack.text(&unsigned.signing_input),
                digest: pack.bytes(&unsigned.digest),
                issued_at: unsigned.issued_at,
                expires_at: unsigned.expires_at,
            })
        })
    }
}
