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
const BEGIN: i64 = 1_790_000_000;

/// The times of sessions on one machine, scaled down.
pub(crate) fn policy() -> Policy {
    let changes = PolicyChanges {
        clock_skew: Some(2),
        request_timeout: Some(20),
        send_pause: Some(20),
        server_residence: Some(20),
        ..PolicyChanges::default()
    };
    changes.policy()
}

pub(crate) fn rules() -> SessionRules {
    SessionRules { settle: Some(10), back_off: Some(20), poll: Some(4), ..SessionRules::default() }
}

/// The way to the simulator, from this time on.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) origin: String,
    /// Milliseconds since 1970.
    pub(crate) since: u64,
    /// How long a second of the sessions is, in milliseconds.
    pub(crate) second: u64,
    /// How many token sets the workers share.
    pub(crate) sessions: u32,
}

impl Network {
    pub(crate) fn begin(origin: &str, second: u64, sessions: u32) -> Self {
        Self { origin: origin.into(), since: milliseconds(), second, sessions }
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
        BEGIN + i64::try_from(milliseconds().saturating_sub(self.since) / self.second).expect("a short storm")
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
