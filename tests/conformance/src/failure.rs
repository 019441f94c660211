//! Why a vector failed.

use core::fmt;
use gws_auth_core::Error;

/// `Ok`, or the first thing that was not as it must be.
pub type Verdict = Result<(), Failure>;

/// The first thing that was not as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The vector names an operation that the runner does not have.
    UnknownOp,
    /// The operation does not have this argument.
    UnknownInput(&'static str),
    /// The operation needs this argument, of another type or at all.
    BadInput(&'static str),
    /// The buffer is smaller than the constants say.
    BufferTooSmall,
    /// It succeeded, and must not.
    Granted,
    /// The server refused, and must not.
    Refused,
    /// The reply could not be understood, and must be.
    Unreadable,
    /// It failed with this error, and must not or with another one.
    Failed(Error),
    /// This field has another value than expected, or is not expected at all.
    Field(&'static str),
    /// This field is expected and did not come.
    Missing(&'static str),
    /// The call failed and changed the body nevertheless.
    BodyChanged,
    /// A size that the call foretold is not the one it used.
    Length,
    /// An explanation without words.
    Silent,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOp => f.write_str("the runner has no such operation"),
            Self::UnknownInput(name) => write!(f, "the operation has no input {name}"),
            Self::BadInput(name) => write!(f, "the input {name} is missing or of another type"),
            Self::BufferTooSmall => f.write_str("the runner's buffer is too small"),
            Self::Granted => f.write_str("succeeded"),
            Self::Refused => f.write_str("gave a refusal of the server"),
            Self::Unreadable => f.write_str("could not understand the reply"),
            Self::Failed(error) => write!(f, "failed: {error:?}"),
            Self::Field(name) => write!(f, "{name} differs"),
            Self::Missing(name) => write!(f, "{name} is missing"),
            Self::BodyChanged => f.write_str("the body was changed by a call that failed"),
            Self::Length => f.write_str("encoded_len is not what encode used"),
            Self::Silent => f.write_str("the explanation is empty"),
        }
    }
}
