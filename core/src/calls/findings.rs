//! What a check finds: plain data, one finding for each thing that was looked at.

use super::record::{choice, output};
use crate::error::{Error, Result};
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// As it must be.
    Pass,
    /// It works, but should be looked at; or it could not be told.
    Warn,
    /// IR will not take it.
    Fail,
}

impl Verdict {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Pass, Self::Warn, Self::Fail];

    /// The stable code: `pass`, `warn` or `fail`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// The fields of [`Finding`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_finding {
    ($make:ident) => {
        $make! {
            /// What was found about one thing.
            Finding {
                /// The stable name of what was looked at, such as `certificate_expired`.
                plain code: String,
                /// The rule, such as `CERT-1`.
                plain rule: String,
                /// Whether IR will take it.
                plain verdict: Verdict,
                /// What was seen, in English. Never a secret.
                plain seen: String,
                /// What to do, in English; absent where it passes.
                plain remedy: Option<String>,
            }
        }
    };
}
record_finding!(output);

/// Findings, in the order in which they are found.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Finding>);

impl Findings {
    pub(super) fn pass(&mut self, code: &str, rule: &str, seen: impl Into<String>) {
        self.add(code, rule, Verdict::Pass, seen, None);
    }

    pub(super) fn warn(&mut self, code: &str, rule: &str, seen: impl Into<String>, remedy: &str) {
        self.add(code, rule, Verdict::Warn, seen, Some(remedy.into()));
    }

    pub(super) fn fail(&mut self, code: &str, rule: &str, seen: impl Into<String>, remedy: &str) {
        self.add(code, rule, Verdict::Fail, seen, Some(remedy.into()));
    }

    /// An error that core reports is a finding with its code, its message and its remedy.
    pub(super) fn error(&mut self, rule: &str, error: Error) {
        self.fail(error.code(), rule, error.kind.message(), error.kind.remedy());
    }

    /// What was read, or else why not.
    pub(super) fn read<T>(&mut self, rule: &str, read: Result<T>) -> Option<T> {
        read.map_err(|error| self.error(rule, error)).ok()
    }

    fn add(
        &mut self,
        code: &str,
        rule: &str,
        verdict: Verdict,
        seen: impl Into<String>,
        remedy: Option<String>,
    ) {
        let (code, rule) = (code.to_string(), rule.to_string());
        self.0.push(Finding { code, rule, verdict, seen: seen.into(), remedy });
    }
}

choice!(Verdict);
