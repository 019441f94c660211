//! What is printed: one JSON object, or text for people, with nothing in it that could play tricks on a terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write};

use base64ct::{Base64, Encoding as _};
use serde::Serialize as _;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use serde_json::{Map, Value};

use crate::exit::{Failure, Status};
use crate::unreadable::Keep;

/// What stands in the place of a secret.
pub(crate) const HIDDEN: &str = "[hidden]";

/// What a command has to say when all went well.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// The JSON object.
    pub(crate) fields: Map<String, Value>,
    /// The text for people, if it is not simply the fields. It is trusted: escape what a server wrote.
    pub(crate) text: Option<String>,
    /// Remarks for people, on standard error, with JSON too.
    pub(crate) notes: Vec<String>,
    /// Where the fields go if they cannot be printed.
    pub(crate) keep: Keep,
}

impl Report {
    /// A report without fields yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The same with one more field.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// The same with a text for people.
    #[must_use]
    pub(crate) fn reading(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The same with a remark.
    #[must_use]
    pub(crate) fn noting(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Prints the outcome and tells the exit status. A standard output that cannot be written to is a failure too.
pub(crate) fn finish(outcome: Result<Report, Failure>, json: bool) -> Status {
    match outcome {
        Ok(mut report) => {
            for note in &report.notes {
                note_to_people(note);
            }
            let fields = Value::Object(report.fields);
            let text = match (json, report.text, &fields) {
                (false, Some(text), _) => text,
                (false, None, Value::Object(fields)) => lines(fields, ""),
                _ => json_line(&fields),
            };
            if print(text.as_bytes()) {
                return Status::Done;
            }
            if let Some(path) = report.keep.keep(json_line(&fields).as_bytes()) {
                note_to_people(&format!("the result is in {}", path.display()));
            }
            Status::Refused
        }
        Err(failure) if json => {
            let mut fields = failure.fields;
            match failure.only_copy.as_deref().map(|bytes| (bytes, std::str::from_utf8(bytes))) {
                None => {}
                Some((_, Ok(text))) => drop(fields.insert("body".into(), text.into())),
                Some((bytes, Err(_))) => {
                    fields.insert("body_base64".into(), Base64::encode_string(bytes).into());
                }
            }
            let mut whole = Map::new();
            if failure.verdict {
                whole.insert("valid".into(), false.into());
            }
            whole.insert(failure.member.into(), Value::Object(fields));
            print(json_line(&Value::Object(whole)).as_bytes());
            failure.status
        }
        Err(failure) => {
            let mut rest = failure.fields.clone();
            rest.shift_remove("message");
            note_to_people(&format!("{}\n{}", escape(failure.message()), lines(&rest, "  ").trim_end()));
            if let Some(bytes) = &failure.only_copy {
                print_only_copy(bytes);
            }
            failure.status
        }
    }
}

/// One line on standard error. Nothing is left to do if that fails.
pub(crate) fn note_to_people(text: &str) {
    let _ = writeln!(io::stderr().lock(), "gws-auth: {text}");
}

/// The object on one line. Beyond what JSON demands, DEL, C1 and invisible formatting characters are escaped as well.
pub(crate) fn json_line(value: &Value) -> String {
    let mut bytes = Vec::new();
    // Neither a map of texts nor a vector can fail.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, Careful));
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// `name: value` lines, nested objects indented, each value escaped.
pub(crate) fn lines(fields: &Map<String, Value>, indent: &str) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        let name = escape(name);
        // Writing to a String does not fail.
        let _ = match value {
            Value::Object(inner) if !inner.is_empty() => {
                write!(text, "{indent}{name}:\n{}", lines(inner, &format!("{indent}  ")))
            }
            Value::String(value) => writeln!(text, "{indent}{name}: {}", escape(value)),
            Value::Null => writeln!(text, "{indent}{name}: none"),
            other => writeln!(text, "{indent}{name}: {}", escape(&other.to_string())),
        };
    }
    text
}

/// The text with every character that a terminal would obey, or that hides or reorders others, written as `\u{…}`.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            other if plays_tricks(other) => out.extend(other.escape_unicode()),
            other => out.push(other),
        }
    }
    out
}

/// C0, DEL, C1; bidirectional controls; invisible and line-breaking characters.
fn plays_tricks(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61C}' | '\u{180E}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

fn print(bytes: &[u8]) -> bool {
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    if let Err(error) = &written {
        note_to_people(&format!("standard output could not be written to: {error}"));
    }
    written.is_ok()
}

/// As it is into a file or a pipe, escaped onto a terminal.
fn print_only_copy(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) if io::stdout().is_terminal() => print(format!("{}\n", escape(text)).as_bytes()),
        _ => print(bytes),
    }
}

struct Careful;

impl Formatter for Careful {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for character in fragment.chars() {
            if plays_tricks(character) {
                write!(writer, "\\u{:04x}", u32::from(character))?;
            } else {
                CompactFormatter.write_string_fragment(writer, character.encode_utf8(&mut [0; 4]))?;
            }
        }
        Ok(())
    }
}
