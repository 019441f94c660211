//! Which modules a file of a crate names.

use std::collections::BTreeMap;

use super::tokens::{Token, shipped};

/// One path that a file names, from the root of the crate or of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// `std` and `alloc` for these crates, otherwise this crate.
    pub(super) root: Root,
    /// The path's segments below the root.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Crate,
    Std,
    Alloc,
}

/// The paths that the file of module `module` names through `crate::`, `super::`, `self::`, `std::` or `alloc::`.
pub(super) fn of_file(source: &str, module: &[String]) -> Vec<Import> {
    let tokens = shipped(source);
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if continues_a_path(&tokens, index) {
            continue;
        }
        let (root, prefix, next) = match token.text.as_str() {
            "crate" => (Root::Crate, Vec::new(), index + 1),
            "self" => (Root::Crate, module.to_vec(), index + 1),
            "super" => above(&tokens, index, module),
            "std" => (Root::Std, Vec::new(), index + 1),
            "alloc" => (Root::Alloc, Vec::new(), index + 1),
            _ => continue,
        };
        if separator(&tokens, next) {
            let mut leaves = Vec::new();
            tree(&tokens, next + 2, &prefix, &mut leaves);
            found.extend(leaves.into_iter().map(|leaf| Import { root, path: leaf.path, line: token.line }));
        } else if follows_extern_crate(&tokens, index) && root != Root::Crate {
            found.push(Import { root, path: Vec::new(), line: token.line });
        }
    }
    found
}

/// What the root of a crate re-exports: the name, and the path behind it.
pub(super) fn reexports(root_source: &str) -> BTreeMap<String, Vec<String>> {
    let tokens = shipped(root_source);
    let mut names = BTreeMap::new();
    for (index, pair) in tokens.windows(2).enumerate() {
        if let [first, second] = pair
            && first.text == "pub"
            && second.text == "use"
        {
            let mut leaves = Vec::new();
            let skip = if word(&tokens, index + 2) == Some("crate") { 5 } else { 2 };
            tree(&tokens, index + skip, &[], &mut leaves);
            names.extend(leaves.into_iter().map(|leaf| (leaf.name, leaf.path)));
        }
    }
    names
}

/// One end of a `use` tree.
struct Leaf {
    name: String,
    path: Vec<String>,
}

/// Reads `a::{b, c::d as e, *}` from `at`; gives back where it ends.
fn tree(tokens: &[Token], mut at: usize, prefix: &[String], leaves: &mut Vec<Leaf>) -> usize {
    let mut path = prefix.to_vec();
    loop {
        match word(tokens, at) {
            Some("{") => {
                at += 1;
                while !matches!(word(tokens, at), Some("}") | None) {
                    at = tree(tokens, at, &path, leaves);
                    if word(tokens, at) == Some(",") {
                        at += 1;
                    } else if word(tokens, at) != Some("}") {
                        return at;
                    }
                }
                return at + 1;
            }
            Some(text) if text == "*" || text.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                if text != "self" {
                    path.push(text.to_owned());
                }
                at += 1;
            }
            _ => return at + 1,
        }
        if separator(tokens, at) {
            at += 2;
            // A turbofish: the path has ended.
            if word(tokens, at) == Some("<") {
                break;
            }
        } else {
            break;
        }
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if word(tokens, at) == Some("as") {
        name = word(tokens, at + 1).unwrap_or_default().to_owned();
        at += 2;
    }
    leaves.push(Leaf { name, path });
    at
}

/// The module that `super::super…` names, and the place of the last `super`'s separator.
fn above(tokens: &[Token], mut index: usize, module: &[String]) -> (Root, Vec<String>, usize) {
    let mut path = module.to_vec();
    path.pop();
    while separator(tokens, index + 1) && word(tokens, index + 3) == Some("super") {
        path.pop();
        index += 3;
    }
    (Root::Crate, path, index + 1)
}

/// Whether `word::` stands before this token: then it is not the path's root.
fn continues_a_path(tokens: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(3) else { return false };
    separator(tokens, index - 2)
        && word(tokens, before).is_some_and(|text| text.chars().all(|c| c.is_alphanumeric() || c == '_'))
        && !matches!(word(tokens, before), Some("use" | "in" | "as" | "return"))
}

fn follows_extern_crate(tokens: &[Token], index: usize) -> bool {
    index.checked_sub(1).and_then(|before| word(tokens, before)) == Some("crate")
}

fn separator(tokens: &[Token], at: usize) -> bool {
    word(tokens, at) == Some(":") && word(tokens, at + 1) == Some(":")
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).map(|token| token.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(source: &str, module: &[&str]) -> Vec<String> {
        let module: Vec<String> = module.iter().map(|part| (*part).to_owned()).collect();
        let show = |import: &Import| format!("{:?} {}", import.root, import.path.join("::"));
        of_file(source, &module).iter().map(show).collect()
    }

    #[test]
    fn use_trees_are_opened() {
        let source = "use crate::{a::{self, b}, c::d as e, f::*};";
        assert_eq!(named(source, &["m"]), ["Crate a", "Crate a::b", "Crate c::d", "Crate f::*"]);
    }

    #[test]
    fn paths_in_code_count_and_a_turbofish_ends_them() {
        let source = "fn f() -> crate::a::B { crate::c::d::<u8>(x); <crate::e::F>::g() }";
        assert_eq!(named(source, &["m"]), ["Crate a::B", "Crate c::d", "Crate e::F"]);
    }

    #[test]
    fn super_and_self_are_resolved() {
        assert_eq!(named("use super::a; use super::super::b::C;", &["m", "n"]), ["Crate m::a", "Crate b::C"]);
        assert_eq!(named("use self::a::B;", &["m", "n"]), ["Crate m::n::a::B"]);
        assert_eq!(
            named("use super::{a, super::b};", &["m", "n"]).first().map(String::as_str),
            Some("Crate m::a")
        );
    }

    #[test]
    fn std_and_alloc_are_seen_and_core_alloc_is_not() {
        let source =
            "use std::io; use ::alloc::vec; extern crate alloc; extern crate std as s; use core::alloc::L;";
        assert_eq!(named(source, &["m"]), ["Std io", "Alloc vec", "Alloc ", "Std "]);
    }

    #[test]
    fn the_method_receiver_is_no_path() {
        assert_eq!(named("impl A { fn f(self) { self.b; pub(crate) fn g() {} } }", &["m"]), [""; 0]);
    }

    #[test]
    fn reexports_give_the_path_behind_a_name() {
        let names = reexports("pub mod a; pub use a::{B, c::D as E}; pub use crate::f::G;");
        let shown: Vec<_> = names.iter().map(|(name, path)| format!("{name}={}", path.join("::"))).collect();
        assert_eq!(shown, ["B=a::B", "E=a::c::D", "G=f::G"]);
    }
}
