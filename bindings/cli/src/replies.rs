//! Replies: what was granted, or the failure that says what became of the request and what follows.

use gws_auth_core::calls::{HttpRequest, Refusal, Reply, Unreadable, no_reply};
use gws_auth_core::{Policy, RequestKind};
use serde_json::Value;

use crate::excerpt::excerpt;
use crate::exit::{Failure, Status, of_http};
use crate::fields::{self, FORMER_NAMES, Secrets};
use crate::http::{self, Answer, Lost};
use crate::keep::Keep;

/// What was granted; everything else is a failure.
pub(crate) fn granted<T>(reply: Reply<T>) -> Result<T, Failure> {
    match reply {
        Reply::Granted(granted) => Ok(granted),
        Reply::Refused(refusal) => Err(refused(&refusal)),
        Reply::Unreadable(reply) => Err(unreadable(&reply)),
    }
}

/// Sends `request` and reads the reply. The body of any failed reply is kept, shown, or at least shown in part.
pub(crate) fn ask<T>(
    request: &HttpRequest,
    keep: &mut Keep,
    policy: &Policy,
    read: impl FnOnce(&Answer) -> gws_auth_core::Result<Reply<T>>,
) -> Result<T, Failure> {
    let received = http::send(request).map_err(|lost| not_answered(&lost, policy))?;
    granted(read(&received)?).map_err(|failure| with_body(failure, request.kind, received, keep))
}

/// The fields of a refusal: IR's words verbatim, what they mean, and what follows.
pub(crate) fn refusal_fields(refusal: &Refusal) -> serde_json::Map<String, Value> {
    let mut fields = fields::of(refusal, Secrets::Hidden);
    for (former, name) in FORMER_NAMES {
        let value = fields.get(name).cloned().unwrap_or_default();
        fields.insert(former.into(), value);
    }
    fields
}

/// IR refused. A 5xx, 408 or 429 means: later.
fn refused(refusal: &Refusal) -> Failure {
    let message = format!(
        "IR refused the {} request with HTTP status {}. {} {} What next: {}{}",
        refusal.request.code(),
        refusal.status,
        refusal.meaning,
        refusal.check,
        refusal.advice,
        wait(refusal.wait_seconds),
    );
    Failure::new(of_http(refusal.status), "refused", message)
        .with_all(refusal_fields(refusal))
        .becoming("refused")
}

/// The landing refused: by the customer, as a rule.
pub(crate) fn landing_refused(refusal: &Refusal) -> Failure {
    let message =
        format!("The login was refused. {} {} What next: {}", refusal.meaning, refusal.check, refusal.advice);
    Failure::new(Status::Refused, "refused", message).with_all(refusal_fields(refusal)).becoming("refused")
}

/// No reply of IR's that can be understood.
fn unreadable(reply: &Unreadable) -> Failure {
    let mut message =
        format!("The reply to the {} request cannot be read. {}", reply.request.code(), reply.message);
    if let Some(words) = &reply.words {
        message.push_str(&format!(" The server's words: {}.", words.trim_end_matches('.')));
    }
    message.push_str(&format!(" What next: {}{}", reply.advice, wait(reply.wait_seconds)));
    Failure::new(of_http(reply.status), &reply.code, "")
        .with_all(fields::of(reply, Secrets::Hidden))
        .with("message", message)
        .becoming("unreadable")
}

/// No reply came, and whether the request may have been received.
fn not_answered(lost: &Lost, policy: &Policy) -> Failure {
    let advice = no_reply(lost.request, lost.sent, policy);
    let kind = lost.request.code();
    let what = if lost.sent {
        format!("No reply came to the {kind} request: {}.", lost.message)
    } else {
        format!("The {kind} request was not sent: {}.", lost.message)
    };
    let message = format!("{what} What next: {}{}", advice.advice, wait(advice.wait_seconds));
    Failure::new(Status::TryLater, lost.code, message)
        .with("sent", lost.sent)
        .with_all(fields::of(&advice, Secrets::Hidden))
        .becoming("no_reply")
}

/// How long the wait is that the advice speaks of.
fn wait(seconds: u32) -> String {
    if seconds == 0 { String::new() } else { format!(" The wait is {seconds} seconds.") }
}

/// The body goes where `--save-unreadable` says. Otherwise one that may hold tokens is printed whole (TOKEN-8), and of
/// another as much as is safe.
fn with_body(mut failure: Failure, kind: RequestKind, received: Answer, keep: &mut Keep) -> Failure {
    if let Some(cut) = &received.cut {
        let message = format!("{} The reply was cut: {cut}.", failure.message());
        failure = failure.with("cut", true).with("message", message).ending(Status::TryLater);
    }
    if received.body.is_empty() {
        return failure;
    }
    if let Some(path) = keep.keep(&received.body) {
        return failure.with("body_file", path.display().to_string());
    }
    let tokens_may_be_inside = matches!(kind, RequestKind::Code | RequestKind::Refresh)
        && matches!(received.status, 200..=299)
        && failure.outcome == Some("unreadable");
    if tokens_may_be_inside {
        failure.only_copy = Some(received.body.to_vec());
        return failure;
    }
    let message = format!("{} With --save-unreadable FILE such a reply is kept whole.", failure.message());
    failure
        .with("message", message)
        .with("body_bytes", received.body.len())
        .with("body_excerpt", excerpt(&received.body))
}
