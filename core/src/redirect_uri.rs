//! Redirect URIs: what may be registered, and which of the registered ones to use.

use crate::error::{Error, ErrorKind, Result};
use crate::warning::{Warning, Warnings};
use crate::wire::ascii;
use crate::wire::form;
use crate::wire::percent;
use crate::wire::uri::Uri;

/// The names that the reply itself uses (REDIR-1, REDIR-3), which a redirect_uri's own query may not.
pub(crate) const REPLY_NAMES: [&str; 4] = ["code", "state", "error", "error_description"];

/// A redirect_uri that was checked; kept and sent character for character (AUTHZ-7).
///
/// Three kinds (NATIVE-1, RFC 8252 7): `https`, `http` on a loopback address, a private-use scheme with a period; and
/// plain `http` for those who ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedirectUri<'a> {
    text: &'a str,
    kind: RedirectKind,
    localhost: bool,
}

/// How the reply comes back to the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectKind {
    /// A web server, or a claimed https link of an application (RFC 8252 7.2).
    Https,
    /// A listener on this machine (RFC 8252 7.3), on this port.
    Loopback {
        /// The registered port (NATIVE-2).
        port: u16,
    },
    /// A scheme of the application's own (RFC 8252 7.1).
    PrivateUse,
    /// A web server without TLS, as in IR's own examples: whoever is on the way can read the code.
    PlainHttp,
}

impl RedirectKind {
    /// The stable code: `https`, `loopback`, `private_use` or `plain_http`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Https => "https",
            Self::Loopback { .. } => "loopback",
            Self::PrivateUse => "private_use",
            Self::PlainHttp => "plain_http",
        }
    }
}

impl<'a> RedirectUri<'a> {
    /// Checks `text`.
    ///
    /// # Errors
    /// `redirect_uri_invalid`, `redirect_uri_fragment`, `redirect_uri_not_loopback`, `redirect_uri_scheme`,
    /// `redirect_uri_port`, `redirect_uri_reserved`.
    pub fn parse(text: &'a str) -> Result<Self> {
        let uri = Self::parse_plain_http(text)?;
        match uri.kind {
            RedirectKind::PlainHttp => Err(Error::of(ErrorKind::RedirectUriNotLoopback)),
            _ => Ok(uri),
        }
    }

    /// Checks `text`, which may be plain `http` on any host: for a client that IR registered like that, and never for a
    /// new one. [`Self::warnings`] says so.
    ///
    /// # Errors
    /// Those of [`Self::parse`] but `redirect_uri_not_loopback`.
    pub fn parse_plain_http(text: &'a str) -> Result<Self> {
        if let Some(at) = misplaced_byte(text) {
            return Err(Error::new(ErrorKind::RedirectUriInvalid, at));
        }
        let uri = Uri::split(text).ok_or(Error::new(ErrorKind::RedirectUriInvalid, 0))?;
        if uri.fragment.is_some() {
            let at = ascii::find(text, b'#').unwrap_or(0);
            return Err(Error::new(ErrorKind::RedirectUriFragment, at));
        }
        let kind = if uri.scheme.eq_ignore_ascii_case("https") {
            check_web(text, &uri)?;
            RedirectKind::Https
        } else if uri.scheme.eq_ignore_ascii_case("http") {
            let port = check_web(text, &uri)?;
            if uri.is_loopback() { RedirectKind::Loopback { port } } else { RedirectKind::PlainHttp }
        } else if ascii::contains(uri.scheme, b'.') {
            RedirectKind::PrivateUse
        } else {
            return Err(Error::of(ErrorKind::RedirectUriScheme));
        };
        let localhost = uri.host.is_some_and(|host| host.eq_ignore_ascii_case("localhost"));
        for pair in form::pairs(uri.query.unwrap_or_default()) {
            if REPLY_NAMES.iter().any(|name| pair.is_named(name)) {
                return Err(Error::new(ErrorKind::RedirectUriReserved, uri.query_at.saturating_add(pair.at)));
            }
        }
        Ok(Self { text, kind, localhost })
    }

    /// The text as given.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// How the reply comes back.
    #[must_use]
    pub const fn kind(&self) -> RedirectKind {
        self.kind
    }

    /// What to mend in the registration: `redirect_uri_localhost` (NATIVE-2), `redirect_uri_plain_http` (NATIVE-1).
    #[must_use]
    pub fn warnings(&self) -> Warnings {
        Warnings::NONE
            .with_if(self.localhost, Warning::RedirectUriLocalhost)
            .with_if(self.kind == RedirectKind::PlainHttp, Warning::RedirectUriPlainHttp)
    }
}

/// The redirect URIs that are registered for one client: about five loopback ports for a native application (NATIVE-2).
#[derive(Clone, Copy, Debug)]
pub struct RegisteredRedirectUris<'a> {
    texts: &'a [&'a str],
}

impl<'a> RegisteredRedirectUris<'a> {
    /// Takes the texts as they are registered.
    #[must_use]
    pub const fn new(texts: &'a [&'a str]) -> Self {
        Self { texts }
    }

    /// The texts.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + 'a {
        self.texts.iter().copied()
    }

    /// The registered redirect_uri that is `text`, character for character (AUTHZ-7).
    ///
    /// # Errors
    /// `redirect_uri_not_registered`, or what [`RedirectUri::parse`] says of it.
    pub fn find(&self, text: &str) -> Result<RedirectUri<'a>> {
        let registered = self.texts.iter().find(|registered| **registered == text);
        RedirectUri::parse(registered.ok_or(Error::of(ErrorKind::RedirectUriNotRegistered))?)
    }

    /// The loopback ones with their ports, in the order given: bind each port in turn and use the first that is free,
    /// as IR accepts no ephemeral port (NATIVE-2).
    pub fn loopback(&self) -> impl Iterator<Item = (RedirectUri<'a>, u16)> + 'a {
        self.texts.iter().filter_map(|text| {
            let uri = RedirectUri::parse(text).ok()?;
            match uri.kind() {
                RedirectKind::Loopback { port } => Some((uri, port)),
                _ => None,
            }
        })
    }
}

/// The port.
fn check_web(text: &str, uri: &Uri<'_>) -> Result<u16> {
    let host_at = uri.scheme.len().saturating_add(3);
    if uri.userinfo.is_some() || !uri.has_plain_host() {
        return Err(Error::new(ErrorKind::RedirectUriInvalid, host_at.min(text.len())));
    }
    uri.effective_port().filter(|port| *port != 0).ok_or_else(|| {
        let at = host_at.saturating_add(uri.host.map_or(0, str::len)).saturating_add(1);
        Error::new(ErrorKind::RedirectUriPort, at)
    })
}

/// The first byte that a URI may not hold, or a `%` without two hexadecimal digits (RFC 3986 2).
fn misplaced_byte(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // Most hold nothing but these: without leaving early, many bytes at a time.
    let usual = |byte: u8| percent::is_unreserved(byte) | (byte == b'/') | (byte == b':');
    if bytes.iter().fold(true, |all, byte| all & usual(*byte)) {
        return None;
    }
    bytes.iter().enumerate().find_map(|(at, byte)| {
        let bad = match byte {
            b'%' => {
                let digits = bytes.iter().skip(at.saturating_add(1)).take(2);
                digits.filter(|b| b.is_ascii_hexdigit()).count() != 2
            }
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => true,
            other => !matches!(other, 0x21..=0x7E),
        };
        bad.then_some(at)
    })
}
