//! What to sign.

use core::ffi::c_char;

use gws_auth_core::calls::{ClaimsToSign, UnsignedToken, m2m_unsigned};

use crate::certificate::gws_certificate_reference;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::gws_span;
use crate::pointer::{Place, optional_text, required, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::time;
use crate::warning;
use crate::words::gws_no_start_logon;
use crate::wrong::{Named as _, Result};

/// What a token is to say.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_claims_to_sign {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// How long the token lives, in seconds; 0: one hour.
    pub lifetime: u32,
    /// A `gws_no_start_logon`: how nobody is named; 0 is the usual way. Counts only without `start_logon`.
    pub no_start_logon: i32,
    /// 0.
    pub reserved: u32,
    /// `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with.
    pub algorithm: *const c_char,
    /// The certificate that belongs to the key: `sub` (M2M-4).
    pub certificate: *const gws_certificate_reference,
    /// The issuer agreed with IR.
    pub iss: *const c_char,
    /// The myIR user whose delegations are used (M2M-5); NULL names nobody.
    pub start_logon: *const c_char,
    /// The certificate's first second, since 1970: the token must not begin before (M2M-6); `GWS_NONE` if it is not known.
    pub not_before: i64,
    /// The certificate's last second, since 1970: the token must not end after (M2M-6); `GWS_NONE` if it is not known.
    pub not_after: i64,
}

record!(gws_claims_to_sign, before not_before);

/// A token that lacks its signature.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_unsigned_token {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What to mend: bits, each a `GWS_WARNING_...`.
    pub warnings: u32,
    /// When the token was issued, in seconds since 1970.
    pub issued_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
    /// The name of the algorithm to sign with.
    pub algorithm: gws_span,
    /// The text to sign, for what hashes by itself; also for `gws_m2m_attach`.
    pub signing_input: gws_span,
    /// Its hash, bytes, for what signs a hash.
    pub digest: gws_span,
}

record!(gws_unsigned_token);

impl gws_claims_to_sign {
    /// # Safety
    /// As [`required`], for the structure and for what it points to.
    pub(crate) unsafe fn read(claims: *const Self) -> Result<ClaimsToSign> {
        // SAFETY: the same promise.
        unsafe {
            let Self {
                size: _,
                lifetime,
                no_start_logon,
                reserved: _,
                algorithm,
                certificate,
                iss,
                start_logon,
                not_before,
                not_after,
            } = required(claims).named(c"claims")?;
            Ok(ClaimsToSign {
                algorithm: text(algorithm).named(c"algorithm")?.into(),
                certificate: gws_certificate_reference::read(certificate)?,
                iss: text(iss).named(c"iss")?.into(),
                start_logon: optional_text(start_logon).named(c"start_logon")?.map(Into::into),
                no_start_logon: Some(gws_no_start_logon::word(no_start_logon).named(c"no_start_logon")?),
                lifetime: Some(lifetime).filter(|lifetime| *lifetime != 0),
                not_before: time::given(not_before),
                not_after: time::given(not_after),
            })
        }
    }
}

/// What to sign for a token issued at `now`, in seconds since 1970. The key stays where it is.
///
/// Errors: `GWS_STATUS_ALGORITHM_NAME`, `CERTIFICATE_...`, `THUMBPRINT_FORMAT`, `ISSUER_INVALID`, `START_LOGON_INVALID`,
/// `LIFETIME_INVALID`, `TIME_INVALID`. Rules M2M-1 to M2M-6. Next: sign `signing_input` or `digest`, then `gws_m2m_attach`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_unsigned(
    claims: *const gws_claims_to_sign,
    now: i64,
    out: *mut gws_output,
    token: *mut gws_unsigned_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let token = Place::new(token).named(c"token")?;
            let made = m2m_unsigned(&gws_claims_to_sign::read(claims)?, now)?;
            let UnsignedToken { algorithm, signing_input, digest, issued_at, expires_at, warnings } = &made;
            token.put(&memory.write(|pack| gws_unsigned_token {
                warnings: warning::bits(warnings),
                issued_at: *issued_at,
                expires_at: *expires_at,
                algorithm: pack.text(algorithm),
                signing_input: pack.text(signing_input),
                digest: pack.bytes(digest),
                ..gws_unsigned_token::absent()
            })?);
            Ok(())
        })
    }
}
