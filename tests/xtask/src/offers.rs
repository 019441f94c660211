//! Which of core's calls each language offers: found in the languages' sources, written into `tests/vectors/offers.json`,
//! which every runner of the vectors reads, and shown in `bindings/README.md`.

mod page;
mod sources;
mod vectors;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::paths;

/// What the runners read: the calls are generated, the rest is written by hand.
const OFFERS: &str = "tests/vectors/offers.json";

/// What people read.
const PAGE: &str = "bindings/README.md";

/// The languages that are found in the sources, by the names that `offers.json` has for them.
const LANGUAGES: &[&str] = &["c", "javascript", "kotlin", "python", "swift"];

/// `offers.json`.
struct Offers {
    /// In the order of the flow: each call with the languages that offer it.
    calls: Vec<(String, Vec<&'static str>)>,
    /// The calls that a vector's op is run through, where that is not the call of its own name.
    ops: BTreeMap<String, Vec<String>>,
    /// Calls that no vector is about.
    without_vectors: Vec<String>,
}

/// Writes both anew.
///
/// # Errors
///
/// A file that cannot be read or written, or what does not fit together.
pub(crate) fn write() -> Result<(), String> {
    for (file, text) in made()? {
        let file = paths::root().join(file);
        fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// Each file that is made here, with its text.
fn made() -> Result<[(&'static str, String); 2], String> {
    let committed = read(OFFERS)?;
    let offers = Offers { calls: sources::calls()?, ..parse(&committed)? };
    let all = vectors::all()?;
    let objections = vectors::objections(&offers, &all);
    if !objections.is_empty() {
        return Err(format!("{OFFERS}: {}", objections.join("\n")));
    }
    Ok([(OFFERS, offers.text()), (PAGE, page::text(&offers, &all))])
}

/// As many vectors as the runner of `language` must have run: it prints `vectors NAME: N passed`.
///
/// # Errors
///
/// The line is not there, or has another number.
pub(crate) fn all_were_run(language: &str, printed: &str) -> Result<(), String> {
    let (name, _) = page::COLUMNS.iter().find(|(_, id)| *id == language).ok_or("no such language")?;
    let begin = format!("vectors {name}: ");
    // Test runners put signs and colours before a line.
    let line = printed.lines().find_map(|line| line.split_once(&begin).map(|(_, rest)| rest));
    let passed = line.and_then(|line| line.split(' ').next()).and_then(|number| number.parse().ok());
    let passed: usize = passed.ok_or_else(|| format!("no line says `{begin}N passed`"))?;
    let expected = vectors::count(&parse(&read(OFFERS)?)?, &vectors::all()?, language);
    if passed == expected {
        Ok(())
    } else {
        Err(format!("{name} ran {passed} vectors; by {OFFERS} there are {expected} for it"))
    }
}

impl Offers {
    /// The calls that a vector is run through; nothing where the op is not known.
    fn run_through(&self, op: &str, request: Option<&str>) -> Option<Vec<&str>> {
        let special = request.and_then(|request| self.ops.get(&format!("{op} {request}")));
        match special.or_else(|| self.ops.get(op)) {
            Some(calls) => Some(calls.iter().map(String::as_str).collect()),
            None => self.calls.iter().find(|(call, _)| call == op).map(|(call, _)| vec![call.as_str()]),
        }
    }

    fn offers(&self, language: &str, call: &str) -> bool {
        self.calls.iter().any(|(name, languages)| name == call && languages.contains(&language))
    }

    fn text(&self) -> String {
        let list = |words: &[String]| {
            let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
            format!("[{}]", words.join(", "))
        };
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let calls = self.calls.iter().map(|(call, languages)| (call, list(&owned(languages))));
        let ops = self.ops.iter().map(|(op, calls)| (op, list(calls)));
        let object = |rows: Vec<(&String, String)>| {
            let rows: Vec<_> = rows.iter().map(|(name, list)| format!("  \"{name}\": {list}")).collect();
            format!("{{\n{}\n }}", rows.join(",\n"))
        };
        let mut text = String::from("{\n");
        let _ = writeln!(text, " \"calls\": {},", object(calls.collect()));
        let _ = writeln!(text, " \"ops\": {},", object(ops.collect()));
        let _ = writeln!(text, " \"without_vectors\": {}\n}}", list(&self.without_vectors));
        text
    }
}

fn parse(text: &str) -> Result<Offers, String> {
    let json: Value = serde_json::from_str(text).map_err(|error| format!("{OFFERS}: {error}"))?;
    let wrong = |what: &str| format!("{OFFERS}: `{what}` is not as tests/vectors/README.md says");
    let texts = |value: &Value| -> Option<Vec<String>> {
        value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let mut calls = Vec::new();
    for (call, languages) in json["calls"].as_object().ok_or_else(|| wrong("calls"))? {
        let languages = texts(languages).ok_or_else(|| wrong(call))?;
        let known = LANGUAGES.iter().copied().filter(|known| languages.iter().any(|name| name == known));
        calls.push((call.clone(), known.collect()));
    }
    let mut ops = BTreeMap::new();
    for (op, through) in json["ops"].as_object().ok_or_else(|| wrong("ops"))? {
        ops.insert(op.clone(), texts(through).ok_or_else(|| wrong(op))?);
    }
    let without_vectors = texts(&json["without_vectors"]).ok_or_else(|| wrong("without_vectors"))?;
    Ok(Offers { calls, ops, without_vectors })
}

fn read(file: &str) -> Result<String, String> {
    let file = paths::root().join(file);
    fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_current() {
        // What `cargo xtask generate` does, without the rest of it.
        if std::env::var_os("GWS_AUTH_WRITE").is_some() {
            write().unwrap_or_else(|wrong| panic!("{wrong}"));
        }
        for (file, text) in made().unwrap_or_else(|wrong| panic!("{wrong}")) {
            assert!(
                read(file).is_ok_and(|committed| committed == text),
                "{file} is old: `cargo xtask generate`"
            );
        }
    }

    #[test]
    fn an_op_is_run_through_its_calls() {
        let text = r#"{"calls": {"a": ["c", "swift"], "b": ["c"]},
                       "ops": {"x": ["a", "b"], "y": ["a"], "y other": [], "z": []}, "without_vectors": ["a"]}"#;
        let offers = parse(text).expect("parses");
        assert_eq!(offers.run_through("a", None), Some(vec!["a"]));
        assert_eq!(offers.run_through("x", Some("other")), Some(vec!["a", "b"]));
        assert_eq!(offers.run_through("y", Some("other")), Some(Vec::new()));
        assert_eq!(offers.run_through("y", Some("one")), Some(vec!["a"]));
        assert_eq!(offers.run_through("w", None), None);
        assert!(offers.offers("swift", "a") && !offers.offers("swift", "b") && !offers.offers("kotlin", "a"));
        let again = parse(&offers.text()).expect("parses again");
        assert_eq!((again.calls, again.ops), (offers.calls, offers.ops));
    }

    #[test]
    fn another_number_of_vectors_is_noticed() {
        let none = all_were_run("kotlin", "vectors Kotlin: 0 passed, 5 left out");
        assert!(none.is_err_and(|wrong| wrong.contains("Kotlin ran 0 vectors")));
        assert!(all_were_run("kotlin", "BUILD SUCCESS").is_err_and(|wrong| wrong.contains("no line says")));
    }
}
