//! Introspection and revocation.

use gws_auth_core::{
    IntrospectRequest, Introspection, RequestKind, Result, Revocation, RevokeRequest, TokenTypeHint,
};

use crate::outcome::{client, reply, request};
use crate::slots::{Answer, Input};

fn hint(input: &mut Input<'_>) -> Option<TokenTypeHint> {
    match input.optional_word()? {
        0 => Some(TokenTypeHint::AccessToken),
        _ => Some(TokenTypeHint::RefreshToken),
    }
}

pub(crate) fn introspect_request<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (client, token, hint, policy) = (client(input)?, input.text()?, hint(input), input.policy());
    let question = IntrospectRequest::new(&client, token, hint)?.encode(out)?;
    Ok(request(RequestKind::Introspect, &question, &policy, answer))
}

pub(crate) fn revoke_request<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (client, token, hint, policy) = (client(input)?, input.text()?, hint(input), input.policy());
    let end = RevokeRequest::new(&client, token, hint)?.encode(out)?;
    Ok(request(RequestKind::Revoke, &end, &policy, answer))
}

pub(crate) fn parse_introspection<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (status, policy) = (input.status()?, input.policy());
    let said = Introspection::parse(status, input.bytes()?, &policy);
    Ok(reply(said, &policy, out, answer, |token, _, answer| {
        answer.number(u32::from(token.active)).optional(token.client_id).optional(token.username);
        answer.optional(token.scope).optional(token.sub).time(token.exp).time(token.iat);
        answer.warnings(token.warnings);
    }))
}

pub(crate) fn parse_revocation<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (status, policy) = (input.status()?, input.policy());
    let said = Revocation::parse(status, input.bytes()?, &policy);
    Ok(reply(said, &policy, out, answer, |revoked, _, answer| {
        answer.warnings(revoked.warnings);
    }))
}
