//! What arrives at the listener: one HTTP request, or something else that is told by its kind.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::page::{self, Page};
use crate::text::escape;

/// A code has about 1,000 bytes; the cookies of other programs on this machine may be many.
const MAX_HEAD: usize = 128 << 10;

/// A browser sends its request at once, or, on a connection that it opened ahead of need, never.
const PATIENCE: Duration = Duration::from_secs(5);

/// So much of a path is told.
const MOST_PATH: usize = 60;

/// The first byte of TLS.
const TLS_HANDSHAKE: u8 = 0x16;

/// What came on one connection.
pub(super) enum Arrival {
    /// A GET: its target, as a path with its query or as a whole URL, and the connection that waits for the answer.
    Get(Zeroizing<String>, TcpStream),
    /// Something else, which has been answered: what it was, for people, without a query.
    Other(String),
    /// Nothing: a connection that was opened ahead of need.
    Silence,
}

/// Reads the request on `stream`, and answers whatever is no GET.
pub(super) fn receive(mut stream: TcpStream) -> Arrival {
    let (page, what) = match read_head(&mut stream) {
        Head::Whole(head) => match target_of(&head) {
            Ok(target) => return Arrival::Get(Zeroizing::new(target.into()), stream),
            Err(other) => other,
        },
        Head::Tls => {
            (&page::NOT_OURS, "a browser that speaks https: the registered redirect URI is http".into())
        }
        Head::TooLarge => {
            (&page::TOO_LARGE, format!("a request whose headers have more than {MAX_HEAD} bytes"))
        }
        Head::Incomplete => (&page::NOT_OURS, "a request that ended before its end".into()),
        Head::Nothing => return Arrival::Silence,
    };
    answer(&mut stream, page);
    Arrival::Other(what)
}

/// `GET /favicon.ico`, without the query, which may hold a code.
pub(super) fn told(method: &str, target: &str) -> String {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let short: String = path.chars().take(MOST_PATH).collect();
    let more = if short.len() < path.len() { "…" } else { "" };
    let method: String = method.chars().take(10).collect();
    format!("{} {}{more}", escape(&method), escape(&short))
}

pub(super) fn answer(stream: &mut TcpStream, page: &Page) {
    // A browser that has gone does not matter: what it brought is here.
    let _ = stream.write_all(page.response().as_bytes());
    let _ = stream.flush();
    let _ = stream.shutdown(Shutdown::Write);
}

enum Head {
    Whole(Zeroizing<Vec<u8>>),
    Tls,
    TooLarge,
    Incomplete,
    Nothing,
}

/// The request line and the headers, if they come in time.
fn read_head(stream: &mut TcpStream) -> Head {
    let deadline = Instant::now() + PATIENCE;
    let ready = stream.set_nonblocking(false).and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
    if ready.is_err() {
        return Head::Nothing;
    }
    // Reserved at once, so that growing leaves no copies behind that nobody wipes.
    let mut head = Zeroizing::new(Vec::with_capacity(MAX_HEAD));
    let mut piece = Zeroizing::new([0u8; 2048]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let left = deadline.saturating_duration_since(Instant::now());
        let read = match stream.set_read_timeout(Some(left)) {
            Ok(()) => stream.read(&mut *piece).unwrap_or(0),
            // No time is left.
            Err(_) => 0,
        };
        if read == 0 {
            return if head.is_empty() { Head::Nothing } else { Head::Incomplete };
        }
        if head.len() + read > MAX_HEAD {
            return Head::TooLarge;
        }
        head.extend_from_slice(&piece[..read]);
        if head.first() == Some(&TLS_HANDSHAKE) {
            return Head::Tls;
        }
    }
    Head::Whole(head)
}

/// The target of a GET; otherwise the answer, and what came.
fn target_of(head: &[u8]) -> Result<&str, (&'static Page, String)> {
    let no_http = || (&page::NOT_OURS, "something that is no HTTP request".to_owned());
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = std::str::from_utf8(line).map_err(|_| no_http())?;
    let mut words = line.split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("GET"), Some(target), Some(version), None) if version.starts_with("HTTP/1.") => {
            let whole = target.starts_with('/') || target.starts_with("http:");
            if whole { Ok(target) } else { Err((&page::NOT_OURS, told("GET", target))) }
        }
        (Some(method), Some(target), Some(version), None) if version.starts_with("HTTP/1.") => {
            Err((&page::NOT_A_GET, format!("{}: IR's redirect is a GET", told(method, target))))
        }
        _ => Err(no_http()),
    }
}
