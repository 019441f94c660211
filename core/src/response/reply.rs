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
    let kind = match first {
        None => ErrorKind::ReplyEmpty,
        Some(b'<') => ErrorKind::ReplyHtml,
        // What begins like JSON, or is no ASCII text at all, is judged by the reader.
        Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n' | 0 | 0x80..) => {
            return Object::parse(body, Leniency { trailing_comma: policy.tolerate_trailing_comma });
        }
        Some(_) => ErrorKind::ReplyNotJson,
    };
    Err(Error::new(kind, usize::from(status)))
}

/// A status that this request's success never has and that is no refusal either (3xx, 2xx other than 200, 1xx).
pub(super) fn check_status(status: u16) -> Result<()> {
    if status == 200 || matches!(status, 400..=599) {
        Ok(())
    } else {
        Err(Error::new(ErrorKind::ReplyStatus, usize::from(status)))
    }
}
