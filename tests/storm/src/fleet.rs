//! What both kinds of workers share: names, logins, chance.

use crate::network::{Network, policy};
use gws_auth_core::calls::{LoginOptions, TokenSet, authorize, exchange_request, parse_token};
use gws_auth_core::{Outcome, RequestKind};
use gws_auth_simulator::User;
use gws_auth_simulator::browser::{Answer, Credentials, walk};
use gws_auth_store::{Host as _, Sent};
use postgres::Client;

/// How many processes there are.
pub(crate) const PROCESSES: usize = 8;
/// How many threads each process has.
pub(crate) const THREADS: usize = 8;

pub(crate) fn name(nth: u32) -> String {
    format!("employer-{nth}")
}

/// Fresh random bytes.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system's random source");
    bytes
}

/// One of the sessions, by chance.
pub(crate) fn any_session(network: &Network) -> String {
    name(u32::from_be_bytes(random()) % network.sessions)
}

/// What a person does, and the exchange after it; again, if no reply comes.
pub(crate) fn log_in(network: &Network) -> TokenSet {
    loop {
        if let Some(tokens) = log_in_once(network) {
            return tokens;
        }
    }
}

fn log_in_once(network: &Network) -> Option<TokenSet> {
    let (client, policy, now) = (network.client(), policy(), network.now());
    let redirect_uri = "https://client.example.com/return";
    let options = LoginOptions::default();
    let login =
        authorize(&network.origin, "SmartCloud_Payroll", redirect_uri, &random::<64>(), now, &options)
            .expect("a login");
    let landing = walk(&login.url, &Credentials::of(&User::plain()), Answer::Authorise).expect("a landing");
    let pending = login.pending.expose();
    let outcome = exchange_request(pending, &landing.location, &client.get().expect("checked"), now, &policy);
    let Ok(Outcome::Granted(request)) = outcome else { panic!("the login was refused") };
    let Sent::Reply(status, body) = network.send(&request, None) else { return None };
    let reply = parse_token(RequestKind::Code, status, &body, Some(now), &policy);
    Some(reply.expect("a status").granted().expect("tokens"))
}

/// Only one worker at a time logs in for a name; the lock ends with the connection, also when the process is killed.
pub(crate) fn locked<R>(client: &mut Client, name: &str, act: impl FnOnce(&mut Client) -> R) -> R {
    client.execute("SELECT pg_advisory_lock(hashtext($1))", &[&name]).expect("a lock");
    let done = act(client);
    client.execute("SELECT pg_advisory_unlock(hashtext($1))", &[&name]).expect("unlocked");
    done
}
