//! The revocation reply (REVOKE-1).

use super::refusal::{Outcome, Refusal, names_an_error};
use super::reply;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;

/// The token is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RevocationResponse;

impl RevocationResponse {
    /// Reads the reply to [`RevokeRequest`](crate::RevokeRequest).
    ///
    /// "HTTP 200 with no content is success" (REVOKE-1). A JSON object without `error` is taken as success too (RFC
    /// 7009 2.2 ignores the body); an HTML page with 200 is not, as it comes from a proxy or IR's splash page (ENV-9).
    ///
    /// # Errors
    /// `reply_…` with the status (ERR-4), `json_…` with the offset. The token may then still be alive: send the same
    /// request again later.
    pub fn parse<'b>(status: u16, body: &'b mut [u8], policy: &Policy) -> Result<Outcome<Self, Refusal<'b>>> {
        reply::check_status(status)?;
        if status != 200 {
            return Refusal::parse(RequestKind::Revoke, status, body, policy).map(Outcome::Refused);
        }
        match reply::object(status, body, policy) {
            Err(error) if error.kind == ErrorKind::ReplyEmpty => Ok(Outcome::Granted(Self)),
            Err(error) => Err(error),
            Ok(object) if names_an_error(&object) => {
                Err(Error::new(ErrorKind::ReplyUnexpected, usize::from(status)))
            }
            Ok(_) => Ok(Outcome::Granted(Self)),
        }
    }
}
