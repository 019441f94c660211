//! The compact form: three segments and two dots (RFC 7515 7.1).

use super::MAX_LENGTH;
use crate::error::{Error, ErrorKind, Result};
use crate::wire::ascii;

/// The segments of a token, not decoded.
#[derive(Clone, Copy)]
pub struct Compact<'a> {
    /// The header, base64url.
    pub header: &'a str,
    /// The payload, base64url.
    pub payload: &'a str,
    /// The signature, base64url.
    pub signature: &'a str,
    /// Header, dot and payload: what is signed.
    pub signing_input: &'a str,
}

/// Splits a compact JWS of at most [`MAX_LENGTH`] bytes.
///
/// # Errors
/// `jws_too_long`; `jws_json`: another serialization; `jws_space`, `jws_padding`: what base64's `=` became on its way
/// (M2M-11); `jws_segments` unless there are exactly three, the first one not empty (a payload may be, RFC 7515 3).
pub fn split(token: &str) -> Result<Compact<'_>> {
    if token.len() > MAX_LENGTH {
        return Err(Error::new(ErrorKind::JwsTooLong, MAX_LENGTH));
    }
    if token.trim_start().starts_with('{') {
        return Err(Error::of(ErrorKind::JwsJson));
    }
    let odd = |byte: u8| byte == b'=' || byte.is_ascii_whitespace();
    // Without leaving early: many bytes at a time.
    if token.bytes().fold(false, |any, byte| any | odd(byte)) {
        let at = token.bytes().position(odd).unwrap_or_default();
        let padding = token.as_bytes().get(at) == Some(&b'=');
        return Err(Error::new(if padding { ErrorKind::JwsPadding } else { ErrorKind::JwsSpace }, at));
    }
    let wrong = |at| Error::new(ErrorKind::JwsSegments, at);
    let end = token.len();
    let (header, rest) = ascii::split_once(token, b'.').ok_or(wrong(end))?;
    let (payload, signature) = ascii::split_once(rest, b'.').ok_or(wrong(end))?;
    let input = header.len().saturating_add(payload.len()).saturating_add(1);
    if header.is_empty() {
        return Err(wrong(0));
    }
    if let Some(at) = ascii::find(signature, b'.') {
        return Err(wrong(input.saturating_add(at).saturating_add(1)));
    }
    let signing_input = token.get(..input).ok_or(wrong(input))?;
    Ok(Compact { header, payload, signature, signing_input })
}

/// Header and payload of a token without its signature: exactly two segments, neither empty.
pub(super) fn split_signing_input(signing_input: &str) -> Result<(&str, &str)> {
    let wrong = |at| Error::new(ErrorKind::JwsSegments, at);
    let end = signing_input.len();
    let (header, payload) = ascii::split_once(signing_input, b'.').ok_or(wrong(end))?;
    if header.is_empty() || payload.is_empty() {
        return Err(wrong(header.len()));
    }
    match ascii::find(payload, b'.') {
        Some(at) => Err(wrong(header.len().saturating_add(at).saturating_add(1))),
        None => Ok((header, payload)),
    }
}
