//! Steps in the browser: authorize, log-in, redirect, log-in-again.

use gws_auth_core::calls::{Reply, landing, parse_refusal};
use gws_auth_core::{ErrorKind, Outcome, RequestKind};
use gws_auth_simulator::browser::{BrowserError, Landing};
use gws_auth_simulator::{Endpoint, Fault, FaultBody, Side};

use super::narrator::{Held, Narrator, shortened};
use super::world::{World, no_reply, refused};
use crate::http;

pub(super) fn authorize(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let login = world.start_login()?;
    let mut url = login.url.clone();
    if spoil {
        url = url.replace("client.example.com", "thief.example.com");
    }
    narrator.sent(&format!("the browser opens {}/gateway3/oauth/authorize", world.origin()));
    for parameter in url.split_once('?').map_or("", |(_, query)| query).split('&') {
        narrator.says(parameter);
    }
    let agent = http::agent(&url, world.policy.request_timeout);
    let mut page = agent.get(&url).call().map_err(|error| format!("no answer: {error}"))?;
    let body = page.body_mut().read_to_string().map_err(|error| error.to_string())?;
    let status = page.status().as_u16();
    let read = parse_refusal(RequestKind::Authorize, status, body.as_bytes(), &world.policy);
    if let Ok(Reply::Refused(refusal)) = read {
        narrator.got(&format!("{status}, shown in the browser"));
        return Err(refused(&refusal));
    }
    narrator.got(&format!("{status} a page with a login form"));
    narrator.check(status == 200 && body.contains("<form"), "IR shows its login page")?;
    let pending = login.pending.expose();
    let generated = login.state.len() == 64 && login.code_challenge.as_deref().map(str::len) == Some(43);
    narrator.check(generated, "the state is 64 random hexadecimal digits, the challenge a SHA-256")?;
    let verifier_kept = pending.split(' ').any(|part| part.len() == 43 && !url.contains(part));
    narrator
        .check(verifier_kept, "the verifier behind the challenge stays in the pending login, not in the URL")
}

pub(super) fn log_in(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let url = world.login()?.url.clone();
    let landing = world.browse(&url, spoil).map_err(|error| in_words(&error))?;
    tell(&landing, narrator);
    let pages: Vec<&str> = landing.steps.iter().map(|step| step.page.as_str()).collect();
    let whole = pages == ["login", "verify", "consent", "redirect"];
    narrator.check(whole, "login, two-step verification, consent, redirect")?;
    let home = landing.location.starts_with(world.redirect_uri());
    narrator.check(home, "the redirect goes to the registered redirect_uri")?;
    narrator.check(world.truth().codes_issued == 1, "the simulator has issued exactly one code")?;
    world.landing = Some(landing.location);
    Ok(())
}

pub(super) fn redirect(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let login = world.login()?.clone();
    let genuine = world.landing.clone().ok_or("there is no landing")?;
    let forged = genuine.replace(&login.state, &changed(&login.state));
    let accept = |url: &str| landing(login.pending.expose(), url, world.now(), &world.policy);
    narrator.sent("a forged landing, with a state of somebody else's");
    match accept(&forged) {
        Err(error) if error.kind == ErrorKind::StateMismatch => narrator.got(&error.to_string()),
        _ => return Err("a landing with a wrong state was believed".into()),
    }
    narrator.sent("the genuine landing");
    let arrived = if spoil { forged } else { genuine };
    let code = match accept(&arrived).map_err(|error| error.to_string())? {
        Outcome::Granted(code) => code,
        Outcome::Refused(refusal) => return Err(refused(&refusal)),
    };
    narrator.got(&format!("the code {}", shortened(code.expose())));
    let whole = arrived.contains(&format!("code={}&", code.expose()));
    narrator.check(
        whole,
        "it counts, although a forged one came before; the code is taken as it came, `=` and all",
    )?;
    world.landing = Some(arrived);
    Ok(())
}

pub(super) fn log_in_again(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    if spoil {
        let fault = Fault::Status { side: Side::Before, code: 503, body: FaultBody::Empty };
        world.simulator.faults().push(Endpoint::Authorize, fault);
    }
    let login = world.start_login()?;
    let landing = world.browse(&login.url, false).map_err(|error| in_words(&error))?;
    tell(&landing, narrator);
    let asked = landing.steps.iter().any(|step| step.page == "consent");
    narrator.check(!asked, "IR does not ask for the consent again")?;
    world.landing = Some(landing.location);
    let request = world.exchange_request()?;
    narrator.sends(&request);
    let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
    match world.read_tokens(&request, &reply, narrator)? {
        Outcome::Granted(tokens) => world.tokens = Some(tokens),
        Outcome::Refused(refusal) => return Err(refused(&refusal)),
    }
    let started = world.truth().token_sets_started == before.token_sets_started + 1;
    narrator.check(started, "the simulator has started a new token set")
}

fn tell(landing: &Landing, narrator: &Narrator) {
    for step in &landing.steps {
        narrator.sent(&format!("the browser: {} {}", step.method, step.path));
        narrator.got(&format!("{} {}", step.status, step.page));
    }
}

fn in_words(error: &BrowserError) -> String {
    format!("the browser did not come back: {error}")
}

/// The same text with another first digit.
fn changed(state: &str) -> String {
    let first = if state.starts_with('0') { "1" } else { "0" };
    format!("{first}{}", state.get(1..).unwrap_or_default())
}
