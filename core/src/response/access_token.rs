//! A look into an access token (TOKEN-6). Nothing seen there may be trusted: IR publishes no key.

use crate::error::{Error, ErrorKind, Result};
use crate::jws::compact;
use crate::secret::check_given_token;
use crate::time::UnixSeconds;
use crate::wire::base64url;
use crate::wire::json::{self, Leniency, Object, Value};
use core::fmt;

/// The header and claims of an access token whose signature nobody checked.
///
/// For people who look for a fault, never for decisions. The token itself is opaque: a token that is no JWT is as good
/// as any (TOKEN-8). `sub` and `startLogon` identify people, so `Debug` shows neither text (TOKEN-7).
#[derive(Clone, Copy)]
pub struct UnverifiedAccessToken<'o> {
    header: &'o str,
    claims: &'o str,
}

impl<'o> UnverifiedAccessToken<'o> {
    /// Decodes a token into `out`: three quarters of its length are enough.
    ///
    /// # Errors
    /// `token_empty`, `token_character` (TOKEN-8), `token_quoted` and so on; `token_opaque` unless it has three segments, the first of them
    /// base64url; `base64…` for the claims; `json_…`, with the offset in the decoded segment; `buffer_too_small`.
    pub fn parse(token: &str, out: &'o mut [u8]) -> Result<Self> {
        check_given_token(token)?;
        let parts = compact::split(token).map_err(|_| Error::of(ErrorKind::TokenOpaque))?;
        let room = base64url::decoded_len(parts.header.len());
        let needed = room.saturating_add(base64url::decoded_len(parts.payload.len()));
        let too_small = Error::new(ErrorKind::BufferTooSmall, needed);
        if out.len() < needed {
            return Err(too_small);
        }
        let (first, second) = out.split_at_mut_checked(room).ok_or(too_small)?;
        // IR's own sample has three segments, the first of them no base64url: an opaque token that has dots.
        let header = base64url::decode(parts.header, first).map_err(|_| Error::of(ErrorKind::TokenOpaque))?;
        let claims_at = parts.header.len().saturating_add(1);
        let claims = base64url::decode(parts.payload, second).map_err(|error| error.shifted(claims_at))?;
        Ok(Self { header: object_text(header)?, claims: object_text(claims)? })
    }

    /// The header, a JSON object as it stands in the token.
    #[must_use]
    pub const fn header(&self) -> &'o str {
        self.header
    }

    /// The claims, a JSON object as it stands in the token. They identify people: keep them out of logs (TOKEN-7).
    #[must_use]
    pub const fn claims(&self) -> &'o str {
        self.claims
    }

    /// A claim that is a whole number of seconds: `exp`, `iat`, `nbf`.
    #[must_use]
    pub fn seconds(&self, claim: &str) -> Option<UnixSeconds> {
        let object = Object::parse(self.claims.as_bytes(), Leniency::default()).ok()?;
        let member = object.member(claim)?;
        match member.value {
            Value::Number(_) => json::whole_number(&member.value).and_then(|n| UnixSeconds::try_from(n).ok()),
            _ => None,
        }
    }
}

impl fmt::Debug for UnverifiedAccessToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedAccessToken").finish_non_exhaustive()
    }
}

fn object_text(bytes: &[u8]) -> Result<&str> {
    Object::parse(bytes, Leniency::default())?;
    core::str::from_utf8(bytes).map_err(|e| Error::new(ErrorKind::JsonNotUtf8, e.valid_up_to()))
}
