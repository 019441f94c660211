//! How values are packed and read, as `_boundary.py` has it.

use crate::docs::snake;
use crate::model::Type;

/// An expression of a value in its packed form.
pub fn packed(kind: &Type, value: &str) -> String {
    match kind {
        Type::Flag => format!("_boundary.packed_flag({value})"),
        Type::Integer { bits } => format!("_boundary.packed_int{bits}({value})"),
        Type::Text => format!("_boundary.packed_text({value})"),
        Type::Bytes => format!("_boundary.packed_octets({value})"),
        Type::Record(_) | Type::Choice(_) | Type::Outcome(_) => format!("{value}._packed()"),
        Type::List(inner) => {
            format!("_boundary.packed_list([{} for each in {value}])", packed(inner, "each"))
        }
        Type::Optional(inner) => {
            format!("(_boundary.ABSENT if {value} is None else _boundary.PRESENT + {})", packed(inner, value))
        }
    }
}

/// An expression of an argument as it is passed: numbers as they are, a text in UTF-8, all else packed.
pub fn passed(kind: &Type, value: &str) -> String {
    match kind {
        Type::Flag | Type::Integer { .. } => value.to_owned(),
        Type::Text => format!("raw_{value}"),
        _ => {
            let packed = packed(kind, value);
            match packed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                Some(bare) if matches!(kind, Type::Optional(_)) => bare.to_owned(),
                _ => packed,
            }
        }
    }
}

/// The name of the function that reads it.
fn simple(kind: &Type) -> Option<String> {
    Some(match kind {
        Type::Flag => "_boundary.flag".into(),
        Type::Integer { bits } => format!("_boundary.int{bits}"),
        Type::Text => "_boundary.text".into(),
        Type::Bytes => "_boundary.octets".into(),
        Type::Record(name) | Type::Choice(name) => format!("{name}._read"),
        Type::Outcome(name) => format!("_read_{}", snake(name)),
        Type::Optional(inner) => match **inner {
            Type::Text => "_boundary.optional_text".into(),
            Type::Integer { bits: 64 } => "_boundary.optional_int64".into(),
            _ => return None,
        },
        Type::List(_) => return None,
    })
}

/// A call that reads it, with the place where it begins.
pub fn reader(kind: &Type, place: &str) -> String {
    if let Some(name) = simple(kind) {
        return format!("{name}({place})");
    }
    let (function, inner) = match kind {
        Type::Optional(inner) => ("optional", inner),
        Type::List(inner) => ("several", inner),
        _ => unreachable!("it has a simple reader"),
    };
    format!("_boundary.{function}({}, {place})", function_of(inner))
}

/// A function that reads it.
fn function_of(kind: &Type) -> String {
    simple(kind).unwrap_or_else(|| format!("lambda data, _at: {}", reader(kind, "data, _at")))
}

/// A function that reads a whole answer.
pub fn answer(kind: &Type) -> String {
    if matches!(kind, Type::Text) { "_boundary.whole".into() } else { function_of(kind) }
}
