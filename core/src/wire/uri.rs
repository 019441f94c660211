//! Splitting an absolute URI (RFC 3986 3), no more than redirects and environments need.

use crate::wire::ascii;

/// The parts of an absolute URI as they stand, undecoded. `Debug` leaves out the query and what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Uri<'a> {
    /// Before the first colon.
    pub scheme: &'a str,
    /// User name and password, if any.
    pub userinfo: Option<&'a str>,
    /// The host, in brackets if it is IPv6; `None` without `//`.
    pub host: Option<&'a str>,
    /// The port's digits, unchecked.
    pub port: Option<&'a str>,
    /// The path, possibly empty.
    pub path: &'a str,
    /// After the first `?`.
    pub query: Option<&'a str>,
    /// Where the query begins in the whole text, in bytes.
    pub query_at: usize,
    /// After the first `#`.
    pub fragment: Option<&'a str>,
}

impl<'a> Uri<'a> {
    /// Splits `text`, or `None` if it does not begin with a scheme.
    #[must_use]
    pub fn split(text: &'a str) -> Option<Self> {
        let (scheme, rest) = ascii::split_once(text, b':')?;
        if !is_scheme(scheme) {
            return None;
        }
        // These parts are short; the query and the fragment may be long.
        let end = rest.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(rest.len());
        let (hierarchy, behind) = rest.split_at_checked(end)?;
        let query_at = scheme.len().saturating_add(hierarchy.len()).saturating_add(2);
        let (query, fragment) = match behind.strip_prefix('?') {
            Some(behind) => {
                let (query, fragment) = split_optional(behind, b'#');
                (Some(query), fragment)
            }
            None => (None, behind.strip_prefix('#')),
        };
        let none = Self {
            scheme,
            userinfo: None,
            host: None,
            port: None,
            path: hierarchy,
            query,
            query_at,
            fragment,
        };
        let Some(after) = hierarchy.strip_prefix("//") else { return Some(none) };
        let end = after.bytes().position(|byte| byte == b'/').unwrap_or(after.len());
        let (authority, path) = after.split_at_checked(end)?;
        let (userinfo, host, port) = split_authority(authority);
        Some(Self { userinfo, host: Some(host), port, path, ..none })
    }

    /// The port as a number, the scheme's own where none is given; `None` if it is no port.
    #[must_use]
    pub fn effective_port(&self) -> Option<u16> {
        match self.port {
            None | Some("") if self.scheme.eq_ignore_ascii_case("https") => Some(443),
            None | Some("") if self.scheme.eq_ignore_ascii_case("http") => Some(80),
            None | Some("") => Some(0),
            Some(digits) if digits.len() <= 5 => {
                ascii::whole_number(digits).and_then(|port| u16::try_from(port).ok())
            }
            Some(_) => None,
        }
    }

    /// Whether the host is a loopback address or `localhost`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.host.is_some_and(|host| {
            host == "[::1]" || host.eq_ignore_ascii_case("localhost") || is_loopback_ipv4(host)
        })
    }

    /// Whether the host is there and of characters that a host may hold.
    #[must_use]
    pub fn has_plain_host(&self) -> bool {
        self.host.is_some_and(|host| match host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
            Some(inner) => {
                ascii::contains(inner, b':')
                    && inner.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'))
            }
            None => {
                !host.is_empty()
                    && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
            }
        })
    }

    /// Whether both name the same place: scheme and host without case, ports and an empty path normalised (REDIR-6).
    #[must_use]
    pub fn same_place(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.effective_port(), other.effective_port());
        self.scheme.eq_ignore_ascii_case(other.scheme)
            && match (self.named_host(), other.named_host()) {
                (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
                (None, None) => true,
                _ => false,
            }
            && self.userinfo == other.userinfo
            && ours.is_some()
            && ours == theirs
            && normal_path(self.path, self.named_host().is_some())
                == normal_path(other.path, other.named_host().is_some())
    }

    /// The host. Operating systems write `nz.example.app:/return` as `nz.example.app:///return`: that names none.
    fn named_host(&self) -> Option<&'a str> {
        let web = self.scheme.eq_ignore_ascii_case("https") || self.scheme.eq_ignore_ascii_case("http");
        self.host.filter(|host| web || !host.is_empty() || self.port.is_some() || self.userinfo.is_some())
    }
}

impl core::fmt::Debug for Uri<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Uri")
            .field("scheme", &self.scheme)
            .field("host", &self.host)
            .field("port", &self.port)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// An empty path is `/` wherever there is a host.
pub(crate) fn normal_path(path: &str, has_host: bool) -> &str {
    if path.is_empty() && has_host { "/" } else { path }
}

fn split_optional(text: &str, separator: u8) -> (&str, Option<&str>) {
    match ascii::split_once(text, separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// User information before the last `@`, the host, and the port behind the last colon, unless that stands within the
/// brackets of an IPv6 address.
fn split_authority(text: &str) -> (Option<&str>, &str, Option<&str>) {
    let (mut at_sign, mut colon) = (None, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'@' => (at_sign, colon) = (Some(at), None),
            b':' => colon = Some(at),
            b']' => colon = None,
            _ => {}
        }
    }
    let host_at = at_sign.map_or(0, |at: usize| at.saturating_add(1));
    let host = text.get(host_at..colon.unwrap_or(text.len())).unwrap_or_default();
    let port = colon.and_then(|at| text.get(at.saturating_add(1)..));
    (at_sign.and_then(|at| text.get(..at)), host, port)
}

fn is_scheme(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `127.` and three more decimal numbers of at most 255, none with a leading zero.
fn is_loopback_ipv4(host: &str) -> bool {
    let Some(rest) = host.strip_prefix("127.") else { return false };
    let (mut ended, mut number) = (0u32, None::<u32>);
    for byte in rest.bytes().chain([b'.']) {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        number = match number {
            Some(_) if byte == b'.' => {
                ended = ended.wrapping_add(1);
                None
            }
            None if digit < 10 => Some(digit),
            Some(before @ 1..=25) if digit < 10 => Some(before.wrapping_mul(10).wrapping_add(digit)),
            _ => return false,
        };
        if number.is_some_and(|number| number > 255) {
            return false;
        }
    }
    ended == 3
}
