//! Warnings: a set of bits, one for each.

use core::ffi::c_char;

use gws_auth_core::Warning;
use gws_auth_core::calls;

use crate::static_text::static_texts;

const COUNT: usize = Warning::ALL.len();

/// The bits of some warnings.
pub(crate) fn bits(warnings: &[calls::Warning]) -> u32 {
    let bit = |warning: &calls::Warning| {
        let calls::Warning { code, message: _ } = warning;
        let known = Warning::ALL.iter().find(|known| known.code() == code);
        known.map_or(0, |known| known.bit())
    };
    warnings.iter().map(bit).fold(0, |set, bit| set | bit)
}

/// A column of core's list, with the empty text behind it.
macro_rules! column {
    (|$warning:ident| $text:expr) => {{
        let mut texts = [""; COUNT + 1];
        let mut index = 0;
        while index < COUNT {
            let $warning = Warning::ALL[index];
            texts[index] = $text;
            index += 1;
        }
        texts
    }};
}

static_texts!(CODES, column!(|warning| warning.code()));
static_texts!(MESSAGES, column!(|warning| warning.message()));

/// Where a warning stands; behind all of them for what is none.
fn place(bit: u32) -> usize {
    Warning::ALL.iter().position(|warning| warning.bit() == bit).unwrap_or(COUNT)
}

/// The stable code of one warning, such as `certificate_sha1`: `warning` is one bit, a `GWS_WARNING_...`. Empty for any other
/// number. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_warning_code(warning: u32) -> *const c_char {
    CODES.at(place(warning))
}

/// What one warning is and what to do, in English, for people: `warning` is one bit, a `GWS_WARNING_...`. Empty for any other
/// number. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_warning_text(warning: u32) -> *const c_char {
    MESSAGES.at(place(warning))
}
