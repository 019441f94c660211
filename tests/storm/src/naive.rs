//! What most programs do: the tokens in a table, renewed by whoever finds them old.

use crate::fleet::{self, any_session};
use crate::network::{Network, policy};
use crate::server;
use gws_auth_core::RequestKind;
use gws_auth_core::calls::{Reply, TokenSet, parse_token, refresh_request};
use gws_auth_store::{Host as _, Sent};
use postgres::Client;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const TABLE: &str =
    "CREATE TABLE gws_naive (name text PRIMARY KEY, refresh text NOT NULL, until bigint NOT NULL)";
const LOAD: &str = "SELECT refresh, until FROM gws_naive WHERE name = $1";
const STORE: &str = "INSERT INTO gws_naive VALUES ($1, $2, $3) \
     ON CONFLICT (name) DO UPDATE SET refresh = excluded.refresh, until = excluded.until";

/// The table, with a login for each name.
pub(crate) fn set_up(client: &mut Client, network: &Network) {
    client.batch_execute(TABLE).expect("a table");
    for nth in 0..network.sessions {
        store(client, &fleet::name(nth), &fleet::log_in(network));
    }
}

pub(crate) fn work(database: &str, network: &Network, ending: &AtomicBool) {
    let mut client = server::connect(database);
    while !ending.load(Ordering::SeqCst) {
        let name = any_session(network);
        let row = client.query_one(LOAD, &[&name]).expect("a row");
        let (refresh, until): (String, i64) = (row.get(0), row.get(1));
        if network.now() >= until {
            match renew(network, &refresh) {
                Some(Reply::Granted(tokens)) => store(&mut client, &name, &tokens),
                Some(Reply::Refused(refusal)) if refusal.status < 500 => {
                    log_in(&mut client, network, &name, &refresh)
                }
                // Tried again by whoever comes next.
                _ => {}
            }
        }
        thread::sleep(Duration::from_millis(40));
    }
}

fn renew(network: &Network, refresh: &str) -> Option<Reply<TokenSet>> {
    let (client, policy, now) = (network.client(), policy(), network.now());
    let request = refresh_request(&client.get().expect("checked"), refresh, &policy).expect("a request");
    let Sent::Reply(status, body) = network.send(&request, None) else { return None };
    parse_token(RequestKind::Refresh, status, &body, Some(now), &policy).ok()
}

/// Unless another worker stored other tokens meanwhile.
fn log_in(client: &mut Client, network: &Network, name: &str, refused: &str) {
    fleet::locked(client, name, |client| {
        let row = client.query_one(LOAD, &[&name]).expect("a row");
        if row.get::<_, String>(0) == refused {
            store(client, name, &fleet::log_in(network));
        }
    });
}

fn store(client: &mut Client, name: &str, tokens: &TokenSet) {
    let refresh = tokens.refresh_token.as_ref().expect("a refresh token").expose();
    client.execute(STORE, &[&name, &refresh, &tokens.refresh_at.expect("a time")]).expect("stored");
}
