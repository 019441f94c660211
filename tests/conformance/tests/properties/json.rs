//! The JSON reader against `serde_json`: the same texts accepted, the same values read.

use crate::cases;
use crate::oracle::{Tree, Verdict, read};
use gws_auth_core::wire::json::{self, Leniency, MAX_DEPTH, MAX_MEMBERS, Names, Object, Value};
use proptest::prelude::*;

/// The text of a string, often with escapes.
fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-z]{1,4}",
        2 => "\\PC",
        2 => "\\\\[\"\\\\/bfnrt]",
        2 => "\\\\u[0-9a-fA-F]{4}",
        1 => "\\\\ud8[0-9a-f]{2}\\\\udc[0-9a-f]{2}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

fn space() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => Just(""), 1 => Just(" "), 1 => Just("\r\n\t")]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof!["-?(0|[1-9][0-9]{0,18})", "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,4})?([eE][+-]?[0-9]{1,3})?"]
}

/// Names from a small set, so that duplicates happen, also escaped ones.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![4 => "\"[a-d]{1,2}\"", 1 => Just("\"\\u0061\"".to_owned()), 1 => string()]
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        string(),
        number(),
        prop_oneof![Just("true"), Just("false"), Just("null")].prop_map(str::to_owned)
    ];
    leaf.prop_recursive(5, 40, 5, |inner| prop_oneof![array(inner.clone()), members(inner)])
}

fn array(inner: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (proptest::collection::vec(inner, 0..4), space())
        .prop_map(|(items, s)| format!("[{s}{}{s}]", items.join(",")))
}

fn members(inner: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member = (name(), space(), inner, space())
        .prop_map(|(name, s, value, t)| format!("{s}{name}{t}:{s}{value}{t}"));
    proptest::collection::vec(member, 0..5).prop_map(|members| format!("{{{}}}", members.join(",")))
}

pub(crate) fn document() -> impl Strategy<Value = String> {
    (space(), members(value()), space()).prop_map(|(s, object, t)| format!("{s}{object}{t}"))
}

/// A document with a few bytes changed, put in, taken out, doubled or cut off.
pub(crate) fn mutated(document: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    let telling: &[u8] = b"{}[]:,\"\\u0123456789dDeE+-. \ntfn/\0\x1f\x7f\x80\xc3\xef\xff";
    let byte = prop_oneof![3 => proptest::sample::select(telling), 1 => any::<u8>()];
    let change = (any::<prop::sample::Index>(), 0..5u8, byte);
    (document, proptest::collection::vec(change, 1..4)).prop_map(|(document, changes)| {
        let mut bytes = document.into_bytes();
        for (place, change, byte) in changes {
            let at = place.index(bytes.len() + 1);
            match change {
                0 => bytes.insert(at, byte),
                1 if at < bytes.len() => bytes[at] = byte,
                2 if at < bytes.len() => drop(bytes.remove(at)),
                3 => bytes.truncate(at),
                _ => {
                    let tail = bytes[at..].iter().copied().take(9).collect::<Vec<_>>();
                    bytes.splice(at..at, tail);
                }
            }
        }
        bytes
    })
}

/// The object as ours reads it; nested values are given to the oracle again.
fn ours(bytes: &[u8], leniency: Leniency) -> Option<Tree> {
    let object = Object::parse(bytes, leniency).ok()?;
    let members = object.members().map(|member| {
        let value = match member.value {
            Value::Null => Tree::Null,
            Value::Bool(value) => Tree::Bool(value),
            Value::Number(raw) => Tree::Number(raw.parse().expect("a number")),
            Value::Text(text) => Tree::Text(text.chars().collect()),
            Value::Nested(raw) => match read(raw.as_bytes()) {
                Verdict::Read(tree) => tree,
                _ => Tree::Text("unreadable".into()),
            },
        };
        (member.name.chars().collect(), value)
    });
    Some(Tree::Object(members.collect()))
}

/// Numbers need not agree in their last bit.
fn same(a: &Tree, b: &Tree) -> bool {
    match (a, b) {
        (Tree::Number(a), Tree::Number(b)) => a == b || (a - b).abs() <= a.abs() * 1e-12,
        (Tree::Array(a), Tree::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Tree::Object(a), Tree::Object(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((n, a), (m, b))| n == m && same(a, b))
        }
        _ => a == b,
    }
}

fn agree(bytes: &[u8]) -> Result<(), TestCaseError> {
    let read_by_us = ours(bytes, Leniency::default());
    let expected = match read(bytes) {
        Verdict::TooLarge => return Ok(()),
        Verdict::Read(tree)
            if matches!(tree, Tree::Object(_))
                && tree.depth() <= MAX_DEPTH
                && tree.width() <= MAX_MEMBERS =>
        {
            Some(tree)
        }
        _ => None,
    };
    match (&read_by_us, &expected) {
        (Some(a), Some(b)) => prop_assert!(same(a, b), "{a:?} is not {b:?}"),
        (None, None) => {}
        _ => prop_assert!(
            false,
            "ours {read_by_us:?}, theirs {expected:?}, of {:?}",
            String::from_utf8_lossy(bytes)
        ),
    }
    // A trailing comma may be tolerated; nothing else changes.
    if let Some(strict) = read_by_us {
        let lenient = ours(bytes, Leniency { trailing_comma: true });
        prop_assert!(lenient.is_some_and(|lenient| same(&lenient, &strict)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn documents_are_read_alike(document in document()) {
        agree(document.as_bytes())?;
    }

    #[test]
    fn damaged_documents_are_judged_alike(bytes in mutated(document())) {
        agree(&bytes)?;
    }

    #[test]
    fn any_bytes_are_judged_alike(bytes in any::<Vec<u8>>()) {
        agree(&bytes)?;
    }

    #[test]
    fn other_documents_are_judged_alike(document in value()) {
        agree(document.as_bytes())?;
    }

    /// Long enough for what goes many bytes at a time, with a byte of another kind anywhere in it.
    #[test]
    fn long_texts_are_judged_alike(
        mut text in "[#-~&&[^\\\\]]{0,700}".prop_map(String::into_bytes),
        place in any::<prop::sample::Index>(),
        odd in prop::sample::select(&["\"", "\\n", "\\", "\x1f", " ", "!", "\x7f", "é", "\u{10000}"][..]),
    ) {
        let at = place.index(text.len().saturating_add(1));
        text.splice(at..at, odd.bytes());
        agree(&[b"{\"x\":\"", &text[..], b"\"}"].concat())?;
    }

    #[test]
    fn depth_is_judged_alike(depth in 0usize..40, object in any::<bool>()) {
        let (open, close) = if object { ("{\"a\":", "}") } else { ("[", "]") };
        agree(format!("{{\"x\":{}1{}}}", open.repeat(depth), close.repeat(depth)).as_bytes())?;
    }

    #[test]
    fn width_is_judged_alike(width in 55usize..75) {
        let members: Vec<_> = (0..width).map(|n| format!("\"m{n}\":{n}")).collect();
        agree(format!("{{{}}}", members.join(",")).as_bytes())?;
    }

    /// More names are open at once than the reader has room for at first, and one of them may stand twice.
    #[test]
    fn many_open_names_are_judged_alike(
        levels in 1usize..16,
        width in 1usize..=62,
        twice in proptest::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>())),
        prefix in "[a-z]{0,17}",
    ) {
        let doubled = twice.map(|(level, name, escaped)| (level.index(levels), name.index(width), escaped));
        let mut text = String::from("1");
        for level in 0..levels {
            let mut members: Vec<_> = (0..width).map(|n| format!("\"{prefix}{n}\":{level}")).collect();
            if let Some((_, name, escaped)) = doubled.filter(|(at, _, _)| *at == level) {
                let escapes = || format!("{prefix}{name}").bytes().map(|b| format!("\\u{b:04x}")).collect();
                let name = if escaped { escapes() } else { format!("{prefix}{name}") };
                members.push(format!("\"{name}\":null"));
            }
            text = format!("{{\"child\":{text},{}}}", members.join(","));
        }
        agree(text.as_bytes())?;
        prop_assert_eq!(Object::parse(text.as_bytes(), Leniency::default()).is_err(), doubled.is_some());
    }

    /// What is selected on the way is what is found afterwards.
    #[test]
    fn selecting_is_finding(bytes in prop_oneof![document().prop_map(String::into_bytes), mutated(document())]) {
        const NAMES: &[&str; 8] = &["a", "b", "c", "d", "ab", "ba", "", "nobody's"];
        for leniency in [Leniency::default(), Leniency { trailing_comma: true }] {
            match (Object::parse(&bytes, leniency), Object::select(&bytes, leniency, Names::new(NAMES))) {
                (Ok(object), Ok(selected)) => for (name, taken) in NAMES.iter().zip(selected.members::<8>()) {
                    let found = object.member(name);
                    prop_assert_eq!(found.map(|m| (m.value, m.at)), taken.map(|m| (m.value, m.at)));
                },
                (object, selected) => prop_assert_eq!(object.err(), selected.err()),
            }
        }
    }

    /// Unescaping in place gives the text that the reader's iterator and `serde_json` give, and nothing around it changes.
    #[test]
    fn unescaping_in_place_is_unescaping(text in string()) {
        let mut bytes = format!("{{\"a\":{text},\"b\":1}}").into_bytes();
        let before = bytes.clone();
        let Ok(object) = Object::parse(&before, Leniency::default()) else { return Ok(()) };
        let Some(Value::Text(found)) = object.member("a").map(|member| member.value) else { panic!("a text") };
        let range = json::unescape_in_place(&mut bytes, found.range());
        let unescaped = std::str::from_utf8(&bytes[range]).unwrap();
        prop_assert_eq!(unescaped, serde_json::from_str::<String>(&text).unwrap());
        prop_assert!(unescaped.chars().eq(found.chars()) && found.is(unescaped));
        prop_assert_eq!(&bytes[..found.range().start], &before[..found.range().start]);
        prop_assert_eq!(&bytes[found.range().end..], &before[found.range().end..]);
    }
}
