//! The functions.

use std::fmt::Write as _;

use super::{accepted, all, annotated, check, docstring, exported, item, passed, result, text};
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
         from . import _boundary, _support\n\
         from ._generated_records import (\n{imported})\n\n{}\n",
        all(model.functions.iter().map(|function| function.name.clone()))
    );
    let _ = writeln!(out, "_boundary.check_contract({})\n", uniffi_meta::UNIFFI_CONTRACT_VERSION);
    for symbol in model.functions.iter().map(|function| &function.symbol).chain(&model.behind) {
        out.push_str(&exported(symbol));
    }
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
    let kind = annotated(&function.result);
    if one_line.len() + name.len() + kind.len() < 100 {
        let _ = writeln!(out, "def {name}({one_line}) -> {kind}:");
    } else {
        let _ = writeln!(out, "def {name}(\n    {},\n) -> {kind}:", arguments.join(",\n    "));
    }
    out.push_str(&docstring(&comment(model, function), "    "));
    for argument in &function.arguments {
        out.push_str(&check(name, argument, &argument.name, "    "));
    }
    let passed = function.arguments.iter().map(|it| format!(", {}", passed(&it.kind, &it.name)));
    let call = format!("_support.call(_{}{})", function.symbol.name, passed.collect::<String>());
    // What comes back is `Any`, which is no annotation.
    let _ = writeln!(out, "    result: {kind} = {}\n    return result", result(&function.result, &call));
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
