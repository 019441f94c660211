//! The clock, whose seconds are a few milliseconds long, and the way to send, whose every doubt is real.

use gws_auth_core::calls::{
    ClientSettings, HttpRequest, OwnedClient, PolicyChanges, SecretString, SessionRules,
};
use gws_auth_core::{Policy, RequestKind};
use gws_auth_store::{Host, Sent};
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where the sessions' clock begins.
const BEGIN: u64 = 1_790_000_000;

/// The times of sessions on one machine, scaled down: how far clocks differ, the time-out, the pause before sending and the
/// time at the server; between two introspections, after a refusal, between two looks. Workers in other languages are given them.
pub(crate) const TIMES: [u32; 7] = [2, 20, 20, 20, 10, 20, 4];

pub(crate) fn policy() -> Policy {
    let [skew, timeout, pause, residence, ..] = TIMES.map(Some);
    let changes = PolicyChanges {
        clock_skew: skew,
        request_timeout: timeout,
        send_pause: pause,
        server_residence: residence,
        ..PolicyChanges::default()
    };
    changes.policy()
}

pub(crate) fn rules() -> SessionRules {
    let [.., settle, back_off, poll] = TIMES.map(Some);
    SessionRules { settle, back_off, poll, ..SessionRules::default() }
}

/// The way to the simulator, from this time on.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) origin: String,
    /// What the sessions' clock counts from, in milliseconds since 1970.
    pub(crate) since: u64,
    /// How long a second of the sessions is, in milliseconds.
    pub(crate) second: u64,
    /// How many token sets the workers share.
    pub(crate) sessions: u32,
}

impl Network {
    pub(crate) fn begin(origin: &str, second: u64, sessions: u32) -> Self {
        Self { origin: origin.into(), since: milliseconds() - BEGIN * second, second, sessions }
    }

    /// The same from a worker's arguments.
    pub(crate) fn given([origin, since, second, sessions]: [&str; 4]) -> Option<Self> {
        let [since, second, sessions] = [since, second, sessions].map(|figure| figure.parse().ok());
        let sessions = u32::try_from(sessions?).ok()?;
        Some(Self { origin: origin.into(), since: since?, second: second?, sessions })
    }

    /// A worker's arguments.
    pub(crate) fn arguments(&self) -> [String; 4] {
        let [since, second, sessions] =
            [self.since, self.second, self.sessions.into()].map(|it| it.to_string());
        [self.origin.clone(), since, second, sessions]
    }

    pub(crate) fn client(&self) -> OwnedClient {
        OwnedClient::new(ClientSettings {
            environment: self.origin.clone(),
            client_id: "SmartCloud_Payroll".into(),
            client_secret: Some(SecretString::new("simulator-Cloud-Secret-1".into())),
            relay_url: None,
        })
        .expect("the simulator's client")
    }

    fn exchange(&self, request: &HttpRequest, send_before: Option<i64>) -> io::Result<Sent> {
        let (host, path) = request.url.trim_start_matches("http://").split_once('/').expect("a path");
        let timeout = Duration::from_millis(u64::from(request.transport.timeout) * self.second);
        let Ok(mut stream) = TcpStream::connect(host) else { return Ok(Sent::NotSent) };
        stream.set_read_timeout(Some(timeout))?;
        let mut text = format!("POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for header in request.headers.iter().filter(|header| header.name != "Content-Length") {
            text.push_str(&format!("{}: {}\r\n", header.name, header.value.expose()));
        }
        let body = request.body.expose();
        text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        if send_before.is_some_and(|before| self.now() > before) {
            return Ok(Sent::NotSent);
        }
        stream.write_all(text.as_bytes())?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply)?;
        Ok(read(&reply).unwrap_or(Sent::NoReply))
    }
}

impl Host for Network {
    fn now(&self) -> i64 {
        i64::try_from((milliseconds() - self.since) / self.second).expect("a short storm")
    }

    fn send(&self, request: &HttpRequest, send_before: Option<i64>) -> Sent {
        // Refreshes alone meet faults; a login's requests are no part of the storm.
        debug_assert!(send_before.is_none() || request.kind == RequestKind::Refresh);
        self.exchange(request, send_before).unwrap_or(Sent::NoReply)
    }

    fn wait(&self, seconds: u32) {
        thread::sleep(Duration::from_millis(u64::from(seconds) * self.second));
    }
}

fn read(reply: &str) -> Option<Sent> {
    let (head, body) = reply.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let whole = length.is_none_or(|length: usize| body.len() == length);
    whole.then(|| Sent::Reply(status, body.as_bytes().to_vec()))
}

pub(crate) fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).expect("this millennium")
}
