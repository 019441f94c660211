//! How the command ends: the exit status, and what a failure says.

use std::process::ExitCode;

use gws_auth_core::{Error, ErrorKind};
use serde_json::{Map, Value};

/// The exit status. Stable: scripts go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Status {
    /// Done.
    Done = 0,
    /// Refused by IR or the customer, or invalid.
    Refused = 1,
    /// The command line, a file or a variable it names is wrong.
    Usage = 2,
    /// No reply, or one that says: later.
    TryLater = 3,
    /// The customer has to log in (again).
    LoginRequired = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// A failure: a stable `code`, a `message`, and what else is known. Never a secret, unless it is the only copy of one.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// The exit status.
    pub(crate) status: Status,
    /// What became of a request: `refused`, `unreadable` or `no_reply`. `None`: a slip on this side.
    pub(crate) outcome: Option<&'static str>,
    /// Whether it is a verdict: `"valid":false` stands before it in the JSON output.
    pub(crate) verdict: bool,
    /// `code` and `message` first.
    pub(crate) fields: Map<String, Value>,
    /// A reply that is nowhere else and may hold tokens (TOKEN-8): printed on standard output whatever happens.
    pub(crate) only_copy: Option<Vec<u8>>,
}

impl Failure {
    /// A failure with a code of this command's own.
    pub(crate) fn new(status: Status, code: &str, message: impl Into<String>) -> Self {
        let mut fields = Map::new();
        fields.insert("code".into(), code.into());
        fields.insert("message".into(), message.into().into());
        Self { status, outcome: None, verdict: false, fields, only_copy: None }
    }

    /// The command line, or what it names, is wrong.
    pub(crate) fn usage(code: &str, message: impl Into<String>) -> Self {
        Self::new(Status::Usage, code, message)
    }

    /// The same with one more field.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), value.into());
        self
    }

    /// The same with more fields.
    #[must_use]
    pub(crate) fn with_all(mut self, fields: Map<String, Value>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The same as the verdict on a token.
    #[must_use]
    pub(crate) fn on_token(mut self) -> Self {
        self.verdict = true;
        self
    }

    /// The same with another exit status.
    #[must_use]
    pub(crate) fn ending(mut self, status: Status) -> Self {
        self.status = status;
        self
    }

    /// The same as what became of a request.
    #[must_use]
    pub(crate) fn becoming(mut self, outcome: &'static str) -> Self {
        self.outcome = Some(outcome);
        self
    }

    /// The message.
    pub(crate) fn message(&self) -> &str {
        self.fields.get("message").and_then(Value::as_str).unwrap_or_default()
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match error.kind {
            ErrorKind::PendingExpired => Status::LoginRequired,
            _ => Status::Refused,
        };
        let failure = Self::new(status, error.code(), error.to_string())
            .with("blame", error.blame().code())
            .with("number", error.kind.number());
        match error.position().value() {
            Some(at) => failure.with("at", at),
            None => failure,
        }
    }
}

/// The status for a reply that did not bring what was asked for.
pub(crate) fn of_http(status: u16) -> Status {
    if matches!(status, 408 | 429) || status >= 500 { Status::TryLater } else { Status::Refused }
}
