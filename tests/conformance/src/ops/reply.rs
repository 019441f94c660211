//! The replies.

use super::login::put_refusal;
use crate::case::Case;
use crate::failure::Failure;
use gws_auth_core::response::Grant;
use gws_auth_core::{
    Introspection, NextStep, Policy, Refusal, Reply, RequestKind, Result, Revocation, TokenSet, UnixSeconds,
    Unreadable, Warnings, WhoMustAct,
};

pub(super) fn token(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let grant = grant(case);
    let (status, policy, sent_at) = (case.status(), case.policy(), case.optional_integer("sent_at"));
    let length = case.body(memory);
    let body = memory.get_mut(..length).unwrap_or_default();
    match TokenSet::parse(grant, status, body, &policy) {
        Reply::Granted(tokens) => put_tokens(case, &tokens, sent_at, &policy),
        Reply::Refused(refusal) => put_refusal(case, &refusal, &policy),
        Reply::Unreadable(unreadable) => put_unreadable(case, &unreadable, &policy),
    }
    Ok(())
}

/// The argument `request`, of the token endpoint.
pub(super) fn grant(case: &Case<'_>) -> Grant {
    match case.request_kind() {
        RequestKind::Code => Grant::Code,
        RequestKind::Refresh => Grant::Refresh,
        _ => {
            case.fail(Failure::BadInput("request"));
            Grant::Code
        }
    }
}

pub(super) fn put_tokens(
    case: &mut Case<'_>,
    tokens: &TokenSet<'_>,
    sent_at: Option<UnixSeconds>,
    policy: &Policy,
) {
    case.granted();
    case.put_text("access_token", tokens.access_token.expose());
    case.put_optional_integer("expires_in", tokens.expires_in.map(i64::from));
    case.put_optional_integer("sent_at", sent_at);
    case.put_optional_integer("expires_at", sent_at.and_then(|sent_at| tokens.expires_at(sent_at)));
    let refresh_at = sent_at.map(|sent_at| policy.refresh_at(sent_at, tokens.expires_in));
    case.put_optional_integer("refresh_at", refresh_at);
    case.put_optional_text("scope", tokens.scope);
    case.put_optional_text("refresh_token", tokens.refresh_token.map(|token| token.expose()));
    case.put_warnings(tokens.warnings);
    case.put_pieces("authorization", |emit| {
        emit("Bearer ");
        emit(tokens.access_token.expose());
    });
}

pub(super) fn introspection(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (status, policy, length) = (case.status(), case.policy(), case.body(memory));
    let body = memory.get_mut(..length).unwrap_or_default();
    match Introspection::parse(status, body, &policy) {
        Reply::Granted(token) => {
            case.granted();
            case.put_flag("active", token.active);
            case.put_optional_text("client_id", token.client_id);
            case.put_optional_text("username", token.username);
            case.put_optional_text("scope", token.scope);
            case.put_optional_text("sub", token.sub);
            case.put_optional_integer("exp", token.exp);
            case.put_optional_integer("iat", token.iat);
            case.put_warnings(token.warnings);
        }
        Reply::Refused(refusal) => put_refusal(case, &refusal, &policy),
        Reply::Unreadable(unreadable) => put_unreadable(case, &unreadable, &policy),
    }
    Ok(())
}

pub(super) fn revocation(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (status, policy, length) = (case.status(), case.policy(), case.body(memory));
    let body = memory.get_mut(..length).unwrap_or_default();
    match Revocation::parse(status, body, &policy) {
        Reply::Granted(revocation) => {
            case.granted();
            case.put_warnings(revocation.warnings);
        }
        Reply::Refused(refusal) => put_refusal(case, &refusal, &policy),
        Reply::Unreadable(unreadable) => put_unreadable(case, &unreadable, &policy),
    }
    Ok(())
}

pub(super) fn refusal(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (request, status, policy) = (case.request_kind(), case.status(), case.policy());
    let length = case.body(memory);
    let body = memory.get_mut(..length).unwrap_or_default();
    match Refusal::parse(request, status, body, &policy) {
        Ok(refusal) => put_refusal(case, &refusal, &policy),
        Err(unreadable) => put_unreadable(case, &unreadable, &policy),
    }
    Ok(())
}

pub(super) fn explain(case: &mut Case<'_>) -> Result<()> {
    let (request, status, policy) = (case.request_kind(), case.status(), case.policy());
    let (error, error_description) = (case.text("error"), case.optional_text("error_description"));
    let warnings = Warnings::NONE;
    put_refusal(case, &Refusal { request, status, error, error_description, warnings }, &policy);
    Ok(())
}

pub(super) fn no_reply(case: &mut Case<'_>) -> Result<()> {
    let (request, sent, policy) = (case.request_kind(), case.flag("sent"), case.policy());
    let step = NextStep::after_no_reply(request, sent);
    case.granted();
    case.put_text("request", request.code());
    case.put_text("who_must_act", step.who_must_act(WhoMustAct::Operator).code());
    case.put_step(step, &policy);
    Ok(())
}

pub(super) fn put_unreadable(case: &mut Case<'_>, unreadable: &Unreadable<'_>, policy: &Policy) {
    case.body_is_untouched(unreadable.body());
    case.unreadable();
    case.put_text("request", unreadable.request.code());
    case.put_integer("status", i64::from(unreadable.status));
    case.put_text("code", unreadable.error.code());
    let at = unreadable.error.position().value().map(|at| i64::try_from(at).unwrap_or(-1));
    case.put_optional_integer("at", at);
    case.put_words(unreadable.words());
    let step = unreadable.next_step();
    case.put_text("who_must_act", step.who_must_act(WhoMustAct::Operator).code());
    case.put_step(step, policy);
}
