//! What a command ends with: one JSON object, or text for people.

use base64ct::{Base64, Encoding as _};
use gws_auth_core::calls::record::Record;
use serde_json::{Map, Value};

use crate::exit::{Failure, Status};
use crate::fields::{self, FORMER_NAMES, Secrets};
use crate::keep::Keep;
use crate::terminal::{note_to_people, print, print_only_copy};
use crate::text::{escape, json_line, lines};

/// The field of records that holds what is odd about a good result.
const WARNINGS: &str = "warnings";

/// What a command has to say when all went well.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// The JSON object.
    pub(crate) fields: Map<String, Value>,
    /// The text for people, if it is not simply the fields. It is trusted: escape what a server wrote.
    pub(crate) text: Option<String>,
    /// Remarks for people, on standard error, with JSON too.
    notes: Vec<String>,
    /// The exit status, if it is not that of a success: findings that fail.
    ends: Option<Status>,
    /// Where the fields go if they cannot be printed.
    pub(crate) keep: Keep,
}

impl Report {
    /// A report without fields yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A record of core's: its fields, and a remark for each of its warnings.
    pub(crate) fn of(record: &dyn Record, secrets: Secrets<'_>) -> Self {
        Self::of_fields(fields::of(record, secrets))
    }

    /// The fields of a record, and a remark for each of its warnings.
    pub(crate) fn of_fields(fields: Map<String, Value>) -> Self {
        Self { notes: warnings(&fields), fields, ..Self::default() }
    }

    /// The same with one more field.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// The same with a text for people.
    #[must_use]
    pub(crate) fn reading(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// The same with a remark.
    #[must_use]
    pub(crate) fn noting(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same with another exit status.
    #[must_use]
    pub(crate) fn ending(mut self, status: Status) -> Self {
        self.ends = Some(status);
        self
    }

    /// The same with a place for what cannot be printed.
    #[must_use]
    pub(crate) fn keeping(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }
}

/// A remark for each warning among the fields of a record.
pub(crate) fn warnings(fields: &Map<String, Value>) -> Vec<String> {
    let remark = |warning: &Value| {
        let text = |name: &str| warning.get(name).and_then(Value::as_str);
        Some(format!("warning: {} ({})", text("message")?, text("code")?))
    };
    fields.get(WARNINGS).and_then(Value::as_array).into_iter().flatten().filter_map(remark).collect()
}

/// Prints the outcome and tells the exit status. A standard output that cannot be written to is a failure too.
pub(crate) fn finish(outcome: Result<Report, Failure>, json: bool) -> Status {
    match outcome {
        Ok(report) => done(report, json),
        Err(failure) => {
            warnings(&failure.fields).iter().for_each(|warning| note_to_people(warning));
            if json {
                print(json_line(&in_json(&failure)).as_bytes());
                return failure.status;
            }
            // The message has said them.
            let rest = lines(&without(&failure.fields, &["message", "advice"]), "  ");
            note_to_people(&format!("{}\n{}", escape(failure.message()), rest.trim_end()));
            if let Some(bytes) = &failure.only_copy {
                print_only_copy(bytes);
            }
            failure.status
        }
    }
}

fn done(mut report: Report, json: bool) -> Status {
    for note in &report.notes {
        note_to_people(note);
    }
    let text = match report.text {
        Some(text) if !json => text,
        None if !json => lines(&without(&report.fields, &[]), ""),
        _ => json_line(&Value::Object(report.fields.clone())),
    };
    if print(text.as_bytes()) {
        return report.ends.unwrap_or(Status::Done);
    }
    if let Some(path) = report.keep.keep(json_line(&Value::Object(report.fields)).as_bytes()) {
        note_to_people(&format!("the result is in {}", path.display()));
    }
    Status::Refused
}

/// What people are shown of `fields`: warnings are told in another place, and `said` has been said.
fn without(fields: &Map<String, Value>, said: &[&str]) -> Map<String, Value> {
    let mut shown = fields.clone();
    let former = FORMER_NAMES.iter().map(|(former, _)| former);
    for name in said.iter().chain([&WARNINGS]).chain(former) {
        shown.shift_remove(*name);
    }
    shown
}

fn in_json(failure: &Failure) -> Value {
    let mut fields = failure.fields.clone();
    match failure.only_copy.as_deref().map(|bytes| (bytes, std::str::from_utf8(bytes))) {
        None => {}
        Some((_, Ok(text))) => drop(fields.insert("body".into(), text.into())),
        Some((bytes, Err(_))) => {
            drop(fields.insert("body_base64".into(), Base64::encode_string(bytes).into()))
        }
    }
    let mut whole = Map::new();
    if failure.verdict {
        whole.insert("valid".into(), false.into());
    }
    if let Some(outcome) = failure.outcome {
        whole.insert("outcome".into(), outcome.into());
    }
    whole.insert("error".into(), Value::Object(fields));
    Value::Object(whole)
}
