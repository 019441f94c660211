//! The introspection reply (INTRO-2).

use super::refusal::{Outcome, Refusal};
use super::reply;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::time::UnixSeconds;
use crate::wire::json::{self, Value};
use crate::wire::writer::text_at;
use core::fmt;

/// What IR says about a token. An inactive one comes without the other fields.
///
/// `username` and `sub` identify people and are not shown by `Debug` (TOKEN-7).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IntrospectionResponse<'b> {
    /// Whether the token works.
    pub active: bool,
    /// The client it was given to.
    pub client_id: Option<&'b str>,
    /// The customer's myIR user id.
    pub username: Option<&'b str>,
    /// The scope.
    pub scope: Option<&'b str>,
    /// The customer, as a UUID.
    pub sub: Option<&'b str>,
    /// When it ends, in seconds since 1970.
    pub exp: Option<UnixSeconds>,
    /// When it was issued, in seconds since 1970.
    pub iat: Option<UnixSeconds>,
}

impl<'b> IntrospectionResponse<'b> {
    /// Reads the reply to [`IntrospectRequest`](crate::IntrospectRequest), and unescapes it in place.
    ///
    /// `body` is untouched if this fails. `exp` and `iat` are accepted as numbers and, like `expires_in` (TOKEN-4), as
    /// texts.
    ///
    /// # Errors
    /// `reply_…` with the status (ERR-4), `json_…` with the offset, `active_missing`, `introspection_invalid`. After
    /// an error nothing is known about the token. Rule INTRO-2.
    pub fn parse(status: u16, body: &'b mut [u8], policy: &Policy) -> Result<Outcome<Self, Refusal<'b>>> {
        reply::check_status(status)?;
        if status != 200 {
            return Refusal::parse(RequestKind::Introspect, status, body, policy).map(Outcome::Refused);
        }
        let object = reply::object(status, body, policy)?;
        let invalid = |at| Error::new(ErrorKind::IntrospectionInvalid, at);
        let active = object.member("active").ok_or(Error::of(ErrorKind::ActiveMissing))?;
        let Value::Bool(active) = active.value else { return Err(invalid(active.at)) };
        let text = |name: &str| match object.member(name) {
            None => Ok(None),
            Some(member) => match member.value {
                Value::Text(text) => Ok(Some(text.range())),
                Value::Null => Ok(None),
                _ => Err(invalid(member.at)),
            },
        };
        let seconds = |name: &str| match object.member(name) {
            None => Ok(None),
            Some(member) if member.value == Value::Null => Ok(None),
            Some(member) => json::whole_number(&member.value)
                .and_then(|seconds| UnixSeconds::try_from(seconds).ok())
                .map(Some)
                .ok_or(invalid(member.at)),
        };
        let ranges = [text("client_id")?, text("username")?, text("scope")?, text("sub")?];
        let (exp, iat) = (seconds("exp")?, seconds("iat")?);
        let ranges = ranges.map(|range| range.map(|range| json::unescape_in_place(body, range)));
        let body: &'b [u8] = body;
        let [client_id, username, scope, sub] = ranges.map(|range| range.map(|range| text_at(body, range)));
        Ok(Outcome::Granted(Self { active, client_id, username, scope, sub, exp, iat }))
    }
}

impl fmt::Debug for IntrospectionResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntrospectionResponse")
            .field("active", &self.active)
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .field("exp", &self.exp)
            .field("iat", &self.iat)
            .finish_non_exhaustive()
    }
}
