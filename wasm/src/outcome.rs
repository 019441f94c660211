//! Requests, refusals and replies that cannot be understood, as answers.

use gws_auth_core::response::Words;
use gws_auth_core::{
    Client, ClientAuth, Environment, Error, ErrorKind, HttpRequest, NextStep, Policy, Refusal, Reply,
    RequestKind, Result, Secret, Unreadable, WhoMustAct,
};

use crate::slots::{Answer, Input};

/// What a call came to, by the number that it gives; an error gives its own, which is larger.
pub(crate) const GRANTED: u32 = 0;
const REFUSED: u32 = 1;
const UNREADABLE: u32 = 2;

/// The client.
#[inline(never)]
pub(crate) fn client<'a>(input: &mut Input<'a>) -> Result<Client<'a>> {
    let (environment, id) = (input.text()?, input.text()?);
    let auth = match (input.optional_text(), input.optional_text()) {
        (Some(secret), None) => ClientAuth::Basic { client_secret: Secret::new(secret) },
        (None, Some(url)) => ClientAuth::Relay { url },
        _ => return Err(Error::of(ErrorKind::ClientAuthChoice)),
    };
    Client::new(Environment::parse(environment)?, id, auth)
}

/// A request to send. Its headers but one are always the same.
#[inline(never)]
pub(crate) fn request<'a>(
    kind: RequestKind,
    request: &HttpRequest<'a>,
    policy: &Policy,
    answer: &mut Answer<'a>,
) -> u32 {
    let authorization = request.headers().find(|header| header.name == "Authorization");
    answer.number(kind as u32).text(request.url());
    answer.optional(authorization.map(|header| header.value.expose()));
    answer.text(request.body().expose()).number(policy.request_timeout);
    GRANTED
}

/// Any reply; `granted` answers one that was granted.
pub(crate) fn reply<'a, T>(
    reply: Reply<'a, T>,
    policy: &Policy,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
    granted: impl FnOnce(T, &'a mut [u8], &mut Answer<'a>),
) -> u32 {
    match reply {
        Reply::Granted(value) => {
            granted(value, out, answer);
            GRANTED
        }
        Reply::Refused(refusal) => refused(&refusal, policy, answer),
        Reply::Unreadable(reply) => unreadable(&reply, policy, out, answer),
    }
}

/// A refusal; with the feature `explain`, explained.
#[inline(never)]
pub(crate) fn refused<'a>(refusal: &Refusal<'a>, policy: &Policy, answer: &mut Answer<'a>) -> u32 {
    answer.number(refusal.request as u32).number(u32::from(refusal.status));
    answer.text(refusal.error).optional(refusal.error_description);
    step(refusal.next_step(), policy, answer).warnings(refusal.warnings);
    if cfg!(feature = "explain") {
        let explanation = refusal.explanation();
        answer.number(refusal.who_must_act() as u32).number(u32::from(explanation.documented));
        answer.text(explanation.meaning).text(explanation.check);
    }
    REFUSED
}

/// The step, and how long to wait. How often, and what follows, is a table in TypeScript.
fn step<'s, 'a>(step: NextStep, policy: &Policy, answer: &'s mut Answer<'a>) -> &'s mut Answer<'a> {
    answer.number(step as u32).number(step.wait_seconds(policy))
}

/// What follows what nobody has answered. If it stays so, whoever runs the program looks at the network.
pub(crate) fn advice(request: RequestKind, next: NextStep, policy: &Policy, answer: &mut Answer<'_>) {
    answer.number(request as u32);
    step(next, policy, answer).number(next.who_must_act(WhoMustAct::Operator) as u32);
}

#[inline(never)]
fn unreadable<'a>(
    reply: &Unreadable<'a>,
    policy: &Policy,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> u32 {
    advice(reply.request, reply.next_step(), policy, answer);
    answer.number(u32::from(reply.status));
    answer.number(u32::from(reply.error.kind.number())).time(i64::try_from(reply.error.at).ok());
    if cfg!(feature = "words") {
        answer.optional(words(reply.body(), out));
    }
    UNREADABLE
}

/// The server's own words in `body`, written to `out`.
pub(crate) fn words<'a>(body: &[u8], out: &'a mut [u8]) -> Option<&'a str> {
    let words = Words::find(body)?;
    let mut length = 0;
    words.say(&mut |character| length += put(character, length, out));
    core::str::from_utf8(out.get(..length)?).ok()
}

/// Writes a character at `at` and gives its length; 0 where there is no room.
pub(crate) fn put(character: char, at: usize, out: &mut [u8]) -> usize {
    out.get_mut(at..at.saturating_add(4)).map_or(0, |room| character.encode_utf8(room).len())
}
