//! The token endpoint's reply (TOKEN-4).

use super::refusal::{Outcome, Refusal, names_an_error};
use super::reply;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::secret::{Secret, is_token_byte};
use crate::time::UnixSeconds;
use crate::wire::json::{self, JsonText, Member, Object, Value};
use crate::wire::writer::text_at;
use core::ops::Range;

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
pub struct TokenResponse<'b> {
    /// The access token: opaque, of bytes 0x21 to 0x7E (TOKEN-8).
    pub access_token: Secret<'b>,
    /// Its lifetime in seconds from the time of sending; 28,800 as a rule.
    pub expires_in: u32,
    /// The scope, if IR names it.
    pub scope: Option<&'b str>,
    /// The next refresh token, if the client is registered for refresh tokens (TOKEN-4, REFRESH-1).
    pub refresh_token: Option<Secret<'b>>,
}

impl<'b> TokenResponse<'b> {
    /// Reads the reply to [`CodeRequest`](crate::CodeRequest) or [`RefreshRequest`](crate::RefreshRequest).
    ///
    /// The whole body is validated first and then unescaped in place; `body` is untouched if this fails, so that a
    /// reply that cannot be read is not lost (TOKEN-8).
    ///
    /// # Errors
    /// `reply_…` with the status or limit (ERR-4), `json_…` with the offset, and `access_token_…`, `token_type_…`,
    /// `expires_in_…`, `refresh_token_invalid`, `scope_invalid`. After an error to a refresh the next step is
    /// [`NextStep::after_unreadable`](crate::NextStep::after_unreadable). Rules TOKEN-4 and TOKEN-8.
    pub fn parse(
        grant: Grant,
        status: u16,
        body: &'b mut [u8],
        policy: &Policy,
    ) -> Result<Outcome<Self, Refusal<'b>>> {
        reply::check_status(status)?;
        if status != 200 {
            return Refusal::parse(grant.request(), status, body, policy).map(Outcome::Refused);
        }
        let object = reply::object(status, body, policy)?;
        if names_an_error(&object) {
            return Err(Error::new(ErrorKind::ReplyUnexpected, usize::from(status)));
        }
        let fields = Fields::find(&object)?;
        let access_token = json::unescape_in_place(body, fields.access_token);
        let scope = fields.scope.map(|range| json::unescape_in_place(body, range));
        let refresh_token = fields.refresh_token.map(|range| json::unescape_in_place(body, range));
        let body: &'b [u8] = body;
        Ok(Outcome::Granted(Self {
            access_token: Secret::new(text_at(body, access_token)),
            expires_in: fields.expires_in,
            scope: scope.map(|range| text_at(body, range)),
            refresh_token: refresh_token.map(|range| Secret::new(text_at(body, range))),
        }))
    }

    /// When the access token ends, in seconds since 1970, if the request was sent at `sent_at`.
    #[must_use]
    pub const fn expires_at(&self, sent_at: UnixSeconds) -> UnixSeconds {
        sent_at.saturating_add(self.expires_in as i64)
    }
}

/// The members, checked, as places in the body.
struct Fields {
    access_token: Range<usize>,
    expires_in: u32,
    scope: Option<Range<usize>>,
    refresh_token: Option<Range<usize>>,
}

impl Fields {
    fn find(object: &Object<'_>) -> Result<Self> {
        let access_token = required(object, "access_token", ErrorKind::AccessTokenMissing)?;
        let token_type = required(object, "token_type", ErrorKind::TokenTypeMissing)?;
        let expires_in = required(object, "expires_in", ErrorKind::ExpiresInMissing)?;
        let access_token = token(&access_token, ErrorKind::AccessTokenInvalid)?;
        if !is_bearer(&token_type.value) {
            return Err(Error::new(ErrorKind::TokenTypeInvalid, token_type.at));
        }
        let seconds = json::whole_number(&expires_in.value).and_then(|seconds| u32::try_from(seconds).ok());
        Ok(Self {
            access_token,
            expires_in: seconds.ok_or(Error::new(ErrorKind::ExpiresInInvalid, expires_in.at))?,
            scope: match optional(object, "scope") {
                Some(member) => Some(text(&member, ErrorKind::ScopeInvalid)?.range()),
                None => None,
            },
            refresh_token: match optional(object, "refresh_token") {
                Some(member) => Some(token(&member, ErrorKind::RefreshTokenInvalid)?),
                None => None,
            },
        })
    }
}

fn required<'b>(object: &Object<'b>, name: &str, missing: ErrorKind) -> Result<Member<'b>> {
    object.member(name).ok_or(Error::of(missing))
}

/// A member that is there and not `null`.
fn optional<'b>(object: &Object<'b>, name: &str) -> Option<Member<'b>> {
    object.member(name).filter(|member| member.value != Value::Null)
}

fn text<'b>(member: &Member<'b>, invalid: ErrorKind) -> Result<JsonText<'b>> {
    match member.value {
        Value::Text(text) => Ok(text),
        _ => Err(Error::new(invalid, member.at)),
    }
}

/// TOKEN-8: not empty, of bytes 0x21 to 0x7E, once unescaped.
fn token(member: &Member<'_>, invalid: ErrorKind) -> Result<Range<usize>> {
    let text = text(member, invalid)?;
    let visible = |character: char| u8::try_from(u32::from(character)).is_ok_and(is_token_byte);
    if text.is_empty() || !text.chars().all(visible) {
        return Err(Error::new(invalid, member.at));
    }
    Ok(text.range())
}

/// TOKEN-4: `Bearer`, "compare without case".
fn is_bearer(value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => text.chars().map(|c| c.to_ascii_lowercase()).eq("bearer".chars()),
        _ => false,
    }
}
