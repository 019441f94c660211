//! A signing certificate, named.

use core::ffi::c_char;

use gws_auth_core::Result;
use gws_auth_core::owned::CertificateReference;

use crate::pointer::{optional_bytes, optional_text};

/// The signing certificate, named in exactly one way; the other members are NULL (M2M-4).
#[repr(C)]
pub struct gws_certificate {
    /// Its SHA-256 thumbprint: 64 upper-case hexadecimal digits.
    pub thumbprint: *const c_char,
    /// Its SHA-1 thumbprint, where IR registered one: 40 digits.
    pub thumbprint_sha1: *const c_char,
    /// The certificate itself, in DER; its SHA-256 thumbprint is used.
    pub der: *const u8,
    /// The length of `der` in bytes; 0 without it.
    pub der_length: usize,
}

impl gws_certificate {
    /// # Safety
    /// Each text is NULL or ends with a NUL; `der` is NULL or has `der_length` bytes.
    pub(crate) unsafe fn read(&self) -> Result<CertificateReference> {
        // SAFETY: the same promise.
        unsafe {
            Ok(CertificateReference {
                thumbprint: optional_text(self.thumbprint)?.map(Into::into),
                thumbprint_sha1: optional_text(self.thumbprint_sha1)?.map(Into::into),
                der: optional_bytes(self.der, self.der_length)?.map(Into::into),
            })
        }
    }
}
