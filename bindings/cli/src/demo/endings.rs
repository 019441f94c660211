//! Steps in which something ends: reuse, lost-reply, revoke.

use gws_auth_core::calls::{self, Reply, SecretString, parse_revocation};
use gws_auth_core::{NextStep, Outcome, TokenTypeHint};
use gws_auth_simulator::{Endpoint, Fault};

use super::narrator::{Held, Narrator};
use super::world::{World, no_reply, refused, unreadable};
use crate::http;

pub(super) fn reuse(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    let used: SecretString = world.used.clone().ok_or("no refresh token was used yet")?;
    let sent = if spoil { world.refresh_token()? } else { used };
    let request = world.refresh_request(&sent, false)?;
    narrator.sends(&request);
    let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
    let Outcome::Refused(refusal) = world.read_tokens(&request, &reply, narrator)? else {
        return Err("the token was taken: it was not the used one, and nothing died".into());
    };
    narrator.check(refusal.next_step == NextStep::Introspect, "core says: ask IR, do not go by the text")?;
    let truth = world.truth();
    let killed = truth.refresh_tokens_reused == before.refresh_tokens_reused + 1
        && truth.token_sets_killed == before.token_sets_killed + 1;
    narrator.check(killed, "the simulator has seen the re-use and killed the token set")?;
    let answer = world.introspect(&world.refresh_token()?, TokenTypeHint::RefreshToken, narrator)?;
    narrator.check(!answer.active, "the new refresh token, which nobody had used, is dead as well")?;
    let (status, _) = world.call_service(world.tokens()?.access_token.expose(), narrator)?;
    narrator.check(status == 401, "so is the access token")
}

pub(super) fn lost_reply(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    let token = world.refresh_token()?;
    world.simulator.faults().push(Endpoint::Refresh, Fault::LostAfter);
    let request = world.refresh_request(&token, false)?;
    narrator.sends(&request);
    let advice = match http::send(&request) {
        Ok(reply) => return Err(format!("a reply came, with status {}", reply.status)),
        Err(lost) => {
            narrator.got(&no_reply(&lost));
            calls::no_reply(lost.request, lost.sent, &world.policy)
        }
    };
    let waits = advice.next_step == NextStep::WaitThenIntrospect;
    narrator.check(waits, &format!("core says: {}", advice.advice))?;
    if spoil {
        narrator.sends(&request);
        let again = http::send(&request).map_err(|lost| no_reply(&lost))?;
        narrator.got(&format!("{}", again.status));
    }
    world.simulator.clock().advance(advice.wait_seconds.into());
    narrator.says(&format!("({} seconds later, on the simulator's clock)", advice.wait_seconds));
    let answer = world.introspect(&token, TokenTypeHint::RefreshToken, narrator)?;
    narrator
        .check(!answer.active, "the token was used up although no reply came: the customer logs in again")?;
    let truth = world.truth();
    let consumed = truth.refresh_tokens_consumed == before.refresh_tokens_consumed + 1;
    narrator.check(consumed, "the simulator has consumed it once")?;
    let never_twice = truth.refresh_tokens_reused == before.refresh_tokens_reused;
    narrator.check(never_twice, "the simulator has never seen it twice")
}

pub(super) fn revoke(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    let token = world.tokens()?.access_token.clone();
    let alive = world.introspect(&token, TokenTypeHint::AccessToken, narrator)?.active;
    narrator.check(alive, "the access token of the last login still works")?;
    if spoil {
        world.simulator.faults().push(Endpoint::Revoke, Fault::LostBefore);
    }
    let request = world.revoke_request(&token, TokenTypeHint::AccessToken)?;
    narrator.sends(&request);
    let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
    narrator.got(&format!("{}, {} bytes", reply.status, reply.body.len()));
    let read = parse_revocation(reply.status, &reply.body, &world.policy);
    match read.map_err(|error| error.to_string())? {
        Reply::Granted(_) => {}
        Reply::Refused(refusal) => return Err(refused(&refusal)),
        Reply::Unreadable(reply) => return Err(unreadable(&reply)),
    }
    narrator
        .check(world.truth().revocations == before.revocations + 1, "the simulator has revoked one token")?;
    let (status, _) = world.call_service(token.expose(), narrator)?;
    narrator.check(status == 401, "the service does not take it any more")
}
