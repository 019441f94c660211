//! The listener on a registered loopback port (NATIVE-2, RFC 8252 7.3): it takes one landing and ends.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use gws_auth_core::ErrorKind::{ClockBehind, LandingElsewhere, PendingExpired, TimeInvalid};
use gws_auth_core::owned::{OwnedRefusal, SecretString};
use gws_auth_core::wire::uri::Uri;
use gws_auth_core::{Error, Outcome, RedirectUri, RegisteredRedirectUris};
use zeroize::Zeroizing;

use super::page::{self, Page};
use crate::exit::{Failure, Status};
use crate::output::note_to_people;

/// More than any landing's request has; a code has about 1,000 bytes.
const MAX_HEAD: usize = 16 << 10;

/// A browser sends its request at once, or, on a connection that it opened ahead of need, never.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often the waiting looks for new connections.
const TICK: Duration = Duration::from_millis(20);

/// Open connections at a time; more are closed at once.
const MOST: usize = 16;

/// A listener, bound before the browser opens.
#[derive(Debug)]
pub(super) struct Listener {
    socket: TcpListener,
}

/// Binds the first registered loopback URI whose port is free, for this process alone.
pub(super) fn bind<'a>(
    registered: &RegisteredRedirectUris<'a>,
) -> Result<(RedirectUri<'a>, Listener), Failure> {
    let mut busy = Vec::new();
    for (uri, port) in registered.loopback() {
        match bind_one(&uri, port) {
            Ok(listener) => return Ok((uri, listener)),
            Err(error) => busy.push(format!("{port}: {error}")),
        }
    }
    if busy.is_empty() {
        let message = "none of the redirect URIs is a loopback address to listen on: use --paste";
        return Err(Failure::usage("no_loopback_redirect_uri", message));
    }
    let message = format!("none of the registered ports is free ({})", busy.join("; "));
    Err(Failure::new(Status::TryLater, "ports_busy", message))
}

/// `TcpListener` never shares a port: nobody else can listen on this address while we do.
fn bind_one(uri: &RedirectUri<'_>, port: u16) -> io::Result<Listener> {
    let host = Uri::split(uri.as_str()).and_then(|uri| uri.host).unwrap_or_default();
    let address = match host.trim_start_matches('[').trim_end_matches(']').parse() {
        Ok(address) => SocketAddr::new(address, port),
        // `localhost`, of which the caller has been warned.
        Err(_) => SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
    };
    let socket = TcpListener::bind(address)?;
    socket.set_nonblocking(true)?;
    Ok(Listener { socket })
}

/// A request that arrived, and the connection that waits for the answer.
struct Arrived {
    target: Zeroizing<String>,
    stream: TcpStream,
}

impl Listener {
    /// Waits for the landing that `judge` accepts, answering others with 404 or 400, for at most `limit`.
    ///
    /// A landing that is not ours does not end the waiting: the genuine one may still come (REDIR-6).
    pub(super) fn wait(
        self,
        limit: Duration,
        judge: impl Fn(&str) -> Result<Outcome<SecretString, OwnedRefusal>, Error>,
    ) -> Result<SecretString, Failure> {
        let deadline = Instant::now() + limit;
        let open = Arc::new(AtomicUsize::new(0));
        let (sender, arrived) = mpsc::channel();
        while Instant::now() < deadline {
            if let Ok((stream, _)) = self.socket.accept()
                && open.load(Ordering::SeqCst) < MOST
            {
                open.fetch_add(1, Ordering::SeqCst);
                receive(stream, Arc::clone(&open), sender.clone());
            }
            // Not disconnected: one sender is ours.
            let Ok(Arrived { target, mut stream }) = arrived.recv_timeout(TICK) else { continue };
            match judge(&target) {
                Ok(outcome) => {
                    answer(
                        &mut stream,
                        if outcome.granted().is_some() { &page::DONE } else { &page::REFUSED },
                    );
                    return Ok(SecretString::new(target.to_string()));
                }
                // These are about us, not about the landing.
                Err(error) if matches!(error.kind, PendingExpired | ClockBehind | TimeInvalid) => {
                    answer(&mut stream, &page::LATE);
                    return Err(error.into());
                }
                Err(error) if error.kind == LandingElsewhere => answer(&mut stream, &page::NOT_FOUND),
                Err(error) => {
                    answer(&mut stream, &page::NOT_OURS);
                    note_to_people(&format!("turned away a landing that is not this login's: {error}"));
                }
            }
        }
        let message = format!("the browser did not come back within {} seconds", limit.as_secs());
        Err(Failure::new(Status::LoginRequired, "login_timeout", message))
    }
}

/// Reads the request on a thread of its own, as a browser may open connections that it never uses.
fn receive(mut stream: TcpStream, open: Arc<AtomicUsize>, sender: Sender<Arrived>) {
    thread::spawn(move || {
        if let Some(head) = read_head(&mut stream) {
            match target_of(&head) {
                // If nobody listens any more, the login has ended.
                Ok(target) => drop(sender.send(Arrived { target: Zeroizing::new(target.into()), stream })),
                Err(page) => answer(&mut stream, page),
            }
        }
        open.fetch_sub(1, Ordering::SeqCst);
    });
}

/// The request line and the headers, or `None` if they do not come in time.
fn read_head(stream: &mut TcpStream) -> Option<Zeroizing<Vec<u8>>> {
    let deadline = Instant::now() + PATIENCE;
    stream.set_nonblocking(false).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let mut head = Zeroizing::new(Vec::with_capacity(MAX_HEAD));
    let mut piece = Zeroizing::new([0u8; 2048]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        stream.set_read_timeout(Some(left)).ok()?;
        let read = stream.read(&mut *piece).ok().filter(|read| *read > 0)?;
        if head.len() + read > MAX_HEAD {
            return None;
        }
        head.extend_from_slice(&piece[..read]);
    }
    Some(head)
}

/// The target of a GET, as a path with its query or as a whole URL.
fn target_of(head: &[u8]) -> Result<&str, &'static Page> {
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = std::str::from_utf8(line).map_err(|_| &page::NOT_OURS)?;
    let mut words = line.split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("GET"), Some(target), Some(version), None) if version.starts_with("HTTP/1.") => {
            let whole = target.starts_with('/') || target.starts_with("http:");
            if whole { Ok(target) } else { Err(&page::NOT_OURS) }
        }
        (Some(_), Some(_), Some(version), None) if version.starts_with("HTTP/1.") => Err(&page::NOT_A_GET),
        _ => Err(&page::NOT_OURS),
    }
}

fn answer(stream: &mut TcpStream, page: &Page) {
    // A browser that has gone does not matter: what it brought is here.
    let _ = stream.write_all(page.response().as_bytes());
    let _ = stream.flush();
    let _ = stream.shutdown(Shutdown::Write);
}
