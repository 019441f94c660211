//! The choices, the records and the outcomes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{HEAD, Names, RAW, declared, lifted, lowered, written};
use crate::docs::{camel, snake};
use crate::model::{Choice, Field, Model, Outcome, Record, Type};

/// `Records.kt`.
pub fn records(model: &Model) -> String {
    let names = Names(model.names());
    let (lowered, lifted) = (model.lowered(), model.lifted());
    let mut out = HEAD.to_owned();
    for it in &model.choices {
        choice(&mut out, &names, it, &lowered, &lifted);
    }
    for record in &model.records {
        data_class(&mut out, &names, record);
        conversions(&mut out, record, &lowered, &lifted);
    }
    for it in &model.outcomes {
        outcome(&mut out, &names, it);
    }
    out
}

fn choice(
    out: &mut String,
    names: &Names,
    choice: &Choice,
    lowered: &BTreeSet<String>,
    lifted: &BTreeSet<String>,
) {
    let name = &choice.name;
    let _ = write!(out, "\n{}public enum class {name}(\n", names.comment(&choice.docs, 0));
    out.push_str("    /** The stable code, as in `bindings/CODES.md` and in every language. */\n");
    out.push_str("    public val code: String,\n) {\n");
    for (word, docs) in &choice.words {
        let code = snake(word);
        let _ = writeln!(out, "{}    {}(\"{code}\"),", names.comment(docs, 4), code.to_uppercase());
    }
    let _ = write!(
        out,
        "    ;\n\n    public companion object {{\n        \
         /** The word with this code; null if there is none. */\n        @JvmStatic\n        \
         public fun of(code: String): {name}? = entries.find {{ it.code == code }}\n    }}\n}}\n"
    );
    let words = |to: &str, from: &str| {
        choice.words.iter().fold(String::new(), |mut arms, (word, _)| {
            let word = snake(word).to_uppercase();
            let _ = writeln!(arms, "    {from}{name}.{word} -> {to}{name}.{word}");
            arms
        })
    };
    let raw = format!("{RAW}.");
    if lowered.contains(name) {
        let arms = words(&raw, "");
        let _ = write!(out, "\ninternal fun {name}.lowered(): {RAW}.{name} = when (this) {{\n{arms}}}\n");
    }
    if lifted.contains(name) {
        let arms = words("", &raw);
        let _ = write!(out, "\ninternal fun {RAW}.{name}.lifted(): {name} = when (this) {{\n{arms}}}\n");
    }
}

fn data_class(out: &mut String, names: &Names, record: &Record) {
    let name = &record.name;
    let optional: Vec<_> = record.fields.iter().filter(|field| field.optional).collect();
    let overloads = if optional.is_empty() { "" } else { " @JvmOverloads constructor" };
    let _ = write!(out, "\n{}public data class {name}{overloads}(\n", names.comment(&record.docs, 0));
    for field in &record.fields {
        let _ = writeln!(out, "{}    public val {},", names.comment(&field.docs, 4), declared(field));
    }
    out.push_str(") {\n");
    for field in optional {
        // Without the question mark: Java then takes `60` for a long.
        let kind = written(&field.kind);
        let (property, kind) = (camel(&field.name), kind.trim_end_matches('?'));
        let mut method = property.clone();
        method[..1].make_ascii_uppercase();
        let _ = write!(
            out,
            "    /** The same with this [{property}]. */\n    \
             public fun with{method}({property}: {kind}): {name} = copy({property} = {property})\n\n"
        );
    }
    for method in &record.methods {
        let arguments = method.arguments.iter().map(declared).collect::<Vec<_>>().join(", ");
        let passed = method.arguments.iter().map(|it| lowered(&it.kind, &camel(&it.name)));
        let passed = passed.collect::<Vec<_>>().join(", ");
        let method_name = camel(&method.name);
        let _ = write!(
            out,
            "{}    public fun {method_name}({arguments}): {} = call {{ lowered().{method_name}({passed}) }}\n\n",
            names.comment(&method.docs, 4),
            written(&method.result),
        );
    }
    if record.fields.iter().any(|field| bytes(&field.kind)) {
        equality(out, record);
    }
    let shown: Vec<_> = record.fields.iter().map(shown).collect();
    let hides = record.fields.iter().any(|field| field.hidden);
    out.push_str(if hides { "    /** Without what is secret, and what identifies people. */\n" } else { "" });
    let _ = writeln!(
        out,
        "    override fun toString(): String =\n        \"{name}(\" +\n            {} +\n            \")\"\n}}",
        shown.join(" + \", \" +\n            ")
    );
}

fn bytes(kind: &Type) -> bool {
    match kind {
        Type::Optional(inner) => bytes(inner),
        other => *other == Type::Bytes,
    }
}

/// An expression for `toString`.
fn shown(field: &Field) -> String {
    let name = camel(&field.name);
    if field.hidden {
        format!("\"{name}=${{hidden({name})}}\"")
    } else if bytes(&field.kind) {
        format!("\"{name}=${{octets({name})}}\"")
    } else {
        format!("\"{name}=${name}\"")
    }
}

/// The compiler's own compares arrays by their addresses.
fn equality(out: &mut String, record: &Record) {
    let name = &record.name;
    let equal = record.fields.iter().map(|field| {
        let property = camel(&field.name);
        if bytes(&field.kind) {
            format!("{property}.contentEquals(other.{property})")
        } else {
            format!("{property} == other.{property}")
        }
    });
    let hashes = record.fields.iter().map(|field| {
        let property = camel(&field.name);
        if bytes(&field.kind) { format!("{property}.contentHashCode()") } else { property }
    });
    let _ = write!(
        out,
        "    override fun equals(other: Any?): Boolean =\n        other is {name} &&\n            {}\n\n    \
         override fun hashCode(): Int = java.util.Objects.hash({})\n\n",
        equal.collect::<Vec<_>>().join(" &&\n            "),
        hashes.collect::<Vec<_>>().join(", ")
    );
}

fn conversions(out: &mut String, record: &Record, into: &BTreeSet<String>, from: &BTreeSet<String>) {
    let name = &record.name;
    let fields = |cross: fn(&Type, &str) -> String| {
        let fields = record.fields.iter().map(|field| cross(&field.kind, &camel(&field.name)));
        fields.collect::<Vec<_>>().join(",\n    ")
    };
    if into.contains(name) {
        let fields = fields(lowered);
        let _ =
            write!(out, "\ninternal fun {name}.lowered(): {RAW}.{name} = {RAW}.{name}(\n    {fields},\n)\n");
    }
    if from.contains(name) {
        let fields = fields(lifted);
        let _ = write!(out, "\ninternal fun {RAW}.{name}.lifted(): {name} = {name}(\n    {fields},\n)\n");
    }
}

fn outcome(out: &mut String, names: &Names, outcome: &Outcome) {
    let name = &outcome.name;
    let _ = write!(out, "\n{}public sealed class {name} {{\n", names.comment(&outcome.docs, 0));
    let mut arms = String::new();
    for case in &outcome.cases {
        let (case_name, field) = (&case.name, camel(&case.field.name));
        // The record and the case may have one name.
        let kind = format!("nz.gwsauth.{}", written(&case.field.kind));
        let _ = write!(
            out,
            "{}    public data class {case_name}(\n{}        public val {field}: {kind},\n    ) : {name}()\n\n",
            names.comment(&case.docs, 4),
            names.comment(&case.field.docs, 8),
        );
        let _ = writeln!(
            arms,
            "    is {RAW}.{name}.{case_name} -> {name}.{case_name}({})",
            lifted(&case.field.kind, &field)
        );
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    let _ = write!(out, "}}\n\ninternal fun {RAW}.{name}.lifted(): {name} = when (this) {{\n{arms}}}\n");
}
