//! The vectors, and which of them a language runs.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{LANGUAGES, Offers};
use crate::paths;

/// What counts of a vector.
pub(super) struct Vector {
    op: String,
    request: Option<String>,
    /// For languages in which the caller owns the buffers.
    has_capacity: bool,
    /// Not for C, where a text ends at its first NUL.
    has_nul: bool,
}

/// The vectors of all files whose top level is an array.
///
/// # Errors
///
/// A file that cannot be read, or is not JSON.
pub(super) fn all() -> Result<Vec<Vector>, String> {
    let folder = paths::root().join("tests/vectors");
    let listed = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut all = Vec::new();
    for file in listed.flatten().map(|entry| entry.path()) {
        if file.extension().is_some_and(|extension| extension == "json") {
            let wrong = |error: String| format!("{}: {error}", file.display());
            let text = fs::read_to_string(&file).map_err(|error| wrong(error.to_string()))?;
            let json: Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
            all.extend(json.as_array().into_iter().flatten().map(Vector::read));
        }
    }
    Ok(all)
}

impl Vector {
    fn read(vector: &Value) -> Self {
        let arguments = vector["in"].as_object();
        let nul = |(name, value): (&String, &Value)| {
            // A body is bytes.
            name != "body" && value.as_str().is_some_and(|text| text.contains('\0'))
        };
        Self {
            op: vector["op"].as_str().unwrap_or_default().to_owned(),
            request: vector["in"]["request"].as_str().map(str::to_owned),
            has_capacity: arguments.is_some_and(|arguments| arguments.contains_key("out_capacity")),
            has_nul: arguments.is_some_and(|arguments| arguments.iter().any(nul)),
        }
    }

    fn run_through<'a>(&self, offers: &'a Offers) -> Option<Vec<&'a str>> {
        offers.run_through(&self.op, self.request.as_deref())
    }

    /// Whether the vector is about this call: it has its name, or is run through it.
    fn is_about(&self, offers: &Offers, call: &str) -> bool {
        self.op == call || self.run_through(offers).is_some_and(|calls| calls.contains(&call))
    }

    fn is_for(&self, offers: &Offers, language: &str) -> bool {
        let calls = self.run_through(offers).unwrap_or_default();
        let fits = if language == "c" { !self.has_nul } else { !self.has_capacity };
        fits && !calls.is_empty() && calls.iter().all(|call| offers.offers(language, call))
    }
}

/// How many vectors a language runs.
pub(super) fn count(offers: &Offers, all: &[Vector], language: &str) -> usize {
    all.iter().filter(|vector| vector.is_for(offers, language)).count()
}

/// How many vectors are about a call.
pub(super) fn count_about(offers: &Offers, all: &[Vector], call: &str) -> usize {
    all.iter().filter(|vector| vector.is_about(offers, call)).count()
}

/// What does not fit together: an op or a call that there is not, or a call that is offered and that no vector tries.
pub(super) fn objections(offers: &Offers, all: &[Vector]) -> Vec<String> {
    let mut found = Vec::new();
    let is_call = |name: &str| offers.calls.iter().any(|(call, _)| call == name);
    let known: BTreeSet<&str> = all.iter().map(|vector| vector.op.as_str()).collect();
    for op in known.iter().filter(|op| !is_call(op)) {
        if all.iter().any(|vector| vector.op == **op && vector.run_through(offers).is_none()) {
            found.push(format!(
                "the op `{op}` is no call, and `ops` does not say which calls it is run through"
            ));
        }
    }
    for (op, calls) in &offers.ops {
        let used = all.iter().any(|vector| {
            let special = vector.request.as_ref().map(|request| format!("{} {request}", vector.op));
            vector.op == *op || special.as_ref() == Some(op)
        });
        if !used {
            found.push(format!("no vector has the op `{op}`"));
        }
        found.extend(
            calls.iter().filter(|call| !is_call(call)).map(|call| format!("there is no call `{call}`")),
        );
    }
    for (call, languages) in &offers.calls {
        let excused = offers.without_vectors.contains(call);
        for language in LANGUAGES.iter().filter(|language| languages.contains(language)) {
            let tried =
                all.iter().any(|vector| vector.is_for(offers, language) && vector.is_about(offers, call));
            match (tried, excused) {
                (false, false) => found.push(format!("{language} offers `{call}`, and no vector tries it")),
                (true, true) => {
                    found.push(format!("`{call}` has vectors, but stands among `without_vectors`"))
                }
                _ => {}
            }
        }
    }
    found.extend(
        offers
            .without_vectors
            .iter()
            .filter(|call| !is_call(call))
            .map(|call| format!("there is no call `{call}`")),
    );
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn vector(text: &str) -> Vector {
        Vector::read(&serde_json::from_str(text).expect("JSON"))
    }

    fn offers(ops: &str, without: &str) -> Offers {
        let calls = r#"{"a": ["c", "kotlin"], "b": ["c"], "version": ["c"]}"#;
        parse(&format!(r#"{{"calls": {calls}, "ops": {ops}, "without_vectors": {without}}}"#))
            .expect("parses")
    }

    #[test]
    fn each_language_has_its_own_number() {
        let offers = offers(r#"{"x": ["a", "b"], "own": []}"#, "[]");
        let all = [
            vector(r#"{"op": "a", "in": {}}"#),
            vector(r#"{"op": "a", "in": {"out_capacity": 1}}"#),
            vector(r#"{"op": "a", "in": {"token": "a\u0000b", "body": ""}}"#),
            vector(r#"{"op": "x", "in": {"body": "\u0000"}}"#),
            vector(r#"{"op": "own", "in": {}}"#),
        ];
        assert_eq!(count(&offers, &all, "c"), 3, "all but the NUL and core's own");
        assert_eq!(
            count(&offers, &all, "kotlin"),
            2,
            "all but the capacity, what b is needed for, and core's own"
        );
        assert_eq!(count(&offers, &all, "swift"), 0);
        assert_eq!([count_about(&offers, &all, "a"), count_about(&offers, &all, "b")], [4, 1]);
    }

    #[test]
    fn what_does_not_fit_together_is_named() {
        let all = [vector(r#"{"op": "a", "in": {}}"#), vector(r#"{"op": "b", "in": {}}"#)];
        assert_eq!(objections(&offers("{}", r#"["version"]"#), &all), [""; 0]);
        let of = |ops, without, all: &[Vector]| objections(&offers(ops, without), all).join("; ");
        assert_eq!(of("{}", "[]", &all), "c offers `version`, and no vector tries it");
        assert_eq!(of(r#"{"n": ["a"]}"#, r#"["version"]"#, &all), "no vector has the op `n`");
        assert_eq!(of(r#"{"b": ["z"]}"#, r#"["version", "b"]"#, &all), "there is no call `z`");
        let unknown = [r#"{"op": "a", "in": {}}"#, r#"{"op": "u", "in": {}}"#].map(vector);
        assert!(of("{}", r#"["version"]"#, &unknown).contains("the op `u` is no call"));
        assert!(of("{}", r#"["version"]"#, &all[..1]).contains("c offers `b`, and no vector tries it"));
        assert!(of("{}", r#"["version", "a"]"#, &all).contains("`a` has vectors"));
    }
}
