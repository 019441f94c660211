//! Swift: what uniffi generates, with Swift's names in its comments.

use crate::docs::{camel, renamed as words};
use crate::model::Model;

/// `text` with the names in its doc comments as Swift writes them.
pub fn renamed(text: &str, model: &Model) -> String {
    let names = model.names();
    let line = |line: &str| {
        if line.trim_start().starts_with("* ") { words(line, &names, camel) } else { line.to_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
