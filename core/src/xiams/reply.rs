//! The replies that only this service gave. A token reply was as it is today: [`TokenSet::parse`](crate::TokenSet::parse).

use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::response::reply::refused;
use crate::response::{Reply, Unreadable, body};
use crate::time::{self, UnixSeconds};
use crate::warning::{Warning, Warnings};
use crate::wire::json::{self, Leniency, Names, Object, TextPlace, Value};
use crate::wire::writer::text_at;
use core::fmt;

/// What the service said of a token.
///
/// `prn` and `start_logon` identify people and are not shown by `Debug` (TOKEN-7).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Validation<'b> {
    /// Whether the token worked.
    pub successful: bool,
    /// The customer's myIR user id (build pack v2.2).
    pub prn: Option<&'b str>,
    /// The same in build pack v2.8, which wrote `startLogon` and `startlogon`.
    pub start_logon: Option<&'b str>,
    /// When the token ends, in seconds since 1970.
    pub exp: Option<UnixSeconds>,
    /// What is odd about the reply: `member_unusual`, `times_unusual`, `error_empty`, `byte_order_mark`,
    /// `status_unusual`.
    pub warnings: Warnings,
}

/// What came of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Whether the token was ended.
    pub successful: bool,
    /// What is odd about the reply: `error_empty`, `byte_order_mark`, `status_unusual`.
    pub warnings: Warnings,
}

impl<'b> Validation<'b> {
    /// Reads the reply to [`Request::validate`](super::Request::validate), and unescapes it in place.
    ///
    /// A reply that is [`Reply::Unreadable`] has left `body` untouched: `reply_…` with the status, `json_…` with the
    /// offset, `active_missing` where `successful` is missing, `introspection_invalid` where it is not true or false. What
    /// a refusal means says [`explain`](super::explain), not the refusal itself. Rules XIAMS-3 and XIAMS-5.
    #[must_use]
    pub fn parse(status: u16, body: &'b mut [u8], policy: &Policy) -> Reply<'b, Self> {
        let request = RequestKind::Introspect;
        if matches!(status, 400..=599) {
            return refused(request, status, body, policy);
        }
        let (body, marked) = body::without_mark(body);
        let found = match Found::find(status, body, policy) {
            Ok(found) => found,
            Err(error) => return Reply::Unreadable(Unreadable::new(request, status, error, body)),
        };
        let inner = body.get_mut(found.inner).unwrap_or_default();
        let texts = found.texts.map(|text| text.map(|text| text.unescape(inner)));
        let inner: &'b [u8] = inner;
        let [prn, start_logon] = texts.map(|range| range.map(|range| text_at(inner, range)));
        let Found { successful, exp, warnings, .. } = found;
        Reply::Granted(Self { successful, prn, start_logon, exp, warnings: warnings.and(marked) })
    }
}

impl Revocation {
    /// Reads the reply to [`Request::revoke`](super::Request::revoke): `{"successful":true}`.
    ///
    /// Unreadable as [`Validation::parse`] says. Rules XIAMS-4 and XIAMS-5.
    pub fn parse<'b>(status: u16, body: &'b mut [u8], policy: &Policy) -> Reply<'b, Self> {
        let request = RequestKind::Revoke;
        if matches!(status, 400..=599) {
            return refused(request, status, body, policy);
        }
        let (body, marked) = body::without_mark(body);
        match Found::find(status, body, policy) {
            Ok(Found { successful, warnings, .. }) => {
                Reply::Granted(Self { successful, warnings: warnings.and(marked) })
            }
            Err(error) => Reply::Unreadable(Unreadable::new(request, status, error, body)),
        }
    }
}

/// The members, checked; the texts as places in the inner object.
struct Found {
    successful: bool,
    inner: core::ops::Range<usize>,
    texts: [Option<TextPlace>; 2],
    exp: Option<UnixSeconds>,
    warnings: Warnings,
}

/// What is read of a reply.
const NAMES: Names = Names::new(&["error", "successful", "oracle_token_attrs_retrieval"]);

/// What is read of the inner object.
const ATTRIBUTES: Names = Names::new(&["exp", "prn", "startLogon", "startlogon"]);

impl Found {
    fn find(status: u16, body: &[u8], policy: &Policy) -> Result<Self> {
        let unusual = body::check_status(status)?;
        let object = body::object(status, body, policy, NAMES)?;
        let [error, successful, attributes] = object.members();
        let warnings = body::check_no_error(error, status)?.and(unusual);
        let successful = successful.ok_or(Error::of(ErrorKind::ActiveMissing))?;
        let Value::Bool(successful) = successful.value else {
            return Err(Error::new(ErrorKind::IntrospectionInvalid, successful.at));
        };
        let bare = Self { successful, inner: 0..0, texts: [None, None], exp: None, warnings };
        let unusual = warnings.with(Warning::MemberUnusual);
        let (text, at) = match body::side(attributes) {
            None => return Ok(bare),
            Some(member) => match member.value {
                Value::Nested(text) if text.starts_with('{') => (text, member.at),
                _ => return Ok(Self { warnings: unusual, ..bare }),
            },
        };
        // Validated with the rest of the body already.
        let leniency = Leniency { trailing_comma: policy.tolerate_trailing_comma };
        let object = Object::select(text.as_bytes(), leniency, ATTRIBUTES)?;
        let [exp, prn, start_logon, lower] = object.members();
        let mut warnings = warnings;
        let texts =
            [prn, start_logon.or(lower)].map(|member| match body::side(member).map(|member| member.value) {
                Some(Value::Text(text)) => Some(text.place()),
                None => None,
                Some(_) => {
                    warnings = warnings.with(Warning::MemberUnusual);
                    None
                }
            });
        let exp = body::side(exp).and_then(|member| {
            let seconds =
                json::whole_number(&member.value).and_then(|seconds| UnixSeconds::try_from(seconds).ok());
            let plausible = seconds.filter(|seconds| time::is_plausible(*seconds));
            warnings = warnings.with_if(plausible.is_none(), Warning::TimesUnusual);
            plausible
        });
        let inner = at..at.saturating_add(text.len());
        Ok(Self { successful, inner, texts, exp, warnings })
    }
}

impl fmt::Debug for Validation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validation")
            .field("successful", &self.successful)
            .field("exp", &self.exp)
            .finish_non_exhaustive()
    }
}
