//! Checks of what the on-boarding asks for.

use gws_auth_core::calls;

use crate::GwsAuthError;
use crate::boundary::Outward as _;
use crate::record::output;

gws_auth_core::record_ird_number!(output);

/// Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.
///
/// # Arguments
/// - `number`: eight or nine digits; spaces and hyphens may stand among them.
///
/// # Errors
/// Of the number: a character, too short, too long, out of range, the check digit. Rule IRD-1.
#[uniffi::export]
pub fn ird_number(number: &str) -> Result<IrdNumber, GwsAuthError> {
    Ok(calls::ird_number(number)?.outward())
}
