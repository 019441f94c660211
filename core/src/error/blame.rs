//! Who is to blame, and what an error's `at` means.

/// Who has to change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blame {
    /// The program that called: an argument cannot be right.
    Caller,
    /// A text that came from elsewhere: a landing URL, a stored record, a token.
    Input,
    /// What answered the request: IR, or something on the way.
    Server,
    /// Nobody: a rule of the policy ended it.
    Policy,
}

impl Blame {
    /// The stable lower-case word: `caller`, `input`, `server` or `policy`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Input => "input",
            Self::Server => "server",
            Self::Policy => "policy",
        }
    }
}

/// What an error's `at` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Nothing: `at` is 0.
    None,
    /// An offset into the input, in bytes.
    Offset(usize),
    /// The bytes that are needed.
    Needed(usize),
    /// The limit that was passed, in the unit that the message speaks of: bytes, characters, bits or seconds.
    Limit(usize),
    /// The HTTP status of the reply.
    Status(usize),
}

#[derive(Clone, Copy)]
pub(super) enum Place {
    Nowhere,
    Offset,
    Needed,
    Limit,
    Status,
}
