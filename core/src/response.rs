//! What came back: the redirect and the four kinds of reply. Each reply's request is built in
//! [`request`](crate::request).

mod access_token;
pub(crate) mod body;
mod explanation;
mod introspection;
mod next_step;
mod redirect;
mod refusal;
pub(crate) mod reply;
mod revocation;
mod slip;
mod token;
mod unreadable;
mod words;

pub use access_token::UnverifiedAccessToken;
pub use explanation::{Explanation, WhoMustAct, explain};
pub use introspection::Introspection;
pub use next_step::NextStep;
pub use refusal::{Outcome, Refusal};
pub use reply::Reply;
pub use revocation::Revocation;
pub use token::{Grant, TokenSet};
pub use unreadable::Unreadable;
pub use words::Words;

use crate::error::{Error, ErrorKind, Result};

/// A status that HTTP has: 0 is what some clients say when there was no reply.
///
/// # Errors
/// `status_invalid`.
pub fn check_status(status: u16) -> Result<u16> {
    if (100..=599).contains(&status) { Ok(status) } else { Err(Error::new(ErrorKind::StatusInvalid, 599)) }
}
