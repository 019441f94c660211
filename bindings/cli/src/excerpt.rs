//! As much of a reply's body as can be shown: what may be a token or a secret is hidden.

/// The most characters that are shown.
const MOST: usize = 400;

/// So many characters of a token's alphabet in a row are taken for a token.
const TOKEN_LENGTH: usize = 24;

/// Words before a value that is hidden, however short it is.
const SECRET_NAMES: [&str; 6] =
    ["token", "secret", "password", "code_verifier", "assertion", "authorization"];

/// The beginning of `body` on one line, for people.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(body) else {
        let first: Vec<String> = body.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        return format!("not UTF-8; it begins with {}", first.join(" "));
    };
    let lower = text.to_lowercase();
    if SECRET_NAMES.iter().any(|name| lower.contains(name)) {
        return "[hidden, as it may hold tokens or secrets]".into();
    }
    let words: Vec<String> = text.split_whitespace().map(without_tokens).collect();
    let line = words.join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// A word whose long runs of a token's alphabet are hidden.
fn without_tokens(word: &str) -> String {
    let of_token = |c: char| c.is_ascii_alphanumeric() || "-._~+/=|%".contains(c);
    let mut out = String::new();
    for piece in word.split_inclusive(|c| !of_token(c)) {
        let (run, end) = match piece.char_indices().next_back() {
            Some((at, last)) if !of_token(last) => piece.split_at(at),
            _ => (piece, ""),
        };
        out.push_str(if run.len() >= TOKEN_LENGTH { "[hidden]" } else { run });
        out.push_str(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn tokens_are_hidden_and_the_rest_is_shown() {
        assert_eq!(excerpt(b"<h1>Sorry</h1>\r\n<p>busy</p>"), "<h1>Sorry</h1> <p>busy</p>");
        assert_eq!(
            excerpt(br#"{"id":"0123456789abcdef0123456789abcdef","a":1}"#),
            r#"{"id":"[hidden]","a":1}"#
        );
        assert_eq!(excerpt(br#"{"Refresh_Token":"x"}"#), "[hidden, as it may hold tokens or secrets]");
        assert_eq!(excerpt(&[0x8b, 0xff]), "not UTF-8; it begins with 8b ff");
        assert_eq!(excerpt("é ".repeat(1_000).as_bytes()).chars().count(), 401);
    }
}
