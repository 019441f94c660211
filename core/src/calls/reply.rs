//! What replies have in common: the three outcomes, and what follows each.

use super::record::{lists, output};
use super::secret::Wiped;
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::response::{self, NextStep, WhoMustAct};
use crate::warning::Warnings;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// What a server answered. All three are data: no caller did anything wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply<T> {
    /// IR did what was asked.
    Granted(T),
    /// IR refused.
    Refused(Refusal),
    /// No reply of IR's that can be understood: a proxy's page, a cut body, a status that means nothing here.
    Unreadable(Unreadable),
}

/// The fields of [`Warning`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_warning {
    ($make:ident) => {
        $make! {
            /// Something to look at in a result that is good all the same.
            Warning {
                /// Its stable code, such as `certificate_sha1`.
                plain code: String,
                /// What it is and what to do, in English.
                plain message: String,
            }
        }
    };
}
record_warning!(output);
lists!(Warning);

/// The fields of [`Refusal`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_refusal {
    ($make:ident) => {
        $make! {
            /// A refusal as it came, explained. The server's texts may hold anything: escape them before showing them.
            Refusal {
                /// The request that was refused.
                plain request: RequestKind,
                /// The HTTP status; 302 for a refusal that came by redirect.
                plain status: u16,
                /// The error, verbatim.
                plain error: String,
                /// The error description, verbatim, if there is one.
                plain error_description: Option<String>,
                /// What happened, in English, for people.
                plain meaning: String,
                /// Who must act before the next step.
                plain who_must_act: WhoMustAct,
                /// What to check, in English.
                plain check: String,
                /// Whether IR documents this pair of error and description for this request (ERR-3).
                plain documented: bool,
                /// What a program does next: decided by the request and the status, never by the texts (ERR-2).
                plain next_step: NextStep,
                /// How often a program may take that step for one cause; 0: never by itself.
                plain attempts: u32,
                /// What follows when the step was taken so often and ended the same way; absent where it is the end.
                plain afterwards: Option<NextStep>,
                /// How long to wait before the step, in seconds; 0: not at all.
                plain wait_seconds: u32,
                /// The step in English, for people, and what follows it.
                plain advice: String,
                /// What is odd about the reply.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_refusal!(output);

/// The fields of [`Unreadable`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_unreadable {
    ($make:ident) => {
        $make! {
            /// A reply that is neither a grant nor a refusal of IR's. Keep its body where only an operator can read it: it may
            /// hold the only copy of a token.
            Unreadable {
                /// The request that was answered.
                plain request: RequestKind,
                /// The HTTP status.
                plain status: u16,
                /// Why it cannot be understood: a stable code, such as `reply_html`.
                plain code: String,
                /// The same in English, with what to do about it.
                plain message: String,
                /// The server's own words, if any can be found: one line without control characters, tokens hidden.
                plain words: Option<String>,
                /// Who must act before the next step.
                plain who_must_act: WhoMustAct,
                /// What a program does next. Whoever answered, it was not IR: the status counts for nothing (ERR-2).
                plain next_step: NextStep,
                /// How often a program may take that step for one cause; 0: never by itself.
                plain attempts: u32,
                /// What follows when the step was taken so often and ended the same way; absent where it is the end.
                plain afterwards: Option<NextStep>,
                /// How long to wait before the step, in seconds; 0: not at all.
                plain wait_seconds: u32,
                /// The step in English, for people, and what follows it.
                plain advice: String,
            }
        }
    };
}
record_unreadable!(output);

/// The fields of [`Advice`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_advice {
    ($make:ident) => {
        $make! {
            /// What follows a request that got no reply.
            Advice {
                /// The request.
                plain request: RequestKind,
                /// Who must act before the next step.
                plain who_must_act: WhoMustAct,
                /// What a program does next.
                plain next_step: NextStep,
                /// How often a program may take that step for one cause; 0: never by itself.
                plain attempts: u32,
                /// What follows when the step was taken so often and ended the same way; absent where it is the end.
                plain afterwards: Option<NextStep>,
                /// How long to wait before the step, in seconds; 0: not at all.
                plain wait_seconds: u32,
                /// The step in English, for people, and what follows it.
                plain advice: String,
            }
        }
    };
}
record_advice!(output);

impl<T> Reply<T> {
    /// What was granted, if it was.
    pub fn granted(self) -> Option<T> {
        match self {
            Self::Granted(granted) => Some(granted),
            Self::Refused(_) | Self::Unreadable(_) => None,
        }
    }

    /// The owned form of a reply, with what was granted through `own`.
    pub(super) fn own<'b, B>(
        reply: response::Reply<'b, B>,
        policy: &Policy,
        own: impl FnOnce(B) -> T,
    ) -> Self {
        match reply {
            response::Reply::Granted(granted) => Self::Granted(own(granted)),
            response::Reply::Refused(refusal) => Self::Refused(Refusal::own(&refusal, policy)),
            response::Reply::Unreadable(unreadable) => Self::Unreadable(Unreadable::own(&unreadable, policy)),
        }
    }
}

impl Refusal {
    pub(super) fn own(refusal: &response::Refusal<'_>, policy: &Policy) -> Self {
        Self::explained(refusal, refusal.explanation(), policy)
    }

    /// The owned form, with what the texts mean to whoever sent them.
    pub(super) fn explained(
        refusal: &response::Refusal<'_>,
        explanation: response::Explanation,
        policy: &Policy,
    ) -> Self {
        let response::Refusal { request, status, error, error_description, warnings } = *refusal;
        let response::Explanation { meaning, check, documented, who_must_act } = explanation;
        let next_step = refusal.next_step();
        Self {
            request,
            status,
            error: error.into(),
            error_description: error_description.map(Into::into),
            meaning: meaning.into(),
            who_must_act: next_step.who_must_act(who_must_act),
            check: check.into(),
            documented,
            next_step,
            attempts: next_step.attempts(),
            afterwards: next_step.then(),
            wait_seconds: next_step.wait_seconds(policy),
            advice: next_step.advice().into(),
            warnings: own_warnings(warnings),
        }
    }
}

impl Unreadable {
    pub(super) fn own(unreadable: &response::Unreadable<'_>, policy: &Policy) -> Self {
        let Advice { request, who_must_act, next_step, attempts, afterwards, wait_seconds, advice } =
            Advice::new(unreadable.request, unreadable.next_step(), policy);
        Self {
            request,
            status: unreadable.status,
            code: unreadable.error.code().into(),
            message: unreadable.error.to_string(),
            words: unreadable.words().map(|words| format!("{words}")),
            who_must_act,
            next_step,
            attempts,
            afterwards,
            wait_seconds,
            advice,
        }
    }
}

impl Advice {
    pub(super) fn new(request: RequestKind, next_step: NextStep, policy: &Policy) -> Self {
        Self {
            request,
            // Nobody was told anything: if it stays so, whoever runs the program looks at the network.
            who_must_act: next_step.who_must_act(WhoMustAct::Operator),
            next_step,
            attempts: next_step.attempts(),
            afterwards: next_step.then(),
            wait_seconds: next_step.wait_seconds(policy),
            advice: next_step.advice().into(),
        }
    }
}

/// Each warning with its text.
pub(super) fn own_warnings(warnings: Warnings) -> Vec<Warning> {
    let own = |warning: crate::warning::Warning| Warning {
        code: warning.code().into(),
        message: warning.message().into(),
    };
    warnings.iter().map(own).collect()
}

/// A copy to unescape in; no more of it than it takes to see that it is too large.
pub(super) fn copy(body: &[u8], policy: &Policy) -> Wiped {
    let most = policy.max_reply_bytes.saturating_add(4);
    Wiped::new(body.get(..most).unwrap_or(body).into())
}
