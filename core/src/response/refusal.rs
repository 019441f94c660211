//! IR's refusals: data, verbatim, with an explanation beside it.

use super::explanation::{Explanation, explain};
use super::next_step::NextStep;
use super::reply;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::wire::json::{self, Object, Value};
use crate::wire::writer::text_at;

/// What a request came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<T, R> {
    /// IR did what was asked.
    Granted(T),
    /// IR, or the customer, refused.
    Refused(R),
}

impl<T, R> Outcome<T, R> {
    /// The same with what was granted turned into something else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Outcome<U, R> {
        match self {
            Self::Granted(granted) => Outcome::Granted(f(granted)),
            Self::Refused(refusal) => Outcome::Refused(refusal),
        }
    }

    /// What was granted, if it was.
    pub fn granted(self) -> Option<T> {
        match self {
            Self::Granted(granted) => Some(granted),
            Self::Refused(_) => None,
        }
    }

    /// The refusal, if there is one.
    pub fn refused(self) -> Option<R> {
        match self {
            Self::Granted(_) => None,
            Self::Refused(refusal) => Some(refusal),
        }
    }
}

/// A refusal as it came: unknown codes and texts pass through whole (ERR-3).
///
/// The texts are the server's and may hold anything, control characters included: escape them before showing them.
/// They are for logs and people; a program goes by [`Refusal::next_step`] (ERR-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal<'b> {
    /// The request that was refused.
    pub request: RequestKind,
    /// The HTTP status; 302 for a refusal that came by redirect (REDIR-3).
    pub status: u16,
    /// `error`, verbatim.
    pub error: &'b str,
    /// `error_description`, verbatim, trailing spaces included (ERR-1).
    pub error_description: Option<&'b str>,
}

impl<'b> Refusal<'b> {
    /// Reads the JSON body of a refusal, and unescapes it in place.
    ///
    /// `body` is untouched if this fails.
    ///
    /// # Errors
    /// `reply_…` with the status (ERR-4), `json_…` with the offset, `refusal_invalid`. Rules ERR-1 to ERR-4.
    pub fn parse(request: RequestKind, status: u16, body: &'b mut [u8], policy: &Policy) -> Result<Self> {
        let object = reply::object(status, body, policy)?;
        let text = |name: &str| match object.member(name) {
            None => Ok(None),
            Some(member) => match member.value {
                Value::Text(text) => Ok(Some(text.range())),
                Value::Null => Ok(None),
                _ => Err(Error::new(ErrorKind::RefusalInvalid, member.at)),
            },
        };
        let error = text("error")?.ok_or(Error::new(ErrorKind::ReplyWithoutError, usize::from(status)))?;
        let description = text("error_description")?;
        let error = json::unescape_in_place(body, error);
        let description = description.map(|range| json::unescape_in_place(body, range));
        let body: &'b [u8] = body;
        Ok(Self {
            request,
            status,
            error: text_at(body, error),
            error_description: description.map(|range| text_at(body, range)),
        })
    }

    /// What it means, who must act and what to check (ERR-3). Chosen by the texts, and for people only.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        explain(self.request, self.error, self.error_description)
    }

    /// What a program does next; chosen by the request and the status, never by the texts (ERR-2).
    #[must_use]
    pub const fn next_step(&self) -> NextStep {
        NextStep::after_refusal(self.request, self.status)
    }
}

/// Whether an object is a refusal rather than what was asked for.
pub(super) fn names_an_error(object: &Object<'_>) -> bool {
    object.member("error").is_some()
}
