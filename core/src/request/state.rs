//! `state` of the caller's own making (AUTHZ-2).

use crate::error::{Error, ErrorKind, Result};

/// "Must be < 200 characters" (AUTHZ-2).
pub(crate) const MAX_LENGTH: usize = 199;

/// A state value that IR accepts.
///
/// Leave it out to have one generated from [`LoginEntropy`](crate::LoginEntropy): 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct State<'a>(&'a str);

impl<'a> State<'a> {
    /// Checks `text` against the build pack's set: `a-z A-Z 0-9 - . ? , : / \ + = $ #`, fewer than 200 characters,
    /// never a space (AUTHZ-2). It must be unguessable and relate to the logged-in user (AUTHZ-9).
    ///
    /// # Errors
    /// `state_empty`, `state_too_long`, `state_space`, `state_character`.
    pub fn new(text: &'a str) -> Result<Self> {
        Self::check(text, is_strict)
    }

    /// The same with the two characters that only IR's samples page allows: `_` and `'` (AUTHZ-2).
    ///
    /// # Errors
    /// As [`State::new`].
    pub fn wide(text: &'a str) -> Result<Self> {
        Self::check(text, |byte| is_strict(byte) || matches!(byte, b'_' | b'\''))
    }

    /// The text.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    fn check(text: &'a str, allowed: impl Fn(u8) -> bool) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::of(ErrorKind::StateEmpty));
        }
        if let Some(at) = text.bytes().position(|b| b == b' ') {
            return Err(Error::new(ErrorKind::StateSpace, at));
        }
        if let Some(at) = text.bytes().position(|b| !allowed(b)) {
            return Err(Error::new(ErrorKind::StateCharacter, at));
        }
        if text.len() > MAX_LENGTH {
            return Err(Error::new(ErrorKind::StateTooLong, MAX_LENGTH));
        }
        Ok(Self(text))
    }
}

/// State is not a secret in the strict sense, but proves a login: not shown.
impl core::fmt::Debug for State<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("[hidden]")
    }
}

const fn is_strict(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'?' | b',' | b':' | b'/' | b'\\' | b'+' | b'=' | b'$' | b'#')
}
