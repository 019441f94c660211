//! Rust source as words and signs, without comments, literals and test modules.

/// A word (identifier or number) or a sign, and the line on which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

/// The tokens of what ships: comments, literals and items under `#[cfg(test)]` are left out.
pub(super) fn shipped(source: &str) -> Vec<Token> {
    without_tests(&all(source))
}

fn all(source: &str) -> Vec<Token> {
    let characters: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(&first) = characters.get(at) {
        let rest = characters.get(at..).unwrap_or_default();
        let length = match first {
            '/' if rest.starts_with(&['/', '/']) => until(rest, '\n'),
            '/' if rest.starts_with(&['/', '*']) => block_comment(rest),
            '"' => string(rest),
            '\'' => character_or_lifetime(rest),
            'r' | 'b' | 'c' if literal_with_prefix(rest).is_some() => literal_with_prefix(rest).unwrap_or(1),
            _ if is_word(first) => {
                let length = rest.iter().take_while(|c| is_word(**c)).count();
                tokens.push(Token { text: rest.iter().take(length).collect(), line });
                length
            }
            _ => {
                if !first.is_whitespace() {
                    tokens.push(Token { text: first.to_string(), line });
                }
                1
            }
        };
        line += rest.iter().take(length).filter(|c| **c == '\n').count();
        at += length;
    }
    tokens
}

/// Leaves out each item that follows `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = tokens.get(at..).unwrap_or_default();
        if rest.len() >= MARK.len() && rest.iter().zip(MARK).all(|(token, mark)| token.text == mark) {
            at += MARK.len() + item_length(rest.get(MARK.len()..).unwrap_or_default());
        } else {
            kept.push(token.clone());
            at += 1;
        }
    }
    kept
}

/// The tokens up to a `;`, or up to the end of the first block in braces, outside all other brackets.
fn item_length(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            ";" if depth == 0 => return index + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn until(rest: &[char], end: char) -> usize {
    rest.iter().position(|c| *c == end).unwrap_or(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if here.starts_with(&['*', '/']) {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The length of a literal in double quotes.
fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while let Some(c) = rest.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `'a'`, `'\n'` and `'\u{1F600}'` are literals; `'a` is a lifetime, of which only the quote is taken.
fn character_or_lifetime(rest: &[char]) -> usize {
    if rest.get(1) == Some(&'\\') {
        let after = rest.get(3..).unwrap_or_default();
        return 3 + until(after, '\'') + 1;
    }
    if rest.get(2) == Some(&'\'') { 3 } else { 1 }
}

/// `r"…"`, `r#"…"#`, `b"…"`, `b'…'`, `br"…"`, `c"…"`; nothing when it is just a word that begins so.
fn literal_with_prefix(rest: &[char]) -> Option<usize> {
    let letters = rest.iter().take_while(|c| "rbc".contains(**c)).count();
    let after = rest.get(letters..)?;
    let raw = rest.get(..letters)?.contains(&'r');
    let hashes = after.iter().take_while(|c| **c == '#').count();
    match after.get(hashes)? {
        '"' if raw => {
            let body = after.get(hashes + 1..)?;
            let mut end = vec!['"'];
            end.resize(hashes + 1, '#');
            let length = body.windows(end.len()).position(|part| part == end).unwrap_or(body.len());
            Some(letters + hashes + 1 + length + end.len())
        }
        '"' if hashes == 0 => Some(letters + string(after)),
        '\'' if hashes == 0 && letters == 1 => Some(letters + character_or_lifetime(after)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        shipped(source).into_iter().map(|token| token.text).filter(|text| is_word_text(text)).collect()
    }

    fn is_word_text(text: &str) -> bool {
        text.chars().all(is_word)
    }

    #[test]
    fn comments_and_literals_are_left_out() {
        let source = "a // std::b\n/* c /* d */ e */ \"f \\\" g\" r#\"h \" i\"# b'\\'' '\\u{41}' 'j' k<'l> br\"m\" rest";
        assert_eq!(words(source), ["a", "k", "l", "rest"]);
    }

    #[test]
    fn lines_are_counted_through_literals() {
        let tokens = shipped("\"one\ntwo\"\n/* three\n*/ word");
        assert_eq!(tokens, [Token { text: "word".to_owned(), line: 4 }]);
    }

    #[test]
    fn test_modules_are_left_out_and_what_follows_is_not() {
        let source =
            "use a; #[cfg(test)] #[allow(x)] mod tests { fn f([u8; 3]) { b } } #[cfg(test)] use c; use d;";
        assert_eq!(words(source), ["use", "a", "use", "d"]);
    }
}
