//! The one door for pasted values: what copying adds to them is taken off with a word where that is safe, and named
//! where it is not.

use std::fmt;

use gws_auth_core::calls::SecretString;
use gws_auth_core::{Error, ErrorKind};

use crate::exit::Failure;
use crate::terminal::note_to_people;
use crate::text::plays_tricks;

/// What copying does to values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    ByteOrderMark,
    Invisible(char),
    SpaceAtStart,
    SpaceAtEnd,
    SpaceInside,
    Quotes,
    Json,
    Header,
    Bearer,
    Url,
    Parameter,
    Basic,
    Pending,
    Utf16,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByteOrderMark => {
                f.write_str("it begins with a byte order mark (U+FEFF): save the file as UTF-8 without one")
            }
            Self::Invisible(character) => write!(
                f,
                "it holds an invisible character, U+{:04X}{}: type the value instead of copying it",
                u32::from(*character),
                name_of(*character)
            ),
            Self::SpaceAtStart => f.write_str("it begins with white space"),
            Self::SpaceAtEnd => f.write_str("it ends with white space or a line break"),
            Self::SpaceInside => f.write_str("there is white space or a line break in it"),
            Self::Quotes => f.write_str("it stands in quotes: leave them out (jq -r prints none)"),
            Self::Json => {
                f.write_str("it is JSON: take the value out of it (jq -r .access_token, .refresh_token)")
            }
            Self::Header => f.write_str("it is a whole header: leave out its name, Authorization"),
            Self::Bearer => f.write_str("the word Bearer stands before it: leave that out"),
            Self::Url => f.write_str("it is a URL"),
            Self::Parameter => f.write_str("it is a whole parameter: leave out its name and the ="),
            Self::Basic => {
                f.write_str("it is the value of a Basic header, which holds the client id and the secret")
            }
            Self::Pending => f.write_str("it is a pending login"),
            Self::Utf16 => f.write_str("it is UTF-16, as PowerShell's > writes it: save it as UTF-8"),
        }
    }
}

impl std::error::Error for Slip {}

fn name_of(character: char) -> &'static str {
    match character {
        '\u{A0}' | '\u{202F}' => " (a no-break space)",
        '\u{AD}' => " (a soft hyphen)",
        '\u{200B}' => " (a zero width space)",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            " (a mark of the direction of text, as Windows dialogs put it)"
        }
        '\u{FEFF}' => " (a byte order mark)",
        _ => "",
    }
}

/// How tokens stand in forms and URLs.
const PARAMETERS: [&str; 5] = ["refresh_token=", "access_token=", "token=", "code=", "grant_type="];

const BYTE_ORDER_MARK: char = '\u{FEFF}';

fn invisible(text: &str) -> Option<Slip> {
    let hidden =
        |c: &char| matches!(c, '\u{A0}' | '\u{AD}' | '\u{202F}') || (plays_tricks(*c) && !c.is_control());
    text.chars().find(hidden).map(Slip::Invisible)
}

fn in_quotes(text: &str) -> bool {
    let pairs = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('<', '>')];
    text.chars().count() >= 2
        && pairs.iter().any(|(open, close)| text.starts_with(*open) && text.ends_with(*close))
}

/// The first slip in a value that may hold none: a token.
fn slip(text: &str) -> Option<Slip> {
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if text.starts_with(BYTE_ORDER_MARK) {
        Some(Slip::ByteOrderMark)
    } else if starts("authorization:") {
        Some(Slip::Header)
    } else if starts("bearer ") {
        Some(Slip::Bearer)
    } else if starts("basic ") {
        Some(Slip::Basic)
    } else if starts("gws-pending-") {
        Some(Slip::Pending)
    } else if PARAMETERS.iter().any(|name| starts(name)) {
        Some(Slip::Parameter)
    } else if text.contains('\0') {
        Some(Slip::Utf16)
    } else if in_quotes(text.trim()) {
        Some(Slip::Quotes)
    } else if text.trim_start().starts_with(['{', '[']) {
        Some(Slip::Json)
    } else if starts("https://") || starts("http://") {
        Some(Slip::Url)
    } else if text.starts_with(char::is_whitespace) {
        Some(Slip::SpaceAtStart)
    } else if text.ends_with(char::is_whitespace) {
        Some(Slip::SpaceAtEnd)
    } else if text.contains(char::is_whitespace) {
        Some(Slip::SpaceInside)
    } else {
        invisible(text)
    }
}

/// Refuses a token of OAuth that is none: a refresh token is never spent on a slip.
pub(crate) fn token(text: SecretString) -> Result<SecretString, Failure> {
    let Some(slip) = slip(text.expose()) else { return Ok(text) };
    let error = match slip {
        Slip::Quotes => Error::of(ErrorKind::TokenQuoted),
        Slip::Json => Error::of(ErrorKind::TokenJson),
        Slip::Url => Error::of(ErrorKind::TokenUrl),
        Slip::Parameter => Error::of(ErrorKind::TokenParameter),
        _ => Error::new(ErrorKind::TokenCharacter, place(text.expose())),
    };
    Err(Failure::from(error).with("message", format!("What was read is not the token alone: {slip}.")))
}

/// The same for a machine-to-machine token, with core's codes.
pub(crate) fn jws(text: SecretString) -> Result<SecretString, Failure> {
    let Some(slip) = slip(text.expose()) else { return Ok(text) };
    let at = place(text.expose());
    let error = match slip {
        Slip::Json => Error::new(ErrorKind::JwsJson, 0),
        Slip::Header | Slip::Bearer | Slip::SpaceAtStart | Slip::SpaceAtEnd | Slip::SpaceInside
            if text.expose().chars().all(|c| c.is_ascii() || !c.is_whitespace()) =>
        {
            Error::new(ErrorKind::JwsSpace, at)
        }
        _ => Error::new(ErrorKind::Base64urlInvalid, at),
    };
    Err(Failure::from(error).with("message", format!("What was read is not the token alone: {slip}.")))
}

/// Where the first character stands that no token has.
fn place(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_graphic()).unwrap_or(0)
}

/// A secret goes out as it is, for it may hold anything: what looks like a slip is said.
pub(crate) fn secret(what: &str, text: &SecretString) {
    let exposed = text.expose();
    let slip = if exposed.starts_with(char::is_whitespace) {
        Slip::SpaceAtStart
    } else if exposed.ends_with(char::is_whitespace) {
        Slip::SpaceAtEnd
    } else if in_quotes(exposed) {
        Slip::Quotes
    } else if exposed.starts_with('{') && exposed.ends_with('}') {
        Slip::Json
    } else if exposed.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("basic ")) {
        Slip::Basic
    } else {
        return;
    };
    note_to_people(&format!("warning: {what} is taken as it is, but {slip}."));
}

/// What a client secret has to do with its client id: nothing.
pub(crate) fn secret_of(client_id: &str, secret: &SecretString) {
    let exposed = secret.expose();
    let slip = if exposed == client_id {
        "it is the client id"
    } else if exposed.strip_prefix(client_id).is_some_and(|rest| rest.starts_with(':')) {
        "the client id and a colon stand before it"
    } else if is_escaped(exposed) {
        "it looks percent-encoded: the Basic header takes it as it was issued"
    } else {
        return;
    };
    note_to_people(&format!("warning: the client secret is taken as it is, but {slip}."));
}

/// Whether every `%` in it begins an escape, and there is one.
fn is_escaped(text: &str) -> bool {
    let escape = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    text.contains('%') && text.split('%').skip(1).all(escape)
}

/// A refresh token that looks like something else is sent, as it may hold anything: what it looks like is said.
pub(crate) fn refresh_token(token: &SecretString) {
    let exposed = token.expose();
    let slip = if exposed.starts_with("eyJ") && exposed.matches('.').count() == 2 {
        "it looks like a JWT, as access tokens are: the refresh token stands beside it in the reply"
    } else if is_escaped(exposed) {
        "it looks percent-encoded"
    } else {
        return;
    };
    note_to_people(&format!("warning: the refresh token is taken as it is, but {slip}."));
}

/// An invisible character in a secret or passphrase from a file.
pub(crate) fn unseen(text: &str) -> Option<Slip> {
    if text.starts_with(BYTE_ORDER_MARK) { Some(Slip::ByteOrderMark) } else { invisible(text) }
}

/// Takes white space and a byte order mark off the ends of an argument; what else cannot be seen is refused.
fn argument(what: &str, text: &str, quotes_too: bool) -> Result<String, Slip> {
    let ends = |c: char| c.is_whitespace() || c == BYTE_ORDER_MARK;
    let mut value = text.trim_matches(ends);
    if value.len() < text.len() && !value.is_empty() {
        note_to_people(&format!("white space around {what} was left out"));
    }
    if in_quotes(value) {
        if !quotes_too {
            return Err(Slip::Quotes);
        }
        let mut inner = value.chars();
        inner.next();
        inner.next_back();
        value = inner.as_str().trim_matches(ends);
        note_to_people(&format!("the quotes around {what} were left out"));
    }
    if value.is_empty() {
        return Ok(text.to_owned());
    }
    match invisible(value) {
        Some(slip) => Err(slip),
        None => Ok(value.to_owned()),
    }
}

pub(crate) fn environment(text: &str) -> Result<String, Slip> {
    argument("the environment", text, true)
}

pub(crate) fn client_id(text: &str) -> Result<String, Slip> {
    argument("the client id", text, false)
}

pub(crate) fn redirect_uri(text: &str) -> Result<String, Slip> {
    argument("the redirect URI", text, true)
}

pub(crate) fn relay(text: &str) -> Result<String, Slip> {
    argument("the relay's URL", text, true)
}

pub(crate) fn issuer(text: &str) -> Result<String, Slip> {
    argument("the issuer", text, false)
}

pub(crate) fn user(text: &str) -> Result<String, Slip> {
    argument("the myIR user", text, false)
}

/// Without the colons and small letters of certificate viewers. A SHA-1 thumbprint may have small letters (M2M-4).
pub(crate) fn thumbprint(text: &str) -> Result<String, Slip> {
    let value = argument("the thumbprint", text, true)?;
    let digits: String = value.chars().filter(|c| !matches!(c, ':' | ' ')).collect();
    match digits.len() {
        64 if digits.bytes().all(|b| b.is_ascii_hexdigit()) => Ok(digits.to_ascii_uppercase()),
        40 if digits.bytes().all(|b| b.is_ascii_hexdigit()) => Ok(digits),
        _ => Ok(value),
    }
}
