//! Steps that bring tokens and use them: exchange, service, introspect, refresh.

use gws_auth_core::calls::SecretString;
use gws_auth_core::{Outcome, TokenTypeHint};
use gws_auth_simulator::{Endpoint, Fault, Side};

use super::narrator::{Held, Narrator};
use super::world::{World, no_reply, refused};
use crate::http;

pub(super) fn exchange(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let mut request = world.exchange_request()?;
    if spoil {
        let (rest, verifier) = request.body.expose().split_once("&code_verifier=").ok_or("no verifier")?;
        // As long as before, so that Content-Length still fits.
        let other: String = verifier.chars().rev().collect();
        request.body = SecretString::new(format!("{rest}&code_verifier={other}"));
    }
    narrator.sends(&request);
    let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
    match world.read_tokens(&request, &reply, narrator)? {
        Outcome::Granted(tokens) => world.tokens = Some(tokens),
        Outcome::Refused(refusal) => return Err(refused(&refusal)),
    }
    let tokens = world.tokens()?;
    let whole = tokens.expires_in == Some(28_800) && tokens.refresh_token.is_some();
    narrator.check(whole, "an access token for 8 hours, and a refresh token")?;
    let truth = world.truth();
    let once = truth.codes_consumed == 1 && truth.codes_reused == 0 && truth.token_sets_started == 1;
    narrator.check(once, "the simulator has consumed the code once and started one token set")
}

pub(super) fn service(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let mut token = world.tokens()?.access_token.expose().to_owned();
    if spoil {
        let last = token.pop();
        token.push(if last == Some('A') { 'B' } else { 'A' });
    }
    let (status, body) = world.call_service(&token, narrator)?;
    narrator.check(status == 200, "the service answers with status 200")?;
    narrator.check(body.contains(world.user()), "it knows the customer by the token alone")
}

pub(super) fn introspect(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    if spoil {
        let fault = Fault::HtmlPage { side: Side::Before, status: 200 };
        world.simulator.faults().push(Endpoint::Introspect, fault);
    }
    let answer = world.introspect(&world.refresh_token()?, TokenTypeHint::RefreshToken, narrator)?;
    narrator.check(answer.active, "the refresh token is alive")?;
    let ours = answer.client_id.as_deref() == Some(world.client_id())
        && answer.username.as_deref() == Some(world.user());
    narrator.check(ours, "it is this client's, for this customer")?;
    let unused = world.truth().refresh_tokens_consumed == before.refresh_tokens_consumed;
    narrator.check(unused, "the simulator has not counted that as a use")
}

pub(super) fn refresh(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    let old = world.tokens()?.clone();
    let token = world.refresh_token()?;
    let request = world.refresh_request(&token, spoil)?;
    narrator.sends(&request);
    let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
    let new = match world.read_tokens(&request, &reply, narrator)? {
        Outcome::Granted(tokens) => tokens,
        Outcome::Refused(refusal) => return Err(refused(&refusal)),
    };
    let differs = new.access_token != old.access_token
        && new.refresh_token.is_some()
        && new.refresh_token != old.refresh_token;
    narrator.check(differs, "both tokens are new")?;
    let consumed = world.truth().refresh_tokens_consumed == before.refresh_tokens_consumed + 1;
    narrator.check(consumed, "the simulator has consumed the old refresh token")?;
    world.used = Some(token);
    world.tokens = Some(new);
    Ok(())
}
