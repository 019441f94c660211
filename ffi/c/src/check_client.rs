//! Checks of a client's id, its redirect URIs and its SSH key.

use core::ffi::c_char;

use gws_auth_core::calls;

use crate::findings::{check, gws_findings};
use crate::memory::gws_output;
use crate::pointer::{bytes, text, texts};
use crate::status::gws_status;
use crate::wrong::Named as _;

/// Checks the form of a client id: its characters, and vendor and product as in `SmartSoftware_SmartPay`. What is wrong is a
/// finding. Rules TOKEN-3 and NATIVE-3.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_check_client(
    client_id: *const c_char,
    out: *mut gws_output,
    findings: *mut gws_findings,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe { check(out, findings, || Ok(calls::check_client(text(client_id).named(c"client_id")?))) }
}

/// Checks the redirect URIs of one client: kind and form of each, loopback address and ports. What is wrong is a finding.
///
/// `redirect_uris`: all that are registered, or are to be, `redirect_uri_count` of them.
///
/// Rules NATIVE-1, NATIVE-2 and AUTHZ-7.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_check_redirect_uris(
    redirect_uris: *const *const c_char,
    redirect_uri_count: u32,
    out: *mut gws_output,
    findings: *mut gws_findings,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        check(out, findings, || {
            let uris = texts(redirect_uris, redirect_uri_count).named(c"redirect_uris")?.unwrap_or_default();
            let uris: Vec<&str> = uris.iter().map(String::as_str).collect();
            Ok(calls::check_redirect_uris(&uris))
        })
    }
}

/// Checks an SSH public key: it must be ECDSA. The fingerprint is shown as OpenSSH does. What is wrong is a finding. Rule SSH-1.
///
/// `file`: the line of the public key, or the key in PEM, `length` bytes.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_check_ssh(
    file: *const u8,
    length: usize,
    out: *mut gws_output,
    findings: *mut gws_findings,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe { check(out, findings, || Ok(calls::check_ssh(bytes(file, length).named(c"file")?))) }
}
