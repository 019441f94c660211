//! Tokens: reading the reply that brings them, renewing them, and what follows when no reply comes.

use gws_auth_core::response::Grant;
use gws_auth_core::{Error, ErrorKind, NextStep, RefreshRequest, RequestKind, Result, TokenSet, time};

use crate::outcome::{GRANTED, advice, client, reply, request};
use crate::slots::{Answer, Input};

pub(crate) fn parse_token<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let grant = match input.kind()? {
        RequestKind::Code => Grant::Code,
        RequestKind::Refresh => Grant::Refresh,
        _ => return Err(Error::of(ErrorKind::RequestKindInvalid)),
    };
    let (status, sent_at, policy) = (input.status()?, input.optional_time()?, input.policy());
    let sent_at = sent_at.map(time::check).transpose()?;
    let tokens = TokenSet::parse(grant, status, input.bytes()?, &policy);
    Ok(reply(tokens, &policy, out, answer, |tokens, _, answer| {
        let refresh_token = tokens.refresh_token.map(|token| token.expose());
        answer.text(tokens.access_token.expose()).optional(refresh_token);
        answer.time(tokens.expires_in.map(i64::from)).optional(tokens.scope).time(sent_at);
        answer.time(sent_at.and_then(|sent_at| tokens.expires_at(sent_at)));
        answer.time(sent_at.map(|sent_at| policy.refresh_at(sent_at, tokens.expires_in)));
        answer.warnings(tokens.warnings);
    }))
}

pub(crate) fn refresh_request<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (client, token, policy) = (client(input)?, input.text()?, input.policy());
    let refresh = RefreshRequest::new(&client, token)?.encode(out)?;
    Ok(request(RequestKind::Refresh, &refresh, &policy, answer))
}

pub(crate) fn no_reply<'a>(
    input: &mut Input<'a>,
    _out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    // Whatever may have left this machine counts as sent.
    let (kind, sent, policy) = (input.kind()?, input.flag() != Some(false), input.policy());
    advice(kind, NextStep::after_no_reply(kind, sent), &policy, answer);
    Ok(GRANTED)
}
