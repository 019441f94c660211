//! The check of an IRD number (IRD-1), without allocation.

use crate::error::{Error, ErrorKind, Result};
use core::fmt;

/// "Valid range 10,000,000 to 150,000,000 inclusive."
const RANGE: core::ops::RangeInclusive<u32> = 10_000_000..=150_000_000;

/// The weights of the eight digits before the check digit.
const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

/// The weights where [`WEIGHTS`] give 10.
const SECOND_WEIGHTS: [u32; 8] = [7, 4, 3, 2, 5, 2, 7, 6];

/// The most digits that an IRD number has; the fewest are one less.
const MOST_DIGITS: usize = 9;

/// An IRD number whose check digit is right. It identifies a person or an organisation, so that `Debug` hides it.
///
/// ```
/// use gws_auth_core::ird_number::{DIGITS, IrdNumber};
///
/// let number = IrdNumber::parse("49-091-850")?;
/// assert_eq!(number.value(), 49_091_850);
/// assert_eq!(number.write(&mut [0; DIGITS]), "49091850");
/// # Ok::<(), gws_auth_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IrdNumber(u32);

/// The bytes that [`IrdNumber::write`] needs.
pub const DIGITS: usize = MOST_DIGITS;

impl IrdNumber {
    /// Reads and checks a number of eight digits, or of nine, the first of which may be 0. Spaces and hyphens may stand
    /// anywhere. That a number passes does not say that it was given to anybody.
    ///
    /// # Errors
    /// `ird_number_character` with the offset of what is no digit, `ird_number_short`, `ird_number_long`,
    /// `ird_number_range`, `ird_number_check_digit`. Rule IRD-1.
    pub fn parse(text: &str) -> Result<Self> {
        let (mut digits, mut value) = (0_usize, 0_u32);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b' ' | b'-' => {}
                b'0'..=b'9' => {
                    digits = digits.saturating_add(1);
                    // Too many digits are refused below.
                    value = value.saturating_mul(10).saturating_add(u32::from(byte.wrapping_sub(b'0')));
                }
                _ => return Err(Error::new(ErrorKind::IrdNumberCharacter, at)),
            }
        }
        let kind = match digits {
            0..8 => ErrorKind::IrdNumberShort,
            8..=MOST_DIGITS if !RANGE.contains(&value) => ErrorKind::IrdNumberRange,
            8..=MOST_DIGITS if check_digit(value / 10) != Some(value % 10) => ErrorKind::IrdNumberCheckDigit,
            8..=MOST_DIGITS => return Ok(Self(value)),
            _ => ErrorKind::IrdNumberLong,
        };
        Err(Error::of(kind))
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> u32 {
        self.0
    }

    /// Its eight or nine digits, without separators and without a 0 before them.
    #[must_use]
    pub fn write(self, out: &mut [u8; DIGITS]) -> &str {
        let (mut rest, mut length) = (self.0, 0_usize);
        for place in out.iter_mut().rev() {
            if rest == 0 {
                break;
            }
            *place = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
            rest /= 10;
            length = length.saturating_add(1);
        }
        let begin = DIGITS.saturating_sub(length);
        out.get(begin..).and_then(|digits| core::str::from_utf8(digits).ok()).unwrap_or_default()
    }
}

impl fmt::Debug for IrdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IrdNumber([hidden])")
    }
}

/// The check digit of a base number; `None` if there is none.
fn check_digit(base: u32) -> Option<u32> {
    [WEIGHTS, SECOND_WEIGHTS].iter().map(|weights| remainder(base, weights)).find(|digit| *digit < 10)
}

/// What is missing from the weighted sum to the next multiple of 11.
fn remainder(base: u32, weights: &[u32; 8]) -> u32 {
    let mut rest = base;
    let mut sum = 0_u32;
    for weight in weights.iter().rev() {
        sum = sum.saturating_add(weight.saturating_mul(rest % 10));
        rest /= 10;
    }
    11_u32.saturating_sub(sum % 11) % 11
}
