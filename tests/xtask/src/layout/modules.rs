//! The modules of one crate as a graph: which file names what another file defines.

use std::collections::BTreeMap;

use super::imports::{Import, Root, of_file};

/// A path from the crate's root: `request/authorize.rs` is `["request", "authorize"]`, the root itself is empty.
pub(super) type Path = Vec<String>;

/// All modules that have a file.
pub(super) struct Modules {
    modules: BTreeMap<Path, Module>,
}

pub(super) struct Module {
    /// The file, relative to the crate's `src`.
    pub(super) file: String,
    pub(super) imports: Vec<Import>,
}

/// As many `use` behind one another lead nowhere.
const MOST_HOPS: usize = 32;

impl Modules {
    /// Reads all files: paths relative to `src`, with their text.
    ///
    /// # Errors
    ///
    /// A file that is not Rust.
    pub(super) fn read(files: &[(String, String)]) -> Result<Self, String> {
        let mut modules = BTreeMap::new();
        for (file, text) in files {
            let path = module(file);
            let imports = of_file(text, &path).map_err(|error| format!("{file}: {error}"))?;
            modules.insert(path, Module { file: file.clone(), imports });
        }
        Ok(Self { modules })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &Module)> {
        self.modules.iter()
    }

    /// The module whose file defines what `import` names in the file of `from`; nothing for what other crates define.
    /// Names that a module only passes on lead to where they come from.
    pub(super) fn target(&self, from: &Path, import: &Import) -> Option<Path> {
        let mut path = self.absolute(from, import.root, &import.path)?;
        for _ in 0..MOST_HOPS {
            let depth = (0..=path.len())
                .rev()
                .find(|depth| path.get(..*depth).is_some_and(|module| self.modules.contains_key(module)))?;
            let (found, rest) = path.split_at(depth);
            let here = found.to_vec();
            let passed_on = rest.first().and_then(|name| {
                let uses = &self.modules.get(&here)?.imports;
                uses.iter().find(|import| import.name.as_ref() == Some(name))
            });
            let Some(used) = passed_on else { return Some(here) };
            // `use m;` makes an item of a macro that is defined here.
            if used.root == Root::Here && used.path.as_slice() == rest.get(..1)? {
                return Some(here);
            }
            path = [self.absolute(&here, used.root, &used.path)?.as_slice(), rest.get(1..)?].concat();
        }
        None
    }

    /// Whether the path takes a name from the crate's root that is no module.
    pub(super) fn is_of_root(&self, import: &Import) -> bool {
        let first = import.path.first().filter(|_| import.root == Root::Crate);
        let root = self.modules.get(&Path::new());
        let passed_on =
            |name| root.is_some_and(|root| root.imports.iter().any(|i| i.name.as_ref() == Some(name)));
        first.is_some_and(|first| !self.modules.contains_key(std::slice::from_ref(first)) && passed_on(first))
    }

    fn absolute(&self, from: &Path, root: Root, path: &[String]) -> Option<Path> {
        match root {
            Root::Crate => Some(path.to_vec()),
            Root::Std | Root::Alloc => None,
            Root::Here => {
                let below = [from.as_slice(), path].concat();
                let is_module = |path: &[String]| self.modules.contains_key(path);
                if below.get(..=from.len()).is_some_and(is_module) {
                    return Some(below);
                }
                // What the file has imported under this name.
                let (first, rest) = path.split_first()?;
                let uses = &self.modules.get(from)?.imports;
                let used = uses
                    .iter()
                    .find(|import| import.name.as_ref() == Some(first) && import.path.as_slice() != path)?;
                let used = self.absolute(from, used.root, &used.path)?;
                Some([used.as_slice(), rest].concat())
            }
        }
    }
}

/// `request/authorize.rs` is `["request", "authorize"]`; the root is nothing.
fn module(file: &str) -> Path {
    let stem = file.trim_end_matches(".rs");
    if ["lib", "main"].contains(&stem) { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::layout) fn read(files: &[(&str, &str)]) -> Modules {
        let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
        Modules::read(&files.iter().map(owned).collect::<Vec<_>>()).expect("Rust")
    }

    fn targets(files: &[(&str, &str)], from: &str) -> Vec<String> {
        let modules = read(files);
        let from = module(from);
        let imports = &modules.modules.get(&from).expect("a module").imports;
        let show = |path: Option<Path>| path.map_or("-".to_owned(), |path| path.join("::"));
        imports.iter().map(|import| show(modules.target(&from, import))).collect()
    }

    #[test]
    fn a_name_leads_to_the_file_that_defines_it() {
        let files = [
            ("lib.rs", "mod a; mod b; pub use a::inner::Deep as Top;"),
            ("a.rs", "mod inner; pub use inner::Deep; pub struct Own; use core::fmt;"),
            ("a/inner.rs", "pub struct Deep;"),
            (
                "b.rs",
                "use crate::{Top, a::{Deep, Own, inner}, a}; fn f() { inner::g(); a::inner::h(); fmt::i() }",
            ),
        ];
        let expected = ["a::inner", "a::inner", "a", "a::inner", "a", "a::inner", "a::inner", "-"];
        assert_eq!(targets(&files, "b.rs"), expected);
    }

    #[test]
    fn a_module_below_is_found_without_self() {
        let files = [("a.rs", "mod b; use b::C; fn f() { b::d(); e::f(); }"), ("a/b.rs", "")];
        assert_eq!(targets(&files, "a.rs"), ["a::b", "a::b", "-"]);
    }

    #[test]
    fn names_that_lead_in_circles_lead_nowhere() {
        let files = [("a.rs", "use crate::b::X;"), ("b.rs", "pub use crate::a::X;")];
        assert_eq!(targets(&files, "a.rs"), ["-"]);
    }
}
