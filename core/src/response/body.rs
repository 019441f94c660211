//! What all replies' bodies have in common: telling JSON from what is not, and members that may be blank.

use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::warning::{Warning, Warnings};
use crate::wire::json::{Leniency, Located, Names, Object, Selected, Value};

/// The whole body behind a byte order mark, if it has one.
pub(crate) fn without_mark(body: &mut [u8]) -> (&mut [u8], Warnings) {
    let marked = body.starts_with(&[0xEF, 0xBB, 0xBF]);
    let start = if marked { 3 } else { 0 };
    (body.get_mut(start..).unwrap_or_default(), Warnings::NONE.with_if(marked, Warning::ByteOrderMark))
}

/// The members called `names` of the body, a JSON object.
///
/// An empty body, an HTML page and other text are errors of their own that carry the status (ERR-4).
pub(crate) fn object<'b>(status: u16, body: &'b [u8], policy: &Policy, names: Names) -> Result<Selected<'b>> {
    if body.len() > policy.max_reply_bytes {
        return Err(Error::new(ErrorKind::ReplyTooLarge, policy.max_reply_bytes));
    }
    let first = body.iter().find(|b| !b.is_ascii_whitespace());
    let of_status = |kind| Error::new(kind, usize::from(status));
    let object = match first {
        None => return Err(of_status(ErrorKind::ReplyEmpty)),
        Some(b'<') if is_xml(body) => return Err(of_status(ErrorKind::ReplyXml)),
        Some(b'<') => return Err(of_status(ErrorKind::ReplyHtml)),
        Some(_) => Object::select(body, Leniency { trailing_comma: policy.tolerate_trailing_comma }, names),
    };
    object.map_err(|error| match error.kind {
        ErrorKind::JsonUtf16 => match utf16_start(body) {
            Some(b'<') => of_status(ErrorKind::ReplyHtml),
            Some(b'{' | b'[' | b'"') => error,
            Some(_) => of_status(ErrorKind::ReplyNotJson),
            None => of_status(ErrorKind::ReplyCompressed),
        },
        ErrorKind::JsonNotObject | ErrorKind::JsonByteOrderMark => error,
        _ if matches!(first, Some(b'{' | b'[')) => error,
        _ if !is_text(body) => of_status(ErrorKind::ReplyCompressed),
        // "502 Bad Gateway" and "no healthy upstream" only begin like a number and a literal.
        _ => of_status(ErrorKind::ReplyNotJson),
    })
}

/// The first character that is no white space of a text in UTF-16, if it is one and of ASCII. Compressed bytes may hold a
/// NUL among their first two as well.
fn utf16_start(body: &[u8]) -> Option<u8> {
    let (big, text) = match body {
        [0xFF, 0xFE, text @ ..] => (false, text),
        [0xFE, 0xFF, text @ ..] => (true, text),
        [0, ..] => (true, body),
        _ => (false, body),
    };
    let units = text.chunks_exact(2).map(|unit| match unit {
        [high, low] if big => (*high, *low),
        [low, high] => (*high, *low),
        _ => (0, 0),
    });
    let mut ascii = units.take(32).map(|(high, low)| (high == 0).then_some(low));
    let first = ascii.find(|low| !low.is_some_and(|low| low.is_ascii_whitespace()))??;
    (first.is_ascii_graphic() && ascii.next().is_none_or(|next| next.is_some_and(|next| next != 0)))
        .then_some(first)
}

/// An XML declaration, or a root element that no page has.
fn is_xml(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    let page = [
        b"<!doctype html".as_slice(),
        b"<html",
        b"<head",
        b"<body",
        b"<h1",
        b"<p",
        b"<div",
        b"<center",
        b"<title",
    ];
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    let xhtml = || {
        (0..start.len().min(1_000)).any(|at| {
            start.get(at..at.saturating_add(5)).is_some_and(|five| five.eq_ignore_ascii_case(b"<html"))
        })
    };
    if begins(b"<?xml") { !xhtml() } else { !begins(b"<!") && !page.iter().any(|word| begins(word)) }
}

/// Whether the first bytes are those of a text: a compressed one has control characters among them.
pub(crate) fn is_text(body: &[u8]) -> bool {
    !body.iter().take(64).any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
        && !matches!(
            body,
            [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..]
        )
}

/// The warning for a status that a success does not usually have (201, 202, 203): a readable reply is not thrown away for
/// it (TOKEN-8).
///
/// # Errors
/// `reply_status` for one that no success has and that is no refusal either: 3xx, 1xx, those without a whole body.
pub(crate) fn check_status(status: u16) -> Result<Warnings> {
    match status {
        200 => Ok(Warnings::NONE),
        201..=203 => Ok(Warnings::NONE.with(Warning::StatusUnusual)),
        _ => Err(Error::new(ErrorKind::ReplyStatus, usize::from(status))),
    }
}

/// Whether a success holds an error all the same (`reply_unexpected`), and the warning for one without content: `null`
/// or an empty text (TOKEN-8).
pub(crate) fn check_no_error(error: Option<Located<'_>>, status: u16) -> Result<Warnings> {
    match error {
        None => Ok(Warnings::NONE),
        Some(member) if is_blank(&member) => Ok(Warnings::NONE.with(Warning::ErrorEmpty)),
        Some(_) => Err(Error::new(ErrorKind::ReplyUnexpected, usize::from(status))),
    }
}

/// A side member that is there: `null` and the empty text count as absent.
pub(crate) fn side(member: Option<Located<'_>>) -> Option<Located<'_>> {
    member.filter(|member| !is_blank(member))
}

fn is_blank(member: &Located<'_>) -> bool {
    match member.value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}
