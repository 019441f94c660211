//! Which suites there are, what each needs, and how long its group takes at most on a quiet machine.

mod table;

pub(crate) use table::{KOTLIN, NPM_PACK, PYTHON, SUITES};

use crate::install::{Installer, Need};
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// One thing to test.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) group: Group,
    pub(crate) needs: &'static [Need],
    pub(crate) run: Run,
}

/// What a suite does.
pub(crate) enum Run {
    /// These calls of cargo, one after the other.
    Cargo(&'static [&'static [&'static str]]),
    /// More than that: a file of its own in `suites/`.
    Function(fn(&Session) -> Result<(), Failure>),
}

impl Run {
    pub(crate) fn go(&self, session: &Session) -> Result<(), Failure> {
        match self {
            Self::Cargo(calls) => {
                calls.iter().try_for_each(|call| Step::cargo(call).run(session.transcript).map(|_| ()))
            }
            Self::Function(run) => run(session),
        }
    }
}

/// What a running suite may use.
pub(crate) struct Session<'a> {
    pub(crate) transcript: &'a Transcript,
    pub(crate) installer: &'a Installer,
}

/// Suites that share one limit of time: it is printed, and to pass it is no failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Preflight,
    CoreAndOauth,
    M2m,
    QuickProof,
    Npm,
    C,
    Mobile,
}

impl Group {
    pub(crate) const ALL: &'static [Self] =
        &[Self::Preflight, Self::CoreAndOauth, Self::M2m, Self::QuickProof, Self::Npm, Self::C, Self::Mobile];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Preflight => "preflight",
            Self::CoreAndOauth => "core and OAuth",
            Self::M2m => "M2M",
            Self::QuickProof => "quick proof",
            Self::Npm => "npm",
            Self::C => "C",
            Self::Mobile => "Kotlin, Python and Swift",
        }
    }

    /// In minutes, on a cold machine, without the time that installing takes.
    pub(crate) const fn limit(self) -> u64 {
        match self {
            Self::Preflight => 2,
            Self::CoreAndOauth => 10,
            Self::M2m => 8,
            Self::QuickProof => 5,
            Self::Npm => 11,
            Self::C => 9,
            Self::Mobile => 8,
        }
    }
}

/// In minutes: everything, installing included.
pub(crate) const WHOLE_LIMIT: u64 = 45;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_limits_leave_room() {
        for (index, suite) in SUITES.iter().enumerate() {
            assert!(SUITES.iter().skip(index + 1).all(|other| other.name != suite.name), "{}", suite.name);
        }
        assert!(Group::ALL.iter().all(|group| group.limit() < WHOLE_LIMIT));
    }
}
