//! Checks of certificates and their keys.

use core::ffi::c_char;

use gws_auth_core::calls;

use crate::findings::{check, gws_findings};
use crate::memory::gws_output;
use crate::pointer::{bytes, bytes_each, long, optional_bytes, optional_text, required, text};
use crate::record::record;
use crate::status::gws_status;
use crate::wrong::Named as _;

/// A signing certificate, and what it is checked against.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_signing_files {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// The length of `certificate` in bytes.
    pub certificate_length: u32,
    /// The length of `key` in bytes; 0 without it.
    pub key_length: u32,
    /// The length of `other` in bytes; 0 without it.
    pub other_length: u32,
    /// The certificate, in PEM or DER.
    pub certificate: *const u8,
    /// Its private key file; NULL: not checked.
    pub key: *const u8,
    /// NULL unless the key is encrypted.
    pub passphrase: *const c_char,
    /// The certificate of the other environment, which must have another key; NULL: not checked.
    pub other: *const u8,
}

record!(gws_signing_files);

/// A client certificate for mutual TLS, and what it is checked against.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_mtls_files {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// How many certificates `chain` has.
    pub chain_count: u32,
    /// The length of `key` in bytes; 0 without it.
    pub key_length: u32,
    /// The length of `signing` in bytes; 0 without it.
    pub signing_length: u32,
    /// The certificate and behind it those of its issuers, each in PEM or DER: a pointer each.
    pub chain: *const *const u8,
    /// The length of each of them in bytes.
    pub chain_lengths: *const u32,
    /// The certificate's private key file; NULL: not checked.
    pub key: *const u8,
    /// NULL unless the key is encrypted.
    pub passphrase: *const c_char,
    /// The certificate that signs M2M tokens, which must have another key; NULL: not checked.
    pub signing: *const u8,
}

record!(gws_mtls_files);

/// Checks a signing certificate, and its private key with it: version, algorithm, size, dates, four years, both
/// thumbprints, and that they belong together. What is wrong is a finding.
///
/// `now`: seconds since 1970.
///
/// Rules CERT-1, CERT-2 and M2M-4.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_check_signing(
    files: *const gws_signing_files,
    now: i64,
    out: *mut gws_output,
    findings: *mut gws_findings,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        check(out, findings, || {
            let gws_signing_files {
                size: _,
                certificate_length,
                key_length,
                other_length,
                certificate,
                key,
                passphrase,
                other,
            } = required(files).named(c"files")?;
            let certificate = bytes(certificate, long(certificate_length)?).named(c"certificate")?;
            let key = optional_bytes(key, long(key_length)?).named(c"key")?;
            let other = optional_bytes(other, long(other_length)?).named(c"other")?;
            Ok(calls::check_signing(
                certificate,
                key,
                optional_text(passphrase).named(c"passphrase")?,
                other,
                now,
            ))
        })
    }
}

/// Checks the client certificate of mutual TLS: its name and environment, its issuers and their order, its use and dates,
/// and that its key is not the one that signs. What is wrong is a finding.
///
/// `environment`: `mock`, `test`, `production` or a URL. `now`: seconds since 1970.
///
/// Rule MTLS-1.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_check_mtls(
    environment: *const c_char,
    files: *const gws_mtls_files,
    now: i64,
    out: *mut gws_output,
    findings: *mut gws_findings,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        check(out, findings, || {
            let gws_mtls_files {
                size: _,
                chain_count,
                key_length,
                signing_length,
                chain,
                chain_lengths,
                key,
                passphrase,
                signing,
            } = required(files).named(c"files")?;
            let environment = text(environment).named(c"environment")?;
            let chain = bytes_each(chain, chain_lengths, chain_count).named(c"chain")?;
            let key = optional_bytes(key, long(key_length)?).named(c"key")?;
            let signing = optional_bytes(signing, long(signing_length)?).named(c"signing")?;
            Ok(calls::check_mtls(
                environment,
                &chain,
                key,
                optional_text(passphrase).named(c"passphrase")?,
                signing,
                now,
            ))
        })
    }
}
