//! The library's functions, what it throws, and what goes into a session and comes out of it.

use std::fmt::Write as _;

use uniffi_meta::{EnumMetadata, FnParamMetadata, Metadata, UNIFFI_CONTRACT_VERSION};

use super::wire::{packed, reader};
use super::{accepted, annotated, docstring, text};
use crate::docs::{Docs, snake};
use crate::model::{Field, Model, Type, behind};

/// A function, as a caller of C sees it.
struct Symbol {
    name: String,
    symbol: String,
    arguments: Vec<&'static str>,
    result: &'static str,
    checksum: Option<(String, u16)>,
}

/// `_generated_library.py`.
///
/// # Errors
/// What this generator cannot write.
pub fn library(items: &[&Metadata], model: &Model) -> Result<String, String> {
    let mut symbols = Vec::new();
    for item in items {
        gather(&mut symbols, item, model)?;
    }
    symbols.sort_by(|a, b| a.name.cmp(&b.name));
    let mut out = String::from(
        "\"\"\"The library's functions, as it exports them. Written by `cargo xtask generate`.\"\"\"\n\n\
         from typing import Optional\n\n\
         from . import _boundary\n\n_boundary.check(\n",
    );
    let _ = writeln!(out, "    {UNIFFI_CONTRACT_VERSION},\n    {{");
    for (symbol, checksum) in symbols.iter().filter_map(|it| it.checksum.as_ref()) {
        let _ = writeln!(out, "        \"{symbol}\": {checksum},");
    }
    out.push_str("    },\n)\n\n");
    for it in &symbols {
        let arguments: Vec<_> = it.arguments.iter().map(|kind| format!("\"{kind}\"")).collect();
        let list = arguments.join(", ");
        let line =
            format!("{} = _boundary.function(\"{}\", [{list}], \"{}\")\n", it.name, it.symbol, it.result);
        if line.len() <= 121 {
            out.push_str(&line);
        } else {
            let _ = writeln!(
                out,
                "{} = _boundary.function(\n    \"{}\",\n    [{list}],\n    \"{}\",\n)",
                it.name, it.symbol, it.result
            );
        }
    }
    failure(&mut out, items, model)?;
    Ok(out)
}

fn gather(symbols: &mut Vec<Symbol>, item: &Metadata, model: &Model) -> Result<(), String> {
    let checked = |symbol: String, checksum: Option<u16>| checksum.map(|checksum| (symbol, checksum));
    match item {
        Metadata::Func(it) => symbols.push(Symbol {
            name: it.name.clone(),
            symbol: it.ffi_symbol_name(),
            arguments: of_all(&[], &it.inputs, model)?,
            result: of_result(it.return_type.as_ref(), model)?,
            checksum: checked(it.checksum_symbol_name(), it.checksum),
        }),
        Metadata::Constructor(it) => symbols.push(Symbol {
            name: format!("{}_{}", snake(&it.self_name), it.name),
            symbol: it.ffi_symbol_name(),
            arguments: of_all(&[], &it.inputs, model)?,
            result: "handle",
            checksum: checked(it.checksum_symbol_name(), it.checksum),
        }),
        Metadata::Method(it) => {
            let own = if model.records.iter().any(|record| record.name == it.self_name) {
                "buffer"
            } else {
                "handle"
            };
            symbols.push(Symbol {
                name: format!("{}_{}", snake(&it.self_name), it.name),
                symbol: it.ffi_symbol_name(),
                arguments: of_all(&[own], &it.inputs, model)?,
                result: of_result(it.return_type.as_ref(), model)?,
                checksum: checked(it.checksum_symbol_name(), it.checksum),
            });
        }
        Metadata::Object(it) => {
            for (what, symbol, result) in [
                ("clone", it.clone_ffi_symbol_name(), "handle"),
                ("free", it.free_ffi_symbol_name(), "nothing"),
            ] {
                let name = format!("{what}_{}", snake(&it.name));
                symbols.push(Symbol { name, symbol, arguments: vec!["handle"], result, checksum: None });
            }
        }
        _ => {}
    }
    Ok(())
}

fn of_all(
    own: &[&'static str],
    inputs: &[FnParamMetadata],
    model: &Model,
) -> Result<Vec<&'static str>, String> {
    let mut all = own.to_vec();
    for input in inputs {
        if input.by_ref && input.ty == uniffi_meta::Type::Bytes {
            return Err(format!("{}: borrowed bytes have another form", input.name));
        }
        all.push(of_result(Some(&input.ty), model)?);
    }
    Ok(all)
}

fn of_result(kind: Option<&uniffi_meta::Type>, model: &Model) -> Result<&'static str, String> {
    let Some(kind) = kind else { return Ok("nothing") };
    let kind = model.kind(kind).ok_or("a type without a form")?;
    Ok(match kind {
        Type::Flag => "flag",
        Type::Integer { bits: 32 } => "int32",
        Type::Integer { .. } => "int64",
        _ => "buffer",
    })
}

/// Its variants, with their fields.
fn variants(it: &EnumMetadata, model: &Model) -> Result<Vec<(String, Docs, Vec<Field>)>, String> {
    let variant = |variant: &uniffi_meta::VariantMetadata| {
        let docs = Docs::parse(variant.docstring.as_deref());
        let fields: Result<Vec<_>, String> = variant.fields.iter().map(|field| model.field(field)).collect();
        fields.map(|fields| (variant.name.clone(), docs, fields))
    };
    it.variants.iter().map(variant).collect()
}

fn of_name<'a>(items: &[&'a Metadata], name: &str) -> Result<&'a EnumMetadata, String> {
    let found = items.iter().find_map(|item| match item {
        Metadata::Enum(it) if it.name == name => Some(it),
        _ => None,
    });
    found.ok_or_else(|| format!("{name}: the library has none"))
}

/// The reader of what is thrown: the arguments of `GwsAuthError`.
fn failure(out: &mut String, items: &[&Metadata], model: &Model) -> Result<(), String> {
    let found = variants(of_name(items, "GwsAuthError")?, model)?;
    let [(_, _, fields)] = found.as_slice() else {
        return Err("GwsAuthError: not one variant".into());
    };
    let kinds: Vec<_> = fields.iter().map(|field| annotated(&field.kind)).collect();
    let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
    let _ = write!(
        out,
        "\n\ndef read_failure(data: bytes, _at: int) -> tuple[tuple[{}], int]:\n    \
         \"\"\"What an error says: {}.\"\"\"\n    index, _at = _boundary.int32(data, _at)\n    \
         if index != 1:\n        raise LookupError\n",
        kinds.join(", "),
        names.join(", ")
    );
    for field in fields {
        let _ = writeln!(out, "    {}, _at = {}", field.name, reader(&field.kind, "data, _at"));
    }
    let _ = writeln!(out, "    return ({}), _at", names.join(", "));
    Ok(())
}

/// `_generated_session.py`: the choices behind the driver that is written by hand.
///
/// # Errors
/// What this generator cannot write.
pub fn session(items: &[&Metadata], model: &Model) -> Result<String, String> {
    let [_, event, step] = behind();
    let events = variants(of_name(items, event)?, model)?;
    let steps = variants(of_name(items, step)?, model)?;
    let mut imported: Vec<_> = events
        .iter()
        .chain(&steps)
        .flat_map(|(_, _, fields)| fields)
        .filter_map(|field| if let Type::Record(name) = &field.kind { Some(name.clone()) } else { None })
        .collect();
    imported.sort();
    imported.dedup();
    let mut out = format!(
        "\"\"\"What a session is told, and what it says. Written by `cargo xtask generate`.\"\"\"\n\n\
         from dataclasses import dataclass\nfrom typing import Optional, Union\n\n\
         from . import _boundary\nfrom ._generated_records import {}\n\n\nclass Event:\n    \
         \"\"\"What came of the last step, as it crosses.\"\"\"\n",
        imported.join(", ")
    );
    for (index, (name, docs, fields)) in events.iter().enumerate() {
        let arguments: Vec<_> =
            fields.iter().map(|it| format!("{}: {}", it.name, accepted(&it.kind))).collect();
        let _ =
            write!(out, "\n    @staticmethod\n    def {}({}) -> bytes:\n", snake(name), arguments.join(", "));
        out.push_str(&docstring(&text(model, &docs.text, 104), "        "));
        let number = format!("b\"\\0\\0\\0\\x{:02x}\"", index + 1);
        let parts = std::iter::once(number).chain(fields.iter().map(|it| packed(&it.kind, &it.name)));
        let _ = writeln!(out, "        return {}", parts.collect::<Vec<_>>().join(" + "));
    }
    for (name, docs, fields) in &steps {
        let _ = write!(out, "\n\n@dataclass(frozen=True, repr=False)\nclass Step{name}:\n");
        out.push_str(&docstring(&text(model, &docs.text, 108), "    "));
        for field in fields {
            let _ = write!(out, "\n    {}: {}\n", field.name, annotated(&field.kind));
            out.push_str(&docstring(&text(model, &field.docs.text, 108), "    "));
        }
    }
    let names: Vec<_> = steps.iter().map(|(name, ..)| format!("Step{name}")).collect();
    let _ = write!(
        out,
        "\n\nStep = Union[\n    {},\n]\n\"\"\"What to do next.\"\"\"\n\n\n\
         def read_step(data: bytes, _at: int) -> tuple[Step, int]:\n    \
         index, _at = _boundary.int32(data, _at)\n",
        names.join(",\n    ")
    );
    for (index, (name, _, fields)) in steps.iter().enumerate() {
        let _ = writeln!(out, "    if index == {}:", index + 1);
        for field in fields {
            let _ = writeln!(out, "        {}, _at = {}", field.name, reader(&field.kind, "data, _at"));
        }
        let fields: Vec<_> = fields.iter().map(|it| it.name.as_str()).collect();
        let _ = writeln!(out, "        return Step{name}({}), _at", fields.join(", "));
    }
    out.push_str("    raise LookupError\n");
    Ok(out)
}
