//! A reply that cannot be understood: data like the other outcomes, with whatever can be said about it (ERR-4).

use super::next_step::NextStep;
use super::words::Words;
use crate::error::Error;
use crate::request_kind::RequestKind;
use core::fmt;

/// A reply that is neither a grant nor a refusal of IR's. Its body is as it came, and may hold the only copy of a token:
/// keep it where only an operator can read it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Unreadable<'b> {
    /// The request that was answered.
    pub request: RequestKind,
    /// The HTTP status.
    pub status: u16,
    /// Why it cannot be understood: one of `reply_…`, `json_…`, `access_token_…`, `refresh_token_invalid`,
    /// `refusal_invalid`, `active_missing`, `introspection_invalid`.
    pub error: Error,
    body: &'b [u8],
}

impl<'b> Unreadable<'b> {
    pub(crate) const fn new(request: RequestKind, status: u16, error: Error, body: &'b [u8]) -> Self {
        Self { request, status, error, body }
    }

    /// The body as it came, without its byte order mark. It may hold tokens: keep it out of logs.
    #[must_use]
    pub const fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The server's own words, if any can be found.
    #[must_use]
    pub fn words(&self) -> Option<Words<'b>> {
        Words::find(self.body)
    }

    /// What a program does next. The status counts for nothing: whoever answered, it was not IR (ERR-2).
    #[must_use]
    pub const fn next_step(&self) -> NextStep {
        NextStep::after_unreadable(self.request)
    }
}

/// Without the body, which may hold tokens.
impl fmt::Debug for Unreadable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable")
            .field("request", &self.request)
            .field("status", &self.status)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}
