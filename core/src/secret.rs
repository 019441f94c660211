//! Text that must not be seen.

mod pasted;

use crate::error::{Error, ErrorKind, Result};
use core::fmt;
use subtle::ConstantTimeEq;

pub(crate) use pasted::{check_given_id, check_given_token};

/// A borrowed secret: `Debug` prints `[hidden]`, comparison takes constant time.
///
/// What is borrowed cannot be wiped: the owner of the buffer must. With `alloc`, `calls::SecretString` wipes
/// itself. TOKEN-7: tokens, codes, verifiers and secrets stay out of logs.
#[derive(Clone, Copy)]
pub struct Secret<'a>(&'a str);

impl<'a> Secret<'a> {
    /// Marks `text` as secret.
    #[must_use]
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The text itself. Keep the result out of logs and messages.
    #[must_use]
    pub const fn expose(self) -> &'a str {
        self.0
    }

    /// The length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Whether it is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// Takes as long for any two texts of the same length; a different length shows at once.
impl PartialEq for Secret<'_> {
    fn eq(&self, other: &Self) -> bool {
        constant_time_eq(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl Eq for Secret<'_> {}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

/// Compares in constant time (REDIR-5).
pub(crate) fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    // One check of all differences together: a check for each byte is as constant and slower.
    let differences = a.iter().zip(b).fold(0u8, |all, (a, b)| all | (a ^ b));
    a.len() == b.len() && differences.ct_eq(&0).into()
}

/// Refuses a token that is empty or could split a header (TOKEN-8: bytes 0x21 to 0x7E).
pub(crate) fn check_token(text: &str) -> Result<Secret<'_>> {
    if text.is_empty() {
        return Err(Error::of(ErrorKind::TokenEmpty));
    }
    match text.bytes().position(|b| !is_token_byte(b)) {
        Some(at) => Err(Error::new(ErrorKind::TokenCharacter, at)),
        None => Ok(Secret(text)),
    }
}

/// A byte that a code or a token may hold (TOKEN-8).
pub(crate) const fn is_token_byte(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7E)
}
