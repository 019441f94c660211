//! As much of a reply's body as can be shown: what may be a token or a secret is hidden.

use std::borrow::Cow;

use crate::fields::HIDDEN;

/// The most characters that are shown.
const MOST: usize = 400;

/// So many characters of a token's alphabet in a row are taken for a token.
const TOKEN_LENGTH: usize = 24;

/// Parts of names whose values are hidden, however short they are.
const SECRET_NAMES: [&str; 8] =
    ["token", "secret", "password", "verifier", "assertion", "authorization", "\"code\"", "cookie"];

/// The beginning of `body` on one line, for people.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let Some(text) = text_of(body) else {
        let first: Vec<String> = body.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        return format!("not UTF-8; it begins with {}", first.join(" "));
    };
    let text = without_values(&text);
    let words: Vec<String> = text.split_whitespace().map(without_tokens).collect();
    let line = words.join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// UTF-8; or UTF-16 with its mark, as Windows writes it; or Latin-1, if nothing in it is a control character.
fn text_of(body: &[u8]) -> Option<Cow<'_, str>> {
    if let Ok(text) = std::str::from_utf8(body) {
        return Some(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)));
    }
    let units = |from: fn([u8; 2]) -> u16| -> Vec<u16> {
        body.chunks_exact(2).skip(1).map(|unit| from([unit[0], unit[1]])).collect()
    };
    match body {
        [0xff, 0xfe, ..] => String::from_utf16(&units(u16::from_le_bytes)).ok().map(Cow::Owned),
        [0xfe, 0xff, ..] => String::from_utf16(&units(u16::from_be_bytes)).ok().map(Cow::Owned),
        _ => {
            let text: String = body.iter().map(|byte| char::from(*byte)).collect();
            let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
            is_text.then_some(Cow::Owned(text))
        }
    }
}

/// The text with the values of secret names hidden: in JSON, in a form, in a header, in XML.
fn without_values(text: &str) -> String {
    // ASCII alone: places in both are the same.
    let lower = text.to_ascii_lowercase();
    let (mut out, mut from) = (String::new(), 0);
    while let Some((start, name)) = next_name(&lower, from) {
        let end = start + name.len();
        match value_after(text, end) {
            Some((begin, stop)) => {
                out.push_str(&text[from..begin]);
                out.push_str(HIDDEN);
                from = stop;
            }
            None => {
                out.push_str(&text[from..end]);
                from = end;
            }
        }
    }
    out.push_str(&text[from..]);
    out
}

fn next_name(lower: &str, from: usize) -> Option<(usize, &'static str)> {
    let find = |name: &'static str| Some((from + lower.get(from..)?.find(name)?, name));
    SECRET_NAMES.into_iter().filter_map(find).min()
}

/// Where the value begins and ends that belongs to a name ending at `at`; `None` in a sentence.
fn value_after(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    // The rest of a longer name, such as `_type` or a closing quote.
    let after_name =
        rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '"' | '\''));
    let separator = after_name.trim_start();
    let value = separator.strip_prefix([':', '=', '>'])?.trim_start();
    let begin = text.len() - value.len();
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => end_of_quoted(value, quote),
        // A header's value is a scheme and a secret; of what is nested nothing is shown.
        '{' | '[' => value.len(),
        _ if separator.starts_with(':') => value.find(['\r', '\n', ',', '}', '<']).unwrap_or(value.len()),
        _ => value
            .find(|c: char| c.is_whitespace() || matches!(c, '&' | '<' | ';' | ','))
            .unwrap_or(value.len()),
    };
    Some((begin, begin + length))
}

fn end_of_quoted(value: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in value.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + character.len_utf8();
        }
        escaped = character == '\\' && !escaped;
    }
    value.len()
}

/// A word whose long runs of a token's alphabet are hidden.
fn without_tokens(word: &str) -> String {
    let of_token = |c: char| c.is_ascii_alphanumeric() || "-._~+/|%".contains(c);
    let mut out = String::new();
    for piece in word.split_inclusive(|c| !of_token(c)) {
        let (run, end) = match piece.char_indices().next_back() {
            Some((at, last)) if !of_token(last) => piece.split_at(at),
            _ => (piece, ""),
        };
        out.push_str(if run.len() >= TOKEN_LENGTH { HIDDEN } else { run });
        out.push_str(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn tokens_are_hidden_and_the_rest_is_shown() {
        for (body, expected) in [
            ("<h1>Sorry</h1>\r\n<p>busy</p>", "<h1>Sorry</h1> <p>busy</p>"),
            (r#"{"id":"0123456789abcdef0123456789abcdef","a":1}"#, r#"{"id":"[hidden]","a":1}"#),
            (
                r#"{"Refresh_Token" : "x\"y","a":"The token is old."}"#,
                r#"{"Refresh_Token" : [hidden],"a":"The token is old."}"#,
            ),
            (r#"{"tokens":["x","y"],"a":1}"#, r#"{"tokens":[hidden]"#),
            (r#"{"access_token":"x"#, r#"{"access_token":[hidden]"#),
            (
                "grant_type=refresh_token&refresh_token=RT&a=b",
                "grant_type=refresh_token&refresh_token=[hidden]&a=b",
            ),
            ("Authorization: Basic Zm9v\r\nHost: x", "Authorization: [hidden] Host: x"),
            ("<refresh_token>RT</refresh_token>", "<refresh_token>[hidden]</refresh_token>"),
            ("token", "token"),
            ("token=", "token="),
        ] {
            assert_eq!(excerpt(body.as_bytes()), expected);
        }
        assert_eq!(excerpt(&[0x8b, 0xff]), "not UTF-8; it begins with 8b ff");
        assert_eq!(excerpt(b"{\"error\":\"caf\xe9\"}"), "{\"error\":\"caf\u{e9}\"}");
        assert_eq!(excerpt(b"\xff\xfeN\0o\0"), "No");
        assert_eq!(excerpt(b"\xfe\xff\0N\0o"), "No");
        assert_eq!(excerpt("é ".repeat(1_000).as_bytes()).chars().count(), 401);
    }
}
