//! The redirect back (REDIR): from a landing URL to a code that belongs to this login.

use super::refusal::{Outcome, Refusal};
use super::slip;
use crate::error::{Error, ErrorKind, Result};
use crate::pending::{PendingLogin, VerifiedCode};
use crate::policy::Policy;
use crate::redirect_uri::REPLY_NAMES;
use crate::request_kind::RequestKind;
use crate::secret::{Secret, constant_time_eq, is_token_byte};
use crate::time::UnixSeconds;
use crate::warning::Warnings;
use crate::wire::ascii;
use crate::wire::form::{self, Pair};
use crate::wire::percent::{self, Plus};
use crate::wire::uri::Uri;
use crate::wire::writer::{Writer, text_at};
use core::ops::Range;

impl<'a> PendingLogin<'a> {
    /// Reads the URL that the browser came back to: the whole URL, `/path?query` or the bare query (REDIR-6). What copying
    /// puts around a URL (white space, quotes, angle brackets) is passed over, and `&amp;` is read as `&`.
    ///
    /// The landing place is compared first, then the state in constant time (REDIR-5), before anything else is
    /// believed. `out` takes the decoded code or refusal: as many bytes as `landing` has are enough. A failed landing
    /// does not spend the pending login: the genuine one may still come.
    ///
    /// # Errors
    /// `pending_expired`, `clock_behind`, `time_invalid`; `landing_…`, `state_missing`, `state_mismatch`,
    /// `state_inexact`, `code_invalid` with the offset in `landing`; `buffer_too_small`. Rules REDIR-1 to REDIR-6.
    /// Next: [`CodeRequest::new`](crate::CodeRequest::new).
    pub fn accept<'o>(
        &self,
        landing: &str,
        now: UnixSeconds,
        policy: &Policy,
        out: &'o mut [u8],
    ) -> Result<Outcome<VerifiedCode<'o>, Refusal<'o>>>
    where
        'a: 'o,
    {
        self.check_age(now, policy)?;
        let inside = slip::unwrapped(landing);
        let start = inside.start;
        let landing = landing.get(inside).unwrap_or_default();
        self.read(landing, out).map_err(|error| match slip::behind(error, landing, self) {
            // It is about the whole landing.
            elsewhere @ Error { kind: ErrorKind::LandingElsewhere, .. } => elsewhere,
            other => other.shifted(start),
        })
    }

    fn read<'o>(&self, landing: &str, out: &'o mut [u8]) -> Result<Outcome<VerifiedCode<'o>, Refusal<'o>>>
    where
        'a: 'o,
    {
        let query = query_of(landing, self.redirect_uri)?;
        let reply = Reply::find(landing, query)?;
        self.check_state(&reply, landing)?;
        if let Some(at) = reply.repeated {
            return Err(Error::new(ErrorKind::LandingRepeated, at));
        }
        match (reply.code, reply.error) {
            (Some(_), Some(error)) => Err(Error::new(ErrorKind::LandingBoth, error.at)),
            (None, None) => Err(Error::of(ErrorKind::LandingNeither)),
            (Some(code), None) => {
                // Shells write `\&`; no URL holds a backslash.
                if code.value.ends_with('\\') {
                    let at = code.value_at.saturating_add(code.value.len()).saturating_sub(1);
                    return Err(Error::new(ErrorKind::LandingBackslash, at));
                }
                let mut writer = Writer::new(out);
                if percent::is_plain(code.value) && code.value.bytes().all(is_token_byte) {
                    writer.text(code.value);
                } else {
                    decode(&code, Plus::Literal, is_token_byte, ErrorKind::CodeInvalid, &mut writer)?;
                }
                let bytes = writer.finish()?;
                if bytes.is_empty() {
                    return Err(Error::new(ErrorKind::CodeInvalid, code.value_at));
                }
                let code = Secret::new(text_at(bytes, 0..bytes.len()));
                Ok(Outcome::Granted(VerifiedCode { pending: *self, code }))
            }
            (None, Some(error)) => refusal(&error, reply.description.as_ref(), out).map(Outcome::Refused),
        }
    }

    /// REDIR-5: equal, in constant time.
    fn check_state(&self, reply: &Reply<'_>, landing: &str) -> Result<()> {
        let Some(state) = &reply.state else {
            // With `;` between the parameters everything hides in the first one.
            return Err(match ascii::find(landing, b';') {
                Some(at) => Error::new(ErrorKind::LandingSemicolon, at),
                None => Error::of(ErrorKind::StateMissing),
            });
        };
        let mut room = [0u8; slip::STATE_ROOM];
        let mut length = 0usize;
        let got = if percent::is_plain(state.value) {
            Some(state.value.as_bytes()).filter(|value| value.len() <= slip::STATE_ROOM)
        } else {
            for byte in percent::decode(state.value, Plus::Literal) {
                let byte = byte.map_err(|error| error.shifted(state.value_at))?;
                if let Some(slot) = room.get_mut(length) {
                    *slot = byte;
                }
                length = length.saturating_add(1);
            }
            room.get(..length)
        };
        let fits = got.is_some_and(|got| constant_time_eq(got, self.state.as_bytes()));
        if fits { Ok(()) } else { Err(Error::new(ErrorKind::StateMismatch, state.value_at)) }
    }
}

/// The parameters that matter. The first of each counts until a second one is seen.
struct Reply<'l> {
    code: Option<Pair<'l>>,
    state: Option<Pair<'l>>,
    error: Option<Pair<'l>>,
    description: Option<Pair<'l>>,
    /// Where a parameter that may stand only once stands again.
    repeated: Option<usize>,
}

impl<'l> Reply<'l> {
    /// Finds them in the `range` of `landing`, and checks the encoding of all, known or not (REDIR-6).
    fn find(landing: &'l str, range: Range<usize>) -> Result<Self> {
        let start = range.start;
        let mut reply = Self { code: None, state: None, error: None, description: None, repeated: None };
        let query = landing.get(range).unwrap_or_default();
        // Most hold nothing to decode.
        let plain = percent::is_plain(query);
        for mut pair in form::pairs(query) {
            pair.at = pair.at.saturating_add(start);
            pair.value_at = pair.value_at.saturating_add(start);
            // Copied out of HTML: no parameter of ours or IR's has such a name.
            while let Some(name) = pair.name.strip_prefix("amp;") {
                pair.name = name;
                pair.at = pair.at.saturating_add(4);
            }
            for (raw, at) in [(pair.name, pair.at), (pair.value, pair.value_at)] {
                if plain || percent::is_plain(raw) {
                    continue;
                }
                for byte in percent::decode(raw, Plus::Literal) {
                    byte.map_err(|error| error.shifted(at))?;
                }
            }
            let is = |name: &&str| if plain { pair.name == *name } else { pair.is_named(name) };
            let Some(index) = REPLY_NAMES.iter().position(is) else { continue };
            // In the order of these names.
            let slot = match index {
                0 => &mut reply.code,
                // Which one to compare would be a guess.
                1 if reply.state.is_some() => return Err(Error::new(ErrorKind::LandingRepeated, pair.at)),
                1 => &mut reply.state,
                2 => &mut reply.error,
                _ => &mut reply.description,
            };
            if slot.is_some() {
                reply.repeated = reply.repeated.or(Some(pair.at));
            } else {
                *slot = Some(pair);
            }
        }
        Ok(reply)
    }
}

/// Where the query stands in `landing`, once its place is that of `redirect_uri` (REDIR-6).
fn query_of(landing: &str, redirect_uri: &str) -> Result<Range<usize>> {
    let elsewhere = Error::new(ErrorKind::LandingElsewhere, 0);
    let end = ascii::find(landing, b'#').unwrap_or(landing.len()); // REDIR-6: the fragment is dropped
    let shown = landing.get(..end).unwrap_or_default();
    let registered = Uri::split(redirect_uri).ok_or(elsewhere)?;
    if let Some(landed) = Uri::split(shown) {
        if !landed.same_place(&registered) {
            return Err(elsewhere);
        }
        return Ok(landed.query.map_or(end..end, |_| landed.query_at..end));
    }
    if shown.starts_with('/') {
        let (path, query) = ascii::split_once(shown, b'?').unwrap_or((shown, ""));
        let wanted = crate::wire::uri::normal_path(registered.path, registered.host.is_some());
        if path != wanted {
            return Err(elsewhere);
        }
        return Ok(end.saturating_sub(query.len())..end);
    }
    // A bare query: before its first parameter's value nothing may stand that others would read as a place.
    let start = usize::from(shown.starts_with('?'));
    let query = shown.get(start..).unwrap_or_default();
    let mut name = query.bytes().take_while(|byte| !matches!(byte, b'=' | b'&'));
    if name.any(|byte| matches!(byte, b'/' | b':' | b'?' | b'\\' | b'@' | 0..=b' ' | 0x7F..)) {
        return Err(elsewhere);
    }
    Ok(start..end)
}

/// Decodes a value whose every byte must be `allowed`.
fn decode(
    pair: &Pair<'_>,
    plus: Plus,
    allowed: impl Fn(u8) -> bool,
    otherwise: ErrorKind,
    writer: &mut Writer<'_>,
) -> Result<Range<usize>> {
    let start = writer.position();
    for byte in percent::decode(pair.value, plus) {
        match byte.map_err(|error| error.shifted(pair.value_at)) {
            Ok(byte) if allowed(byte) => writer.byte(byte),
            refused => {
                writer.wipe();
                return Err(refused.err().unwrap_or(Error::new(otherwise, pair.value_at)));
            }
        }
    }
    Ok(writer.since(start))
}

/// `error` and `error_description`, in which `+` is a space (REDIR-3).
fn refusal<'o>(error: &Pair<'_>, description: Option<&Pair<'_>>, out: &'o mut [u8]) -> Result<Refusal<'o>> {
    let mut writer = Writer::new(out);
    let any = |_| true;
    let error_range = decode(error, Plus::Space, any, ErrorKind::LandingEncoding, &mut writer)?;
    let description_range = match description {
        Some(pair) => {
            Some((decode(pair, Plus::Space, any, ErrorKind::LandingEncoding, &mut writer)?, pair.value_at))
        }
        None => None,
    };
    let bytes = writer.finish()?;
    let text = |range: Range<usize>, at: usize| {
        bytes
            .get(range)
            .and_then(|part| core::str::from_utf8(part).ok())
            .ok_or(Error::new(ErrorKind::LandingEncoding, at))
    };
    Ok(Refusal {
        request: RequestKind::Authorize,
        status: 302,
        error: text(error_range, error.value_at)?,
        error_description: match description_range {
            Some((range, at)) => Some(text(range, at)?),
            None => None,
        },
        warnings: Warnings::NONE,
    })
}
