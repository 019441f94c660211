//! M2M tokens with a key in memory, and what a certificate file says.

use core::ffi::c_char;

use gws_auth_core::calls::{CertificateFacts, certificate_facts, m2m_sign, m2m_verify};
use gws_auth_native::BACKEND;

use crate::guard::guard;
use crate::m2m_attach::gws_signed_token;
use crate::m2m_unsigned::gws_claims_to_sign;
use crate::m2m_verify_finish::{gws_expected_claims, gws_token_claims};
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{Place, bytes, optional_text, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::wrong::Named as _;

/// What a certificate file says of its first certificate.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_certificate {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// How many certificates the file holds.
    pub count: u32,
    /// The key's length in bits.
    pub key_bits: u32,
    /// 1 if subject and issuer are the same.
    pub self_signed: i32,
    /// Its first second, since 1970.
    pub not_before: i64,
    /// Its last second, since 1970.
    pub not_after: i64,
    /// Its SHA-256 thumbprint, as IR registers it (M2M-4).
    pub thumbprint: gws_span,
    /// Its SHA-1 thumbprint.
    pub thumbprint_sha1: gws_span,
    /// `EC` or `RSA`.
    pub key_type: gws_span,
    /// The curve, such as `P-256`; absent for RSA.
    pub curve: gws_span,
    /// The algorithms that its key can sign with, separated by spaces.
    pub algorithms: gws_span,
    /// Whom it is for (RFC 4514).
    pub subject: gws_span,
    /// Who issued it (RFC 4514).
    pub issuer: gws_span,
    /// Its serial number, in hexadecimal digits.
    pub serial: gws_span,
}

record!(gws_certificate);

impl gws_certificate {
    fn lay_out(facts: &CertificateFacts, pack: &mut Packer<'_>) -> Self {
        let CertificateFacts {
            thumbprint,
            thumbprint_sha1,
            not_before,
            not_after,
            key_type,
            key_bits,
            curve,
            algorithms,
            subject,
            issuer,
            serial,
            self_signed,
            count,
        } = facts;
        Self {
            count: *count,
            key_bits: *key_bits,
            self_signed: i32::from(*self_signed),
            not_before: *not_before,
            not_after: *not_after,
            thumbprint: pack.text(thumbprint),
            thumbprint_sha1: pack.text(thumbprint_sha1),
            key_type: pack.text(key_type),
            curve: pack.optional_text(curve.as_deref()),
            algorithms: pack.list(algorithms),
            subject: pack.text(subject),
            issuer: pack.text(issuer),
            serial: pack.text(serial),
            ..Self::absent()
        }
    }
}

/// What a certificate file says: both thumbprints, dates, key, subject, issuer. `file`: DER or PEM, `length` bytes.
///
/// Errors: `GWS_STATUS_FILE_...`, `CERTIFICATE_VERSION`, `KEY_...`. Rules CERT-1, CERT-2 and M2M-4.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_certificate_facts(
    file: *const u8,
    length: usize,
    out: *mut gws_output,
    facts: *mut gws_certificate,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let facts = Place::new(facts).named(c"facts")?;
            let found = certificate_facts(bytes(file, length).named(c"file")?)?;
            facts.put(&memory.write(|pack| gws_certificate::lay_out(&found, pack))?);
            Ok(())
        })
    }
}

/// Signs a token at `now`, in seconds since 1970, with a key in memory, and verifies it before it is given out. A key that
/// stays in a key store signs in two phases: `gws_m2m_unsigned`, `gws_m2m_attach`.
///
/// `key`: PKCS#8, PKCS#1 or SEC1, PEM or DER, `key_length` bytes. `passphrase`: NULL unless the key is encrypted. With the
/// certificate itself in `claims`, its dates bind the token and its key must be this one.
///
/// Errors: what `gws_m2m_unsigned` says; `GWS_STATUS_FILE_...`, `KEY_...`, `PASSPHRASE_...`, `ALGORITHM_KEY`,
/// `CERTIFICATE_...`, `SIGNING_FAILED`. Rules M2M-1 to M2M-6, CERT-1, CERT-2. Next: send `authorization` over mutual TLS.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_sign(
    key: *const u8,
    key_length: usize,
    passphrase: *const c_char,
    claims: *const gws_claims_to_sign,
    now: i64,
    out: *mut gws_output,
    token: *mut gws_signed_token,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (token, claims) = (Place::new(token).named(c"token")?, gws_claims_to_sign::read(claims)?);
            let signed = m2m_sign(
                &BACKEND,
                bytes(key, key_length).named(c"key")?,
                optional_text(passphrase).named(c"passphrase")?,
                &claims,
                now,
            )?;
            token.put(&memory.write(|pack| gws_signed_token::lay_out(&signed, pack))?);
            Ok(())
        })
    }
}

/// Verifies a token with a public key in memory, and gives its claims.
///
/// `key`: SPKI, PKCS#1, a JWK or the signer's certificate, `key_length` bytes. With a certificate the token must be its
/// owner's, unless `expected` says otherwise.
///
/// Errors: what `gws_m2m_verify_finish` says; `GWS_STATUS_FILE_...`, `KEY_...`, `ALGORITHM_KEY`. Rules M2M-6 and M2M-9.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_m2m_verify(
    token: *const c_char,
    key: *const u8,
    key_length: usize,
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
            let found = m2m_verify(
                &BACKEND,
                text(token).named(c"token")?,
                bytes(key, key_length).named(c"key")?,
                &expected,
                now,
            )?;
            claims.put(&memory.write(|pack| gws_token_claims::lay_out(&found, pack))?);
            Ok(())
        })
    }
}
