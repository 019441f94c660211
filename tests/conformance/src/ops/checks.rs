//! Checks of what the on-boarding asks for.

use crate::case::Case;
use gws_auth_core::Result;
use gws_auth_core::ird_number::{DIGITS, IrdNumber};

pub(super) fn ird_number(case: &mut Case<'_>) -> Result<()> {
    let number = IrdNumber::parse(case.text("number"))?;
    case.granted();
    case.put_text("number", number.write(&mut [0; DIGITS]));
    Ok(())
}
