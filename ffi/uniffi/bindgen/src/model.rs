//! The interface, as the library's metadata and core's lists have it.

use std::collections::BTreeSet;

use uniffi_meta::{FieldMetadata, FnParamMetadata, Metadata, Type as Meta};

use crate::docs::Docs;
use crate::kinds;

/// The topics in the order of the flow: the modules of the library.
const TOPICS: &[&str] = &[
    "settings",
    "login",
    "request",
    "reply",
    "tokens",
    "introspect",
    "revoke",
    "session",
    "relay",
    "explain",
    "m2m",
    "certificate",
    "checks",
    "services",
];

/// What stays behind drivers that are written by hand: an object, and the choices that it takes and gives.
const BEHIND: [&str; 3] = ["Session", "SessionEvent", "SessionStep"];

/// The object, what it is told, and what it says.
pub const fn behind() -> [&'static str; 3] {
    BEHIND
}

/// Where an item belongs in the order of the flow.
fn place(item: &Metadata) -> Option<usize> {
    let path = match item {
        Metadata::Record(record) => &record.module_path,
        Metadata::Enum(it) => &it.module_path,
        Metadata::Func(function) => &function.module_path,
        _ => return None,
    };
    let topic = path.rsplit("::").next();
    TOPICS.iter().position(|known| Some(*known) == topic)
}

/// A type at the boundary.
#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    Flag,
    Integer { bits: u32 },
    Text,
    Bytes,
    Optional(Box<Type>),
    List(Box<Type>),
    Record(String),
    Choice(String),
    Outcome(String),
}

/// A field of a record or of an outcome, or an argument.
pub struct Field {
    pub name: String,
    pub docs: Docs,
    pub kind: Type,
    /// It may be left out.
    pub optional: bool,
    /// It is not printed.
    pub hidden: bool,
}

pub struct Record {
    pub name: String,
    pub docs: Docs,
    pub fields: Vec<Field>,
    pub methods: Vec<Function>,
    /// Callers make it.
    pub input: bool,
}

pub struct Choice {
    pub name: String,
    pub docs: Docs,
    pub words: Vec<(String, Docs)>,
}

/// A result that is one of several.
pub struct Outcome {
    pub name: String,
    pub docs: Docs,
    pub cases: Vec<Case>,
}

pub struct Case {
    pub name: String,
    pub docs: Docs,
    pub field: Field,
}

pub struct Function {
    pub name: String,
    pub docs: Docs,
    pub arguments: Vec<Field>,
    pub result: Type,
}

#[derive(Default)]
pub struct Model {
    pub choices: Vec<Choice>,
    pub records: Vec<Record>,
    pub outcomes: Vec<Outcome>,
    pub functions: Vec<Function>,
}

impl Model {
    /// Reads the metadata.
    ///
    /// # Errors
    /// What this generator cannot write, or what core's lists do not have.
    pub fn new<'a>(items: impl IntoIterator<Item = &'a Metadata>) -> Result<Self, String> {
        let mut items: Vec<_> = items.into_iter().collect();
        items.sort_by_key(|item| place(item));
        let flat = |name: &str| {
            items.iter().any(|item| {
                matches!(item, Metadata::Enum(it) if it.name == name && it.variants.iter().all(|v| v.fields.is_empty()))
            })
        };
        let mut kinds = kinds::all();
        let mut model = Self::default();
        for item in &items {
            match item {
                Metadata::Record(record) => {
                    let listed = kinds.remove(record.name.as_str());
                    let listed =
                        listed.ok_or_else(|| format!("{}: kinds.rs has no such record", record.name))?;
                    let mut fields = Vec::new();
                    for field in &record.fields {
                        let hidden = listed.hidden.contains(&field.name.as_str());
                        fields.push(Field { hidden, ..of_field(field, &flat)? });
                    }
                    let docs = Docs::parse(record.docstring.as_deref());
                    let (name, methods, input) = (record.name.clone(), Vec::new(), listed.input);
                    model.records.push(Record { name, docs, fields, methods, input });
                }
                Metadata::Enum(it) if it.shape.is_error() || BEHIND.contains(&it.name.as_str()) => {}
                Metadata::Enum(it) if flat(&it.name) => {
                    let word = |word: &uniffi_meta::VariantMetadata| {
                        (word.name.clone(), Docs::parse(word.docstring.as_deref()))
                    };
                    model.choices.push(Choice {
                        name: it.name.clone(),
                        docs: Docs::parse(it.docstring.as_deref()),
                        words: it.variants.iter().map(word).collect(),
                    });
                }
                Metadata::Enum(it) => {
                    let mut cases = Vec::new();
                    for case in &it.variants {
                        let [field] = case.fields.as_slice() else {
                            return Err(format!("{}.{}: not one field", it.name, case.name));
                        };
                        let docs = Docs::parse(case.docstring.as_deref());
                        cases.push(Case { name: case.name.clone(), docs, field: of_field(field, &flat)? });
                    }
                    let docs = Docs::parse(it.docstring.as_deref());
                    model.outcomes.push(Outcome { name: it.name.clone(), docs, cases });
                }
                Metadata::Func(it) => model.functions.push(of_function(
                    (&it.name, it.docstring.as_deref()),
                    &it.inputs,
                    it.return_type.as_ref(),
                    &flat,
                )?),
                _ => {}
            }
        }
        for item in &items {
            let Metadata::Method(it) = item else { continue };
            if BEHIND.contains(&it.self_name.as_str()) {
                continue;
            }
            let method =
                of_function((&it.name, it.docstring.as_deref()), &it.inputs, it.return_type.as_ref(), &flat)?;
            let record = model.records.iter_mut().find(|record| record.name == it.self_name);
            record.ok_or_else(|| format!("{}: methods of records only", it.self_name))?.methods.push(method);
        }
        if let Some(name) = kinds.keys().next() {
            return Err(format!("{name}: core has this record, and the library has not"));
        }
        Ok(model)
    }

    /// A type at the boundary, if it has a form.
    pub fn kind(&self, kind: &Meta) -> Option<Type> {
        of_type(kind, &|name: &str| self.choices.iter().any(|choice| choice.name == name))
    }

    /// A field of what is behind a driver.
    ///
    /// # Errors
    /// A type without a form.
    pub fn field(&self, field: &FieldMetadata) -> Result<Field, String> {
        of_field(field, &|name: &str| self.choices.iter().any(|choice| choice.name == name))
    }

    /// The names of functions, fields and arguments.
    pub fn names(&self) -> BTreeSet<String> {
        let methods = self.records.iter().flat_map(|record| &record.methods);
        let functions = self.functions.iter().chain(methods);
        let arguments = functions.clone().flat_map(|function| &function.arguments);
        let fields = self.records.iter().flat_map(|record| &record.fields).chain(arguments);
        let cases = self.outcomes.iter().flat_map(|outcome| &outcome.cases).map(|case| &case.field);
        let names = fields.chain(cases).map(|field| &field.name);
        names.chain(functions.map(|function| &function.name)).cloned().collect()
    }

    /// The records that go into the library: arguments, and what has methods, with what they hold.
    pub fn lowered(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let arguments = self.functions.iter().flat_map(|function| &function.arguments);
        for argument in arguments {
            self.gather(&argument.kind, &mut found);
        }
        // Those that callers make go in, also where only a driver written by hand passes them on.
        for record in self.records.iter().filter(|record| record.input || !record.methods.is_empty()) {
            self.gather(&Type::Record(record.name.clone()), &mut found);
        }
        found
    }

    /// The records that come out of it: results, with what they hold.
    pub fn lifted(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for function in &self.functions {
            self.gather(&function.result, &mut found);
        }
        found
    }

    fn gather(&self, kind: &Type, found: &mut BTreeSet<String>) {
        match kind {
            Type::Optional(inner) | Type::List(inner) => self.gather(inner, found),
            Type::Record(name) if found.insert(name.clone()) => {
                let record = self.records.iter().find(|record| record.name == *name);
                for field in record.iter().flat_map(|record| &record.fields) {
                    self.gather(&field.kind, found);
                }
            }
            Type::Outcome(name) => {
                let outcome = self.outcomes.iter().find(|outcome| outcome.name == *name);
                for case in outcome.iter().flat_map(|outcome| &outcome.cases) {
                    self.gather(&case.field.kind, found);
                }
            }
            Type::Choice(name) => {
                found.insert(name.clone());
            }
            _ => {}
        }
    }
}

fn of_field(field: &FieldMetadata, flat: &impl Fn(&str) -> bool) -> Result<Field, String> {
    Ok(Field {
        name: field.name.clone(),
        docs: Docs::parse(field.docstring.as_deref()),
        kind: of_type(&field.ty, flat).ok_or_else(|| format!("{}: a type without a form", field.name))?,
        optional: field.default.is_some(),
        hidden: false,
    })
}

fn of_function(
    (name, docs): (&str, Option<&str>),
    inputs: &[FnParamMetadata],
    result: Option<&Meta>,
    flat: &impl Fn(&str) -> bool,
) -> Result<Function, String> {
    let docs = Docs::parse(docs);
    let wrong = |what: &str| format!("{name}: {what}");
    let mut arguments = Vec::new();
    for input in inputs {
        let text = docs.arguments.iter().find(|(known, _)| *known == input.name);
        let (_, text) = text.ok_or_else(|| wrong(&format!("the argument {} has no text", input.name)))?;
        arguments.push(Field {
            name: input.name.clone(),
            docs: Docs { text: text.clone(), ..Docs::default() },
            kind: of_type(&input.ty, flat).ok_or_else(|| wrong("an argument without a form"))?,
            optional: input.default.is_some(),
            hidden: false,
        });
    }
    let result = result.and_then(|result| of_type(result, flat)).ok_or_else(|| wrong("no result"))?;
    Ok(Function { name: name.to_owned(), docs, arguments, result })
}

fn of_type(meta: &Meta, flat: &impl Fn(&str) -> bool) -> Option<Type> {
    Some(match meta {
        Meta::Boolean => Type::Flag,
        Meta::Int32 => Type::Integer { bits: 32 },
        Meta::Int64 => Type::Integer { bits: 64 },
        Meta::String => Type::Text,
        Meta::Bytes => Type::Bytes,
        Meta::Optional { inner_type } => Type::Optional(of_type(inner_type, flat)?.into()),
        Meta::Sequence { inner_type } => Type::List(of_type(inner_type, flat)?.into()),
        Meta::Record { name, .. } => Type::Record(name.clone()),
        Meta::Enum { name, .. } if flat(name) => Type::Choice(name.clone()),
        Meta::Enum { name, .. } => Type::Outcome(name.clone()),
        Meta::Custom { builtin, .. } => of_type(builtin, flat)?,
        // Unsigned numbers among them: Java knows none.
        _ => return None,
    })
}
