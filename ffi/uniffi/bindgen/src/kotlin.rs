//! Kotlin's public side: data classes and an object of functions, which Java can use as well.

mod calls;
mod records;

pub use calls::calls;
pub use records::records;

use std::collections::BTreeSet;

use crate::docs::{Docs, camel, renamed, wrapped};
use crate::model::{Field, Type};

const HEAD: &str = "\
// Written by `cargo xtask generate`.

package nz.gwsauth
";

/// What uniffi generates.
const RAW: &str = "nz.gwsauth.internal";

/// The names that comments speak of.
struct Names(BTreeSet<String>);

impl Names {
    /// A KDoc comment, with Kotlin's names.
    fn comment(&self, docs: &Docs, indent: usize) -> String {
        let mut lines = self.lines(&docs.text, "", indent);
        let tags = docs.arguments.iter().map(|(name, text)| (format!("@param {} ", camel(name)), text));
        let errors = docs.errors.iter().map(|text| ("@throws GwsAuthException ".to_owned(), text));
        let tags: Vec<_> =
            tags.chain(errors).flat_map(|(tag, text)| self.lines(text, &tag, indent)).collect();
        if !tags.is_empty() {
            lines.push(String::new());
            lines.extend(tags);
        }
        let pad = " ".repeat(indent);
        if let [line] = lines.as_slice() {
            return format!("{pad}/** {line} */\n");
        }
        let body: String =
            lines.iter().map(|line| format!("{pad} * {line}").trim_end().to_owned() + "\n").collect();
        format!("{pad}/**\n{body}{pad} */\n")
    }

    fn lines(&self, text: &str, tag: &str, indent: usize) -> Vec<String> {
        // What would end the comment is in no text of ours.
        wrapped(&format!("{tag}{}", renamed(text, &self.0, camel)), 112 - indent)
    }
}

/// The type as it is written.
fn written(kind: &Type) -> String {
    match kind {
        Type::Flag => "Boolean".into(),
        Type::Integer { bits: 32 } => "Int".into(),
        Type::Integer { .. } => "Long".into(),
        Type::Text => "String".into(),
        Type::Bytes => "ByteArray".into(),
        Type::Optional(inner) => written(inner) + "?",
        Type::List(inner) => format!("List<{}>", written(inner)),
        Type::Record(name) | Type::Choice(name) | Type::Outcome(name) => name.clone(),
    }
}

/// `name: Type`, with its default.
fn declared(field: &Field) -> String {
    let default = if field.optional { " = null" } else { "" };
    format!("{}: {}{default}", camel(&field.name), written(&field.kind))
}

/// An expression of the public type as uniffi's.
fn lowered(kind: &Type, value: &str) -> String {
    crossed(kind, value, "lowered")
}

/// An expression of uniffi's type as the public one.
fn lifted(kind: &Type, value: &str) -> String {
    crossed(kind, value, "lifted")
}

fn crossed(kind: &Type, value: &str, way: &str) -> String {
    match kind {
        Type::Record(_) | Type::Choice(_) | Type::Outcome(_) => format!("{value}.{way}()"),
        Type::Optional(inner) => match **inner {
            Type::Record(_) | Type::Choice(_) | Type::Outcome(_) => format!("{value}?.{way}()"),
            _ => value.to_owned(),
        },
        Type::List(inner) => match **inner {
            Type::Record(_) | Type::Choice(_) | Type::Outcome(_) => format!("{value}.map {{ it.{way}() }}"),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}
