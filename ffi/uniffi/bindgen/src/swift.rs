//! Swift: what uniffi generates, with comments as Swift has them.

use crate::docs::{camel, renamed as words};
use crate::model::Model;

/// `text` with Swift's names, parameters and errors in its doc comments.
pub fn renamed(text: &str, model: &Model) -> String {
    let names = model.names();
    let line = |line: &str| {
        let Some((indent, comment)) = line.split_once("* ").filter(|(indent, _)| indent.trim().is_empty())
        else {
            return line.to_owned();
        };
        let comment = words(comment, &names, camel);
        let comment = match comment.strip_prefix("- `").and_then(|rest| rest.split_once("`: ")) {
            Some((name, text)) => format!("  - {name}: {text}"),
            None => comment.replace("# Arguments", "- Parameters:").replace("# Errors", "- Throws:"),
        };
        format!("{indent}* {comment}")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
