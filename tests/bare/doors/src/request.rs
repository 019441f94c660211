//! Doors that build requests.

use gws_auth_core::{
    AuthorizeRequest, CodeRequest, Endpoint, HttpRequest, IntrospectRequest, LoginEntropy, Outcome,
    PendingLogin, Pkce, Policy, RedirectUri, RefreshRequest, Refusal, RegisteredRedirectUris, RelayRules,
    Result, RevokeRequest, Secret, State, TokenTypeHint, VerifiedCode, relay_check,
};

use crate::input::Input;
use crate::keep;

pub(crate) fn authorize(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let mut request =
        AuthorizeRequest::new(input.environment()?, input.text(), RedirectUri::parse(input.text())?)?;
    if input.flag() {
        request = request.with_state(State::new(input.text())?);
    }
    if input.flag() {
        let verifier = input.text();
        let pkce = if verifier.is_empty() { Pkce::Off } else { Pkce::Verifier(Secret::new(verifier)) };
        request = request.with_pkce(pkce)?;
    }
    let now = input.number();
    let entropy = LoginEntropy::new(input.rest())?;
    keep(request.encoded_len(&entropy, now));
    request.encode(&entropy, now, room).map(keep)
}

pub(crate) fn pending(input: &[u8], room: &mut [u8]) -> Result<()> {
    match accept(&mut Input::new(input), room)? {
        Outcome::Granted(code) => keep(code),
        Outcome::Refused(refusal) => keep((refusal, refusal.explanation(), refusal.next_step())),
    }
    Ok(())
}

pub(crate) fn code(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let client = input.client()?;
    let Some((first, second)) = room.split_at_mut_checked(room.len() / 2) else { return Ok(()) };
    let Some(code) = accept(&mut input, first)?.granted() else { return Ok(()) };
    let request = CodeRequest::new(&client, &code)?;
    keep(request.encoded_len());
    request.encode(second).map(read)
}

pub(crate) fn refresh(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let client = input.client()?;
    let request = RefreshRequest::new(&client, input.text())?;
    keep(request.encoded_len());
    request.encode(room).map(read)
}

pub(crate) fn introspect(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let client = input.client()?;
    let request = IntrospectRequest::new(&client, input.text(), hint(&mut input))?;
    keep(request.encoded_len());
    request.encode(room).map(read)
}

pub(crate) fn revoke(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let client = input.client()?;
    let request = RevokeRequest::new(&client, input.text(), hint(&mut input))?;
    keep(request.encoded_len());
    request.encode(room).map(read)
}

pub(crate) fn relay(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let client = input.client()?;
    let texts = [input.text(), input.text()];
    let mut rules =
        RelayRules::new(RegisteredRedirectUris::new(&texts)).with_introspection().with_revocation();
    if input.flag() {
        rules = rules.with_refresh();
    }
    if input.flag() {
        rules = rules.without_pkce();
    }
    let endpoint = match input.number() {
        0 => Endpoint::Authorize,
        1 => Endpoint::Token,
        2 => Endpoint::Introspect,
        _ => Endpoint::Revoke,
    };
    let form = relay_check(endpoint, input.rest(), &rules)?;
    keep(form.encoded_len(&client));
    form.encode(&client, room).map(read)
}

fn accept<'r>(input: &mut Input<'r>, room: &'r mut [u8]) -> Result<Outcome<VerifiedCode<'r>, Refusal<'r>>> {
    let now = input.number();
    let policy: Policy = input.policy();
    let pending = PendingLogin::parse(input.text())?;
    pending.accept(input.text(), now, &policy, room)
}

/// Reads the request as a host would.
fn read(request: HttpRequest<'_>) {
    keep((request.method(), request.url(), request.body(), request.transport(&Policy::default())));
    request.headers().for_each(keep);
}

fn hint(input: &mut Input<'_>) -> Option<TokenTypeHint> {
    match input.number() {
        0 => None,
        1 => Some(TokenTypeHint::AccessToken),
        _ => Some(TokenTypeHint::RefreshToken),
    }
}
