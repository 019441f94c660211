//! The token endpoint's reply (TOKEN-4).

use super::body;
use super::reply::{self, Reply};
use super::unreadable::Unreadable;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::secret::Secret;
use crate::time::UnixSeconds;
use crate::warning::{Warning, Warnings};
use crate::wire::json::{self, Located, Names, TextPlace, Value};
use crate::wire::writer::text_at;

/// Which request to the token endpoint is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grant {
    /// [`CodeRequest`](crate::CodeRequest)
    Code,
    /// [`RefreshRequest`](crate::RefreshRequest)
    Refresh,
}

impl Grant {
    /// The request, for explanations and next steps.
    #[must_use]
    pub const fn request(self) -> RequestKind {
        match self {
            Self::Code => RequestKind::Code,
            Self::Refresh => RequestKind::Refresh,
        }
    }
}

/// A new set of tokens. Store it before anything else: its refresh token exists nowhere else (REFRESH-2).
///
/// The token_type is always `Bearer`. Call a service with `Authorization: Bearer ` and the access token (TOKEN-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenSet<'b> {
    /// The access token: opaque, of bytes 0x21 to 0x7E (TOKEN-8).
    pub access_token: Secret<'b>,
    /// Its lifetime in seconds from the time of sending; 28,800 as a rule. `None`: IR did not say it, or not plausibly;
    /// treat it as short.
    pub expires_in: Option<u32>,
    /// The scope, if IR names it.
    pub scope: Option<&'b str>,
    /// The next refresh token, if the client is registered for refresh tokens (TOKEN-4, REFRESH-1).
    pub refresh_token: Option<Secret<'b>>,
    /// What is odd about the reply: `token_type_…`, `expires_in_…`, `scope_unusual`, `refresh_token_missing`,
    /// `error_empty`, `byte_order_mark`, `status_unusual`.
    pub warnings: Warnings,
}

impl<'b> TokenSet<'b> {
    /// Reads the reply to [`CodeRequest`](crate::CodeRequest) or [`RefreshRequest`](crate::RefreshRequest).
    ///
    /// The whole body is validated first and then unescaped in place. Grammar and tokens are strict; what stands beside
    /// them costs nobody the tokens: missing or oddly written it is left out, with a warning (TOKEN-8). A reply that is
    /// [`Reply::Unreadable`] has left `body` untouched, as it may hold the only copy of the tokens: `reply_…` with the
    /// status or limit (ERR-4), `json_…` with the offset, `access_token_…`, `refresh_token_invalid`.
    /// Rules TOKEN-4 and TOKEN-8.
    #[must_use]
    pub fn parse(grant: Grant, status: u16, body: &'b mut [u8], policy: &Policy) -> Reply<'b, Self> {
        if matches!(status, 400..=599) {
            return reply::refused(grant.request(), status, body, policy);
        }
        let (body, marked) = body::without_mark(body);
        let found = match Found::find(grant, status, body, policy) {
            Ok(found) => found,
            Err(error) => return Reply::Unreadable(Unreadable::new(grant.request(), status, error, body)),
        };
        let access_token = found.access_token.unescape(body);
        let scope = found.scope.map(|text| text.unescape(body));
        let refresh_token = found.refresh_token.map(|text| text.unescape(body));
        let body: &'b [u8] = body;
        Reply::Granted(Self {
            access_token: Secret::new(text_at(body, access_token)),
            expires_in: found.expires_in,
            scope: scope.map(|range| text_at(body, range)),
            refresh_token: refresh_token.map(|range| Secret::new(text_at(body, range))),
            warnings: found.warnings.and(marked),
        })
    }

    /// When the access token ends, in seconds since 1970, if the request was sent at `sent_at`; `None`: IR did not say.
    #[must_use]
    pub fn expires_at(&self, sent_at: UnixSeconds) -> Option<UnixSeconds> {
        self.expires_in.map(|seconds| sent_at.saturating_add(UnixSeconds::from(seconds)))
    }
}

/// The members, checked, as places in the body.
struct Found {
    access_token: TextPlace,
    expires_in: Option<u32>,
    scope: Option<TextPlace>,
    refresh_token: Option<TextPlace>,
    warnings: Warnings,
}

/// What is read of a reply.
const NAMES: Names =
    Names::new(&["error", "access_token", "refresh_token", "token_type", "expires_in", "scope"]);

/// A year: no access token lives longer, and refresh tokens live that long (REFRESH-4).
const LONGEST: u64 = 31_536_000;

impl Found {
    fn find(grant: Grant, status: u16, body: &[u8], policy: &Policy) -> Result<Self> {
        let unusual = body::check_status(status)?;
        let object = body::object(status, body, policy, NAMES)?;
        let [error, access_token, refresh_token, token_type, expires_in, scope] = object.members();
        let mut warnings = body::check_no_error(error, status)?.and(unusual);
        let access_token = access_token.ok_or(Error::of(ErrorKind::AccessTokenMissing))?;
        let access_token = token(&access_token, ErrorKind::AccessTokenInvalid)?;
        let refresh_token = match body::side(refresh_token) {
            Some(member) => Some(token(&member, ErrorKind::RefreshTokenInvalid)?),
            None => None,
        };
        if refresh_token.is_none() && grant == Grant::Refresh {
            warnings = warnings.with(Warning::RefreshTokenMissing);
        }
        match body::side(token_type) {
            None => warnings = warnings.with(Warning::TokenTypeMissing),
            Some(member) if is_bearer(&member.value) => {}
            Some(_) => warnings = warnings.with(Warning::TokenTypeUnusual),
        }
        let expires_in = match body::side(expires_in) {
            None => {
                warnings = warnings.with(Warning::ExpiresInMissing);
                None
            }
            Some(member) => {
                let seconds = json::whole_number(&member.value).filter(|s| (1..=LONGEST).contains(s));
                warnings = warnings.with_if(seconds.is_none(), Warning::ExpiresInUnusual);
                seconds.and_then(|seconds| u32::try_from(seconds).ok())
            }
        };
        let scope = match body::side(scope).map(|member| member.value) {
            None => None,
            Some(Value::Text(text)) => Some(text.place()),
            Some(_) => {
                warnings = warnings.with(Warning::ScopeUnusual);
                None
            }
        };
        Ok(Self { access_token, expires_in, scope, refresh_token, warnings })
    }
}

/// TOKEN-8: not empty, of bytes 0x21 to 0x7E, once unescaped.
fn token(member: &Located<'_>, invalid: ErrorKind) -> Result<TextPlace> {
    let Value::Text(text) = member.value else { return Err(Error::new(invalid, member.at)) };
    if text.is_empty() || !text.is_graphic() {
        return Err(Error::new(invalid, member.at));
    }
    Ok(text.place())
}

/// TOKEN-4: `Bearer`, "compare without case".
fn is_bearer(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => text.is_ignoring_case("bearer"),
        _ => false,
    }
}
