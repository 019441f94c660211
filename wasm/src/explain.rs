//! What a refusal means, and what a server says, for people: modules of their own where a page would pay for them.

use gws_auth_core::{Refusal, RequestKind, Result, UnverifiedAccessToken, Warnings, response};

use crate::outcome::{GRANTED, refused, words as find_words};
use crate::slots::{Answer, Input};

pub(crate) fn explain<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let request = input.kind()?;
    let usual = if request == RequestKind::Authorize { 302 } else { 400 };
    let status = input.optional_word().map_or(usual, |status| u16::try_from(status).unwrap_or(0));
    let status = response::check_status(status)?;
    let (error, error_description) = (input.text()?, input.optional_text());
    let refusal = Refusal { request, status, error, error_description, warnings: Warnings::NONE };
    Ok(refused(&refusal, &input.policy(), answer))
}

pub(crate) fn words<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    answer.optional(find_words(input.bytes()?, out));
    Ok(GRANTED)
}

pub(crate) fn inspect_access_token<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let token = UnverifiedAccessToken::parse(input.text()?, out)?;
    answer.text(token.header()).text(token.claims());
    answer.time(token.seconds("iat")).time(token.seconds("exp"));
    Ok(GRANTED)
}
