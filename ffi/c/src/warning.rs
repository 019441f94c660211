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
    ($name:ident, |$warning:ident| $text:expr) => {
        #[allow(clippy::indexing_slicing)] // At compile time: out of bounds does not compile.
        mod $name {
            use super::*;

            static_texts!(TEXTS, {
                let mut texts = [""; COUNT + 1];
                let mut index = 0;
                while index < COUNT {
                    let $warning = Warning::ALL[index];
                    texts[index] = $text;
                    index += 1;
                }
                texts
            });

            pub(super) fn of(bit: u32) -> *const c_char {
                TEXTS.at(Warning::ALL.iter().position(|warning| warning.bit() == bit).unwrap_or(COUNT))
            }
        }
    };
}

column!(codes, |warning| warning.code());
column!(messages, |warning| warning.message());

/// The stable code of one warning, such as `certificate_sha1`: `warning` is one bit, a `GWS_WARNING_...`. Empty for any other
/// number. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_warning_code(warning: u32) -> *const c_char {
    codes::of(warning)
}

/// What one warning is and what to do, in English, for people: `warning` is one bit, a `GWS_WARNING_...`. Empty for any other
/// number. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_warning_text(warning: u32) -> *const c_char {
    messages::of(warning)
}
