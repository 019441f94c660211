//! What is thrown.

use std::fmt;

use gws_auth_core::Error;

/// One failure, always of the caller's making or of what the caller was given. What a server answers is never one: it is
/// a result.
#[derive(Clone, PartialEq, Eq, uniffi::Error)]
pub enum GwsAuthError {
    /// The call failed.
    Failed {
        /// The stable text, such as `state_mismatch`.
        code: String,
        /// The stable number.
        number: i32,
        /// Who has to change something: `caller`, `input`, `server`, `policy` or `library`.
        blame: String,
        /// Where, or how much: `position` says what it counts. Absent where there is no place.
        at: Option<i64>,
        /// What `at` is: `offset` or `needed` (bytes), `limit`, `status` (HTTP).
        position: Option<String>,
        /// What is wrong and what to do, in English; never the input.
        detail: String,
    },
}

impl GwsAuthError {
    /// An error about a number in one field of a record, which its text names.
    pub(crate) fn of_field(field: &str, error: Error) -> Self {
        let Self::Failed { code, number, blame, at, position, detail } = error.into();
        Self::Failed {
            code,
            number,
            blame,
            at,
            position,
            detail: format!("{field}: It is negative, or larger than it can be. {detail}"),
        }
    }
}

impl From<Error> for GwsAuthError {
    fn from(error: Error) -> Self {
        let position = error.position();
        Self::Failed {
            code: error.code().to_owned(),
            number: error.kind.number().into(),
            blame: error.blame().code().to_owned(),
            at: position.value().map(|at| i64::try_from(at).unwrap_or(i64::MAX)),
            position: position.code().map(str::to_owned),
            detail: error.to_string(),
        }
    }
}

impl fmt::Display for GwsAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { detail, .. } = self;
        f.write_str(detail)
    }
}

impl fmt::Debug for GwsAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { code, .. } = self;
        f.debug_tuple("GwsAuthError").field(code).finish()
    }
}

impl std::error::Error for GwsAuthError {}
