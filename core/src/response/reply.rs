//! What all replies have in common: telling JSON from what is not.

use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::wire::json::{Leniency, Object};

/// The body as a JSON object.
///
/// An empty body, an HTML page and other text are errors of their own that carry the status (ERR-4).
pub(super) fn object<'b>(status: u16, body: &'b [u8], policy: &Policy) -> Result<Object<'b>> {
    if body.len() > policy.max_reply_bytes {
        return Err(Error::new(ErrorKind::ReplyTooLarge, policy.max_reply_bytes));
    }
    let first = body.iter().find(|b| !b.is_ascii_whitespace());
    let of_status = |kind| Error::new(kind, usize::from(status));
    let object = match first {
        None => return Err(of_status(ErrorKind::ReplyEmpty)),
        Some(b'<') => return Err(of_status(ErrorKind::ReplyHtml)),
        Some(_) => Object::parse(body, Leniency { trailing_comma: policy.tolerate_trailing_comma }),
    };
    object.map_err(|error| match error.kind {
        ErrorKind::JsonNotObject | ErrorKind::JsonUtf16 | ErrorKind::JsonByteOrderMark => error,
        _ if matches!(first, Some(b'{' | b'[')) => error,
        // "502 Bad Gateway" and "no healthy upstream" only begin like a number and a literal.
        _ => of_status(ErrorKind::ReplyNotJson),
    })
}

/// A status that this request's success never has and that is no refusal either (3xx, 2xx other than 200, 1xx).
pub(super) fn check_status(status: u16) -> Result<()> {
    if status == 200 || matches!(status, 400..=599) {
        Ok(())
    } else {
        Err(Error::new(ErrorKind::ReplyStatus, usize::from(status)))
    }
}
