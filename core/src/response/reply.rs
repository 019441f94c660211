//! The three outcomes that all replies have.

use super::refusal::Refusal;
use super::unreadable::Unreadable;
use crate::error::{Error, ErrorKind};
use crate::policy::Policy;
use crate::request_kind::RequestKind;

/// What a server answered. All three are data: no caller did anything wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply<'b, T> {
    /// IR did what was asked.
    Granted(T),
    /// IR refused.
    Refused(Refusal<'b>),
    /// No reply of IR's that can be understood: a proxy's page, a cut body, a status that means nothing here.
    Unreadable(Unreadable<'b>),
}

impl<'b, T> Reply<'b, T> {
    /// What was granted, if it was.
    pub fn granted(self) -> Option<T> {
        match self {
            Self::Granted(granted) => Some(granted),
            Self::Refused(_) | Self::Unreadable(_) => None,
        }
    }

    /// The refusal, if there is one.
    #[must_use]
    pub fn refused(self) -> Option<Refusal<'b>> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Granted(_) | Self::Unreadable(_) => None,
        }
    }

    /// Why the reply could not be understood, if it could not.
    #[must_use]
    pub fn unreadable(self) -> Option<Unreadable<'b>> {
        match self {
            Self::Unreadable(unreadable) => Some(unreadable),
            Self::Granted(_) | Self::Refused(_) => None,
        }
    }
}

/// A refusal, or what stands in its place.
pub(crate) fn refused<'b, T>(
    request: RequestKind,
    status: u16,
    body: &'b mut [u8],
    policy: &Policy,
) -> Reply<'b, T> {
    match Refusal::parse(request, status, body, policy) {
        Ok(refusal) => Reply::Refused(refusal),
        Err(mut unreadable) => {
            // Whatever the page says: IR's endpoints are there, and take POST.
            if matches!(status, 404 | 405) {
                unreadable.error = Error::new(ErrorKind::ReplyNotFound, usize::from(status));
            }
            Reply::Unreadable(unreadable)
        }
    }
}
