//! Checks of what the on-boarding asks for.

use core::ffi::c_char;

use gws_auth_core::calls::{IrdNumber, ird_number};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::gws_span;
use crate::pointer::{Place, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::wrong::Named as _;

/// An IRD number whose check digit is right.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_ird_digits {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// Its eight or nine digits, without separators and without a 0 before them.
    pub number: gws_span,
}

record!(gws_ird_digits);

/// Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.
///
/// `number`: eight or nine digits; spaces and hyphens may stand among them.
///
/// Errors: `GWS_STATUS_IRD_NUMBER_...`. Rule IRD-1.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_ird_number(
    number: *const c_char,
    out: *mut gws_output,
    digits: *mut gws_ird_digits,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let digits = Place::new(digits).named(c"digits")?;
            let IrdNumber { number } = ird_number(text(number).named(c"number")?)?;
            digits.put(
                &memory.write(|pack| gws_ird_digits {
                    number: pack.text(&number),
                    ..gws_ird_digits::absent()
                })?,
            );
            Ok(())
        })
    }
}
