//! STYLE 5: imports have no circles, neither in the core nor in the command. A file that names what another one defines
//! stands above it.
//!
//! A module and the files of its folder are one whole: `json.rs` may call `json/scan.rs`, and that may use the types of
//! `json.rs`. Among themselves, and with the rest, the files of a folder have no circles either; the crate's root is no
//! such whole, and a module that only passes on (`pub use`) what lies in its folder does not stand above that.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Modules, Path};

/// For each module the modules that it stands above, with the line that says so.
type Graph = BTreeMap<Path, BTreeMap<Path, usize>>;

/// Every circle: its files, and the lines that close it.
pub(super) fn circles(modules: &Modules) -> Vec<String> {
    let graph = graph(modules);
    let mut found = Vec::new();
    let mut regions = vec![graph.keys().collect::<BTreeSet<_>>()];
    while let Some(region) = regions.pop() {
        for mut circle in strong(&graph, &region) {
            match circle.iter().copied().find(|head| is_head(head, &circle)) {
                Some(head) => {
                    circle.remove(head);
                    regions.push(circle);
                }
                None => found.push(tell(modules, &graph, &circle)),
            }
        }
    }
    found.sort();
    found
}

/// Whether all the others lie in the folder of this module.
fn is_head(module: &Path, circle: &BTreeSet<&Path>) -> bool {
    !module.is_empty() && circle.iter().all(|other| other.starts_with(module))
}

/// The sets of modules in `region` each of which stands above all the others, and above itself.
fn strong<'a>(graph: &'a Graph, region: &BTreeSet<&'a Path>) -> Vec<BTreeSet<&'a Path>> {
    let reached: BTreeMap<&Path, BTreeSet<&Path>> =
        region.iter().map(|module| (*module, reach(graph, region, module))).collect();
    let reaches = |from: &Path, to: &Path| reached.get(from).is_some_and(|all| all.contains(to));
    let mut found: Vec<BTreeSet<&Path>> = Vec::new();
    for module in region {
        if reaches(module, module) && !found.iter().any(|circle| circle.contains(module)) {
            let all = region.iter().copied();
            found.push(all.filter(|other| reaches(module, other) && reaches(other, module)).collect());
        }
    }
    found
}

/// Everything below `start` within `region`; itself only if it stands in a circle.
fn reach<'a>(graph: &'a Graph, region: &BTreeSet<&'a Path>, start: &Path) -> BTreeSet<&'a Path> {
    let below = |module: &Path| graph.get(module).into_iter().flat_map(BTreeMap::keys);
    let mut all = BTreeSet::new();
    let mut next: Vec<&Path> = below(start).collect();
    while let Some(module) = next.pop() {
        if region.contains(module) && all.insert(module) {
            next.extend(below(module));
        }
    }
    all
}

fn graph(modules: &Modules) -> Graph {
    let mut graph = Graph::new();
    for (from, module) in modules.iter() {
        let below = graph.entry(from.clone()).or_default();
        for import in &module.imports {
            let Some(to) = modules.target(from, import) else { continue };
            let passed_on = import.reexported && to.starts_with(from);
            if to != *from && !passed_on {
                below.entry(to).or_insert(import.line);
            }
        }
    }
    graph
}

fn tell(modules: &Modules, graph: &Graph, circle: &BTreeSet<&Path>) -> String {
    let name = |path: &Path| if path.is_empty() { "the root".to_owned() } else { path.join("::") };
    let mut text =
        format!("a circle: {}", circle.iter().map(|path| name(path)).collect::<Vec<_>>().join(", "));
    for (from, module) in modules.iter().filter(|(path, _)| circle.contains(path)) {
        let below = graph.get(from).into_iter().flatten().filter(|(to, _)| circle.contains(to));
        for (to, line) in below {
            text += &format!("\n  {}:{line} names {}", module.file, name(to));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::files;
    use crate::layout::modules::tests::read;

    fn of_folder(folder: &str) -> Vec<String> {
        let files = files::rust_sources(folder);
        assert!(!files.is_empty(), "{folder} is empty");
        circles(&Modules::read(&files).expect("Rust"))
    }

    #[test]
    fn the_core_has_no_circle() {
        let found = of_folder("core/src");
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }

    #[test]
    fn the_command_has_no_circle() {
        let found = of_folder("bindings/cli/src");
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }

    #[test]
    fn a_circle_is_told_with_the_lines_that_close_it() {
        let found = circles(&read(&[
            ("main.rs", "mod a; mod b; mod c; fn main() { a::f() }"),
            ("a.rs", "//! x\nuse crate::b::g;"),
            ("b.rs", "use crate::c;\nfn g() { c::h() }"),
            ("c.rs", "fn h() { crate::a::f() }"),
        ]));
        let expected = "a circle: a, b, c\n  a.rs:2 names b\n  b.rs:1 names c\n  c.rs:1 names a";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn two_circles_are_two() {
        let found = circles(&read(&[
            ("a.rs", "use crate::{b::B, c::C};"),
            ("b.rs", "use crate::a::A;"),
            ("c.rs", "use crate::d::D;"),
            ("d.rs", "use super::c::C;"),
        ]));
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_circle_through_a_reexport_or_a_macro_is_seen() {
        let through_root =
            [("lib.rs", "pub use a::X;"), ("a.rs", "use crate::b::Y;"), ("b.rs", "use crate::X;")];
        assert_eq!(circles(&read(&through_root)).len(), 1);
        let in_macro = [("a.rs", "fn f() { assert!(crate::b::y()) }"), ("b.rs", "use crate::a::X;")];
        assert_eq!(circles(&read(&in_macro)).len(), 1);
        let in_items = [
            ("lib.rs", "mod a; pub use a::b::B;"),
            ("a.rs", "mod b; mod c; pub use b::B;"),
            ("a/b.rs", "macro_rules! m { ($t:ty) => {} } pub(super) use m; m!(super::c::Y, super::c::Z);"),
            ("a/c.rs", "use super::b::m;"),
        ];
        assert_eq!(circles(&read(&in_items)).len(), 1);
        let with_root = [("main.rs", "mod a; fn main() { a::f() }"), ("a.rs", "use crate::Own;")];
        assert_eq!(circles(&read(&with_root)).len(), 1);
    }

    #[test]
    fn a_folder_is_one_whole_but_hides_no_circle() {
        let whole = ("a.rs", "mod b; mod c; fn f() { b::g() }");
        let (back, forth) = (("a/b.rs", "use super::{X, c::Y};"), ("a/c.rs", "use super::X;"));
        assert_eq!(circles(&read(&[whole, back, forth])), [""; 0]);
        let within = circles(&read(&[whole, back, ("a/c.rs", "use super::{X, b::Z};")]));
        assert_eq!(within, ["a circle: a::b, a::c\n  a/b.rs:1 names a::c\n  a/c.rs:1 names a::b"]);
        let outside = [whole, back, ("a/c.rs", "use crate::d::W;"), ("d.rs", "use crate::a::X;")];
        assert_eq!(circles(&read(&outside)).len(), 1);
    }

    #[test]
    fn what_is_no_circle_passes() {
        let found = circles(&read(&[
            ("lib.rs", "mod a; mod b; pub use a::X;"),
            // It only passes on what lies in its folder, and that may use what it defines.
            ("a.rs", "mod inner; pub use inner::X; pub struct Own;\n#[cfg(test)] mod t { use crate::b::Y; }"),
            ("a/inner.rs", "use super::Own;"),
            ("b.rs", "use crate::{X, a::Own}; use self::Own as Z;"),
        ]));
        assert_eq!(found, [""; 0]);
    }
}
