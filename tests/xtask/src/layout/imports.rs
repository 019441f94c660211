//! Which modules a file of a crate names: its `use` trees, the paths in its code, and those in macros.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, ImplItem, Item, UseTree, Visibility};

/// One path that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) root: Root,
    /// The path's segments below the root.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    /// The name under which a `use` brings it into the file's own module.
    pub(super) name: Option<String>,
    /// A `pub use` of any reach.
    pub(super) reexported: bool,
}

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// This crate: `crate`, `self` and `super` are resolved.
    Crate,
    Std,
    Alloc,
    /// A name that only the file itself can explain: a module below it, something that it imports, another crate.
    Here,
}

/// What the file of module `module` names in what ships: items under `#[cfg(test)]` are left out.
///
/// # Errors
///
/// The text is not Rust.
pub(super) fn of_file(source: &str, module: &[String]) -> Result<Vec<Import>, String> {
    let file: File =
        syn::parse_str(source).map_err(|error| format!("line {}: {error}", error.span().start().line))?;
    let mut reader = Reader { module: module.to_vec(), inline: 0, found: Vec::new() };
    reader.visit_file(&file);
    Ok(reader.found)
}

struct Reader {
    /// The module that is being read: the file's own, or one that stands in it.
    module: Vec<String>,
    /// How many modules deep the reader is in the file.
    inline: usize,
    found: Vec<Import>,
}

impl Reader {
    fn add(&mut self, path: &[String], line: usize) -> Option<&mut Import> {
        let (root, path) = self.rooted(path)?;
        self.found.push(Import { root, path, line, name: None, reexported: false });
        self.found.last_mut()
    }

    /// Resolves what a path begins with; nothing for a lone name.
    fn rooted(&self, path: &[String]) -> Option<(Root, Vec<String>)> {
        let (first, rest) = path.split_first()?;
        let below = |base: &[String], rest: &[String]| [base, rest].concat();
        Some(match first.as_str() {
            "crate" => (Root::Crate, rest.to_vec()),
            "std" => (Root::Std, rest.to_vec()),
            "alloc" => (Root::Alloc, rest.to_vec()),
            "self" if rest.is_empty() => return None,
            "self" => (Root::Crate, below(&self.module, rest)),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                let above = self.module.get(..self.module.len().saturating_sub(ups)).unwrap_or_default();
                (Root::Crate, below(above, path.get(ups..).unwrap_or_default()))
            }
            _ => (Root::Here, path.to_vec()),
        })
    }

    /// Each end of a `use` tree.
    fn tree(&mut self, tree: &UseTree, before: &[String], reexported: bool) {
        let with = |ident: &proc_macro2::Ident| [before, &[ident.to_string()]].concat();
        let (path, name, line) = match tree {
            UseTree::Path(path) => return self.tree(&path.tree, &with(&path.ident), reexported),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|item| self.tree(item, before, reexported));
            }
            UseTree::Glob(glob) => {
                ([before, &["*".to_owned()]].concat(), None, glob.star_token.spans[0].start().line)
            }
            UseTree::Name(name) => (with(&name.ident), None, name.ident.span().start().line),
            UseTree::Rename(rename) => {
                let name = Some(rename.rename.to_string());
                (with(&rename.ident), name, rename.ident.span().start().line)
            }
        };
        // `a::{self}` is `a`.
        let path = match path.split_last() {
            Some((last, rest)) if last == "self" && !rest.is_empty() => rest.to_vec(),
            _ => path,
        };
        let name = name.or_else(|| path.last().filter(|last| *last != "*").cloned());
        let own = self.inline == 0;
        if let Some(import) = self.add(&path, line) {
            import.name = name.filter(|_| own);
            import.reexported = reexported && own;
        }
    }

    /// Paths in the tokens of a macro, which nobody has parsed.
    fn tokens(&mut self, tokens: TokenStream, before: &[String]) {
        let mut tokens = tokens.into_iter().peekable();
        let mut path = before.to_vec();
        let mut colons = if before.is_empty() { 0 } else { 2 };
        let mut line = 0;
        loop {
            let token = tokens.next();
            match token {
                Some(TokenTree::Punct(sign)) if sign.as_char() == ':' => colons += 1,
                Some(TokenTree::Ident(word)) if colons == 2 && !path.is_empty() => {
                    (line, colons) = (word.span().start().line, 0);
                    path.push(word.to_string());
                }
                // The branches of a `use` tree.
                Some(TokenTree::Group(group))
                    if colons == 2 && !path.is_empty() && group.delimiter() == Delimiter::Brace =>
                {
                    self.tokens(group.stream(), &path);
                    (path, colons) = (Vec::new(), 0);
                }
                other => {
                    if path.len() > before.len().max(1) {
                        self.add(&path, line);
                    }
                    (path, colons) = (Vec::new(), 0);
                    match other {
                        None => return,
                        Some(TokenTree::Ident(word)) => {
                            line = word.span().start().line;
                            path.push(word.to_string());
                        }
                        Some(TokenTree::Punct(sign)) if sign.as_char() == ',' && !before.is_empty() => {
                            (path, colons) = (before.to_vec(), 2);
                        }
                        Some(TokenTree::Group(group)) => self.tokens(group.stream(), &[]),
                        Some(_) => {}
                    }
                }
            }
        }
    }
}

impl Visit<'_> for Reader {
    fn visit_item(&mut self, item: &Item) {
        if !of_item(item).iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return visit::visit_impl_item(self, item),
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &syn::ItemMod) {
        if item.content.is_some() {
            self.module.push(item.ident.to_string());
            self.inline += 1;
            visit::visit_item_mod(self, item);
            self.inline -= 1;
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.tree(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_item_extern_crate(&mut self, item: &syn::ItemExternCrate) {
        if item.ident == "std" || item.ident == "alloc" {
            self.add(&[item.ident.to_string()], item.ident.span().start().line);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        if path.segments.len() > 1
            && let Some(first) = path.segments.first()
        {
            let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(&segments, first.ident.span().start().line);
        }
        visit::visit_path(self, path);
    }

    /// `pub(in crate::a)` uses nothing of it.
    fn visit_vis_restricted(&mut self, _: &syn::VisRestricted) {}

    fn visit_macro(&mut self, called: &syn::Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone(), &[]);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    let condition = attribute.meta.require_list().ok().filter(|list| list.path.is_ident("cfg"));
    condition.is_some_and(|list| list.tokens.to_string() == "test")
}

fn of_item(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(syn::ItemConst { attrs, .. })
        | Item::Enum(syn::ItemEnum { attrs, .. })
        | Item::ExternCrate(syn::ItemExternCrate { attrs, .. })
        | Item::Fn(syn::ItemFn { attrs, .. })
        | Item::ForeignMod(syn::ItemForeignMod { attrs, .. })
        | Item::Impl(syn::ItemImpl { attrs, .. })
        | Item::Macro(syn::ItemMacro { attrs, .. })
        | Item::Mod(syn::ItemMod { attrs, .. })
        | Item::Static(syn::ItemStatic { attrs, .. })
        | Item::Struct(syn::ItemStruct { attrs, .. })
        | Item::Trait(syn::ItemTrait { attrs, .. })
        | Item::TraitAlias(syn::ItemTraitAlias { attrs, .. })
        | Item::Type(syn::ItemType { attrs, .. })
        | Item::Union(syn::ItemUnion { attrs, .. })
        | Item::Use(syn::ItemUse { attrs, .. }) => attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paths that are not `Here`.
    fn named(source: &str, module: &[&str]) -> Vec<String> {
        let module: Vec<String> = module.iter().map(|part| (*part).to_owned()).collect();
        let imports = of_file(source, &module).expect("Rust");
        let known = imports.iter().filter(|import| import.root != Root::Here);
        known.map(|import| format!("{:?} {}", import.root, import.path.join("::"))).collect()
    }

    #[test]
    fn use_trees_are_opened() {
        let source = "use crate::{a::{self, b}, c::d as e, f::*};";
        assert_eq!(named(source, &["m"]), ["Crate a", "Crate a::b", "Crate c::d", "Crate f::*"]);
    }

    #[test]
    fn paths_in_code_count() {
        let source = "fn f() -> crate::a::B { crate::c::d::<u8>(x); <crate::e::F>::g() }";
        assert_eq!(named(source, &["m"]), ["Crate a::B", "Crate c::d", "Crate e::F"]);
    }

    #[test]
    fn paths_in_macros_count_and_their_use_trees_are_opened() {
        let source =
            "macro_rules! m { ($x:ty) => { use crate::a::{b, c::d}; $crate::e::f(<$x>::g, [std::h::i()]) }; }
                      fn f() { assert!(crate::j::k(1) == super::l::m, \"crate::no\") }";
        let expected = ["Crate a::b", "Crate a::c::d", "Crate e::f", "Std h::i", "Crate j::k", "Crate l::m"];
        assert_eq!(named(source, &["m"]), expected);
    }

    #[test]
    fn super_and_self_are_resolved() {
        assert_eq!(named("use super::a; use super::super::b::C;", &["m", "n"]), ["Crate m::a", "Crate b::C"]);
        assert_eq!(named("use self::a::B;", &["m", "n"]), ["Crate m::n::a::B"]);
        assert_eq!(named("use super::{a, super::b};", &["m", "n"]), ["Crate m::a", "Crate b"]);
        assert_eq!(named("mod o { use super::a::B; }", &["m", "n"]), ["Crate m::n::a::B"]);
    }

    #[test]
    fn std_and_alloc_are_seen_and_core_alloc_is_not() {
        let source =
            "use std::io; use ::alloc::vec; extern crate alloc; extern crate std as s; use core::alloc::L;";
        assert_eq!(named(source, &["m"]), ["Std io", "Alloc vec", "Alloc ", "Std "]);
    }

    #[test]
    fn what_names_nothing_is_left_out() {
        let receiver = "impl A { fn f(self) { self.b; pub(crate) fn g() {} pub(in crate::x) fn h() {} } }";
        assert_eq!(named(receiver, &["m"]), [""; 0]);
        let comments = "// crate::a::b\n/* std::c */ fn f() { \"crate::d::e\"; r#\"std::g\"#; }";
        assert_eq!(named(comments, &["m"]), [""; 0]);
        let tests =
            "#[cfg(test)] #[allow(x)] mod t { use crate::a::B; } #[cfg(test)] use crate::c; use crate::d;
                     impl A { #[cfg(test)] fn f() { crate::e::f() } }";
        assert_eq!(named(tests, &["m"]), ["Crate d"]);
    }

    #[test]
    fn names_lines_and_reexports_are_kept() {
        let imports = of_file("use a::b;\npub use c::D as E;\nmod f { pub use g::H; }", &[]).expect("Rust");
        let shown: Vec<_> = imports.iter().map(|i| (i.name.as_deref(), i.reexported, i.line)).collect();
        assert_eq!(shown, [(Some("b"), false, 1), (Some("E"), true, 2), (None, false, 3)]);
        assert!(imports.iter().all(|import| import.root == Root::Here));
        assert!(of_file("fn", &[]).is_err_and(|error| error.contains("line 1")));
    }
}
