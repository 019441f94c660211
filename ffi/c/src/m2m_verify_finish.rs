//! The claims of a token whose signature the host has verified.

use core::ffi::c_char;

use gws_auth_core::calls::{ExpectedCertificate, ExpectedClaims, TokenClaims, m2m_verify_finish};

use crate::certificate::gws_certificate_reference;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{MISSING, Place, optional_text, required, text, texts};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::time;
use crate::wrong::{Named as _, Result};

/// For `leeway`: none at all, as 0 is the usual one.
pub const GWS_NO_LEEWAY: i32 = -1;

/// What is expected of a token besides its signature. It must be said whose token it is, in exactly one way: `certificate`,
/// `sub` or `any_owner`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_expected_claims {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 1: whose token it is was decided otherwise, or does not matter.
    pub any_owner: i32,
    /// How far the signer's clock may be off, in seconds: 600 at most; 0: one minute; `GWS_NO_LEEWAY`: not at all.
    pub leeway: i32,
    /// How many algorithms there are in `algorithms`.
    pub algorithm_count: u32,
    /// The first second of `certificate`, since 1970.
    pub not_before: i64,
    /// The last second of `certificate`, since 1970.
    pub not_after: i64,
    /// The certificate of the key that verified the signature: `sub` must be its thumbprint (M2M-4).
    pub certificate: *const gws_certificate_reference,
    /// The expected `sub`.
    pub sub: *const c_char,
    /// The issuer agreed with IR; NULL: any.
    pub iss: *const c_char,
    /// The algorithms that are allowed, such as `ES256` (ENV-8); NULL: all six.
    pub algorithms: *const *const c_char,
}

record!(gws_expected_claims);

/// What a token says.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_token_claims {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// Issued at, in seconds since 1970.
    pub iat: i64,
    /// Ends at, in seconds since 1970.
    pub exp: i64,
    /// The algorithm.
    pub algorithm: gws_span,
    /// The thumbprint.
    pub sub: gws_span,
    /// The issuer.
    pub iss: gws_span,
    /// The myIR user id; absent for `null`, `""` and nothing (M2M-5).
    pub start_logon: gws_span,
}

record!(gws_token_claims);

impl gws_expected_claims {
    /// # Safety
    /// As [`required`], for the structure and for what it points to.
    pub(crate) unsafe fn read(expected: *const Self) -> Result<ExpectedClaims> {
        // SAFETY: the same promise.
        unsafe {
            let Self {
                size: _,
                any_owner,
                leeway,
                algorithm_count,
                not_before,
                not_after,
                certificate,
                sub,
                iss,
                algorithms,
            } = required(expected).named(c"expected")?;
            let leeway = match leeway {
                0 => None,
                GWS_NO_LEEWAY => Some(0),
                seconds => Some(u32::try_from(seconds).map_err(|_| MISSING)?),
            };
            let certificate = if certificate.is_null() {
                None
            } else {
                Some(ExpectedCertificate {
                    certificate: gws_certificate_reference::read(certificate)?,
                    // Forgotten, it would let everything through.
                    not_before: time::given(not_before).ok_or(MISSING)?,
                    not_after: time::given(not_after).ok_or(MISSING)?,
                })
            };
            Ok(ExpectedClaims {
                certificate,
                sub: optional_text(sub).named(c"sub")?.map(Into::into),
                any_owner: Some(any_owner == 1),
                iss: optional_text(iss).named(c"iss")?.map(Into::into),
                algorithms: texts(algorithms, algorithm_count).named(c"algorithms")?,
                leeway,
            })
        }
    }
}

impl gws_token_claims {
    pub(crate) fn lay_out(claims: &TokenClaims, pack: &mut Packer<'_>) -> Self {
        let TokenClaims { algorithm, sub, iss, start_logon, iat, exp } = claims;
        Self {
            iat: *iat,
            exp: *exp,
            algorithm: pack.text(algorithm),
            sub: pack.text(sub),
            iss: pack.text(iss),
            start_logon: pack.optional_text(start_logon.as_deref()),
            ..Self::absent()
        }
    }
}

/// The claims of a token whose signature the host has verified.
///
/// `token`: the same that `gws_m2m_verify_begin` read. `signature_valid`: 1, and only 1, says that the signature is good;
/// OpenSSL's verifiers return negative numbers for errors. `now`: seconds since 1970.
///
/// Errors: `GWS_STATUS_SIGNATURE_INVALID` unless `signature_valid` is 1; what `gws_m2m_verify_begin` says; the claims' own:
/// `TYP_INVALID` to `TOKEN_AFTER_CERTIFICATE`; `CERTIFICATE_CHOICE`. Rules M2M-6 and M2M-9.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_verify_finish(
    token: *const c_char,
    signature_valid: i32,
    expected: *const gws_expected_claims,
    now: i64,
    out: *mut gws_output,
    claims: *mut gws_token_claims,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (claims, expected) =
                (Place::new(claims).named(c"claims")?, gws_expected_claims::read(expected)?);
            let found =
                m2m_verify_finish(text(token).named(c"token")?, signature_valid == 1, &expected, now)?;
            claims.put(&memory.write(|pack| gws_token_claims::lay_out(&found, pack))?);
            Ok(())
        })
    }
}
