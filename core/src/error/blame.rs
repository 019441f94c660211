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
    /// This library: a fault of its own.
    Library,
}

impl Blame {
    /// The stable lower-case word: `caller`, `input`, `server`, `policy` or `library`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Input => "input",
            Self::Server => "server",
            Self::Policy => "policy",
            Self::Library => "library",
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

impl Position {
    /// The number; `None` where there is none.
    #[must_use]
    pub const fn value(self) -> Option<usize> {
        match self {
            Self::None => None,
            Self::Offset(at) | Self::Needed(at) | Self::Limit(at) | Self::Status(at) => Some(at),
        }
    }

    /// What the number is: `offset`, `needed`, `limit` or `status`; `None` where there is none.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Offset(_) => Some("offset"),
            Self::Needed(_) => Some("needed"),
            Self::Limit(_) => Some("limit"),
            Self::Status(_) => Some("status"),
        }
    }
}

#[derive(Clone, Copy)]
pub(super) enum Place {
    Nowhere,
    Offset,
    Needed,
    Limit,
    Status,
}
