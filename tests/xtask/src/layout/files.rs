//! What holds for every file: its length, its name, and what it may not mention.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;

/// STYLE 1: one concept per file.
const MOST_LINES: usize = 400;

/// Written by people, so the limit of lines holds.
const SOURCES: &[&str] = &["rs", "mjs", "js", "ts", "c", "h", "kt", "swift", "py", "sh"];

/// Written by `cargo xtask generate`, at a place that users expect; other generated files have a folder of that name.
const GENERATED: &[&str] = &["bindings/c/include/gws_auth.h"];

/// Not part of the project: built, downloaded or private.
const LEFT_OUT: &[&str] = &[".git", "target", "node_modules", "artifacts", "corpus", "coverage"];

/// A folder that exists only on one machine, when it stands at the root of a path.
const MACHINE_FOLDERS: &[&str] = &["home", "root", "tmp", "work"];

/// The `.rs` files below `folder`: paths relative to it, with their text.
pub(super) fn rust_sources(folder: &str) -> Vec<(String, String)> {
    let folder = paths::root().join(folder);
    let mut sources: Vec<_> = below(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some((relative(&path, &folder), fs::read_to_string(&path).ok()?)))
        .collect();
    sources.sort();
    sources
}

/// What is wrong with one file: its path in the project, and its text.
fn objections(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if is_source(path) && lines > MOST_LINES {
        found.push(format!("{path}: {lines} lines; one concept per file, {MOST_LINES} lines at most"));
    }
    if path.ends_with("/mod.rs") {
        found.push(format!("{path}: name it after its module, beside the folder"));
    }
    if path.ends_with("package-lock.json") && text.contains("\"resolved\": \"http") {
        found.push(format!(
            "{path}: names a registry's host; npm's omit-lockfile-registry-resolved leaves it out"
        ));
    }
    for (index, line) in text.lines().enumerate() {
        if let Some(what) = leaves_the_project(line) {
            found.push(format!("{path}:{}: mentions {what}", index + 1));
        }
    }
    found
}

/// Written by hand, so the length counts.
fn is_source(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let written = path.contains("generated") || GENERATED.contains(&path);
    SOURCES.contains(&extension) && !written && !path.starts_with("tests/vectors/")
}

/// A path that exists on one machine only, or beside the project.
fn leaves_the_project(line: &str) -> Option<String> {
    let beside = concat!("..", "/shared");
    if line.contains(beside) {
        return Some(beside.to_owned());
    }
    let folders = MACHINE_FOLDERS.iter().map(|folder| format!("/{folder}/"));
    folders.into_iter().find(|folder| {
        line.match_indices(folder.as_str()).any(|(at, _)| {
            let before = line.get(..at).and_then(|head| head.chars().next_back());
            before.is_none_or(|c| c.is_whitespace() || "\"'`=(<[,:".contains(c))
        })
    })
}

/// Every file below `folder`, whatever git thinks of it.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let left_out = LEFT_OUT.iter().any(|left_out| name == *left_out)
                || name.display().to_string().ends_with(".log");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !left_out => folders.push(path),
                Ok(kind) if kind.is_file() && !left_out => files.push(path),
                _ => {}
            }
        }
    }
    files
}

fn relative(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_project_is_in_order() {
        let root = paths::root();
        let mut found = Vec::new();
        for path in below(&root) {
            // What is not text has neither lines nor paths.
            if let Ok(text) = fs::read_to_string(&path) {
                found.extend(objections(&relative(&path, &root), &text));
            }
        }
        found.sort();
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }

    #[test]
    fn a_long_file_is_refused_unless_it_is_generated() {
        let long = "x\n".repeat(MOST_LINES + 1);
        assert_eq!(objections("core/src/a.rs", &long).len(), 1);
        assert!(objections("bindings/swift/generated/a.swift", &long).is_empty());
        assert!(objections("core/src/a.rs", &"x\n".repeat(MOST_LINES)).is_empty());
    }

    #[test]
    fn mod_rs_and_a_registrys_host_are_refused() {
        assert_eq!(objections("core/src/wire/mod.rs", "").len(), 1);
        assert_eq!(objections("tests/web/package-lock.json", "\"resolved\": \"https://x/y\"").len(), 1);
    }

    #[test]
    fn paths_that_leave_the_project_are_refused() {
        for folder in MACHINE_FOLDERS {
            assert_eq!(objections("a.md", &format!("see `/{folder}/x`")).len(), 1, "{folder}");
            assert!(objections("a.md", &format!("https://example.nz/{folder}/x")).is_empty(), "{folder}");
        }
        assert_eq!(objections("a.md", &format!("see {}/a", concat!("..", "/shared"))).len(), 1);
    }
}
