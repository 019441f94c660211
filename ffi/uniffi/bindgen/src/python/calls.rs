//! The functions.

use std::fmt::Write as _;

use super::{accepted, all, annotated, check, docstring, item, lifted, lowered, text};
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
                    imported.push(format!("_lifted_{}", crate::docs::snake(name)));
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
         from . import _support\n\
         from ._generated_records import (\n{imported})\n\
         from ._support import raw\n\n{}",
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
    for argument in &function.arguments {
        out.push_str(&check(name, argument, &argument.name, "    "));
    }
    let passed = function.arguments.iter().map(|it| format!(", {}", lowered(&it.kind, &it.name)));
    let call = format!("_support.call(raw.{name}{})", passed.collect::<String>());
    let value = lifted(&function.result, &call);
    // `Any` is no annotation.
    if value == call {
        let _ = writeln!(out, "    result: {result} = {value}\n    return result");
    } else {
        let _ = writeln!(out, "    return {value}");
    }
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
