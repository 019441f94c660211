//! Turns `tests/vectors/*.json` into static tables. Files whose top level is not an array hold no vectors.

use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("tests/vectors is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();

    let mut tables = String::from("/// All vector files.\npub static FILES: &[File] = &[\n");
    let mut longest_body = 0;
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("UTF-8");
        let json: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}.json: {e}"));
        let Value::Array(vectors) = json else { continue };
        writeln!(tables, "File {{ name: {name:?}, vectors: &[").expect("memory");
        for vector in &vectors {
            let what = format!("{name}.json: {}", vector["id"]);
            longest_body = longest_body.max(write_vector(&mut tables, &name, vector, &what));
        }
        tables.push_str("] },\n");
    }
    tables.push_str("];\n");
    writeln!(
        tables,
        "/// The bytes of the longest body or token of a vector.\npub const BODY_LEN: usize = {longest_body};"
    )
    .expect("memory");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo")).join("vectors.rs");
    fs::write(out, tables).expect("OUT_DIR is writable");
}

/// Writes one vector and returns the length of its body or token.
fn write_vector(tables: &mut String, file: &str, vector: &Value, what: &str) -> usize {
    let known = ["id", "rules", "source", "op", "in", "out", "refused", "unreadable", "error"];
    let object = vector.as_object().unwrap_or_else(|| panic!("{what}: not an object"));
    if let Some(stray) = object.keys().find(|key| !known.contains(&key.as_str())) {
        panic!("{what}: unknown member {stray}");
    }
    let text = |name: &str| vector[name].as_str().unwrap_or_else(|| panic!("{what}: no {name}"));
    let rules: Vec<&str> = vector["rules"]
        .as_array()
        .unwrap_or_else(|| panic!("{what}: no rules"))
        .iter()
        .map(|rule| rule.as_str().unwrap_or_else(|| panic!("{what}: rules")))
        .collect();
    let (input, body) = fields(&object["in"], what);
    let kinds = ["out", "refused", "unreadable", "error"].map(|kind| object.get(kind));
    let expected = match kinds {
        [Some(out), None, None, None] => format!("Expected::Out(&[{}])", fields(out, what).0),
        [None, Some(refused), None, None] => format!("Expected::Refused(&[{}])", fields(refused, what).0),
        [None, None, Some(unreadable), None] => {
            format!("Expected::Unreadable(&[{}])", fields(unreadable, what).0)
        }
        [None, None, None, Some(error)] => {
            let code = error["code"].as_str().unwrap_or_else(|| panic!("{what}: error.code"));
            let at = match error.get("at") {
                None => "None".to_owned(),
                Some(at) => format!("Some({})", at.as_u64().unwrap_or_else(|| panic!("{what}: error.at"))),
            };
            format!("Expected::Error {{ code: {code:?}, at: {at} }}")
        }
        _ => panic!("{what}: one of out, refused, unreadable and error"),
    };
    let (id, op) = (text("id"), text("op"));
    writeln!(
        tables,
        "Vector {{ file: {file:?}, id: {id:?}, rules: &{rules:?}, op: {op:?}, input: &[{input}], expected: {expected} }},"
    )
    .expect("memory");
    body
}

/// The fields as Rust, and the length of the longest called `body` or `token`.
fn fields(object: &Value, what: &str) -> (String, usize) {
    let object: &Map<String, Value> = object.as_object().unwrap_or_else(|| panic!("{what}: fields"));
    let mut code = String::new();
    let mut body = 0;
    for (name, value) in object {
        let (name, value, length) = field(name, value, what);
        if matches!(name, "body" | "token") {
            body = body.max(length);
        }
        write!(code, "({name:?}, {value}),").expect("memory");
    }
    (code, body)
}

fn field<'a>(name: &'a str, value: &Value, what: &str) -> (&'a str, String, usize) {
    if let Some(name) = name.strip_suffix("_hex") {
        let digits = value.as_str().unwrap_or_else(|| panic!("{what}: {name}_hex"));
        assert!(digits.len().is_multiple_of(2), "{what}: {name}_hex");
        let bytes: Vec<u8> = (0..digits.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits"))
            .collect();
        return (name, format!("Value::Bytes(&{bytes:?})"), bytes.len());
    }
    if let Some(name) = name.strip_suffix("_repeat") {
        let pieces: Vec<(&str, u64)> = value
            .as_array()
            .unwrap_or_else(|| panic!("{what}: {name}_repeat"))
            .iter()
            .map(|piece| (piece[0].as_str().expect("a text"), piece[1].as_u64().expect("a count")))
            .collect();
        let length = pieces.iter().map(|(text, times)| text.len() * *times as usize).sum();
        return (name, format!("Value::Repeat(&{pieces:?})"), length);
    }
    match value {
        Value::String(text) => (name, format!("Value::Text({text:?})"), text.len()),
        Value::Bool(flag) => (name, format!("Value::Flag({flag})"), 0),
        Value::Number(number) => {
            let integer = number.as_i64().unwrap_or_else(|| panic!("{what}: {name} is not an integer"));
            (name, format!("Value::Integer({integer})"), 0)
        }
        _ => panic!("{what}: {name} is neither text, integer nor boolean"),
    }
}
