//! The introspection reply (INTRO-2).

use super::body;
use super::reply::{self, Reply};
use super::unreadable::Unreadable;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::time::{self, UnixSeconds};
use crate::warning::{Warning, Warnings};
use crate::wire::json::{self, Names, TextPlace, Value};
use crate::wire::writer::text_at;
use core::fmt;

/// What IR says about a token. An inactive one comes without the other fields.
///
/// `username` and `sub` identify people and are not shown by `Debug` (TOKEN-7).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Introspection<'b> {
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
    /// What is odd about the reply: `member_unusual`, `times_unusual`, `error_empty`, `byte_order_mark`,
    /// `status_unusual`.
    pub warnings: Warnings,
}

impl<'b> Introspection<'b> {
    /// Reads the reply to [`IntrospectRequest`](crate::IntrospectRequest), and unescapes it in place.
    ///
    /// `exp` and `iat` are accepted as numbers and, like `expires_in` (TOKEN-4), as texts. What is not of its type, and
    /// times that are no plausible seconds, are left out with a warning. A reply that is [`Reply::Unreadable`] has left
    /// `body` untouched: `reply_…` with the status (ERR-4), `json_…` with the offset, `active_missing`,
    /// `introspection_invalid`; nothing is known about the token then. Rule INTRO-2.
    #[must_use]
    pub fn parse(status: u16, body: &'b mut [u8], policy: &Policy) -> Reply<'b, Self> {
        let request = RequestKind::Introspect;
        if matches!(status, 400..=599) {
            return reply::refused(request, status, body, policy);
        }
        let (body, marked) = body::without_mark(body);
        let found = match Found::find(status, body, policy) {
            Ok(found) => found,
            Err(error) => return Reply::Unreadable(Unreadable::new(request, status, error, body)),
        };
        let texts = found.texts.map(|text| text.map(|text| text.unescape(body)));
        let body: &'b [u8] = body;
        let [client_id, username, scope, sub] = texts.map(|range| range.map(|range| text_at(body, range)));
        let Found { active, exp, iat, warnings, .. } = found;
        let warnings = warnings.and(marked);
        Reply::Granted(Self { active, client_id, username, scope, sub, exp, iat, warnings })
    }
}

/// The members, checked; the texts as places in the body.
struct Found {
    active: bool,
    texts: [Option<TextPlace>; 4],
    exp: Option<UnixSeconds>,
    iat: Option<UnixSeconds>,
    warnings: Warnings,
}

/// What is read of a reply.
const NAMES: Names = Names::new(&["error", "active", "client_id", "username", "scope", "sub", "exp", "iat"]);

impl Found {
    fn find(status: u16, body: &[u8], policy: &Policy) -> Result<Self> {
        let unusual = body::check_status(status)?;
        let object = body::object(status, body, policy, NAMES)?;
        let [error, active, client_id, username, scope, sub, exp, iat] = object.members();
        let mut warnings = body::check_no_error(error, status)?.and(unusual);
        let active = active.ok_or(Error::of(ErrorKind::ActiveMissing))?;
        let Value::Bool(active) = active.value else {
            return Err(Error::new(ErrorKind::IntrospectionInvalid, active.at));
        };
        let texts = [client_id, username, scope, sub].map(|member| {
            match body::side(member).map(|member| member.value) {
                Some(Value::Text(text)) => Some(text.place()),
                None => None,
                Some(_) => {
                    warnings = warnings.with(Warning::MemberUnusual);
                    None
                }
            }
        });
        let [exp, iat] = [exp, iat].map(|member| {
            let member = body::side(member)?;
            let seconds =
                json::whole_number(&member.value).and_then(|seconds| UnixSeconds::try_from(seconds).ok());
            let plausible = seconds.filter(|seconds| time::is_plausible(*seconds));
            warnings = warnings.with_if(plausible.is_none(), Warning::TimesUnusual);
            plausible
        });
        Ok(Self { active, texts, exp, iat, warnings })
    }
}

impl fmt::Debug for Introspection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Introspection")
            .field("active", &self.active)
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .field("exp", &self.exp)
            .field("iat", &self.iat)
            .finish_non_exhaustive()
    }
}
