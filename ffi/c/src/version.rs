//! The library's version.

use core::ffi::c_char;

use gws_auth_core::calls;

use crate::static_text::static_texts;

/// The version of the library, `MAJOR.MINOR.PATCH`: that of the header it belongs to is `GWS_VERSION`. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_version() -> *const c_char {
    static_texts!(VERSION, [calls::version()]);
    VERSION.at(0)
}
