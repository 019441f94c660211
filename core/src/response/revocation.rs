//! The revocation reply (REVOKE-1).

use super::reply::{self, Reply};
use super::unreadable::Unreadable;
use crate::error::{Error, ErrorKind};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::warning::{Warning, Warnings};

/// The token is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// What is odd about the reply: `body_ignored`.
    pub warnings: Warnings,
}

impl Revocation {
    /// Reads the reply to [`RevokeRequest`](crate::RevokeRequest).
    ///
    /// Any 2xx is success, whatever the body (REVOKE-1, RFC 7009 2.2). After a reply that is [`Reply::Unreadable`]
    /// (`reply_…` with the status, `json_…` with the offset) the token may still be alive: send the same request again
    /// later.
    pub fn parse<'b>(status: u16, body: &'b mut [u8], policy: &Policy) -> Reply<'b, Self> {
        match status {
            200..=299 => {
                let content = body.iter().any(|byte| !byte.is_ascii_whitespace());
                Reply::Granted(Self { warnings: Warnings::NONE.with_if(content, Warning::BodyIgnored) })
            }
            400..=599 => reply::refused(RequestKind::Revoke, status, body, policy),
            _ => {
                let error = Error::new(ErrorKind::ReplyStatus, usize::from(status));
                Reply::Unreadable(Unreadable::new(RequestKind::Revoke, status, error, body))
            }
        }
    }
}
