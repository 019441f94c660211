//! Core's calls, and the functions of the languages, as the sources define them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;

/// The topics of core's calls in the order of the flow. Other files of the folder come after them.
const TOPICS: &[&str] =
    &["login", "tokens", "introspect", "revoke", "relay", "explain", "m2m", "certificate", "keys", "checks"];

/// What a language calls its functions, and how a definition begins.
struct Side {
    language: &'static str,
    folder: &'static str,
    extension: &'static str,
    begin: &'static [&'static str],
    name: fn(&str) -> String,
}

#[rustfmt::skip] // a table: a row a side
const SIDES: &[Side] = &[
    Side { language: "c", folder: "ffi/c/src", extension: "rs", begin: &["extern \"C\" fn "], name: prefixed },
    Side { language: "javascript", folder: "wasm/npm/src", extension: "ts", begin: &["export function ", "export async function "], name: camel },
    Side { language: "kotlin", folder: "bindings/kotlin/src/main", extension: "kt", begin: &["fun "], name: camel },
    Side { language: "python", folder: "bindings/python/src", extension: "py", begin: &["def "], name: str::to_owned },
    Side { language: "swift", folder: "bindings/swift/Sources", extension: "swift", begin: &["func "], name: camel },
];

fn prefixed(call: &str) -> String {
    format!("gws_{call}")
}

fn camel(call: &str) -> String {
    let mut words = call.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// Core's calls in the order of the flow, each with the languages that define it.
pub(super) fn calls() -> Result<Vec<(String, Vec<&'static str>)>, String> {
    let mut sides = Vec::new();
    for side in SIDES {
        let mut texts = Vec::new();
        gather(&paths::root().join(side.folder), side.extension, &mut texts)?;
        sides.push((side, texts));
    }
    let languages = |call: &str| {
        let defined = |(side, texts): &&(&Side, Vec<String>)| {
            texts.iter().any(|text| defines(text, side.begin, &(side.name)(call)))
        };
        sides.iter().filter(defined).map(|(side, _)| side.language).collect()
    };
    Ok(of_core()?.into_iter().map(|call| (call.clone(), languages(&call))).collect())
}

/// `pub fn` at the left margin of `core/src/calls.rs` and of the files below it, if `calls.rs` passes them on.
fn of_core() -> Result<Vec<String>, String> {
    let root = paths::root().join("core/src/calls.rs");
    let folder = paths::root().join("core/src/calls");
    let mut files = files(&folder)?;
    let place = |path: &PathBuf| {
        let topic = path.file_stem().unwrap_or_default();
        TOPICS.iter().position(|known| topic == *known).unwrap_or(TOPICS.len())
    };
    files.sort_by_key(|path| (place(path), path.clone()));
    let passed_on = read(&root)?;
    let mut calls = defined_in(&passed_on);
    for file in files {
        calls.extend(defined_in(&read(&file)?).into_iter().filter(|call| has_word(&passed_on, call)));
    }
    Ok(calls)
}

fn defined_in(text: &str) -> Vec<String> {
    let name = |line: &str| {
        let rest = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub const fn "))?;
        rest.split_once(['(', '<']).map(|(name, _)| name.to_owned())
    };
    text.lines().filter_map(name).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word)
}

/// Whether a line holds a definition of that name: `fun name(`, also `` fun `name`( `` and `fun Type.name(`.
fn defines(text: &str, begin: &[&str], name: &str) -> bool {
    text.lines().any(|line| {
        begin.iter().filter_map(|begin| line.split_once(begin)).any(|(_, rest)| {
            let head = rest.split(['(', '<']).next().unwrap_or_default();
            head.rsplit('.').next().is_some_and(|found| found.trim_matches('`') == name)
        })
    })
}

/// The texts of all files with `extension` below `folder`.
fn gather(folder: &Path, extension: &str, texts: &mut Vec<String>) -> Result<(), String> {
    for path in files(folder)? {
        if path.is_dir() {
            gather(&path, extension, texts)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            texts.push(read(&path)?);
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_has_calls_in_the_order_of_the_flow() {
        let calls = of_core().expect("readable");
        let place = |call: &str| calls.iter().position(|known| known == call).expect(call);
        let flow = ["version", "authorize", "parse_token", "m2m_unsigned"];
        assert!(flow.iter().map(|call| place(call)).is_sorted(), "{calls:?}");
    }

    #[test]
    fn definitions_are_found_and_calls_are_not() {
        let kotlin = "fun `exchangeRequest`(\n  fun TokenSet.needsRenewal(now: Long)\nval x = explain(y)\n";
        assert!(defines(kotlin, &["fun "], "exchangeRequest") && defines(kotlin, &["fun "], "needsRenewal"));
        assert!(!defines(kotlin, &["fun "], "explain") && !defines(kotlin, &["fun "], "exchange"));
        let rust = "pub unsafe extern \"C\" fn gws_authorize(\npub extern \"C\" fn gws_b<'a>(";
        assert!(defines(rust, &["extern \"C\" fn "], &prefixed("authorize")));
        assert!(defines(rust, &["extern \"C\" fn "], &prefixed("b")));
        assert_eq!(camel("m2m_verify_begin"), "m2mVerifyBegin");
    }

    #[test]
    fn only_what_is_passed_on_is_a_call() {
        assert_eq!(defined_in("pub fn a(\n    pub fn b(\npub(crate) fn c(\npub const fn d<T>("), ["a", "d"]);
        assert!(has_word("pub use x::{a, b_c};", "b_c") && !has_word("pub use x::b_c;", "c"));
    }
}
