//! The choices, the records and the outcomes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::calls::{body, comment};
use super::wire::{packed, reader};
use super::{accepted, all, annotated, check, docstring, item, text};
use crate::docs::{Docs, snake};
use crate::model::{Choice, Field, Model, Outcome, Record, Type};

const HEAD: &str = "\
\"\"\"The choices, the records and the outcomes. Written by `cargo xtask generate`.\"\"\"

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, Optional, TypeVar, Union

from . import _boundary, _generated_library, _support
from ._support import HIDDEN, Record

";

/// `_generated_records.py`.
pub fn records(model: &Model) -> String {
    let mut names: Vec<_> = model.choices.iter().map(|choice| choice.name.clone()).collect();
    names.extend(model.records.iter().map(|record| record.name.clone()));
    names.extend(model.outcomes.iter().map(|outcome| outcome.name.clone()));
    names.extend(["Granted".into(), "Refused".into()]);
    let mut out = HEAD.to_owned() + &all(names);
    for choice in &model.choices {
        string_enum(&mut out, model, choice);
    }
    let (into, from) = (model.lowered(), model.lifted());
    for record in in_order(model) {
        dataclass(&mut out, model, record, &into, &from);
    }
    outcomes(&mut out, model);
    out
}

/// A record after those that it holds.
fn in_order(model: &Model) -> Vec<&Record> {
    let mut left: Vec<_> = model.records.iter().collect();
    let mut done: Vec<&Record> = Vec::new();
    while !left.is_empty() {
        let (ready, waiting): (Vec<_>, Vec<_>) = left.into_iter().partition(|record| {
            let mut held = BTreeSet::new();
            record.fields.iter().for_each(|field| held_by(&field.kind, &mut held));
            held.iter().all(|name| done.iter().any(|known| known.name == *name))
        });
        assert!(!ready.is_empty(), "records that hold each other");
        done.extend(ready);
        left = waiting;
    }
    done
}

fn held_by(kind: &Type, held: &mut BTreeSet<String>) {
    match kind {
        Type::Optional(inner) | Type::List(inner) => held_by(inner, held),
        Type::Record(name) => {
            held.insert(name.clone());
        }
        _ => {}
    }
}

fn string_enum(out: &mut String, model: &Model, choice: &Choice) {
    let name = &choice.name;
    let _ = write!(out, "\n\nclass {name}(str, Enum):\n");
    let mut lines = text(model, &choice.docs.text, 108);
    lines.extend([String::new(), "Each is the text of its stable code.".into()]);
    out.push_str(&docstring(&lines, "    "));
    for (word, docs) in &choice.words {
        let code = snake(word);
        let _ = writeln!(out, "\n    {} = \"{code}\"", code.to_uppercase());
        out.push_str(&docstring(&text(model, &docs.text, 108), "    "));
    }
    let _ = write!(
        out,
        "\n    def __str__(self) -> str:\n        return str(self.value)\n\n    \
         def _packed(self) -> bytes:\n        return _{0}_PACKED[self._value_]\n\n    \
         @staticmethod\n    def _read(data: bytes, _at: int) -> tuple[\"{name}\", int]:\n        \
         return _{0}_READ[data[_at : _at + 4]], _at + 4\n\n\n\
         _{0}_READ = {{number.to_bytes(4, \"big\"): word for number, word in enumerate({name}, 1)}}\n\
         _{0}_PACKED = {{word.value: number for number, word in _{0}_READ.items()}}\n",
        snake(name).to_uppercase()
    );
}

fn class_comment(model: &Model, docs: &Docs, fields: &[Field]) -> String {
    let mut lines = text(model, &docs.text, 108);
    lines.extend([String::new(), "Attributes:".into()]);
    for field in fields {
        let hidden = if field.hidden { " It is hidden when the record is printed." } else { "" };
        lines.extend(item(model, &field.name, &format!("{}{hidden}", field.docs.text)));
    }
    docstring(&lines, "    ")
}

fn dataclass(
    out: &mut String,
    model: &Model,
    record: &Record,
    into: &BTreeSet<String>,
    from: &BTreeSet<String>,
) {
    let name = &record.name;
    let _ = write!(out, "\n\n@dataclass(frozen=True, repr=False)\nclass {name}(Record):\n");
    out.push_str(&class_comment(model, &record.docs, &record.fields));
    for field in &record.fields {
        let value = match (field.optional, field.hidden) {
            (false, false) => "",
            (true, false) => " = None",
            (false, true) => " = field(metadata=HIDDEN)",
            (true, true) => " = field(default=None, metadata=HIDDEN)",
        };
        let kind = if record.input { accepted(&field.kind) } else { annotated(&field.kind) };
        let _ = writeln!(out, "\n    {}: {kind}{value}", field.name);
        out.push_str(&docstring(&text(model, &field.docs.text, 108), "    "));
    }
    if record.input {
        out.push_str("\n    def __post_init__(self) -> None:\n");
        for field in &record.fields {
            out.push_str(&check(name, field, &format!("self.{}", field.name), "        "));
        }
    }
    for method in &record.methods {
        let arguments = method.arguments.iter().map(|it| format!(", {}: {}", it.name, accepted(&it.kind)));
        let result = annotated(&method.result);
        let _ =
            writeln!(out, "\n    def {}(self{}) -> {result}:", method.name, arguments.collect::<String>());
        out.push_str(&docstring(&comment(model, method), "        "));
        let symbol = format!("{}_{}", snake(name), method.name);
        let place = format!("{name}.{}", method.name);
        out.push_str(&body(&place, &symbol, method, &["self._packed()"], "        "));
    }
    if into.contains(name) {
        out.push_str("\n    def _packed(self) -> bytes:\n        return b\"\".join(\n            (\n");
        for field in &record.fields {
            let _ =
                writeln!(out, "                {},", packed(&field.kind, &format!("self.{}", field.name)));
        }
        out.push_str("            )\n        )\n");
    }
    if from.contains(name) {
        let _ = write!(
            out,
            "\n    @staticmethod\n    def _read(data: bytes, _at: int) -> tuple[\"{name}\", int]:\n"
        );
        for field in &record.fields {
            let _ = writeln!(out, "        {}, _at = {}", field.name, reader(&field.kind, "data, _at"));
        }
        let _ = writeln!(out, "        return _boundary.made(\n            {name},\n            {{");
        for field in &record.fields {
            let _ = writeln!(out, "                \"{0}\": {0},", field.name);
        }
        out.push_str("            },\n        ), _at\n");
    }
}

/// `Granted` and `Refused` once, and a union for each outcome. `Unreadable` is the record itself.
fn outcomes(out: &mut String, model: &Model) {
    let mut granted: BTreeMap<&str, &Field> = BTreeMap::new();
    let mut refused = None;
    for case in model.outcomes.iter().flat_map(|outcome| &outcome.cases) {
        match case.name.as_str() {
            "Granted" => {
                granted.insert(&case.field.name, &case.field);
            }
            "Refused" => refused = Some(case),
            _ => {}
        }
    }
    out.push_str("\n\n_Value = TypeVar(\"_Value\", covariant=True)\n\n\n");
    out.push_str("@dataclass(frozen=True, repr=False)\nclass Granted(Record, Generic[_Value]):\n");
    let properties: Vec<_> = granted.keys().map(|name| format!("`{name}`")).collect();
    let comment = format!(
        "What was asked for was given: `value`, which is also called by the name of what it is, {}.\n\nAttributes:",
        properties.join(", ")
    );
    let mut lines = text(model, &comment, 108);
    lines.extend(item(model, "value", "What was given."));
    out.push_str(&docstring(&lines, "    "));
    out.push_str("\n    value: _Value\n    \"\"\"What was given.\"\"\"\n");
    for (name, field) in granted {
        let kind = annotated(&field.kind);
        let _ = writeln!(out, "\n    @property\n    def {name}(self: \"Granted[{kind}]\") -> {kind}:");
        out.push_str(&docstring(&text(model, &field.docs.text, 104), "        "));
        let _ = writeln!(out, "        return _support.given(\"{name}\", self.value, {kind})");
    }
    if let Some(case) = refused {
        out.push_str("\n\n@dataclass(frozen=True, repr=False)\nclass Refused(Record):\n");
        out.push_str(&class_comment(model, &case.docs, std::slice::from_ref(&case.field)));
        let _ = writeln!(out, "\n    {}: {}", case.field.name, annotated(&case.field.kind));
        out.push_str(&docstring(&text(model, &case.field.docs.text, 108), "    "));
    }
    for outcome in &model.outcomes {
        union(out, model, outcome);
    }
}

fn union(out: &mut String, model: &Model, outcome: &Outcome) {
    let name = &outcome.name;
    let members: Vec<_> = outcome
        .cases
        .iter()
        .map(|case| match (case.name.as_str(), &case.field.kind) {
            ("Granted", kind) => format!("Granted[{}]", annotated(kind)),
            (name, _) => name.to_owned(),
        })
        .collect();
    let _ = writeln!(out, "\n\n{name} = Union[{}]", members.join(", "));
    out.push_str(&docstring(&text(model, &outcome.docs.text, 108), ""));
    let _ = write!(
        out,
        "\n\ndef _read_{}(data: bytes, _at: int) -> tuple[{name}, int]:\n    \
         index, _at = _boundary.int32(data, _at)\n",
        snake(name)
    );
    for (index, case) in outcome.cases.iter().enumerate() {
        let field = &case.field.name;
        let value = match case.name.as_str() {
            "Granted" | "Refused" => format!("{}({field})", case.name),
            _ => field.clone(),
        };
        let _ = write!(
            out,
            "    if index == {}:\n        {field}, _at = {}\n        return {value}, _at\n",
            index + 1,
            reader(&case.field.kind, "data, _at")
        );
    }
    out.push_str("    raise LookupError\n");
}
