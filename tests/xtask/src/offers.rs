//! `bindings/README.md`: which of core's calls each language offers, and how much code of ours lies between.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;

/// What the table is written into.
pub(crate) const TABLE: &str = "bindings/README.md";

/// Core's calls for bindings stand here, at the left margin.
const CALLS: &[&str] = &["core/src/owned.rs", "core/src/owned/flow.rs", "core/src/owned/m2m.rs"];

/// A language, or code that several languages share.
struct Side {
    name: &'static str,
    /// Where its functions are defined.
    folder: &'static str,
    extension: &'static str,
    /// What the line that begins a function holds, for a name in this side's own style.
    begin: fn(&str) -> String,
    style: fn(&str) -> String,
    /// Whether the definitions are ours, so that their lines count.
    ours: bool,
}

#[rustfmt::skip] // a table: a row a side
const SIDES: &[Side] = &[
    Side { name: "JavaScript: Rust", folder: "wasm/src", extension: "rs", begin: rust, style: snake, ours: true },
    Side { name: "JavaScript: TypeScript", folder: "wasm/npm/src", extension: "ts", begin: typescript, style: camel, ours: true },
    Side { name: "C", folder: "ffi/c/src", extension: "rs", begin: c_entry, style: prefixed, ours: true },
    Side { name: "Kotlin, Python, Swift: Rust", folder: "ffi/uniffi/src", extension: "rs", begin: rust, style: snake, ours: true },
    Side { name: "Kotlin", folder: "bindings/kotlin/src/main", extension: "kt", begin: kotlin, style: camel, ours: false },
    Side { name: "Python", folder: "bindings/python/src", extension: "py", begin: python, style: snake, ours: false },
    Side { name: "Swift", folder: "bindings/swift/Sources", extension: "swift", begin: swift, style: camel, ours: false },
];

fn rust(name: &str) -> String {
    format!("pub fn {name}(")
}

fn c_entry(name: &str) -> String {
    format!("extern \"C\" fn {name}(")
}

fn typescript(name: &str) -> String {
    format!("export function {name}(")
}

fn kotlin(name: &str) -> String {
    format!("fun `{name}`(")
}

fn python(name: &str) -> String {
    format!("def {name}(")
}

fn swift(name: &str) -> String {
    format!("public func {name}(")
}

fn snake(name: &str) -> String {
    name.to_owned()
}

fn prefixed(name: &str) -> String {
    format!("gws_{name}")
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// The page as it must be.
///
/// # Errors
///
/// A file that cannot be read.
pub(crate) fn page() -> Result<String, String> {
    let mut calls = Vec::new();
    for file in CALLS {
        let text = read(&paths::root().join(file))?;
        let names = text.lines().filter_map(|line| {
            let rest = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub const fn "))?;
            rest.split_once('(').map(|(name, _)| name.to_owned())
        });
        calls.extend(names);
    }
    let mut sides = Vec::new();
    for side in SIDES {
        let mut texts = Vec::new();
        gather(&paths::root().join(side.folder), side.extension, &mut texts)?;
        sides.push((side, texts));
    }
    Ok(write(&calls, &sides))
}

fn write(calls: &[String], sides: &[(&Side, Vec<String>)]) -> String {
    let mut page = String::from(HEAD);
    for (side, _) in sides {
        let _ = write!(page, " {} |", side.name);
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(sides.len()));
    for call in calls {
        let _ = write!(page, "\n| `{call}` |");
        for (side, texts) in sides {
            let name = (side.style)(call);
            let found = texts.iter().find_map(|text| lines(text, &(side.begin)(&name)));
            let _ = match found {
                None => write!(page, " |"),
                Some(lines) if side.ours => write!(page, " {lines} |"),
                Some(_) => write!(page, " `{name}` |"),
            };
        }
    }
    page.push_str("\n| everything |");
    for (side, texts) in sides {
        let lines: usize = texts.iter().map(|text| text.lines().filter(|line| counts(line)).count()).sum();
        let _ = if side.ours { write!(page, " {lines} |") } else { write!(page, " generated |") };
    }
    page.push('\n');
    page
}

const HEAD: &str = "\
# What each language offers

Written by `cargo xtask generate`; CI compares. A row is a call of `gws_auth_core::owned`, an empty cell says that the
language does not offer it (`landing` stays in Rust: elsewhere a code never stands alone). Numbers are lines of our own
code, without blank lines and comments: of the function's body, and in the last row of everything in that folder
(signatures, records, conversions, errors). Kotlin, Python and Swift share one Rust side and are generated from it, with
a little sugar by hand; the Rust command is in [`cli`](cli/README.md).

| call |";

/// The lines in the body of the function that begins with `begin`: between the line that ends with its brace, and the
/// brace that closes it. Where there are no braces, as in Python, every line counts.
fn lines(text: &str, begin: &str) -> Option<usize> {
    let mut rest = text.lines().skip_while(|line| !line.contains(begin)).peekable();
    let first = *rest.peek()?;
    let margin = |line: &str| line.len() - line.trim_start().len();
    if first.trim_end().ends_with('}') {
        return Some(1);
    }
    let at_margin = |line: &&str| margin(line) == margin(first);
    let body = rest.skip_while(|line| !(at_margin(line) && line.trim_end().ends_with('{'))).skip(1);
    Some(
        body.take_while(|line| !(at_margin(line) && line.starts_with('}')))
            .filter(|line| counts(line))
            .count(),
    )
}

fn counts(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !["//", "/*", "*"].iter().any(|comment| line.starts_with(comment))
}

/// The texts of all files with `extension` below `folder`, in the order of their paths.
fn gather(folder: &Path, extension: &str, texts: &mut Vec<String>) -> Result<(), String> {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(Result::ok).map(|entry| entry.path()).collect(),
        Err(error) => return Err(format!("{}: {error}", folder.display())),
    };
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, extension, texts)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            texts.push(read(&path)?);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_current() {
        let committed = read(&paths::root().join(TABLE)).unwrap();
        assert!(committed == page().unwrap(), "{TABLE} is old: `cargo xtask generate`");
    }

    #[test]
    fn functions_are_measured() {
        let text = "/// a\npub fn a() {\n    one();\n\n    // no line\n    two()\n}\n\npub fn b(x: u8) -> u8 { x }\n";
        assert_eq!(lines(text, "pub fn a("), Some(2));
        assert_eq!(lines(text, "pub fn b("), Some(1));
        assert_eq!(lines(text, "pub fn c("), None);
        let long = "pub fn d(\n    x: u8,\n) -> u8 {\n    x\n}\n";
        assert_eq!(lines(long, "pub fn d("), Some(1));
        assert_eq!(camel("m2m_verify_begin"), "m2mVerifyBegin");
    }
}
