//! A vector as it stands in the tables that `build.rs` makes.

/// One file of `tests/vectors`.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its name without `.json`.
    pub name: &'static str,
    /// Its vectors.
    pub vectors: &'static [Vector],
}

/// One call and what must come of it. The format is told in `tests/vectors/README.md`.
#[derive(Clone, Copy, Debug)]
pub struct Vector {
    /// The file's name without `.json`.
    pub file: &'static str,
    /// Unique among all files.
    pub id: &'static str,
    /// The protocol's rules that it stands for.
    pub rules: &'static [&'static str],
    /// The call.
    pub op: &'static str,
    /// The arguments.
    pub input: &'static [Field],
    /// What must come of it.
    pub expected: Expected,
}

/// A name and its value; the suffixes `_hex` and `_repeat` are taken off.
pub type Field = (&'static str, Value);

/// An argument or a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(&'static str),
    /// Bytes, from `…_hex`.
    Bytes(&'static [u8]),
    /// Texts, each repeated as often as it says, from `…_repeat`.
    Repeat(&'static [(&'static str, usize)]),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Flag(bool),
}

/// What must come of a call.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// It succeeds with exactly these fields.
    Out(&'static [Field]),
    /// The server, or the customer, refused: exactly these fields.
    Refused(&'static [Field]),
    /// The reply cannot be understood: exactly these fields.
    Unreadable(&'static [Field]),
    /// It fails with this code; `at` is absent where the code has no position.
    Error {
        /// The stable text code.
        code: &'static str,
        /// The offset, length, limit or status.
        at: Option<usize>,
    },
}

include!(concat!(env!("OUT_DIR"), "/vectors.rs"));

/// The vectors of all files.
pub fn vectors() -> impl Iterator<Item = &'static Vector> {
    FILES.iter().flat_map(|file| file.vectors)
}

/// Calls that exist in their owned form alone: they are no steps without allocation.
pub const OWNED_ONLY: &[&str] = &[
    "certificate_facts",
    "needs_renewal",
    "session_login",
    "session_logout",
    "session_reject",
    "session_facts",
    "session_walk",
];

/// The vectors that the borrowed API runs.
pub fn borrowed_vectors() -> impl Iterator<Item = &'static Vector> {
    vectors().filter(|vector| !OWNED_ONLY.contains(&vector.op))
}
