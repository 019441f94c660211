//! The replies.

use super::login::put_refusal;
use crate::case::Case;
use crate::failure::Failure;
use gws_auth_core::response::Grant;
use gws_auth_core::{
    IntrospectionResponse, NextStep, Outcome, Refusal, RequestKind, Result, RevocationResponse, TokenResponse,
};

pub(super) fn token(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let grant = match case.request_kind() {
        RequestKind::Code => Grant::Code,
        RequestKind::Refresh => Grant::Refresh,
        _ => {
            case.fail(Failure::BadInput("request"));
            Grant::Code
        }
    };
    let (status, policy, sent_at) = (case.status(), case.policy(), case.optional_integer("sent_at"));
    let length = case.body(memory);
    let body = memory.get_mut(..length).unwrap_or_default();
    match TokenResponse::parse(grant, status, body, &policy) {
        Ok(Outcome::Granted(tokens)) => {
            case.granted();
            case.put_text("access_token", tokens.access_token.expose());
            case.put_integer("expires_in", i64::from(tokens.expires_in));
            case.put_optional_integer("expires_at", sent_at.map(|sent_at| tokens.expires_at(sent_at)));
            case.put_optional_text("scope", tokens.scope);
            case.put_optional_text("refresh_token", tokens.refresh_token.map(|token| token.expose()));
        }
        Ok(Outcome::Refused(refusal)) => put_refusal(case, &refusal),
        Err(error) => {
            case.body_is_untouched(body);
            return Err(error);
        }
    }
    Ok(())
}

pub(super) fn introspection(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (status, policy, length) = (case.status(), case.policy(), case.body(memory));
    let body = memory.get_mut(..length).unwrap_or_default();
    match IntrospectionResponse::parse(status, body, &policy) {
        Ok(Outcome::Granted(token)) => {
            case.granted();
            case.put_flag("active", token.active);
            case.put_optional_text("client_id", token.client_id);
            case.put_optional_text("username", token.username);
            case.put_optional_text("scope", token.scope);
            case.put_optional_text("sub", token.sub);
            case.put_optional_integer("exp", token.exp);
            case.put_optional_integer("iat", token.iat);
        }
        Ok(Outcome::Refused(refusal)) => put_refusal(case, &refusal),
        Err(error) => {
            case.body_is_untouched(body);
            return Err(error);
        }
    }
    Ok(())
}

pub(super) fn revocation(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (status, policy, length) = (case.status(), case.policy(), case.body(memory));
    let body = memory.get_mut(..length).unwrap_or_default();
    match RevocationResponse::parse(status, body, &policy) {
        Ok(Outcome::Granted(RevocationResponse { .. })) => case.granted(),
        Ok(Outcome::Refused(refusal)) => put_refusal(case, &refusal),
        Err(error) => {
            case.body_is_untouched(body);
            return Err(error);
        }
    }
    Ok(())
}

pub(super) fn refusal(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (request, status, policy) = (case.request_kind(), case.status(), case.policy());
    let length = case.body(memory);
    let body = memory.get_mut(..length).unwrap_or_default();
    match Refusal::parse(request, status, body, &policy) {
        Ok(refusal) => put_refusal(case, &refusal),
        Err(error) => {
            case.body_is_untouched(body);
            return Err(error);
        }
    }
    Ok(())
}

pub(super) fn next_step(case: &mut Case<'_>) -> Result<()> {
    let (request, status) = (case.request_kind(), case.optional_integer("status"));
    let step = match status.and_then(|status| u16::try_from(status).ok()) {
        Some(status) => NextStep::after_refusal(request, status),
        None => NextStep::after_unreadable(request),
    };
    case.granted();
    case.put_text("next_step", step.code());
    Ok(())
}
