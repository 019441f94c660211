//! The functions.

use std::fmt::Write as _;

use super::wire::{answer, passed};
use super::{accepted, all, annotated, check, docstring, item, text};
use crate::model::{Field, Function, Model, Type};

/// `_generated_calls.py`.
pub fn calls(model: &Model) -> String {
    let mut imported: Vec<String> = Vec::new();
    for function in &model.functions {
        let kinds = function.arguments.iter().map(|argument| &argument.kind);
        for kind in kinds.chain([&function.result]) {
            let kind = if let Type::Optional(inner) | Type::List(inner) = kind { inner } else { kind };
            match kind {
                Type::Record(name) | Type::Choice(name) => imported.push(name.clone()),
                Type::Outcome(name) => {
                    imported.push(name.clone());
                    imported.push(format!("_read_{}", crate::docs::snake(name)));
                }
                _ => {}
            }
        }
    }
    imported.sort();
    imported.dedup();
    let imported: String = imported.iter().map(|name| format!("    {name},\n")).collect();
    let mut out = format!(
        "\"\"\"Every call, in the order of the flow. Written by `cargo xtask generate`.\"\"\"\n\n\
         from collections.abc import Sequence\n\
         from typing import Optional\n\n\
         from . import _boundary, _generated_library, _support\n\
         from ._generated_records import (\n{imported})\n\n{}",
        all(model.functions.iter().map(|function| function.name.clone()))
    );
    for it in &model.functions {
        out.push_str("\n\n");
        function(&mut out, model, it);
    }
    out
}

fn function(out: &mut String, model: &Model, function: &Function) {
    let name = &function.name;
    let declared = |argument: &Field| {
        let default = if argument.optional { " = None" } else { "" };
        format!("{}: {}{default}", argument.name, accepted(&argument.kind))
    };
    let arguments: Vec<_> = function.arguments.iter().map(declared).collect();
    let one_line = arguments.join(", ");
    let result = annotated(&function.result);
    if one_line.len() + name.len() + result.len() < 100 {
        let _ = writeln!(out, "def {name}({one_line}) -> {result}:");
    } else {
        let _ = writeln!(out, "def {name}(\n    {},\n) -> {result}:", arguments.join(",\n    "));
    }
    out.push_str(&docstring(&comment(model, function), "    "));
    out.push_str(&body(name, name, function, &[], "    "));
}

/// The checks of the arguments, and the call.
pub(super) fn body(place: &str, function: &str, of: &Function, own: &[&str], indent: &str) -> String {
    let mut out = String::new();
    for argument in &of.arguments {
        let check = check(place, argument, &argument.name, "");
        // The check of a text gives what is sent.
        let kept =
            if argument.kind == Type::Text { format!("raw_{} = ", argument.name) } else { String::new() };
        let _ = write!(out, "{indent}{kept}{check}");
    }
    let own = own.iter().map(|it| (*it).to_owned());
    let arguments: Vec<_> = own.chain(of.arguments.iter().map(|it| passed(&it.kind, &it.name))).collect();
    let (call, end) = match &of.result {
        Type::Flag => (format!("_support.number(_generated_library.{function}"), ") != 0"),
        kind => (format!("_support.call(_generated_library.{function}, {}", answer(kind)), ")"),
    };
    let one_line: String = arguments.iter().map(|it| format!(", {it}")).collect();
    if indent.len() + call.len() + one_line.len() + end.len() < 110 {
        let _ = writeln!(out, "{indent}return {call}{one_line}{end}");
    } else {
        let (open, first) = call.split_once('(').unwrap_or((&call, ""));
        let first = first.replace(", ", &format!(",\n{indent}    "));
        let lines: String = arguments.iter().map(|it| format!("{indent}    {it},\n")).collect();
        let _ = writeln!(out, "{indent}return {open}(\n{indent}    {first},\n{lines}{indent}{end}");
    }
    out
}

/// The lines of a function's docstring.
pub(super) fn comment(model: &Model, function: &Function) -> Vec<String> {
    let mut lines = text(model, &function.docs.text, 108);
    if !function.arguments.is_empty() {
        lines.extend([String::new(), "Args:".into()]);
        for (name, words) in &function.docs.arguments {
            lines.extend(item(model, name, words));
        }
    }
    if let Some(errors) = &function.docs.errors {
        lines.extend([String::new(), "Raises:".into()]);
        lines.extend(item(model, "GwsAuthError", errors));
        if !function.arguments.is_empty() {
            lines.extend(item(model, "TypeError", "an argument is of another type; the text names it."));
        }
    }
    lines
}
