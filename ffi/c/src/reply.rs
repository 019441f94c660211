//! What became of a request: one structure for every outcome, so that a program has one place for what is not granted.

use gws_auth_core::calls::{self, Advice, Refusal, Unreadable};
use gws_auth_core::{ErrorKind, RequestKind};

use crate::pack::{Packer, gws_span};
use crate::record::{Record as _, record};
use crate::status::{gws_status, number};
use crate::warning;
use crate::words::{gws_next_step, gws_outcome, gws_request_kind, gws_who_must_act};

/// What became of a request, and what follows. `outcome` says which members are filled; the others are 0 and absent.
///
/// - `GWS_GRANTED`: `request`, `status` and `warnings`. What was granted stands in a structure of its own.
/// - `GWS_REFUSED`: the members of what follows, and the refusal's. `error` and `error_description` are the server's and may hold
///   anything, NULs and control characters included: escape them before showing them.
/// - `GWS_UNREADABLE`: the members of what follows, and `reason`, `code`, `message` and `words`. Keep the body where only
///   an operator can read it: it may hold the only copy of a token.
/// - `GWS_UNANSWERED`: the members of what follows.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_reply {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What came.
    pub outcome: gws_outcome,
    /// The request that was answered.
    pub request: gws_request_kind,
    /// The HTTP status; 302 for a refusal that came by redirect (REDIR-3).
    pub status: i32,
    /// What follows: what the program does next. Never decided by the server's texts (ERR-2).
    pub next_step: gws_next_step,
    /// What follows: how often a program may take that step for one cause; 0: never by itself.
    pub attempts: u32,
    /// What follows: the step after these, if they ended the same way; `GWS_NEXT_STEP_NONE` where it is the end.
    pub afterwards: gws_next_step,
    /// What follows: how long to wait before the step, in seconds.
    pub wait_seconds: u32,
    /// What follows: who must act before the step.
    pub who_must_act: gws_who_must_act,
    /// Refusal: 1 if IR documents this pair of error and description for this request (ERR-3).
    pub documented: i32,
    /// What is odd about the reply: bits, each a `GWS_WARNING_...`.
    pub warnings: u32,
    /// Unreadable: why, as a status such as `GWS_STATUS_REPLY_HTML`.
    pub reason: gws_status,
    /// What follows: the step in English, for people, and what follows it.
    pub advice: gws_span,
    /// Refusal: `error`, verbatim.
    pub error: gws_span,
    /// Refusal: `error_description`, verbatim; may be absent.
    pub error_description: gws_span,
    /// Refusal: what happened, in English, for people.
    pub meaning: gws_span,
    /// Refusal: what to check, in English.
    pub check: gws_span,
    /// Unreadable: the code of `reason`, such as `reply_html`.
    pub code: gws_span,
    /// Unreadable: the same in English, with what to do about it.
    pub message: gws_span,
    /// Unreadable: the server's own words, if any can be found: one line without control characters, tokens hidden.
    pub words: gws_span,
}

record!(gws_reply);

impl gws_reply {
    /// A reply that grants, with what it says besides.
    pub(crate) fn granted(request: RequestKind, status: u16, warnings: &[calls::Warning]) -> Self {
        Self {
            outcome: gws_outcome::GwsGranted,
            request: request.into(),
            status: status.into(),
            warnings: warning::bits(warnings),
            ..Self::absent()
        }
    }

    pub(crate) fn refused(refusal: &Refusal, pack: &mut Packer<'_>) -> Self {
        let Refusal {
            request,
            status,
            error,
            error_description,
            meaning,
            who_must_act,
            check,
            documented,
            next_step,
            attempts,
            afterwards,
            wait_seconds,
            advice,
            warnings,
        } = refusal;
        Self {
            outcome: gws_outcome::GwsRefused,
            request: (*request).into(),
            status: (*status).into(),
            next_step: (*next_step).into(),
            attempts: *attempts,
            afterwards: afterwards.map(Into::into).unwrap_or_default(),
            wait_seconds: *wait_seconds,
            who_must_act: (*who_must_act).into(),
            documented: (*documented).into(),
            warnings: warning::bits(warnings),
            advice: pack.text(advice),
            error: pack.text(error),
            error_description: pack.optional_text(error_description.as_deref()),
            meaning: pack.text(meaning),
            check: pack.text(check),
            ..Self::absent()
        }
    }

    pub(crate) fn unreadable(unreadable: &Unreadable, pack: &mut Packer<'_>) -> Self {
        let Unreadable {
            request,
            status,
            code,
            message,
            words,
            who_must_act,
            next_step,
            attempts,
            afterwards,
            wait_seconds,
            advice,
        } = unreadable;
        let reason = ErrorKind::ALL.iter().find(|kind| kind.code() == code);
        Self {
            outcome: gws_outcome::GwsUnreadable,
            request: (*request).into(),
            status: (*status).into(),
            next_step: (*next_step).into(),
            attempts: *attempts,
            afterwards: afterwards.map(Into::into).unwrap_or_default(),
            wait_seconds: *wait_seconds,
            who_must_act: (*who_must_act).into(),
            reason: reason.map(|kind| number(*kind)).unwrap_or_default(),
            advice: pack.text(advice),
            code: pack.text(code),
            message: pack.text(message),
            words: pack.optional_text(words.as_deref()),
            ..Self::absent()
        }
    }

    pub(crate) fn unanswered(what_follows: &Advice, pack: &mut Packer<'_>) -> Self {
        let Advice { request, who_must_act, next_step, attempts, afterwards, wait_seconds, advice } =
            what_follows;
        Self {
            outcome: gws_outcome::GwsUnanswered,
            request: (*request).into(),
            next_step: (*next_step).into(),
            attempts: *attempts,
            afterwards: afterwards.map(Into::into).unwrap_or_default(),
            wait_seconds: *wait_seconds,
            who_must_act: (*who_must_act).into(),
            advice: pack.text(advice),
            ..Self::absent()
        }
    }
}

/// The reply of a call that grants a `T`, which becomes an `R`: the call's own part is to lay out the `T`.
pub(crate) fn lay_out<T, R: crate::record::Record>(
    reply: &calls::Reply<T>,
    pack: &mut Packer<'_>,
    granted: impl FnOnce(&T, &mut Packer<'_>) -> (gws_reply, R),
) -> (gws_reply, R) {
    match reply {
        calls::Reply::Granted(it) => granted(it, pack),
        calls::Reply::Refused(refusal) => (gws_reply::refused(refusal, pack), R::absent()),
        calls::Reply::Unreadable(unreadable) => (gws_reply::unreadable(unreadable, pack), R::absent()),
    }
}
