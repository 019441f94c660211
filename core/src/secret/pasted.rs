//! What people paste where a token or an id belongs: the server would refuse it, and a refresh token would be spent on it.

use super::{Secret, check_token};
use crate::error::{Error, ErrorKind, Result};

/// How tokens stand in forms and URLs.
const PARAMETERS: &[&str] = &["refresh_token=", "access_token=", "token=", "code=", "grant_type="];

/// What programs print where there is no value: `jq -r` of a member that is not there, a variable that nobody set.
const NOTHING: &[&str] = &["null", "undefined", "None", "nil", "NaN", "[hidden]"];

/// Refuses what is no token alone. No bearer token holds such characters at its ends (RFC 6750 section 2.1).
pub(crate) fn check_given_token(text: &str) -> Result<Secret<'_>> {
    let token = check_token(text)?;
    let kind = if NOTHING.contains(&text) || is_placeholder(text) {
        ErrorKind::TokenPlaceholder
    } else if is_quoted(text) {
        ErrorKind::TokenQuoted
    } else if text.starts_with(['{', '[']) {
        ErrorKind::TokenJson
    } else if starts_with(text, "https://") || starts_with(text, "http://") {
        ErrorKind::TokenUrl
    } else if PARAMETERS.iter().any(|name| starts_with(text, name)) {
        ErrorKind::TokenParameter
    } else if text.ends_with([',', ';', '\\']) || text.ends_with("\\n") || text.ends_with("\\r") {
        ErrorKind::TokenEnding
    } else {
        return Ok(token);
    };
    Err(Error::of(kind))
}

/// Refuses a client id that stands in quotes, or that is a whole parameter.
pub(crate) fn check_given_id(text: &str) -> Result<()> {
    if is_quoted(text) {
        Err(Error::of(ErrorKind::ClientIdQuoted))
    } else if starts_with(text, "client_id=") {
        Err(Error::of(ErrorKind::ClientIdParameter))
    } else {
        Ok(())
    }
}

/// Whether a quote stands at one of its ends.
fn is_quoted(text: &str) -> bool {
    let quote = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\'' | b'`'));
    quote(text.as_bytes().first()) || quote(text.as_bytes().last())
}

/// Whether it is the name of a variable or of a blank to fill in: `$TOKEN`, `${TOKEN}`, `%TOKEN%`, `<token>`, `{{token}}`.
fn is_placeholder(text: &str) -> bool {
    let between = |open, close| text.starts_with(open) && text.ends_with(close);
    text.starts_with('$') || between("%", "%") || between("<", ">") || between("{{", "}}")
}

fn starts_with(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}
