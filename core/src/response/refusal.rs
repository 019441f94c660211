//! IR's refusals: data, verbatim, with an explanation beside it.

use super::body;
use super::explanation::{Explanation, WhoMustAct, explain};
use super::next_step::NextStep;
use super::unreadable::Unreadable;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::warning::{Warning, Warnings};
use crate::wire::json::{Names, TextPlace, Value};
use crate::wire::writer::text_at;

/// What a redirect came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<T, R> {
    /// The customer consented.
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
    /// What is odd about the reply: `byte_order_mark`, `description_unusual`.
    pub warnings: Warnings,
}

impl<'b> Refusal<'b> {
    /// Reads the JSON body of a refusal, and unescapes it in place.
    ///
    /// An `error_description` that is no text is left out, with a warning.
    ///
    /// # Errors
    /// [`Unreadable`], with `body` untouched: `reply_…` with the status (ERR-4), `json_…` with the offset,
    /// `refusal_invalid`. Rules ERR-1 to ERR-4.
    pub fn parse(
        request: RequestKind,
        status: u16,
        body: &'b mut [u8],
        policy: &Policy,
    ) -> Result<Self, Unreadable<'b>> {
        let (body, marked) = body::without_mark(body);
        let found = match Found::find(status, body, policy) {
            Ok(found) => found,
            Err(error) => return Err(Unreadable::new(request, status, error, body)),
        };
        let error = found.error.unescape(body);
        let description = found.description.map(|text| text.unescape(body));
        let body: &'b [u8] = body;
        Ok(Self {
            request,
            status,
            error: text_at(body, error),
            error_description: description.map(|range| text_at(body, range)),
            warnings: found.warnings.and(marked),
        })
    }

    /// What it means, who must act and what to check (ERR-3). Chosen by the texts, and for people only.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        explain(self.request, self.error, self.error_description)
    }

    /// Who must act before the next step: never an operator or a developer while a program can go on by itself.
    #[must_use]
    pub fn who_must_act(&self) -> WhoMustAct {
        self.next_step().who_must_act(self.explanation().who_must_act)
    }

    /// What a program does next; chosen by the request and the status, never by the texts (ERR-2).
    #[must_use]
    pub const fn next_step(&self) -> NextStep {
        NextStep::after_refusal(self.request, self.status)
    }
}

/// The members, checked, as places in the body.
struct Found {
    error: TextPlace,
    description: Option<TextPlace>,
    warnings: Warnings,
}

/// What is read of a refusal.
const NAMES: Names = Names::new(&["error", "error_description"]);

impl Found {
    fn find(status: u16, body: &[u8], policy: &Policy) -> Result<Self> {
        let object = body::object(status, body, policy, NAMES)?;
        let [error, description] = object.members();
        let without = Error::new(ErrorKind::ReplyWithoutError, usize::from(status));
        let error = body::side(error).ok_or(without)?;
        let Value::Text(error) = error.value else {
            return Err(Error::new(ErrorKind::RefusalInvalid, error.at));
        };
        let description = body::side(description).map(|member| member.value);
        let (description, unusual) = match description {
            Some(Value::Text(text)) => (Some(text.place()), false),
            other => (None, other.is_some()),
        };
        let warnings = Warnings::NONE.with_if(unusual, Warning::DescriptionUnusual);
        Ok(Self { error: error.place(), description, warnings })
    }
}
