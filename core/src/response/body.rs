//! What all replies' bodies have in common: telling JSON from what is not, and members that may be blank.

use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::warning::{Warning, Warnings};
use crate::wire::json::{Leniency, Located, Names, Object, Selected, Value};

/// The whole body behind a byte order mark, if it has one.
pub(super) fn without_mark(body: &mut [u8]) -> (&mut [u8], Warnings) {
    let marked = body.starts_with(&[0xEF, 0xBB, 0xBF]);
    let start = if marked { 3 } else { 0 };
    (body.get_mut(start..).unwrap_or_default(), Warnings::NONE.with_if(marked, Warning::ByteOrderMark))
}

/// The members called `names` of the body, a JSON object.
///
/// An empty body, an HTML page and other text are errors of their own that carry the status (ERR-4).
pub(super) fn object<'b>(status: u16, body: &'b [u8], policy: &Policy, names: Names) -> Result<Selected<'b>> {
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
        ErrorKind::JsonNotObject | ErrorKind::JsonUtf16 | ErrorKind::JsonByteOrderMark => error,
        _ if matches!(first, Some(b'{' | b'[')) => error,
        _ if !is_text(body) => of_status(ErrorKind::ReplyCompressed),
        // "502 Bad Gateway" and "no healthy upstream" only begin like a number and a literal.
        _ => of_status(ErrorKind::ReplyNotJson),
    })
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
fn is_text(body: &[u8]) -> bool {
    !body.iter().take(64).any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
        && !matches!(
            body,
            [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..]
        )
}

/// A status that this request's success never has and that is no refusal either (3xx, 2xx other than 200, 1xx).
pub(super) fn check_status(status: u16) -> Result<()> {
    if status == 200 || matches!(status, 400..=599) {
        Ok(())
    } else {
        Err(Error::new(ErrorKind::ReplyStatus, usize::from(status)))
    }
}

/// Whether a success holds an error all the same (`reply_unexpected`), and the warning for one without content: `null`
/// or an empty text (TOKEN-8).
pub(super) fn check_no_error(object: &Selected<'_>, status: u16) -> Result<Warnings> {
    match object.member("error") {
        None => Ok(Warnings::NONE),
        Some(member) if is_blank(&member) => Ok(Warnings::NONE.with(Warning::ErrorEmpty)),
        Some(_) => Err(Error::new(ErrorKind::ReplyUnexpected, usize::from(status))),
    }
}

/// A side member that is there: `null` and the empty text count as absent.
pub(super) fn side<'b>(object: &Selected<'b>, name: &str) -> Option<Located<'b>> {
    object.member(name).filter(|member| !is_blank(member))
}

fn is_blank(member: &Located<'_>) -> bool {
    match member.value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}
