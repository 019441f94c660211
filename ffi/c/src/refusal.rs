//! A refusal: data, verbatim.

use gws_auth_core::owned::OwnedRefusal;

use crate::pack::{Packer, gws_span};
use crate::words::{gws_next_step, gws_request_kind, gws_who_must_act};

/// What IR refused, as it came, with an explanation beside it. `error` and `error_description` are the server's and may hold
/// anything, NULs and control characters included: escape them before showing them. A program goes by `next_step` (ERR-2).
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct gws_refusal {
    /// The request that was refused.
    pub request: gws_request_kind,
    /// The HTTP status; 302 for a refusal that came by redirect (REDIR-3).
    pub status: i32,
    /// What the program does next.
    pub next_step: gws_next_step,
    /// Who must act.
    pub who_must_act: gws_who_must_act,
    /// 1 if IR documents this pair of code and description for this request (ERR-3), else 0.
    pub documented: i32,
    /// `error`, verbatim.
    pub error: gws_span,
    /// `error_description`, verbatim; may be absent.
    pub error_description: gws_span,
    /// What happened, in English, for people.
    pub meaning: gws_span,
    /// What to check, in English.
    pub check: gws_span,
    /// `next_step` in English.
    pub advice: gws_span,
}

impl gws_refusal {
    pub(crate) fn lay_out(refusal: &OwnedRefusal, pack: &mut Packer<'_>) -> Self {
        Self {
            request: refusal.request.into(),
            status: refusal.status.into(),
            next_step: refusal.next_step.into(),
            who_must_act: refusal.who_must_act.into(),
            documented: refusal.documented.into(),
            error: pack.text(&refusal.error),
            error_description: pack.optional_text(refusal.error_description.as_deref()),
            meaning: pack.text(&refusal.meaning),
            check: pack.text(&refusal.check),
            advice: pack.text(&refusal.advice),
        }
    }
}
