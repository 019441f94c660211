//! Doc comments: their sections, and the words of each language.

use std::collections::BTreeSet;

/// A doc comment, taken apart.
#[derive(Clone, Default)]
pub struct Docs {
    /// What it is; the first line is a sentence.
    pub text: String,
    /// The arguments' own texts.
    pub arguments: Vec<(String, String)>,
    /// What fails.
    pub errors: Option<String>,
}

impl Docs {
    /// Takes a doc comment apart: the text, `# Arguments` with a list, `# Errors`.
    pub fn parse(comment: Option<&str>) -> Self {
        let mut docs = Self::default();
        let mut section = "";
        for line in comment.unwrap_or_default().lines().map(str::trim) {
            if let Some(title) = line.strip_prefix("# ") {
                section = title;
            } else if section.is_empty() {
                join(&mut docs.text, line);
            } else if section == "Errors" {
                join(docs.errors.get_or_insert_default(), line);
            } else if let Some((name, text)) =
                line.strip_prefix("- `").and_then(|rest| rest.split_once("`: "))
            {
                docs.arguments.push((name.to_owned(), text.to_owned()));
            } else if let Some((_, text)) = docs.arguments.last_mut() {
                join(text, line);
            }
        }
        let texts = std::iter::once(&mut docs.text).chain(&mut docs.errors);
        for text in texts.chain(docs.arguments.iter_mut().map(|(_, text)| text)) {
            *text = without_links(text.trim());
        }
        docs
    }
}

/// Lines of a paragraph become one; an empty line stays one.
fn join(text: &mut String, line: &str) {
    if line.is_empty() {
        text.push_str("\n\n");
    } else {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        text.push_str(line);
    }
}

/// `[`A::b`](c)` and ``[`A::b`]`` are `` `A.b` ``: rustdoc's links lead nowhere in another language.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((name, after)) = link.split_once("`]") else { break };
        plain.push_str(before);
        plain.push('`');
        plain.push_str(&name.replace("::", "."));
        plain.push('`');
        rest = match after.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => after,
            None => after,
        };
    }
    plain + rest
}

/// The names in backticks as `translate` has them; only those that are the interface's own, so that codes stay.
pub fn renamed(text: &str, names: &BTreeSet<String>, translate: impl Fn(&str) -> String) -> String {
    let pieces = text.split('`').enumerate().map(|(index, piece)| {
        let path = piece.rsplit('.').next().unwrap_or(piece);
        if index % 2 == 1 && names.contains(path) {
            format!("{}{}", &piece[..piece.len() - path.len()], translate(path))
        } else {
            piece.to_owned()
        }
    });
    pieces.collect::<Vec<_>>().join("`")
}

/// Lines of at most `width` characters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n") {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.len() + 1 + word.len() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// `parse_token` as `parseToken`.
pub fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// `RestartLogin` as `restart_login`.
pub fn snake(pascal: &str) -> String {
    let mut snake = String::new();
    for letter in pascal.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
