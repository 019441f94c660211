//! Records: plain data whose fields stand once.
//!
//! A record is a list of fields in a macro of its own, which hands the list to the macro that it is given. `output!` and
//! `input!` make core's struct, its `Debug` and its visitor or reader out of it; another language's glue makes its own
//! struct and its conversion out of the same list, so that a new field is there at once, or does not compile.
//!
//! A field of an output is `KIND name: Type`, one of an input `KIND NEED name: Type`. Kinds are `plain`, `secret`
//! (tokens, codes, keys, verifiers) and `personal` (what identifies people, TOKEN-7): `Debug` shows plain ones only. Needs
//! are `required` and `optional`.

use super::secret::SecretString;
use crate::error::{Error, ErrorKind};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Who may see a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everybody.
    Plain,
    /// Nobody but its owner: a token, a code, a key.
    Secret,
    /// It identifies a person (TOKEN-7): not for logs.
    Personal,
}

/// The kinds by the words of the lists.
#[allow(non_upper_case_globals)]
pub(super) mod kind {
    use super::Kind;
    pub(in super::super) const plain: Kind = Kind::Plain;
    pub(in super::super) const secret: Kind = Kind::Secret;
    pub(in super::super) const personal: Kind = Kind::Personal;
}

/// A record that goes out: for code that treats all records alike, as a writer of JSON does.
pub trait Record {
    /// Shows each field to `each`, in order: its name, its kind and its value.
    fn fields<'a>(&'a self, each: &mut dyn FnMut(&'static str, Kind, Value<'a>));
}

/// What is never there has no fields.
impl Record for core::convert::Infallible {
    fn fields<'a>(&'a self, _: &mut dyn FnMut(&'static str, Kind, Value<'a>)) {
        match *self {}
    }
}

/// What a field holds.
#[derive(Clone)]
pub enum Value<'a> {
    /// Nothing: an optional field that is not there.
    Absent,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A text, or the stable code of a choice.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A record in the record.
    Record(&'a dyn Record),
    /// Several.
    List(Vec<Value<'a>>),
}

/// A type that fields of records have.
pub trait FieldValue {
    /// The value, for visitors.
    fn value(&self) -> Value<'_>;
}

/// A record that comes in, out of whatever holds its fields: JSON, a test vector.
pub trait ReadRecord: Sized {
    /// The names of all fields.
    const FIELDS: &'static [&'static str];

    /// Reads it.
    ///
    /// # Errors
    /// [`Misread`]: a field that is missing or of another type.
    fn read(from: &dyn Source) -> Result<Self, Misread>;

    /// Refuses a name that no field has: a slip there would change what is asked for in silence.
    ///
    /// # Errors
    /// [`Misread`] with `argument_unknown`.
    fn check_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<(), Misread> {
        match names.into_iter().find(|name| !Self::FIELDS.contains(name)) {
            Some(name) => Err(Misread { field: name.into(), error: Error::of(ErrorKind::ArgumentUnknown) }),
            None => Ok(()),
        }
    }
}

/// What holds the fields of a record.
pub trait Source {
    /// The field with this name; `None` where it is missing or null.
    fn field(&self, name: &str) -> Option<Argument<'_>>;
}

/// A value that comes in.
#[derive(Clone)]
pub enum Argument<'a> {
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// Several.
    List(Vec<Argument<'a>>),
    /// A record in the record.
    Record(&'a dyn Source),
}

/// A field that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Its name.
    pub field: String,
    /// `argument_missing` or `argument_unknown`, or what the field's own type says.
    pub error: Error,
}

/// A type that fields of incoming records have.
pub trait ReadField: Sized {
    /// The value of a field that is there; `None`: it is of another type.
    fn read(argument: Argument<'_>) -> Option<Self>;

    /// The value of one that is not there; `None`: it must be.
    fn absent() -> Option<Self> {
        None
    }
}

/// The field called `name`.
pub(super) fn field<T: ReadField>(from: &dyn Source, name: &'static str) -> Result<T, Misread> {
    let value = from.field(name).map_or_else(T::absent, T::read);
    value.ok_or_else(|| Misread { field: name.into(), error: Error::of(ErrorKind::ArgumentMissing) })
}

/// What `Debug` shows of a field that is not plain: whether it is there.
pub(super) struct Hidden(pub(super) bool);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "[hidden]" } else { "None" })
    }
}

/// Shows a field as `kind` allows.
pub(super) fn show<T: FieldValue + fmt::Debug>(
    f: &mut fmt::DebugStruct<'_, '_>,
    kind: Kind,
    name: &str,
    value: &T,
) {
    match kind {
        Kind::Plain => f.field(name, value),
        Kind::Secret | Kind::Personal => f.field(name, &Hidden(!matches!(value.value(), Value::Absent))),
    };
}

/// The struct of a record that goes out, its `Debug` and its visitor.
macro_rules! output {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident $field:ident: $type:ty,)* }) => {
        #[derive(Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        $(#[$meta])*
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let mut shown = f.debug_struct(stringify!($name));
                $($crate::calls::record::show(
                    &mut shown, $crate::calls::record::kind::$kind, stringify!($field), &self.$field,
                );)*
                shown.finish()
            }
        }

        impl $crate::calls::record::Record for $name {
            fn fields<'a>(
                &'a self,
                each: &mut dyn FnMut(&'static str, $crate::calls::record::Kind, $crate::calls::record::Value<'a>),
            ) {
                $(each(
                    stringify!($field),
                    $crate::calls::record::kind::$kind,
                    $crate::calls::record::FieldValue::value(&self.$field),
                );)*
            }
        }

        impl $crate::calls::record::FieldValue for $name {
            fn value(&self) -> $crate::calls::record::Value<'_> {
                $crate::calls::record::Value::Record(self)
            }
        }
    };
}

/// The struct of a record that comes in, its `Debug` and its reader.
macro_rules! input {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident $need:ident $field:ident: $type:ty,)* }) => {
        $crate::calls::record::output! { $(#[$meta])* #[cfg_attr(feature = "serde", serde(deny_unknown_fields))] $name { $($(#[$doc])* $kind $field: $type,)* } }

        impl $crate::calls::record::ReadRecord for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(from: &dyn $crate::calls::record::Source) -> Result<Self, $crate::calls::record::Misread> {
                Ok(Self { $($field: $crate::calls::record::field(from, stringify!($field))?,)* })
            }
        }

        impl $crate::calls::record::ReadField for $name {
            fn read(argument: $crate::calls::record::Argument<'_>) -> Option<Self> {
                match argument {
                    $crate::calls::record::Argument::Record(from) => {
                        $crate::calls::record::ReadRecord::read(from).ok()
                    }
                    _ => None,
                }
            }
        }
    };
}

/// A choice that records hold by its stable code.
macro_rules! choice {
    ($($type:ty),*) => {$(
        impl $crate::calls::record::FieldValue for $type {
            fn value(&self) -> $crate::calls::record::Value<'_> {
                $crate::calls::record::Value::Text(self.code())
            }
        }

        impl $crate::calls::record::ReadField for $type {
            fn read(argument: $crate::calls::record::Argument<'_>) -> Option<Self> {
                match argument {
                    $crate::calls::record::Argument::Text(code) => Self::ALL.iter().copied().find(|it| it.code() == code),
                    _ => None,
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <alloc::string::String as serde::Deserialize>::deserialize(deserializer)?;
                $crate::calls::record::ReadField::read($crate::calls::record::Argument::Text(&code))
                    .ok_or_else(|| serde::de::Error::custom("no such code"))
            }
        }
    )*};
}

pub(super) use {choice, input, output};

choice!(crate::request_kind::RequestKind, crate::response::NextStep, crate::response::WhoMustAct);

impl FieldValue for bool {
    fn value(&self) -> Value<'_> {
        Value::Flag(*self)
    }
}

impl ReadField for bool {
    fn read(argument: Argument<'_>) -> Option<Self> {
        match argument {
            Argument::Flag(flag) => Some(flag),
            _ => None,
        }
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl FieldValue for $type {
            fn value(&self) -> Value<'_> {
                Value::Integer(i64::from(*self))
            }
        }

        impl ReadField for $type {
            fn read(argument: Argument<'_>) -> Option<Self> {
                match argument {
                    Argument::Integer(number) => number.try_into().ok(),
                    _ => None,
                }
            }
        }
    )*};
}

integers!(u16, u32, i64);

macro_rules! texts {
    ($($type:ty, $as_str:ident, $new:expr;)*) => {$(
        impl FieldValue for $type {
            fn value(&self) -> Value<'_> {
                Value::Text(self.$as_str())
            }
        }

        impl ReadField for $type {
            fn read(argument: Argument<'_>) -> Option<Self> {
                match argument {
                    Argument::Text(text) => Some($new(text.into())),
                    _ => None,
                }
            }
        }
    )*};
}

texts! {
    String, as_str, core::convert::identity;
    SecretString, expose, SecretString::new;
}

/// Bytes, in a type of their own: a list of numbers would be another thing.
impl FieldValue for Vec<u8> {
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl ReadField for Vec<u8> {
    fn read(argument: Argument<'_>) -> Option<Self> {
        match argument {
            Argument::Bytes(bytes) => Some(bytes.into()),
            _ => None,
        }
    }
}

impl ReadField for Vec<String> {
    fn read(argument: Argument<'_>) -> Option<Self> {
        match argument {
            Argument::List(items) => items.into_iter().map(String::read).collect(),
            _ => None,
        }
    }
}

/// Lists of these types are fields, too.
macro_rules! lists {
    ($($type:ty),*) => {$(
        impl $crate::calls::record::FieldValue for alloc::vec::Vec<$type> {
            fn value(&self) -> $crate::calls::record::Value<'_> {
                $crate::calls::record::Value::List(
                    self.iter().map($crate::calls::record::FieldValue::value).collect(),
                )
            }
        }
    )*};
}
pub(super) use lists;

lists!(String);

impl<T: FieldValue> FieldValue for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, FieldValue::value)
    }
}

impl<T: ReadField> ReadField for Option<T> {
    fn read(argument: Argument<'_>) -> Option<Self> {
        T::read(argument).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}
