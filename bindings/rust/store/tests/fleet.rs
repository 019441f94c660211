//! A fleet of workers on one session, against an IR that loses replies and counts what is true.

use gws_auth_core::calls::{
    ClientSettings, HttpRequest, OwnedClient, SecretString, Session, parse_token, session_facts,
    session_login,
};
use gws_auth_core::session::Rules;
use gws_auth_core::{Policy, RequestKind};
use gws_auth_store::{Access, FileStore, Host, MemoryStore, Sent, TokenStore, access};
use std::sync::Mutex;

const WORKERS: u8 = 6;
const REFRESHES: u32 = 300;
const LIFE: i64 = 100;

/// Clock and ground truth under one lock, so that a look at the clock and the first byte are one.
#[derive(Default)]
struct Truth {
    now: i64,
    random: u64,
    live: u32,
    lost_before: u32,
    lost_after: u32,
    /// A reply that its worker held for too long to store it.
    too_late: u32,
    reused: u32,
    refreshed: u32,
    logins: u32,
}

impl Truth {
    fn chance(&mut self, one_in: u64) -> bool {
        self.random =
            self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33).is_multiple_of(one_in)
    }

    fn tokens(&self) -> String {
        let live = self.live;
        format!(
            r#"{{"access_token":"a-{live}","token_type":"Bearer","expires_in":{LIFE},"refresh_token":"r-{live}"}}"#
        )
    }
}

struct Ir(Mutex<Truth>);

impl Ir {
    fn with<T>(&self, act: impl FnOnce(&mut Truth) -> T) -> T {
        act(&mut self.0.lock().expect("no worker panics"))
    }
}

impl Host for Ir {
    fn now(&self) -> i64 {
        self.with(|truth| truth.now)
    }

    fn send(&self, request: &HttpRequest, send_before: Option<i64>) -> Sent {
        self.with(|truth| {
            if send_before.is_some_and(|before| truth.now > before) {
                return Sent::NotSent;
            }
            let word = |name: &str| {
                let pairs = request.body.expose().split('&').find_map(|pair| pair.strip_prefix(name));
                pairs.map(|token| token == format!("=r-{}", truth.live))
            };
            if request.kind == RequestKind::Introspect {
                let active = word("token").expect("a token");
                return Sent::Reply(200, format!(r#"{{"active":{active}}}"#).into());
            }
            if request.kind == RequestKind::Revoke {
                truth.too_late += 1;
                return Sent::Reply(200, Vec::new());
            }
            let alive = word("refresh_token").expect("a refresh token");
            if truth.chance(10) {
                truth.lost_before += 1;
                return Sent::NoReply;
            }
            if !alive {
                truth.reused += 1;
                return Sent::Reply(400, br#"{"error":"invalid_grant"}"#.to_vec());
            }
            truth.live += 1;
            truth.refreshed += 1;
            if truth.chance(10) {
                truth.lost_after += 1;
                return Sent::NoReply;
            }
            Sent::Reply(200, truth.tokens().into())
        })
    }

    fn wait(&self, seconds: u32) {
        self.with(|truth| truth.now += i64::from(seconds));
    }
}

fn client() -> OwnedClient {
    OwnedClient::new(ClientSettings {
        environment: "test".into(),
        client_id: "SmartCloud_Payroll".into(),
        client_secret: Some(SecretString::new("hush".into())),
        relay_url: None,
    })
    .expect("a client")
}

/// Logs in if nobody did meanwhile.
fn log_in(store: &impl TokenStore, ir: &Ir) {
    let before = store.load("employer").expect("it can be read");
    let phase = before.as_ref().map(|text| session_facts(text.expose()).expect("a record").phase);
    if phase.as_deref().is_some_and(|phase| phase != "lost") {
        return;
    }
    let client = client();
    ir.with(|truth| {
        truth.live += 1;
        let reply = parse_token(
            RequestKind::Code,
            200,
            truth.tokens().as_bytes(),
            Some(truth.now),
            &Policy::default(),
        );
        let tokens = reply.expect("a status").granted().expect("tokens");
        let before = before.as_ref().map(SecretString::expose);
        let swap =
            session_login(&client.get().expect("checked"), &tokens, before, truth.now, &Policy::default());
        match store.swap("employer", &swap.expect("a record")) {
            Ok(true) => truth.logins += 1,
            other => {
                // Another worker was quicker: what IR gave here is not used.
                assert!(matches!(other, Ok(false)), "{other:?}");
                truth.live -= 1;
            }
        }
    });
}

fn worker(at: u8, store: &impl TokenStore, ir: &Ir) {
    for round in 0u32.. {
        if ir.with(|truth| truth.refreshed >= REFRESHES) {
            break;
        }
        let mut attempt = [at; 16];
        attempt[..4].copy_from_slice(&round.to_be_bytes());
        let mut session = Session::new(client(), attempt, 0, Policy::default(), Rules::default());
        match access(&mut session, "employer", store, ir).expect("an answer") {
            Access::Token { token, .. } => {
                assert!(token.expose().starts_with("a-"));
                ir.wait(7);
            }
            Access::LoginRequired(_) => log_in(store, ir),
        }
    }
}

fn storm(store: &(impl TokenStore + Sync)) {
    let ir = Ir(Mutex::new(Truth { now: 1_790_000_000, random: 42, ..Truth::default() }));
    log_in(store, &ir);
    std::thread::scope(|scope| {
        for at in 0..WORKERS {
            let ir = &ir;
            scope.spawn(move || worker(at, store, ir));
        }
    });
    ir.with(|truth| {
        let Truth { refreshed, lost_before, lost_after, too_late, reused, logins, .. } = truth;
        println!("{refreshed} refreshes, lost {lost_before} before and {lost_after} after, {too_late} too late, {logins} logins, {reused} re-used");
        assert_eq!(*reused, 0);
        assert!(*refreshed >= REFRESHES && *lost_before > 0 && *lost_after > 0);
        // The first one was no loss; the last loss may not have been found out.
        let forced = *logins - 1;
        let lost = *lost_after + *too_late;
        assert!(forced == lost || forced + 1 == lost, "{forced} logins for {lost} losses");
    });
}

#[test]
fn a_fleet_on_memory_never_sends_a_consumed_token() {
    storm(&MemoryStore::default());
}

#[test]
fn a_fleet_on_files_never_sends_a_consumed_token() {
    let folder = std::env::temp_dir().join(format!("gws-auth-store-{}", std::process::id()));
    let store = FileStore::new(&folder).expect("a folder");
    storm(&store);
    assert_eq!(store.names().expect("a folder"), ["employer"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = std::fs::metadata(folder.join("employer.session")).expect("a file");
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
    for name in ["", "../x", ".x", "a/b", "ü"] {
        assert!(store.load(name).is_err(), "{name}");
    }
    std::fs::remove_dir_all(folder).expect("it is there");
}
