//! Doors that read replies.

use gws_auth_core::response::{self, Grant};
use gws_auth_core::{
    Introspection, NextStep, Refusal, Reply, RequestKind, Result, Revocation, TokenSet, Unreadable,
    UnverifiedAccessToken, WhoMustAct,
};

use crate::input::Input;
use crate::keep;

pub(crate) fn token(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let grant = if input.flag() { Grant::Refresh } else { Grant::Code };
    let (status, policy, sent_at) = (input.status(), input.policy(), input.number());
    let reply = TokenSet::parse(grant, status, input.body(room), &policy);
    if let Reply::Granted(token) = &reply {
        keep((token.expires_at(sent_at), policy.refresh_at(sent_at, token.expires_in)));
        token.warnings.iter().for_each(|warning| keep((warning.code(), warning.message())));
    }
    read(reply)
}

pub(crate) fn introspection(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let (status, policy) = (input.status(), input.policy());
    read(Introspection::parse(status, input.body(room), &policy))
}

pub(crate) fn revocation(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let (status, policy) = (input.status(), input.policy());
    read(Revocation::parse(status, input.body(room), &policy))
}

pub(crate) fn refusal(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let request = RequestKind::parse(input.text()).unwrap_or(RequestKind::Refresh);
    let (status, policy) = (input.status(), input.policy());
    match Refusal::parse(request, status, input.body(room), &policy) {
        Ok(refusal) => refused(&refusal),
        Err(unreadable) => return not_understood(&unreadable),
    }
    Ok(())
}

pub(crate) fn explained(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let request = RequestKind::parse(input.text()).unwrap_or(RequestKind::Code);
    keep(response::explain(request, input.text(), Some(input.text())));
    Ok(())
}

pub(crate) fn next_step(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let request = RequestKind::parse(input.text()).unwrap_or(RequestKind::Code);
    let step = NextStep::after_no_reply(request, input.flag());
    keep((step.code(), step.advice(), step.attempts(), step.then(), step.wait_seconds(&input.policy())));
    keep(step.who_must_act(WhoMustAct::Operator));
    Ok(())
}

pub(crate) fn access_token(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let claim = input.text();
    let token = UnverifiedAccessToken::parse(input.text(), room)?;
    keep((token.header(), token.claims(), token.seconds(claim)));
    Ok(())
}

fn read<T>(reply: Reply<'_, T>) -> Result<()> {
    match reply {
        Reply::Granted(granted) => keep(granted),
        Reply::Refused(refusal) => refused(&refusal),
        Reply::Unreadable(unreadable) => return not_understood(&unreadable),
    }
    Ok(())
}

fn refused(refusal: &Refusal<'_>) {
    keep((*refusal, refusal.explanation(), refusal.next_step(), refusal.who_must_act()));
}

fn not_understood(unreadable: &Unreadable<'_>) -> Result<()> {
    if let Some(words) = unreadable.words() {
        words.say(&mut keep);
    }
    keep((unreadable.body(), unreadable.next_step()));
    Err(unreadable.error)
}
