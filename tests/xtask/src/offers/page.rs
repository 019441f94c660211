//! `bindings/README.md`.

use std::fmt::Write as _;

use super::Offers;
use super::vectors::{self, Vector};

/// The languages: what people call them, and their names in `offers.json`. Rust has every call.
pub(super) const COLUMNS: &[(&str, &str)] = &[
    ("Rust", "rust"),
    ("JavaScript", "javascript"),
    ("C", "c"),
    ("Kotlin", "kotlin"),
    ("Python", "python"),
    ("Swift", "swift"),
];

const HEAD: &str = "\
# What each language offers

Written by `cargo xtask generate` from the sources and from [`offers.json`](../tests/vectors/offers.json); the tests compare.
A row is a call of `gws_auth_core::calls`, in the order of the flow; names are the same words in each language's case. The
last column counts the [vectors](../tests/vectors/README.md) that try the call, the last row those that a language runs.
Kotlin, Python and Swift share one Rust side; Swift was never compiled. The command is in [`cli`](cli/README.md), the codes
of errors are in [`CODES.md`](CODES.md).

";

pub(super) fn text(offers: &Offers, all: &[Vector]) -> String {
    let mut page = String::from(HEAD);
    let names: Vec<_> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(page, "| call | {} | vectors |\n|{}", names.join(" | "), "---|".repeat(names.len() + 2));
    for (call, _) in &offers.calls {
        let yes_or_no = COLUMNS.iter().map(|(_, language)| {
            if *language == "rust" || offers.offers(language, call) { "yes" } else { "no" }
        });
        let cells: Vec<_> = yes_or_no.collect();
        let count = vectors::count_about(offers, all, call);
        let _ = writeln!(page, "| `{call}` | {} | {count} |", cells.join(" | "));
    }
    let totals = COLUMNS.iter().map(|(_, language)| match *language {
        "rust" => all.len().to_string(),
        "swift" => "none".to_owned(),
        other => vectors::count(offers, all, other).to_string(),
    });
    let totals: Vec<_> = totals.collect();
    let _ = writeln!(page, "| vectors | {} | {} |", totals.join(" | "), all.len());
    page
}
