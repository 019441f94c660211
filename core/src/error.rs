//! What went wrong, whose fault it is, where, and what to do.

mod blame;
#[macro_use]
mod define;
pub mod code;

pub use blame::{Blame, Position};
pub use code::ErrorKind;

use core::fmt;

/// One failure: `Copy`, without text of its own, so that no secret can get into it.
///
/// `kind` names the failure; [`ErrorKind::code`] and [`ErrorKind::number`] are stable. `at` is an offset in bytes
/// into the input, the bytes needed, a limit in bytes or an HTTP status: [`Error::position`] says which.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Error {
    /// What failed.
    pub kind: ErrorKind,
    /// Where, or how much: read it through [`Error::position`].
    pub at: usize,
}

impl Error {
    /// An error of `kind` at `at`.
    #[must_use]
    pub const fn new(kind: ErrorKind, at: usize) -> Self {
        Self { kind, at }
    }

    /// An error whose kind has no position.
    #[must_use]
    pub const fn of(kind: ErrorKind) -> Self {
        Self { kind, at: 0 }
    }

    /// The stable text code, such as `buffer_too_small`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Who is to blame.
    #[must_use]
    pub const fn blame(&self) -> Blame {
        self.kind.blame()
    }

    /// What `at` means for this kind.
    #[must_use]
    pub const fn position(&self) -> Position {
        match self.kind.place() {
            blame::Place::Nowhere => Position::None,
            blame::Place::Offset => Position::Offset(self.at),
            blame::Place::Needed => Position::Needed(self.at),
            blame::Place::Limit => Position::Limit(self.at),
            blame::Place::Status => Position::Status(self.at),
        }
    }

    /// The HTTP status, where the error carries one (ERR-4).
    #[must_use]
    pub const fn status(&self) -> Option<usize> {
        match self.position() {
            Position::Status(status) => Some(status),
            _ => None,
        }
    }

    /// What `Display` shows, piece by piece: for programs too small for `core::fmt`. Whole sentences: what is wrong, with
    /// the number where it tells a person something (an offset does not), then what to do.
    pub fn say(&self, emit: &mut impl FnMut(&'static str)) {
        let around = match self.position() {
            Position::None | Position::Offset(_) => None,
            Position::Needed(_) => Some((" (", " bytes are needed)")),
            Position::Limit(_) => Some((" (the limit is ", ")")),
            Position::Status(_) => Some((" (HTTP status ", ")")),
        };
        let message = self.kind.message();
        emit(message.strip_suffix('.').unwrap_or(message));
        if let (Some((before, after)), Some(at)) = (around, self.position().value()) {
            emit(before);
            decimal(at).for_each(&mut *emit);
            emit(after);
        }
        emit(". ");
        emit(self.kind.remedy());
    }

    /// The same error of a text that was read, its offset counted from an enclosing text that begins `by` bytes earlier.
    ///
    /// Of such errors only `buffer_too_small` holds something else. To ask the table of all kinds would cost a page 0.3 kB.
    #[must_use]
    pub(crate) const fn shifted(self, by: usize) -> Self {
        match self.kind {
            ErrorKind::BufferTooSmall => self,
            kind => Self { kind, at: self.at.saturating_add(by) },
        }
    }
}

/// The digits of `number`, the first one first.
fn decimal(number: usize) -> impl Iterator<Item = &'static str> {
    let mut unit = 1usize;
    while number / 10 >= unit {
        unit = unit.saturating_mul(10);
    }
    core::iter::successors(Some(unit), |unit| Some(unit / 10).filter(|unit| *unit > 0)).filter_map(
        move |unit| {
            let digit = number.checked_div(unit)? % 10;
            "0123456789".get(digit..=digit)
        },
    )
}

/// The message and what to do, as whole sentences. Never the input.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.say(&mut |piece| result = result.and_then(|()| f.write_str(piece)));
        result
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("code", &self.code()).field("position", &self.position()).finish()
    }
}

impl core::error::Error for Error {}

/// Shorthand for this crate's results.
pub type Result<T, E = Error> = core::result::Result<T, E>;

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::string::ToString as _;

    #[test]
    fn the_message_names_what_helps_a_person() {
        for (at, text) in [(0, "status 0)."), (9, "status 9)."), (10, "status 10)."), (usize::MAX, "615).")] {
            let message = Error::new(ErrorKind::ReplyHtml, at).to_string();
            assert!(message.contains(text), "{message}");
            assert!(message.ends_with(ErrorKind::ReplyHtml.remedy()), "{message}");
        }
        for kind in [ErrorKind::StateEmpty, ErrorKind::JsonSyntax] {
            let message = Error::new(kind, 25).to_string();
            assert_eq!(message, std::format!("{} {}", kind.message(), kind.remedy()));
        }
    }
}
