//! The host, and the way to it.

use std::fmt;
use std::io;
use std::net::{TcpStream, ToSocketAddrs as _};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use gws_auth_core::Environment;

use super::found::Found;

/// The port of the services for cloud software (ENV-4).
const SERVICES: u16 = 4046;

/// A host and a port; `http://` on a loopback address only (ENV-3).
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(super) origin: String,
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: bool,
}

impl Target {
    /// `HOST:PORT`, `HOST` (port 443), `https://HOST:PORT`, or `http://127.0.0.1:PORT` for a simulator.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().trim_end_matches('/');
        let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let wrong = "a host and its port, such as test5.services.ird.govt.nz:443";
        Environment::parse(&url).map_err(|error| format!("{wrong}: {}", error.kind.message()))?;
        let (scheme, authority) = url.split_once("://").ok_or(wrong)?;
        let tls = scheme.eq_ignore_ascii_case("https");
        let after_host = authority.rfind(']').map_or(0, |end| end + 1);
        let (host, port) = match authority.rfind(':').filter(|colon| *colon >= after_host) {
            Some(colon) => {
                (&authority[..colon], authority[colon + 1..].parse().map_err(|_| wrong.to_owned())?)
            }
            None => (authority, if tls { 443 } else { 80 }),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Self { origin: url, host, port, tls })
    }

    pub(super) const fn is_for_services(&self) -> bool {
        self.port == SERVICES
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// A connection, or why there is none.
pub(super) fn connect(found: &mut Found, target: &Target, timeout: Duration) -> Option<TcpStream> {
    // The system's resolver knows no time-out.
    let (sender, addresses) = mpsc::channel();
    let name = (target.host.clone(), target.port);
    thread::spawn(move || sender.send(name.to_socket_addrs().map(Iterator::collect::<Vec<_>>)));
    let begun = Instant::now();
    let Ok(Ok(addresses)) = addresses.recv_timeout(timeout) else {
        let remedy =
            "compare the name with the one that the on-boarding gave, and look at the network's name service";
        found.fail("connect_host", "ENV-1", format!("the name {} cannot be resolved", target.host), remedy);
        return None;
    };
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        let left = timeout.saturating_sub(begun.elapsed());
        if left.is_zero() {
            last = io::ErrorKind::TimedOut.into();
            break;
        }
        match TcpStream::connect_timeout(&address, left) {
            Ok(stream) => {
                let set = stream
                    .set_read_timeout(Some(timeout))
                    .and_then(|()| stream.set_write_timeout(Some(timeout)));
                if set.is_ok() {
                    found.pass("connect_tcp", "ENV-4", format!("{target} answers at {}", address.ip()));
                    return Some(stream);
                }
            }
            Err(error) => last = error,
        }
    }
    let seen = match last.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            format!("{target} does not answer within {} s", timeout.as_secs())
        }
        io::ErrorKind::ConnectionRefused => format!("{target} refuses the connection"),
        _ => format!("{target} cannot be reached: {last}"),
    };
    let remedy = "let this machine's firewall reach the host and port; the mock environment also has an allow-list of IP addresses at IR";
    found.fail("connect_tcp", "ENV-4", seen, remedy);
    None
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn hosts_and_ports() {
        for (text, host, port, tls) in [
            ("test5.services.ird.govt.nz", "test5.services.ird.govt.nz", 443, true),
            ("test5.services.ird.govt.nz:4046", "test5.services.ird.govt.nz", 4046, true),
            ("https://a.example/", "a.example", 443, true),
            ("[::1]:8443", "::1", 8443, true),
            ("http://127.0.0.1:8400", "127.0.0.1", 8400, false),
        ] {
            let target = Target::parse(text).expect(text);
            assert_eq!((target.host.as_str(), target.port, target.tls), (host, port, tls), "{text}");
        }
        for text in
            ["", "http://a.example", "a.example:0", "a.example:99999", "a.example/x", "a b", "u@a.example"]
        {
            assert!(Target::parse(text).is_err(), "{text}");
        }
    }
}
