//! Core's records as fields to print: one function for all of them, whatever fields they have.

use base64ct::{Base64, Encoding as _};
use gws_auth_core::calls::record::{Kind, Record, Value as Field};
use serde_json::{Map, Value};

/// What stands in the place of a secret.
pub(crate) const HIDDEN: &str = "[hidden]";

/// Names that scripts know fields of a refusal by since the first version, and the fields: printed in JSON beside them.
pub(crate) const FORMER_NAMES: [(&str, &str); 2] =
    [("oauth_error", "error"), ("oauth_error_description", "error_description")];

/// Which secrets are printed: a command prints those that are its job.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Secrets<'a> {
    /// All of them.
    Shown,
    /// None of them.
    Hidden,
    /// Those in these fields.
    Only(&'a [&'a str]),
}

impl Secrets<'_> {
    fn shows(self, name: &str) -> bool {
        match self {
            Self::Shown => true,
            Self::Hidden => false,
            Self::Only(names) => names.contains(&name),
        }
    }
}

/// The fields of `record` under its own names, all of them: what is absent is null.
pub(crate) fn of(record: &dyn Record, secrets: Secrets<'_>) -> Map<String, Value> {
    let mut fields = Map::new();
    record.fields(&mut |name, kind, field| {
        let hidden = kind == Kind::Secret && !secrets.shows(name) && !matches!(field, Field::Absent);
        let value = if hidden { HIDDEN.into() } else { value(&field, secrets) };
        fields.insert(name.into(), value);
    });
    fields
}

fn value(field: &Field<'_>, secrets: Secrets<'_>) -> Value {
    match field {
        Field::Absent => Value::Null,
        Field::Flag(flag) => (*flag).into(),
        Field::Integer(number) => (*number).into(),
        Field::Text(text) => (*text).into(),
        Field::Bytes(bytes) => Base64::encode_string(bytes).into(),
        Field::Record(record) => Value::Object(of(*record, secrets)),
        Field::List(items) => list(items.iter().map(|item| value(item, secrets)).collect()),
    }
}

/// Pairs of a name and a value, as headers are, become one object.
fn list(items: Vec<Value>) -> Value {
    let pair = |item: &Value| {
        let item = item.as_object().filter(|item| item.len() == 2)?;
        Some((item.get("name")?.as_str()?.to_owned(), item.get("value")?.clone()))
    };
    match items.iter().map(pair).collect::<Option<Map<_, _>>>() {
        Some(pairs) if !pairs.is_empty() => Value::Object(pairs),
        _ => Value::Array(items),
    }
}
