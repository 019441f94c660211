//! Sessions: one worker's way to an access token, in steps that the host carries out.
//!
//! A session is the one thing here that is kept between calls, so the caller has to end it.

use gws_auth_core::calls::{OwnedClient, Session, SessionEvent, SessionRules, SessionStep, SessionSwap};
use gws_auth_core::{Error, ErrorKind, Policy, UnixSeconds};

use crate::client::gws_client;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{self, MISSING, Place, optional, optional_bytes};
use crate::policy::gws_policy;
use crate::record::{Record as _, record};
use crate::request::gws_http_request;
use crate::status::gws_status;
use crate::words::{gws_session_event, gws_session_step};
use crate::wrong::{Named as _, Result};

/// One worker's way to an access token of a session that many share: `gws_session_begin` makes it, `gws_session_end` wipes and
/// frees it. One thread at a time may use it. Each access token takes a session of its own, which lasts for seconds.
pub struct gws_session {
    session: Session,
    /// What to do now; nothing after a fault of the library's own.
    step: Option<SessionStep>,
}

/// How a session differs from the usual one. A number that is 0, and NULL instead of the rules, is the default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_session_rules {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// Between the two introspections of a recovery, in seconds; 30 by default (A6).
    pub settle: u32,
    /// After a refusal, in seconds; 60 by default.
    pub back_off: u32,
    /// The longest wait before looking again whether another worker is done, in seconds; 5 by default.
    pub poll: u32,
    /// 1 asks for a login where the fate of a refresh token is unknown, instead of introspecting it.
    pub login_if_in_doubt: i32,
    /// 1 introspects before each refresh: for stores that may be rolled back (A1).
    pub introspect_first: i32,
}

record!(gws_session_rules);

impl gws_session_rules {
    /// # Safety
    /// As [`optional`].
    unsafe fn read(rules: *const Self) -> Result<SessionRules> {
        // SAFETY: the same promise.
        let Some(rules) = unsafe { optional(rules) }.named(c"rules")? else {
            return Ok(SessionRules::default());
        };
        let Self { size: _, settle, back_off, poll, login_if_in_doubt, introspect_first } = rules;
        let given = |seconds: u32| Some(seconds).filter(|seconds| *seconds != 0);
        Ok(SessionRules {
            settle: given(settle),
            back_off: given(back_off),
            poll: given(poll),
            login_if_in_doubt: Some(login_if_in_doubt != 0),
            introspect_first: Some(introspect_first != 0),
        })
    }
}

/// What to do next: `step` says it, and which of the other members are filled.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_session_task {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What to do.
    pub step: gws_session_step,
    /// For `GWS_SESSION_STEP_WAIT`: how long, in seconds.
    pub seconds: u32,
    /// 0.
    pub reserved: u32,
    /// For `GWS_SESSION_STEP_SEND`: the last second for the first byte, since 1970.
    pub send_before: i64,
    /// For `GWS_SESSION_STEP_USE`: which access token it is, for `gws_session_reject` when a service answers 401.
    pub generation: i64,
    /// For `GWS_SESSION_STEP_USE`: from when on to begin a session again, in seconds since 1970.
    pub refresh_from: i64,
    /// For `GWS_SESSION_STEP_SWAP`: the version that must be stored now; 0: no record.
    pub expected_version: i64,
    /// For `GWS_SESSION_STEP_SWAP`: the version of the record.
    pub version: i64,
    /// For `GWS_SESSION_STEP_SWAP`: the text to store, secret.
    pub record: gws_span,
    /// For `GWS_SESSION_STEP_USE`: the access token, secret. A service takes it as `Authorization: Bearer` (TOKEN-5).
    pub token: gws_span,
    /// For `GWS_SESSION_STEP_LOGIN_REQUIRED`: `no_session`, `ended`, `lost`, `no_refresh_token` or `in_doubt`.
    pub reason: gws_span,
    /// With any step, what an operator should know: `fix_configuration`, `fix_credentials` or `reply_unclear`; absent: nothing. After
    /// the last one keep the reply's body where only an operator can read it. The first two end a wait: no access token is left
    /// then, and none comes.
    pub problem: gws_span,
}

record!(gws_session_task);

impl gws_session_task {
    fn lay_out(step: &SessionStep, problem: Option<&str>, pack: &mut Packer<'_>) -> (Self, gws_http_request) {
        let none = gws_http_request::absent();
        let problem = pack.optional_text(problem);
        let task = Self { problem, ..Self::absent() };
        match step {
            SessionStep::Load => (Self { step: gws_session_step::Load, ..task }, none),
            SessionStep::Swap(SessionSwap { record, expected_version, version }) => {
                let (expected_version, version) = (*expected_version, *version);
                let record = pack.secret(record);
                (Self { step: gws_session_step::Swap, expected_version, version, record, ..task }, none)
            }
            SessionStep::Send { request, send_before } => (
                Self { step: gws_session_step::Send, send_before: *send_before, ..task },
                gws_http_request::lay_out(request, pack),
            ),
            SessionStep::Ask { request } => {
                (Self { step: gws_session_step::Ask, ..task }, gws_http_request::lay_out(request, pack))
            }
            SessionStep::Discard { request } => {
                (Self { step: gws_session_step::Discard, ..task }, gws_http_request::lay_out(request, pack))
            }
            SessionStep::Wait { seconds } => {
                (Self { step: gws_session_step::Wait, seconds: *seconds, ..task }, none)
            }
            SessionStep::Use { token, generation, refresh_from } => {
                let (generation, refresh_from) = (*generation, *refresh_from);
                let token = pack.secret(token);
                (Self { step: gws_session_step::Use, generation, refresh_from, token, ..task }, none)
            }
            SessionStep::LoginRequired(reason) => {
                let reason = pack.text(reason.code());
                (Self { step: gws_session_step::LoginRequired, reason, ..task }, none)
            }
        }
    }
}

impl gws_session {
    /// What a panic has left half done is not gone on with.
    fn step(&self) -> Result<&SessionStep> {
        self.step.as_ref().ok_or(Error::of(ErrorKind::Panicked).into())
    }

    fn report(&mut self, event: SessionEvent<'_>, now: UnixSeconds) -> Result<()> {
        self.step()?;
        let before = self.step.take();
        let next = self.session.next(event, now);
        let (step, ended) = match next {
            Ok(step) => (Some(step), Ok(())),
            Err(error) => (before, Err(error)),
        };
        self.step = step;
        Ok(ended?)
    }
}

/// Begins a session, whose first step is to load the record; `gws_session_end` has to follow, whatever happens between.
///
/// `client`: the one that logged in. `attempt`: 16 bytes of the system's random source, new for each session. `jitter`: seconds,
/// drawn by the caller from 0 to 120, that spread the renewals of many workers. `policy`, `rules`: NULL for the defaults.
/// `session`: where the session's address is put; nothing is put there unless this succeeds.
///
/// Errors: `GWS_STATUS_ARGUMENT_MISSING`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`. Rules REFRESH-1 to REFRESH-3.
/// Next: `gws_session_next`.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_begin(
    client: *const gws_client,
    attempt: *const u8,
    jitter: u32,
    policy: *const gws_policy,
    rules: *const gws_session_rules,
    out: *mut gws_output,
    session: *mut *mut gws_session,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |_| {
            let client = OwnedClient::new(gws_client::read(client)?)?;
            let attempt = optional_bytes(attempt, ATTEMPT_BYTES)
                .named(c"attempt")?
                .and_then(|bytes| bytes.first_chunk());
            let policy: Policy = gws_policy::read(policy)?;
            let rules = gws_session_rules::read(rules)?.rules(&policy);
            let made = Session::new(client, *attempt.ok_or(MISSING)?, jitter, policy, rules);
            pointer::give(session, gws_session { session: made, step: Some(SessionStep::Load) })
                .named(c"session")
        })
    }
}

/// The bytes of an attempt.
const ATTEMPT_BYTES: usize = 16;

/// What to do now. It changes nothing: when `out` was too small, call it again.
///
/// `task`: the step. `request`: for `GWS_SESSION_STEP_SEND`, `ASK` and `DISCARD` what to send, once; else absent.
///
/// Errors: `GWS_STATUS_ARGUMENT_MISSING`. Next: do it, then `gws_session_report`, until `GWS_SESSION_STEP_USE` or
/// `GWS_SESSION_STEP_LOGIN_REQUIRED`.
///
/// # Safety
/// Pointers are NULL or as described; `session` is of `gws_session_begin`, and has not ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_next(
    session: *const gws_session,
    out: *mut gws_output,
    task: *mut gws_session_task,
    request: *mut gws_http_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let (task, request) = (Place::new(task).named(c"task")?, Place::new(request).named(c"request")?);
            let session = pointer::held(session).named(c"session")?;
            let (step, problem) = (session.step()?, session.session.problem());
            let (made, to_send) = memory.write(|pack| gws_session_task::lay_out(step, problem, pack))?;
            task.put(&made);
            request.put(&to_send);
            Ok(())
        })
    }
}

/// Tells what came of the step.
///
/// `event`: a `gws_session_event`. `status`: with `GWS_SESSION_EVENT_REPLY` the HTTP status, else 0. `bytes`, `length`: with
/// `GWS_SESSION_EVENT_LOADED` the record as it is stored, NULL where there is none; with `GWS_SESSION_EVENT_REPLY` the reply's body,
/// as received; else NULL and 0. `now`: seconds since 1970, by the store's own clock if it has one. `out`: nothing but the status
/// is written there.
///
/// Errors: `GWS_STATUS_SESSION_...` of the record; `SESSION_OTHER_CLIENT`; `SESSION_EVENT`: it does not answer the step;
/// `CLOCK_BEHIND`, `TIME_INVALID`, `STATUS_INVALID`, `TEXT_NOT_UTF8`. The session is as it was, and nothing is lost.
/// Next: `gws_session_next`.
///
/// # Safety
/// Pointers are NULL or as described; `session` is of `gws_session_begin`, and has not ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_report(
    session: *mut gws_session,
    event: i32,
    status: i32,
    bytes: *const u8,
    length: usize,
    now: i64,
    out: *mut gws_output,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |_| {
            let event =
                gws_session_event::event(event, status, optional_bytes(bytes, length).named(c"bytes")?)?;
            pointer::held_alone(session).named(c"session")?.report(event, now)
        })
    }
}

/// Wipes and frees a session. NULL is nothing.
///
/// # Safety
/// `session` is NULL, or of `gws_session_begin`, and has not ended.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_session_end(session: *mut gws_session) {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe { pointer::take_back(session) }
}
