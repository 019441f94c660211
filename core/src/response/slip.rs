//! What copying does to a landing URL: what it adds at the ends is passed over, and what else it spoils is named, so that
//! nobody is told of a forgery who pasted a line break.

use crate::error::{Error, ErrorKind};
use crate::pending::PendingLogin;
use crate::secret::constant_time_eq;
use crate::wire::ascii;
use crate::wire::form;
use crate::wire::percent::{self, Plus};
use crate::wire::uri::Uri;
use core::ops::Range;

/// So much of a state must be right before it is said that the rest is not: whoever guesses learns nothing.
const BEYOND_GUESSING: usize = 32;

/// More than any state that can have been sent (AUTHZ-2).
pub(super) const STATE_ROOM: usize = 200;

/// The names that every landing has.
const NAMES: [&str; 3] = ["code", "state", "error"];

/// The landing without the white space, quotes and marks that terminals, mail and web pages put around a URL. None of
/// them can stand raw at the end of one.
pub(super) fn unwrapped(text: &str) -> Range<usize> {
    let (mut start, mut end) = (0usize, text.len());
    loop {
        let inner = text.get(start..end).unwrap_or_default();
        let mut characters = inner.chars();
        match (characters.next(), characters.next_back()) {
            (Some(first), _) if is_blank(first) => start = start.saturating_add(first.len_utf8()),
            (_, Some(last)) if is_blank(last) => end = end.saturating_sub(last.len_utf8()),
            (Some(first), Some(last)) if is_pair(first, last) => {
                start = start.saturating_add(first.len_utf8());
                end = end.saturating_sub(last.len_utf8());
            }
            // Markdown: [what is shown](the URL).
            (Some('['), Some(')')) => match position(inner, "](") {
                Some(at) => {
                    start = start.saturating_add(at).saturating_add(2);
                    end = end.saturating_sub(1);
                }
                None => return start..end,
            },
            _ => return start..end,
        }
    }
}

/// White space, as Unicode has it, and what cannot be seen.
const fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\t'..='\r'
            | ' '
            | '\u{85}'
            | '\u{A0}'
            | '\u{AD}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200F}'
            | '\u{2028}'..='\u{202F}'
            | '\u{205F}'..='\u{2069}'
            | '\u{3000}'
            | '\u{FEFF}'
    )
}

const fn is_pair(first: char, last: char) -> bool {
    matches!(
        (first, last),
        ('"', '"')
            | ('\'', '\'')
            | ('`', '`')
            | ('\u{201C}', '\u{201D}')
            | ('\u{2018}', '\u{2019}')
            | ('\u{AB}', '\u{BB}')
            | ('<', '>')
    )
}

/// The slip behind an error, where there is one. The landing stays refused.
pub(super) fn behind(error: Error, landing: &str, pending: &PendingLogin<'_>) -> Error {
    let query_at = ascii::find(landing, b'?').map_or(0, |at| at.saturating_add(1));
    let (place, query) =
        (landing.get(..query_at).unwrap_or_default(), landing.get(query_at..).unwrap_or_default());
    let found = match error.kind {
        ErrorKind::LandingElsewhere if is_of_ir(landing, pending) => {
            Some(Error::of(ErrorKind::LandingNotBack))
        }
        ErrorKind::LandingElsewhere => white_space(place, 0),
        ErrorKind::LandingEncoding => white_space(query, query_at),
        ErrorKind::LandingSemicolon => encoded_twice(landing),
        ErrorKind::StateMissing | ErrorKind::LandingNeither | ErrorKind::StateMismatch => {
            white_space(query, query_at)
                .or_else(|| second_mark(query, query_at))
                .or_else(|| encoded_twice(landing))
                .or_else(|| escaped(query, query_at))
                .or_else(|| foreign(query, query_at))
                .or_else(|| behind_hash(landing))
                .or_else(|| bare(landing))
                .or_else(|| match error.kind {
                    ErrorKind::StateMismatch => inexact(landing, error.at, pending),
                    _ => None,
                })
        }
        _ => None,
    };
    found.unwrap_or(error)
}

/// Whether the URL is one of IR's own pages: the browser has not come back.
fn is_of_ir(landing: &str, pending: &PendingLogin<'_>) -> bool {
    let (Some(landed), Some(ir)) = (Uri::split(landing), Uri::split(pending.environment.origin())) else {
        return false;
    };
    landed.scheme.eq_ignore_ascii_case(ir.scheme)
        && landed.effective_port() == ir.effective_port()
        && landed.host.zip(ir.host).is_some_and(|(ours, theirs)| ours.eq_ignore_ascii_case(theirs))
}

fn white_space(part: &str, at: usize) -> Option<Error> {
    let found = part.bytes().position(|byte| byte.is_ascii_whitespace())?;
    Some(Error::new(ErrorKind::LandingSpace, at.saturating_add(found)))
}

/// `?foo=1?code=…`
fn second_mark(query: &str, at: usize) -> Option<Error> {
    let mark = (0..query.len()).find(|at| {
        let rest = query.get(*at..).and_then(|rest| rest.strip_prefix('?'));
        rest.is_some_and(|rest| NAMES.iter().any(|name| begins(rest, name, &["="])))
    })?;
    Some(Error::new(ErrorKind::LandingQuestionMark, at.saturating_add(mark)))
}

/// `code%3Dabc%26state%3D…`
fn encoded_twice(landing: &str) -> Option<Error> {
    let found = (0..landing.len()).any(|at| {
        let rest = landing.get(at..).unwrap_or_default();
        NAMES.iter().any(|name| begins(rest, name, &["%3D", "%3d"]))
            || ["%26", "&#38;", "&#x26;"].iter().any(|mark| {
                rest.strip_prefix(mark)
                    .is_some_and(|rest| NAMES.iter().any(|name| begins(rest, name, &["=", "%3D", "%3d"])))
            })
    });
    found.then_some(Error::of(ErrorKind::LandingEncodedTwice))
}

/// `code=abc\&state=…`: as shells write it.
fn escaped(query: &str, at: usize) -> Option<Error> {
    let mut bytes = query.bytes().zip(query.bytes().skip(1));
    let found = bytes.position(|pair| matches!(pair, (b'\\', b'&' | b'=' | b'?')))?;
    Some(Error::new(ErrorKind::LandingBackslash, at.saturating_add(found)))
}

/// `https://…/return#code=…`
fn behind_hash(landing: &str) -> Option<Error> {
    let hash = ascii::find(landing, b'#')?;
    let (before, after) = (landing.get(..hash)?, landing.get(hash.saturating_add(1)..)?);
    let holds = |text: &str| form::pairs(text).any(|pair| NAMES.iter().any(|name| pair.is_named(name)));
    let query = ascii::split_once(before, b'?').map_or("", |(_, query)| query);
    (holds(after) && !holds(query)).then_some(Error::new(ErrorKind::LandingFragment, hash))
}

/// A code, say, without a URL around it.
fn bare(landing: &str) -> Option<Error> {
    let text = !landing.is_empty() && !landing.bytes().any(|byte| matches!(byte, b'=' | b'?' | b'&' | b'/'));
    text.then_some(Error::of(ErrorKind::LandingBare))
}

/// A character that no URL holds; a description may stand decoded.
fn foreign(query: &str, at: usize) -> Option<Error> {
    let found = query.bytes().position(|byte| !byte.is_ascii())?;
    let described = position(query, "error_description=").is_some();
    (!described).then_some(Error::new(ErrorKind::LandingCharacter, at.saturating_add(found)))
}

/// A state that begins as the one that was sent does, or goes on behind it.
fn inexact(landing: &str, at: usize, pending: &PendingLogin<'_>) -> Option<Error> {
    let rest = landing.get(at..)?;
    let raw = rest.get(..rest.bytes().position(|byte| matches!(byte, b'&' | b'#')).unwrap_or(rest.len()))?;
    let mut room = [0u8; STATE_ROOM];
    let decoded = percent::decode(raw, Plus::Literal).map_while(Result::ok);
    let length = room.iter_mut().zip(decoded).map(|(slot, byte)| *slot = byte).count();
    let both = length.min(pending.state.len());
    let same = constant_time_eq(room.get(..both)?, pending.state.as_bytes().get(..both)?);
    (same && both >= BEYOND_GUESSING).then_some(Error::new(ErrorKind::StateInexact, at))
}

/// Whether `text` begins with `name` and one of `ends`.
fn begins(text: &str, name: &str, ends: &[&str]) -> bool {
    text.strip_prefix(name).is_some_and(|rest| ends.iter().any(|end| rest.starts_with(end)))
}

/// Where `part` stands first.
fn position(text: &str, part: &str) -> Option<usize> {
    (0..text.len()).find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(part)))
}
