//! Checks of what the on-boarding asks for.

use super::record::output;
use crate::error::Result;
use crate::ird_number::{self, DIGITS};
use alloc::string::String;

/// The fields of [`IrdNumber`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_ird_number {
    ($make:ident) => {
        $make! {
            /// An IRD number whose check digit is right.
            IrdNumber {
                /// Its eight or nine digits, without separators and without a 0 before them.
                personal number: String,
            }
        }
    };
}
record_ird_number!(output);

/// Checks an IRD number (modulus 11), in which spaces and hyphens may stand. That it passes does not say that it was given
/// to anybody. Without allocation: [`ird_number::IrdNumber`].
///
/// # Errors
/// What [`ird_number::IrdNumber::parse`] says. Rule IRD-1.
pub fn ird_number(number: &str) -> Result<IrdNumber> {
    let checked = ird_number::IrdNumber::parse(number)?;
    Ok(IrdNumber { number: checked.write(&mut [0; DIGITS]).into() })
}
