//! The retired service.

use super::login::put_explained;
use super::reply::{grant, put_tokens, put_unreadable};
use super::request::{ClientInput, put_request};
use crate::case::Case;
use crate::failure::Failure;
use gws_auth_core::request::State;
use gws_auth_core::xiams::{self, Attributes, AuthorizeUrl, Request, Revocation, Validation};
use gws_auth_core::{Environment, Policy, RedirectUri, Refusal, Reply, Result, TokenSet, Warnings};

pub(super) fn authorize_url(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (environment, client_id) = (case.text("environment"), case.text("client_id"));
    let (redirect_uri, state) = (case.text("redirect_uri"), case.text("state"));
    let (logout, out) = (case.optional_flag("logout"), case.room(out));
    let (environment, redirect_uri) =
        (Environment::parse(environment)?, RedirectUri::parse_plain_http(redirect_uri)?);
    let mut url = AuthorizeUrl::new(environment, client_id, redirect_uri, State::new(state)?)?;
    if let Some(logout) = logout {
        url = url.with_logout(logout);
    }
    let foretold = url.encoded_len();
    let url = url.encode(out)?;
    case.granted();
    case.put_text("url", url);
    if url.len() != foretold {
        case.fail(Failure::Length);
    }
    Ok(())
}

pub(super) fn exchange(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, code, redirect_uri) =
        (ClientInput::read(case), case.text("code"), case.text("redirect_uri"));
    let out = case.room(out);
    let redirect_uri = RedirectUri::parse_plain_http(redirect_uri)?;
    put(case, &Request::code(&client.client()?, code, redirect_uri)?, out)
}

pub(super) fn refresh(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, token, out) = (ClientInput::read(case), case.text("refresh_token"), case.room(out));
    put(case, &Request::refresh(&client.client()?, token)?, out)
}

pub(super) fn validate(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, token, attributes) = (ClientInput::read(case), case.text("token"), case.text("attributes"));
    let out = case.room(out);
    let all = [Attributes::Prn, Attributes::StartLogon];
    let attributes = all.into_iter().find(|known| known.as_str() == attributes).unwrap_or_else(|| {
        case.fail(Failure::BadInput("attributes"));
        Attributes::Prn
    });
    put(case, &Request::validate(&client.client()?, token, attributes)?, out)
}

pub(super) fn revoke(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, token, out) = (ClientInput::read(case), case.text("token"), case.room(out));
    put(case, &Request::revoke(&client.client()?, token)?, out)
}

fn put(case: &mut Case<'_>, request: &Request<'_>, out: &mut [u8]) -> Result<()> {
    put_request(case, &request.encode(out)?, request.encoded_len());
    Ok(())
}

pub(super) fn parse_token(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (grant, status, policy, sent_at) =
        (grant(case), case.status(), case.policy(), case.optional_integer("sent_at"));
    let length = case.body(memory);
    let body = memory.get_mut(..length).unwrap_or_default();
    match TokenSet::parse(grant, status, body, &policy) {
        Reply::Granted(tokens) => put_tokens(case, &tokens, sent_at, &policy),
        Reply::Refused(refusal) => put_refusal(case, &refusal, &policy),
        Reply::Unreadable(unreadable) => put_unreadable(case, &unreadable, &policy),
    }
    Ok(())
}

pub(super) fn parse_validation(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (status, policy, length) = (case.status(), case.policy(), case.body(memory));
    let body = memory.get_mut(..length).unwrap_or_default();
    match Validation::parse(status, body, &policy) {
        Reply::Granted(token) => {
            case.granted();
            case.put_flag("successful", token.successful);
            case.put_optional_text("prn", token.prn);
            case.put_optional_text("start_logon", token.start_logon);
            case.put_optional_integer("exp", token.exp);
            case.put_warnings(token.warnings);
        }
        Reply::Refused(refusal) => put_refusal(case, &refusal, &policy),
        Reply::Unreadable(unreadable) => put_unreadable(case, &unreadable, &policy),
    }
    Ok(())
}

pub(super) fn parse_revocation(case: &mut Case<'_>, memory: &mut [u8]) -> Result<()> {
    let (status, policy, length) = (case.status(), case.policy(), case.body(memory));
    let body = memory.get_mut(..length).unwrap_or_default();
    match Revocation::parse(status, body, &policy) {
        Reply::Granted(revocation) => {
            case.granted();
            case.put_flag("successful", revocation.successful);
            case.put_warnings(revocation.warnings);
        }
        Reply::Refused(refusal) => put_refusal(case, &refusal, &policy),
        Reply::Unreadable(unreadable) => put_unreadable(case, &unreadable, &policy),
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

fn put_refusal(case: &mut Case<'_>, refusal: &Refusal<'_>, policy: &Policy) {
    put_explained(case, refusal, &xiams::explain(refusal.error, refusal.error_description), policy);
}
