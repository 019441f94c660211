//! The listener on a registered loopback port (NATIVE-2, RFC 8252 7.3): it takes one landing and ends.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use gws_auth_core::ErrorKind::{ClockBehind, LandingElsewhere, PendingExpired, TimeInvalid};
use gws_auth_core::calls::{Refusal, SecretString};
use gws_auth_core::{Error, Outcome, RedirectUri, RegisteredRedirectUris};

use super::arrival::{self, Arrival, answer, told};
use super::page;
use crate::exit::{Failure, Status};
use crate::terminal::note_to_people;

/// How often the waiting looks for new connections.
const TICK: Duration = Duration::from_millis(20);

/// Open connections at a time; more are closed at once.
const MOST: usize = 16;

/// So many different arrivals are told; a program that floods the port is not.
const MOST_TOLD: usize = 20;

/// A listener, bound before the browser opens.
#[derive(Debug)]
pub(super) struct Listener {
    sockets: Vec<TcpListener>,
}

/// Binds the first registered loopback URI whose port is free, for this process alone.
pub(super) fn bind<'a>(
    registered: &RegisteredRedirectUris<'a>,
) -> Result<(RedirectUri<'a>, Listener), Failure> {
    let mut busy = Vec::new();
    for (uri, port) in registered.loopback() {
        match bind_one(uri.as_str(), port) {
            Ok(listener) => return Ok((uri, listener)),
            Err(error) => busy.push(format!("{port}: {error}")),
        }
    }
    if busy.is_empty() {
        let message = "None of the redirect URIs is a loopback address to listen on: use --paste.";
        return Err(Failure::usage("no_loopback_redirect_uri", message));
    }
    let message = format!(
        "None of the registered ports is free ({}): end the program that uses them.",
        busy.join("; ")
    );
    Err(Failure::new(Status::TryLater, "ports_busy", message))
}

/// `TcpListener` never shares a port: nobody else can listen on these addresses while we do.
fn bind_one(uri: &str, port: u16) -> io::Result<Listener> {
    let listen = |address: IpAddr| -> io::Result<TcpListener> {
        let socket = TcpListener::bind(SocketAddr::new(address, port))?;
        socket.set_nonblocking(true)?;
        Ok(socket)
    };
    let sockets = match host(uri).parse() {
        Ok(address) => vec![listen(address)?],
        // `localhost`, of which the caller has been warned: a browser may take either address.
        Err(_) => {
            let mut sockets = vec![listen(Ipv4Addr::LOCALHOST.into())?];
            match listen(Ipv6Addr::LOCALHOST.into()) {
                Ok(socket) => sockets.push(socket),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
                // A machine without IPv6.
                Err(_) => {}
            }
            sockets
        }
    };
    Ok(Listener { sockets })
}

/// The host of a URI that core has found to be a loopback one.
fn host(uri: &str) -> &str {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    match rest.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => rest.split([':', '/', '?']).next().unwrap_or_default(),
    }
}

impl Listener {
    /// Waits for the landing that `judge` accepts, answering and telling whatever else comes, for at most `limit`.
    ///
    /// A landing that is not ours does not end the waiting: the genuine one may still come (REDIR-6).
    pub(super) fn wait(
        self,
        limit: Duration,
        judge: impl Fn(&str) -> Result<Outcome<SecretString, Refusal>, Error>,
    ) -> Result<SecretString, Failure> {
        let deadline = Instant::now() + limit;
        let open = Arc::new(AtomicUsize::new(0));
        let (sender, arrived) = mpsc::channel();
        let mut others = Others::default();
        while Instant::now() < deadline {
            for socket in &self.sockets {
                if let Ok((stream, _)) = socket.accept()
                    && open.load(Ordering::SeqCst) < MOST
                {
                    open.fetch_add(1, Ordering::SeqCst);
                    receive(stream, Arc::clone(&open), sender.clone());
                }
            }
            // Not disconnected: one sender is ours.
            let Ok(arrival) = arrived.recv_timeout(TICK) else { continue };
            let (target, mut stream) = match arrival {
                Arrival::Get(target, stream) => (target, stream),
                Arrival::Other(what) => {
                    others.tell(what);
                    continue;
                }
                Arrival::Silence => continue,
            };
            match judge(&target) {
                Ok(outcome) => {
                    let page = if outcome.granted().is_some() { &page::DONE } else { &page::REFUSED };
                    answer(&mut stream, page);
                    return Ok(SecretString::new(target.to_string()));
                }
                // These are about us, not about the landing.
                Err(error) if matches!(error.kind, PendingExpired | ClockBehind | TimeInvalid) => {
                    answer(&mut stream, &page::LATE);
                    return Err(error.into());
                }
                Err(error) if error.kind == LandingElsewhere => {
                    answer(&mut stream, &page::NOT_FOUND);
                    others.tell(format!("{}: not the redirect URI of this login", told("GET", &target)));
                }
                Err(error) => {
                    answer(&mut stream, &page::NOT_OURS);
                    others.tell(format!("a landing that is not this login's: {}", error.code()));
                }
            }
        }
        let message = format!(
            "The browser did not come back within {} seconds; {}.",
            limit.as_secs(),
            others.summary()
        );
        Err(Failure::new(Status::LoginRequired, "login_timeout", message))
    }
}

/// What came beside the landing, and how often.
#[derive(Default)]
struct Others {
    told: Vec<(String, usize)>,
    untold: usize,
}

impl Others {
    /// Tells each kind once, as browsers repeat themselves.
    fn tell(&mut self, what: String) {
        if let Some((_, times)) = self.told.iter_mut().find(|(known, _)| *known == what) {
            *times += 1;
        } else if self.told.len() < MOST_TOLD {
            note_to_people(&format!("turned away {what}; still waiting"));
            self.told.push((what, 1));
        } else {
            self.untold += 1;
        }
    }

    fn summary(&self) -> String {
        let times = |(what, times): &(String, usize)| {
            if *times == 1 { what.clone() } else { format!("{what} ({times} times)") }
        };
        let mut all: Vec<String> = self.told.iter().map(times).collect();
        if self.untold > 0 {
            all.push(format!("{} more", self.untold));
        }
        if all.is_empty() {
            return "nothing else came either".into();
        }
        format!("what came was {}", all.join(", and "))
    }
}

/// Reads the request on a thread of its own, as a browser may open connections that it never uses.
fn receive(stream: TcpStream, open: Arc<AtomicUsize>, sender: Sender<Arrival>) {
    thread::spawn(move || {
        // If nobody listens any more, the login has ended.
        drop(sender.send(arrival::receive(stream)));
        open.fetch_sub(1, Ordering::SeqCst);
    });
}
