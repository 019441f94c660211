//! Records against the fields that a vector names: one function for all of them.

use gws_auth_conformance::Case;
use gws_auth_core::calls::record::{FieldValue, Record, Value};
use gws_auth_core::calls::{HttpRequest, Refusal, Reply, Unreadable, Warning};

/// English for people: it only has to be there.
const ENGLISH: &[&str] = &["meaning", "check", "advice", "message"];

/// Compares each field of `record` with the vector's.
pub(super) fn put(case: &mut Case<'_>, record: &dyn Record) {
    record.fields(&mut |name, _, value| match value {
        Value::Absent => {}
        Value::Text(text) if ENGLISH.contains(&name) => case.put_english(text),
        Value::Text(text) => case.put_text(name, text),
        Value::Integer(number) => case.put_integer(name, number),
        Value::Flag(flag) => case.put_flag(name, flag),
        Value::Bytes(bytes) => case.put_bytes(name, bytes),
        Value::List(items) => put_list(case, name, &items),
        Value::Record(record) => put(case, record),
    });
}

/// Texts, or the codes of warnings, separated by spaces; an empty list is absent.
fn put_list(case: &mut Case<'_>, name: &'static str, items: &[Value<'_>]) {
    let mut texts = Vec::new();
    for item in items {
        match item {
            Value::Text(text) => texts.push((*text).to_owned()),
            Value::Record(record) => record.fields(&mut |field, _, value| match (field, value) {
                ("code", Value::Text(code)) => texts.push(code.to_owned()),
                (_, Value::Text(text)) => case.put_english(text),
                _ => panic!("{name} holds {field}"),
            }),
            _ => panic!("a list of what? {name}"),
        }
    }
    if !texts.is_empty() {
        case.put_text(name, &texts.join(" "));
    }
}

/// The codes of warnings, as a record's field holds them.
pub(super) fn put_warnings(case: &mut Case<'_>, warnings: &[Warning]) {
    put_list(case, "warnings", &warnings.iter().map(FieldValue::value).collect::<Vec<_>>());
}

pub(super) fn put_reply<T: Record>(case: &mut Case<'_>, reply: &Reply<T>) {
    match reply {
        Reply::Granted(granted) => {
            case.granted();
            put(case, granted);
        }
        Reply::Refused(refusal) => put_refusal(case, refusal),
        Reply::Unreadable(unreadable) => put_unreadable(case, unreadable),
    }
}

pub(super) fn put_refusal(case: &mut Case<'_>, refusal: &Refusal) {
    case.refused();
    put(case, refusal);
}

fn put_unreadable(case: &mut Case<'_>, unreadable: &Unreadable) {
    case.unreadable();
    put(case, unreadable);
    // The message names it.
    case.leave_out("at");
}

/// The headers by their names; what the transport must do has vectors of its own.
pub(super) fn put_request(case: &mut Case<'_>, request: &HttpRequest) {
    let HttpRequest { kind: _, method, url, headers, body, transport: _ } = request;
    case.granted();
    case.put_text("method", method);
    case.put_text("url", url);
    for header in headers {
        let name = match header.name.as_str() {
            "Authorization" => "authorization",
            "Content-Type" => "content_type",
            "Content-Length" => "content_length",
            _ => "headers",
        };
        case.put_text(name, header.value.expose());
    }
    case.put_text("body", body.expose());
}
