//! STYLE 3: folders show direction. `wire` lies below everything, `request` and `response` never import each
//! other, `jws` and `m2m` know nothing of OAuth, the first tier does not allocate, and nobody goes up to the root for what
//! it re-exports.

use super::imports::{Import, Root};
use super::modules::{Module, Modules};

/// A module of the core, and the modules that it may import. A new module needs a row.
#[rustfmt::skip] // a table: a row a module
pub(super) const MAY_IMPORT: &[(&str, &[&str])] = &[
    // Words that everything is written in.
    ("error", &[]),
    ("time", &["error"]),
    ("secret", &["error"]),
    ("policy", &["time"]),
    ("warning", &[]),
    // Formats; nothing of OAuth.
    ("wire", &["error"]),
    ("ird_number", &["error"]),
    ("jws", &["error", "secret", "time", "wire"]),
    // OAuth.
    ("environment", &["error", "wire"]),
    ("redirect_uri", &["error", "warning", "wire"]),
    // Which request a reply answers: the one word that both sides share.
    ("request_kind", &[]),
    ("pending", &["environment", "error", "policy", "redirect_uri", "secret", "time", "wire"]),
    ("request", &["environment", "error", "pending", "policy", "redirect_uri", "request_kind", "secret", "time", "warning", "wire"]),
    ("response", &["environment", "error", "jws", "pending", "policy", "redirect_uri", "request_kind", "secret", "time", "warning", "wire"]),
    // The token set's record and its machine: no requests, no replies.
    ("session", &["environment", "error", "policy", "secret", "time", "wire"]),
    // The retired service: requests and replies of its own, in the words of both.
    ("xiams", &["environment", "error", "policy", "redirect_uri", "request", "request_kind", "response", "secret", "time", "warning", "wire"]),
    // Machine to machine; nothing of OAuth.
    ("m2m", &["error", "jws", "secret", "time", "warning", "wire"]),
    // Where the services are; nothing of requests.
    ("services", &["environment"]),
    ("tls", &[]),
    // Files that people have keys and certificates in.
    ("key", &["error", "jws", "secret", "wire"]),
    ("certificate", &["error", "jws", "key", "m2m", "time", "warning", "wire"]),
    ("ssh", &["error", "jws", "key", "wire"]),
];

/// What owns its results; it may import everything, and nothing may import it.
const TOP: &[&str] = &["calls"];

/// The modules that allocate, all behind the `alloc` feature.
const MAY_ALLOCATE: &[&str] = &["calls", "key", "certificate", "ssh"];

/// The crate's root: it declares and re-exports, so no direction holds for it.
const ROOT: &str = "lib.rs";

/// What is wrong with these files: paths relative to `src`, with their text.
pub(super) fn violations(
    files: &[(String, String)],
    table: &[(&str, &[&str])],
) -> Result<Vec<String>, String> {
    let modules = Modules::read(files)?;
    let mut found = Vec::new();
    for (module, Module { file, imports }) in modules.iter() {
        let from = module.first().map_or(ROOT, String::as_str);
        for import in imports {
            if from != ROOT && modules.is_of_root(import) {
                let path = import.path.join("::");
                found.push(format!("core/src/{file}:{}: `crate::{path}` goes up to the root", import.line));
            }
            let to = modules.target(module, import).and_then(|to| to.into_iter().next());
            // A path that names the root alone, or a file that is not there, still has its first word.
            let first = || import.path.first().filter(|_| import.root == Root::Crate).cloned();
            if let Some(why) = objection(from, import, to.or_else(first).as_deref(), table) {
                found.push(format!("core/src/{file}:{}: {why}", import.line));
            }
        }
        if from != ROOT && !TOP.contains(&from) && table.iter().all(|(row, _)| *row != from) {
            found.push(format!("core/src/{file}: `{from}` has no row in the table of directions"));
        }
    }
    Ok(found)
}

fn objection(from: &str, import: &Import, to: Option<&str>, table: &[(&str, &[&str])]) -> Option<String> {
    match import.root {
        Root::Std => Some("std:: in a no_std crate".to_owned()),
        Root::Alloc if MAY_ALLOCATE.contains(&from) || (from == ROOT && import.path.is_empty()) => None,
        Root::Alloc => Some(format!("alloc:: outside {}", MAY_ALLOCATE.join(", "))),
        Root::Crate | Root::Here if from == ROOT || TOP.contains(&from) => None,
        Root::Crate | Root::Here => {
            let to = to?;
            let allowed = table.iter().find(|(row, _)| *row == from).map_or(&[][..], |(_, allowed)| allowed);
            let well = to == from || allowed.contains(&to);
            (!well).then(|| format!("`{from}` must not import `{}`", shown(&import.path, to)))
        }
    }
}

fn shown(path: &[String], to: &str) -> String {
    let path = path.join("::");
    if path.starts_with(to) { path } else { format!("{path} (of {to})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::files;

    fn violations_of(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        violations(&files, MAY_IMPORT).expect("Rust")
    }

    #[test]
    fn the_core_keeps_to_the_directions() {
        let files = files::rust_sources("core/src");
        assert!(!files.is_empty(), "core/src is empty");
        let found = violations(&files, MAY_IMPORT).expect("Rust");
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }

    #[test]
    fn a_forbidden_import_is_named_with_its_place() {
        let found = violations_of(&[("wire/json.rs", "//! x\nuse crate::request::code::CodeRequest;")]);
        assert_eq!(found, ["core/src/wire/json.rs:2: `wire` must not import `request::code::CodeRequest`"]);
    }

    #[test]
    fn each_direction_is_kept() {
        for (file, text) in [
            ("request/code.rs", "use crate::response::token::T;"),
            ("response/token.rs", "use super::super::request::code::C;"),
            ("jws.rs", "use crate::{error::E, request};"),
            ("jws/compact.rs", "fn f() { crate::response::token::g() }"),
            ("request/code.rs", "use crate::calls::T;"),
            ("m2m/token.rs", "use crate::response::token::T;"),
            ("error.rs", "use super::wire;"),
            ("wire.rs", "use alloc::string::String;"),
            ("wire.rs", "fn f() -> std::string::String { todo!() }"),
            ("lib.rs", "use std::io;"),
            ("newcomer.rs", ""),
        ] {
            assert_eq!(violations_of(&[(file, text)]).len(), 1, "{file}: {text}");
        }
    }

    #[test]
    fn a_reexport_in_the_root_hides_nothing() {
        let root = ("lib.rs", "pub use error::Error; pub use request::CodeRequest; extern crate alloc;");
        let (error, request) = (("error.rs", ""), ("request.rs", ""));
        let found =
            violations_of(&[root, error, request, ("response.rs", "use crate::{Error, CodeRequest};")]);
        let expected = [
            "core/src/response.rs:1: `crate::Error` goes up to the root",
            "core/src/response.rs:1: `crate::CodeRequest` goes up to the root",
            "core/src/response.rs:1: `response` must not import `CodeRequest (of request)`",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_allowed_passes() {
        let found = violations_of(&[
            ("request/code.rs", "use crate::wire::form; use super::authorize; use core::fmt;"),
            (
                "response.rs",
                "use crate::error::Error;\n#[cfg(test)]\nmod tests { use crate::request::X; use std::io; }",
            ),
            ("calls/token.rs", "use alloc::string::String; use crate::{request, response};"),
        ]);
        assert_eq!(found, [""; 0]);
    }
}
