//! A process of the storm. It ends when its standard input does, and is killed before that now and then.

use crate::blind::Blind;
use crate::fleet::{self, THREADS, any_session, random};
use crate::network::{Network, policy, rules};
use crate::{naive, server};
use gws_auth_core::calls::{SecretString, Session, session_facts, session_login};
use gws_auth_core::session::LoginReason;
use gws_auth_store::{Access, Host as _, PostgresStore, TokenStore, access};
use postgres::NoTls;
use std::io::Read as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

pub(crate) fn run(way: &str, rest: &[&str]) -> ExitCode {
    let [database, origin, since, second, sessions] = *rest else { return ExitCode::from(2) };
    let Some(network) = Network::given([origin, since, second, sessions]) else { return ExitCode::from(2) };
    let (ending, network) = (&AtomicBool::new(false), &network);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(move || {
                while !ending.load(Ordering::SeqCst) {
                    match way {
                        "naive" => naive::work(database, network, ending),
                        "blind" => work(&Blind::new(database), database, network, ending),
                        _ => work(&store(database), database, network, ending),
                    }
                }
            });
        }
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        ending.store(true, Ordering::SeqCst);
    });
    ExitCode::SUCCESS
}

/// The store that Rust hosts get.
pub(crate) fn store(database: &str) -> PostgresStore<NoTls> {
    PostgresStore::new(server::config(database), NoTls)
}

fn work(store: &impl TokenStore, database: &str, network: &Network, ending: &AtomicBool) {
    while !ending.load(Ordering::SeqCst) {
        let name = any_session(network);
        let (policy, attempt) = (policy(), random());
        let jitter = u32::from(random::<1>()[0]) % 120;
        let mut session = Session::new(network.client(), attempt, jitter, policy, rules().rules(&policy));
        match access(&mut session, &name, store, network).expect("an answer") {
            Access::Token { token, .. } => assert!(!token.expose().is_empty()),
            Access::LoginRequired(reason) => log_in(database, store, network, &name, reason),
        }
        thread::sleep(Duration::from_millis(40));
    }
}

/// Logs in, unless another worker did meanwhile, and goes on.
fn log_in(database: &str, store: &impl TokenStore, network: &Network, name: &str, reason: LoginReason) {
    assert_eq!(reason, LoginReason::Lost, "{name}");
    fleet::locked(&mut server::connect(database), name, |_| {
        let before = store.load(name).expect("readable").expect("a record");
        if session_facts(before.expose()).expect("a record").phase == "lost" {
            begin(store, network, name, Some(&before));
        }
    });
}

/// A login, and its record.
pub(crate) fn begin(store: &impl TokenStore, network: &Network, name: &str, before: Option<&SecretString>) {
    let tokens = fleet::log_in(network);
    let (client, before) = (network.client(), before.map(SecretString::expose));
    let swap = session_login(&client.get().expect("checked"), &tokens, before, network.now(), &policy());
    // A late success may have healed the session meanwhile: then its login is not used.
    let _ = store.swap(name, &swap.expect("a record")).expect("stored or not");
}
