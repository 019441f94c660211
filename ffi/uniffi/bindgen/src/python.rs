//! Python's public side: frozen dataclasses, string enums and functions.

mod calls;
mod library;
mod records;
mod wire;

pub use calls::calls;
pub use library::{library, session};
pub use records::records;

use crate::docs::{renamed, wrapped};
use crate::model::{Field, Model, Type};

/// The type as it is annotated.
fn annotated(kind: &Type) -> String {
    match kind {
        Type::Flag => "bool".into(),
        Type::Integer { .. } => "int".into(),
        Type::Text => "str".into(),
        Type::Bytes => "bytes".into(),
        Type::Optional(inner) => format!("Optional[{}]", annotated(inner)),
        // Frozen like the record that holds it; whoever makes a record may give a list.
        Type::List(inner) => format!("tuple[{}, ...]", annotated(inner)),
        Type::Record(name) | Type::Choice(name) | Type::Outcome(name) => name.clone(),
    }
}

/// The type of what callers pass.
fn accepted(kind: &Type) -> String {
    match kind {
        Type::Optional(inner) => format!("Optional[{}]", accepted(inner)),
        Type::List(inner) => format!("Sequence[{}]", annotated(inner)),
        other => annotated(other),
    }
}

/// The statement that refuses another type by the argument's name.
fn check(place: &str, field: &Field, value: &str, indent: &str) -> String {
    let (kind, none) = match &field.kind {
        Type::Optional(inner) => (&**inner, ", none=True"),
        other => (other, ""),
    };
    let (function, more) = match kind {
        Type::Flag => ("flag", String::new()),
        Type::Integer { bits } => ("integer", format!(", bits={bits}")),
        Type::Text => ("text", String::new()),
        Type::Bytes => ("octets", String::new()),
        // Lists of texts or of bytes are all that comes in.
        Type::List(inner) if matches!(**inner, Type::Bytes) => ("several_octets", String::new()),
        Type::List(_) => ("texts", String::new()),
        Type::Record(name) | Type::Choice(name) | Type::Outcome(name) => ("instance", format!(", {name}")),
        Type::Optional(_) => unreachable!("an optional of an optional"),
    };
    format!("{indent}_support.{function}(\"{place}\", \"{}\", {value}{more}{none})\n", field.name)
}

/// A docstring of these paragraphs.
fn docstring(lines: &[String], indent: &str) -> String {
    if let [line] = lines {
        return format!("{indent}\"\"\"{line}\"\"\"\n");
    }
    let body: String = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let pad = if index == 0 || line.is_empty() { "" } else { indent };
            format!("{pad}{line}\n")
        })
        .collect();
    format!("{indent}\"\"\"{body}{indent}\"\"\"\n")
}

/// A text in Python's words, in lines.
fn text(model: &Model, text: &str, width: usize) -> Vec<String> {
    // The names are Rust's; only what a path leads to is another.
    wrapped(&renamed(text, &model.names(), str::to_owned), width)
}

/// An item of a list in a docstring.
fn item(model: &Model, name: &str, words: &str) -> Vec<String> {
    let lines = text(model, &format!("{name}: {words}"), 104);
    let indent =
        |(index, line): (usize, &String)| format!("{}{line}", if index == 0 { "    " } else { "        " });
    lines.iter().enumerate().map(indent).collect()
}

/// `__all__`.
fn all(names: impl IntoIterator<Item = String>) -> String {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort();
    let names: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("__all__ = [\n{names}]\n")
}
