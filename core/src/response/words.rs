//! The words of a server that did not answer as IR does: another shape of error, a page's title, a first line (ERR-4).

use super::body::is_text;
use crate::wire::percent::hex_value;
use core::fmt;

/// The most characters that are shown of each part.
const MOST: usize = 200;

/// So many characters of a token's alphabet in a row are taken for a token.
const TOKEN_LENGTH: usize = 40;

/// Members that hold a code, in errors of all the shapes that are about: OAuth, `{code, message}`, IR's own services.
const CODES: &[&str] = &["error", "error_code", "errorCode", "errorcode", "ErrorCode", "Code", "code"];

/// Members that hold a sentence; `title` and `detail` are those of RFC 9457.
const SENTENCES: &[&str] = &[
    "error_description",
    "error_message",
    "errorMessage",
    "message",
    "Message",
    "errorDescription",
    "faultstring",
    "detail",
    "title",
    "reason",
    "description",
    "error_msg",
    "msg",
    "errors",
    "fault",
];

/// The short one of RFC 9457, which stands before a detail.
const TITLE: &[&str] = &["title"];

/// Elements whose text says what a page or an XML reply is about.
const ELEMENTS: &[&str] =
    &["title", "h1", "h2", "error_description", "message", "faultstring", "description", "error", "code"];

/// Words that were found in a reply. `Display` shows them in one line of at most some 400 characters: control and
/// invisible characters are gone, what looks like a token is `[hidden]`.
///
/// They are the server's: for logs and people, never for decisions (ERR-2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Words<'b> {
    code: Option<Part<'b>>,
    sentence: Option<Part<'b>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Part<'b> {
    bytes: &'b [u8],
    /// Whether `\` begins an escape.
    json: bool,
}

impl<'b> Words<'b> {
    /// The words in `body`, whatever it is; `None` where there are none.
    #[must_use]
    pub fn find(body: &'b [u8]) -> Option<Self> {
        let start = body.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(body).trim_ascii();
        let found = match start.first()? {
            b'{' | b'[' => {
                let part = |names: &[&str]| {
                    let bytes = names.iter().find_map(|name| member(start, name))?;
                    Some(Part { bytes, json: true })
                };
                let sentence = part(SENTENCES);
                let title = || part(TITLE).filter(|title| sentence.is_none_or(|sentence| sentence != *title));
                Self { code: part(CODES).or_else(title), sentence }
            }
            b'<' => {
                let bytes = ELEMENTS.iter().find_map(|name| element(start, name))?;
                Self { code: None, sentence: Some(Part { bytes, json: false }) }
            }
            _ => {
                let line = start.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
                // A body that is compressed, or a form with tokens in it, has no words to show.
                let control = line.iter().any(|b| b.is_ascii_control() && *b != b'\t');
                let shown = is_text(start) && !control && !names_a_token(line);
                Self { code: None, sentence: shown.then_some(Part { bytes: line, json: false }) }
            }
        };
        let mut any = false;
        found.say(&mut |_| any = true);
        any.then_some(found)
    }

    /// What `Display` shows, character by character: for programs too small for `core::fmt`.
    pub fn say(&self, emit: &mut impl FnMut(char)) {
        let mut first = true;
        for part in [self.code, self.sentence].into_iter().flatten() {
            let mut begun = false;
            part.say(&mut |character| {
                if !begun && !first {
                    emit(':');
                    emit(' ');
                }
                begun = true;
                emit(character);
            });
            first &= !begun;
        }
    }
}

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.say(&mut |character| result = result.and_then(|()| fmt::Write::write_char(f, character)));
        result
    }
}

impl fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Part<'_> {
    /// One line: runs of white space are one space, and what looks like a token is hidden.
    fn say(&self, emit: &mut impl FnMut(char)) {
        let mut characters = self.characters();
        let (mut shown, mut space) = (0usize, false);
        let mut show = |character: char, shown: &mut usize| {
            *shown = shown.saturating_add(1);
            if *shown <= MOST {
                emit(character);
            } else if *shown == MOST.saturating_add(1) {
                emit('…');
            }
        };
        loop {
            let run = characters.clone().take_while(|c| is_token_character(*c)).take(TOKEN_LENGTH).count();
            if space && shown > 0 && characters.clone().next().is_some_and(|c| !is_blank(c)) {
                show(' ', &mut shown);
            }
            if run == 0 {
                let Some(character) = characters.next() else { break };
                space = is_blank(character);
                if !space {
                    show(character, &mut shown);
                }
                continue;
            }
            space = false;
            if run >= TOKEN_LENGTH {
                while characters.clone().next().is_some_and(is_token_character) {
                    let _ = characters.next();
                }
                "[hidden]".chars().for_each(|c| show(c, &mut shown));
            } else {
                characters.by_ref().take(run).for_each(|c| show(c, &mut shown));
            }
            if shown > MOST {
                break;
            }
        }
    }

    /// The characters: escapes of JSON are read, bytes that are not UTF-8 are taken as Latin-1.
    fn characters(&self) -> impl Iterator<Item = char> + Clone + '_ {
        let json = self.json;
        let mut rest = self.bytes;
        core::iter::from_fn(move || {
            let (character, length) = match rest {
                [] => return None,
                [b'\\', b'u', digits @ ..] if json => match hex4(digits) {
                    Some(code) => (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
                    None => ('u', 2),
                },
                [b'\\', escaped, ..] if json => match escaped {
                    b'b' | b'f' | b'n' | b'r' | b't' => (' ', 2),
                    other => (char::from(*other), 2),
                },
                [first, ..] if first.is_ascii() => (char::from(*first), 1),
                [first, ..] => {
                    let four = rest.get(..rest.len().min(4)).unwrap_or_default();
                    valid_part(four)
                        .chars()
                        .next()
                        .map_or((char::from(*first), 1), |character| (character, character.len_utf8()))
                }
            };
            rest = rest.get(length..).unwrap_or_default();
            Some(character)
        })
    }
}

fn valid_part(bytes: &[u8]) -> &str {
    let valid = match core::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(error) => error.valid_up_to(),
    };
    bytes.get(..valid).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
}

fn hex4(digits: &[u8]) -> Option<u32> {
    digits.get(..4)?.iter().try_fold(0u32, |code, digit| Some((code << 4) | u32::from(hex_value(*digit)?)))
}

/// White space, control characters, and those that are not seen or that turn the direction of a line.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The characters of JWTs, opaque tokens, keys and base64 but `/`, which stands in addresses.
const fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~' | '+' | '=' | '|')
}

fn names_a_token(line: &[u8]) -> bool {
    let holds = |word: &[u8]| {
        (0..line.len()).any(|at| {
            line.get(at..at.saturating_add(word.len())).is_some_and(|part| part.eq_ignore_ascii_case(word))
        })
    };
    [b"_token".as_slice(), b"secret=", b"password="].into_iter().any(holds)
}

/// The text or number of the first member called `name`, however deep it stands and whether or not the rest is
/// well-formed; of a list, its first text.
fn member<'b>(body: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let mut rest = body;
    loop {
        let at = rest.iter().position(|byte| *byte == b'"')?;
        rest = rest.get(at.saturating_add(1)..)?;
        let value = || {
            let value = rest.strip_prefix(name.as_bytes())?.strip_prefix(b"\"")?;
            let value = value.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
            let value = value.strip_prefix(b"[").unwrap_or(value).trim_ascii_start();
            match value.strip_prefix(b"\"") {
                Some(text) => text.get(..text_end(text)),
                None => value.get(..value.iter().position(|b| !b.is_ascii_digit())?),
            }
        };
        if let Some(found) = value().filter(|found| !found.is_empty()) {
            return Some(found);
        }
    }
}

/// Where a JSON text ends: at its quote, or with the body.
fn text_end(text: &[u8]) -> usize {
    let mut escaped = false;
    let quote = text.iter().position(|byte| match byte {
        _ if escaped => {
            escaped = false;
            false
        }
        b'\\' => {
            escaped = true;
            false
        }
        other => *other == b'"',
    });
    quote.unwrap_or(text.len())
}

/// The text of the first element called `name`, up to the next tag.
fn element<'b>(body: &'b [u8], name: &str) -> Option<&'b [u8]> {
    let mut rest = body;
    loop {
        let at = rest.iter().position(|byte| *byte == b'<')?;
        rest = rest.get(at.saturating_add(1)..)?;
        let behind = rest.get(name.len()..)?;
        let named = rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()));
        if named && behind.first().is_some_and(|byte| matches!(byte, b'>') || byte.is_ascii_whitespace()) {
            let inner = behind.get(behind.iter().position(|byte| *byte == b'>')?.saturating_add(1)..)?;
            let text = inner.get(..inner.iter().position(|byte| *byte == b'<').unwrap_or(inner.len()))?;
            if !text.trim_ascii().is_empty() {
                return Some(text);
            }
        }
    }
}
