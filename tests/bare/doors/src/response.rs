//! Doors that read replies.

use gws_auth_core::response::Grant;
use gws_auth_core::{
    IntrospectionResponse, Outcome, Refusal, RequestKind, Result, RevocationResponse, TokenResponse,
    UnverifiedAccessToken,
};

use crate::input::Input;
use crate::keep;

pub(crate) fn token(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let grant = if input.flag() { Grant::Refresh } else { Grant::Code };
    let (status, policy, sent_at) = (input.status(), input.policy(), input.number());
    let outcome = TokenResponse::parse(grant, status, input.body(room), &policy)?;
    read(outcome.map(|token| (token, token.expires_at(sent_at))));
    Ok(())
}

pub(crate) fn introspection(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let (status, policy) = (input.status(), input.policy());
    IntrospectionResponse::parse(status, input.body(room), &policy).map(read)
}

pub(crate) fn revocation(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let (status, policy) = (input.status(), input.policy());
    RevocationResponse::parse(status, input.body(room), &policy).map(read)
}

pub(crate) fn refusal(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let request = RequestKind::parse(input.text()).unwrap_or(RequestKind::Refresh);
    let (status, policy) = (input.status(), input.policy());
    let refusal = Refusal::parse(request, status, input.body(room), &policy)?;
    read::<()>(Outcome::Refused(refusal));
    Ok(())
}

pub(crate) fn access_token(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let claim = input.text();
    let token = UnverifiedAccessToken::parse(input.text(), room)?;
    keep((token.header(), token.claims(), token.seconds(claim)));
    Ok(())
}

fn read<T>(outcome: Outcome<T, Refusal<'_>>) {
    match outcome {
        Outcome::Granted(granted) => keep(granted),
        Outcome::Refused(refusal) => keep((refusal, refusal.explanation(), refusal.next_step())),
    }
}
