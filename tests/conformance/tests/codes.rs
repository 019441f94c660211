//! The published codes: `tests/vectors/codes.json`, to which codes are only added, and `bindings/CODES.md`.
//!
//! `GWS_AUTH_WRITE=1 cargo test -p gws-auth-conformance --test codes` writes both, as `cargo xtask generate` does.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs};

use gws_auth_core::{Blame, Error, ErrorKind};
use serde_json::Value as Json;

const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/codes.json");
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bindings/CODES.md");

#[test]
fn the_published_codes_are_those_of_core() {
    let published = fs::read_to_string(PUBLISHED).expect("codes.json is there");
    let expected = with_new_ones(&published, &rows()).unwrap_or_else(|wrong| panic!("codes.json: {wrong}"));
    compare(PUBLISHED, &expected);
    compare(PAGE, &page());
}

fn compare(file: &str, expected: &str) {
    if env::var_os("GWS_AUTH_WRITE").is_some() {
        fs::write(file, expected).expect("can be written");
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    assert!(found == expected, "{file} is old: `cargo xtask generate`");
}

/// What core says of each code, in the order of the numbers: one line of `codes.json` each.
fn rows() -> Vec<(&'static str, String)> {
    let row = |kind: &ErrorKind| {
        let (code, number, blame) = (kind.code(), kind.number(), kind.blame().code());
        let mut row = format!("{{\"code\": \"{code}\", \"number\": {number}, \"blame\": \"{blame}\"");
        if let Some(position) = Error::of(*kind).position().code() {
            let _ = write!(row, ", \"position\": \"{position}\"");
        }
        (code, row + "}")
    };
    ErrorKind::ALL.iter().map(row).collect()
}

/// The published text with the new codes behind the old ones; a sentence where an old one is gone, or not as it was.
fn with_new_ones(published: &str, rows: &[(&str, String)]) -> Result<String, String> {
    let json: Json = serde_json::from_str(published).map_err(|error| error.to_string())?;
    let old = json["codes"].as_array().ok_or("`codes` is no list")?;
    let mut core: BTreeMap<&str, &str> = rows.iter().map(|(code, row)| (*code, row.as_str())).collect();
    let mut lines = Vec::new();
    for row in old {
        let code = row["code"].as_str().ok_or_else(|| format!("{row} names no code"))?;
        let Some(now) = core.remove(code) else {
            return Err(format!(
                "`{code}` was published and is no longer in core; codes are never removed or renamed"
            ));
        };
        if serde_json::from_str::<Json>(now).ok().as_ref() != Some(row) {
            return Err(format!(
                "`{code}` was published as {row}, and core has {now}; a published code never changes"
            ));
        }
        lines.push(now);
    }
    lines.extend(rows.iter().filter(|(code, _)| core.contains_key(code)).map(|(_, row)| row.as_str()));
    Ok(format!("{{\n \"codes\": [\n  {}\n ]\n}}\n", lines.join(",\n  ")))
}

fn page() -> String {
    let mut page = String::from(HEAD);
    for blame in [Blame::Caller, Blame::Input, Blame::Server, Blame::Policy, Blame::Library] {
        let _ = writeln!(page, "- `{}`: {}", blame.code(), about(blame));
    }
    for (topic, kinds) in ErrorKind::TOPICS {
        let _ = write!(
            page,
            "\n## {topic}\n\n| code | number | blame | meaning | remedy |\n|---|---|---|---|---|\n"
        );
        for kind in *kinds {
            let cells = [kind.message(), kind.remedy()].map(|text| text.replace('|', "\\|"));
            let (code, number, blame) = (kind.code(), kind.number(), kind.blame().code());
            let _ = writeln!(page, "| `{code}` | {number} | {blame} | {} |", cells.join(" | "));
        }
    }
    page
}

const HEAD: &str = "\
# Error codes

Written by `cargo xtask generate` from `core/src/error/code`; the tests compare. Code and number are the same in every
language and never change. New ones may be added, so a program has an answer for one that it does not know. The
blame says who has to change something:

";

fn about(blame: Blame) -> &'static str {
    match blame {
        Blame::Caller => "the program that called: an argument cannot be right.",
        Blame::Input => "a text that came from elsewhere: a landing URL, a stored record, a token.",
        Blame::Server => "what answered the request: IR, or something on the way.",
        Blame::Policy => "nobody: a rule of the policy ended it.",
        Blame::Library => "this library: a fault of its own.",
    }
}

#[test]
fn every_kind_has_one_topic() {
    let of_topics = ErrorKind::TOPICS.iter().flat_map(|(_, kinds)| *kinds);
    let mut numbers: Vec<_> = of_topics.map(|kind| kind.number()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ErrorKind::ALL.iter().map(|kind| kind.number()).collect::<Vec<_>>());
}

#[test]
fn codes_are_added_and_never_changed() {
    let row = |code, number| (code, format!("{{\"code\": \"{code}\", \"number\": {number}}}"));
    let text = with_new_ones("{\"codes\": []}", &[row("b", 2), row("a", 3)]).expect("two new ones");
    assert_eq!(with_new_ones(&text, &[row("a", 3), row("b", 2)]).as_ref(), Ok(&text), "the order stays");
    let longer = with_new_ones(&text, &[row("c", 1), row("b", 2), row("a", 3)]).expect("one new one");
    assert!(longer.find("\"c\"") > longer.find("\"a\""), "{longer}");
    let renumbered = with_new_ones(&text, &[row("b", 2), row("a", 4)]);
    assert!(renumbered.is_err_and(|wrong| wrong.contains("`a` was published as")));
    let removed = with_new_ones(&text, &[row("b", 2)]);
    assert!(removed.is_err_and(|wrong| wrong.contains("`a` was published and is no longer")));
}
