//! A signing certificate, named.

use core::ffi::c_char;

use gws_auth_core::calls::CertificateReference;

use crate::pointer::{MISSING, optional_bytes, optional_text, required};
use crate::record::record;
use crate::wrong::{Named as _, Result};

/// The signing certificate, named in exactly one way; the other members are NULL (M2M-4).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_certificate_reference {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// The length of `der` in bytes; 0 without it.
    pub der_length: u32,
    /// Its SHA-256 thumbprint: 64 hexadecimal digits, with or without colons.
    pub thumbprint: *const c_char,
    /// Its SHA-1 thumbprint, only where IR registered one long ago: 40 digits.
    pub thumbprint_sha1: *const c_char,
    /// The certificate itself, in DER or PEM; its SHA-256 thumbprint is used.
    pub der: *const u8,
}

record!(gws_certificate_reference);

impl gws_certificate_reference {
    /// # Safety
    /// As [`required`]; each text is NULL or ends with a NUL; `der` is NULL or has `der_length` bytes.
    pub(crate) unsafe fn read(reference: *const Self) -> Result<CertificateReference> {
        // SAFETY: the same promise.
        unsafe {
            let Self { size: _, der_length, thumbprint, thumbprint_sha1, der } =
                required(reference).named(c"reference")?;
            let length = usize::try_from(der_length).map_err(|_| MISSING)?;
            Ok(CertificateReference {
                thumbprint: optional_text(thumbprint).named(c"thumbprint")?.map(Into::into),
                thumbprint_sha1: optional_text(thumbprint_sha1).named(c"thumbprint_sha1")?.map(Into::into),
                der: optional_bytes(der, length).named(c"der")?.map(Into::into),
            })
        }
    }
}
