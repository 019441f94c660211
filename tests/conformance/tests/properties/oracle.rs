//! JSON as `serde_json` reads it, with the reader's own strictness added: duplicates are noticed, depth and width counted.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value as `serde_json` reads it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// What `serde_json` makes of a text.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It reads this, and no object in it names a member twice.
    Read(Tree),
    /// It does not, or an object names a member twice.
    Refused,
    /// It cannot hold one of the numbers, which is no fault of the grammar.
    TooLarge,
}

pub(crate) fn read(bytes: &[u8]) -> Verdict {
    match serde_json::from_slice(bytes) {
        Ok(tree) => Verdict::Read(tree),
        Err(error) if error.to_string().starts_with("number out of range") => Verdict::TooLarge,
        Err(_) => Verdict::Refused,
    }
}

impl Tree {
    /// How deep arrays and objects are nested.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::Array(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            Self::Object(members) => 1 + members.iter().map(|(_, value)| value.depth()).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The members of the widest object.
    pub(crate) fn width(&self) -> usize {
        match self {
            Self::Array(items) => items.iter().map(Self::width).max().unwrap_or(0),
            Self::Object(members) => {
                members.len().max(members.iter().map(|(_, value)| value.width()).max().unwrap_or(0))
            }
            _ => 0,
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Grow)
    }
}

struct Grow;

impl<'de> Visitor<'de> for Grow {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value as f64))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Tree::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut object: Vec<(String, Tree)> = Vec::new();
        while let Some((name, value)) = members.next_entry::<String, Tree>()? {
            if object.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom("duplicate"));
            }
            object.push((name, value));
        }
        Ok(Tree::Object(object))
    }
}
