//! IR's environments and their endpoints.

use crate::error::{Error, ErrorKind, Result};
use crate::wire::ascii;
use crate::wire::uri::Uri;
use crate::wire::writer::Writer;

/// Where requests go: one of IR's three environments, or a host of your own choice (ENV-1). Two are equal that name the
/// same place: scheme and host are compared without case, and a port that is the scheme's own counts as none.
///
/// Next: [`AuthorizeRequest::new`](crate::AuthorizeRequest::new), [`Client::new`](crate::Client::new).
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    origin: &'a str,
}

impl PartialEq for Environment<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin
            || match (Uri::split(self.origin), Uri::split(other.origin)) {
                (Some(ours), Some(theirs)) => ours.same_place(&theirs),
                _ => false,
            }
    }
}

impl Eq for Environment<'_> {}

impl<'a> Environment<'a> {
    /// The mock environment (ENV-1): no mutual TLS, an IP allow-list, no consent page (AUTHZ-10).
    pub const MOCK: Environment<'static> = Environment { origin: "https://oauth.test.services.ird.govt.nz" };
    /// The test environment (ENV-1). On-boarding may name another host, such as test6 (ENV-9).
    pub const TEST: Environment<'static> = Environment { origin: "https://test5.services.ird.govt.nz" };
    /// Production (ENV-1).
    pub const PRODUCTION: Environment<'static> = Environment { origin: "https://services.ird.govt.nz" };

    /// Reads `mock`, `test`, `production` or the URL of a host: `https://HOST[:PORT]`, or `http` on a loopback
    /// address (ENV-3). One slash at the end is dropped.
    ///
    /// `localhost` counts as a loopback address here: RFC 6761 6.3 has it resolve to one, and simulators are reached by
    /// that name. For a redirect_uri it gets a warning (NATIVE-2), as another program may listen on its other address.
    ///
    /// # Errors
    /// `environment_unknown`, `environment_not_https`, `environment_not_origin`.
    pub fn parse(text: &'a str) -> Result<Self> {
        match text {
            "mock" => return Ok(Self::MOCK),
            "test" => return Ok(Self::TEST),
            "production" => return Ok(Self::PRODUCTION),
            _ => {}
        }
        let origin = text.strip_suffix('/').unwrap_or(text);
        let unknown = Error::of(ErrorKind::EnvironmentUnknown);
        let uri = Uri::split(origin).ok_or(unknown)?;
        if !uri.has_plain_host() {
            return Err(unknown);
        }
        check_scheme(&uri, ErrorKind::EnvironmentNotHttps)?;
        if uri.effective_port().is_none_or(|port| port == 0) {
            return Err(unknown);
        }
        let plain =
            uri.path.is_empty() && uri.query.is_none() && uri.fragment.is_none() && uri.userinfo.is_none();
        if !plain {
            let end = ascii::find(origin, b'/').map_or(0, |at| at.saturating_add(2));
            let after = origin
                .get(end..)
                .and_then(|rest| rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#' | b'@')));
            return Err(Error::new(ErrorKind::EnvironmentNotOrigin, end.saturating_add(after.unwrap_or(0))));
        }
        Ok(Self { origin })
    }

    /// `https://HOST[:PORT]`, without a slash at the end.
    #[must_use]
    pub const fn origin(&self) -> &'a str {
        self.origin
    }

    /// `mock`, `test`, `production` or `custom`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let named = [(Self::MOCK, "mock"), (Self::TEST, "test"), (Self::PRODUCTION, "production")];
        named.iter().find(|(environment, _)| self == environment).map_or("custom", |(_, name)| name)
    }

    /// The root of the services for cloud software, piece by piece: port 4046, mutual TLS (ENV-4). A host with a port of
    /// its own, such as a simulator, keeps that port.
    pub fn cloud_services(&self, emit: &mut impl FnMut(&'a str)) {
        self.cloud_origin(emit);
        emit("/gateway");
    }

    /// The origin for cloud software, piece by piece.
    pub(crate) fn cloud_origin(&self, emit: &mut impl FnMut(&'a str)) {
        let uri = Uri::split(self.origin);
        let own_port =
            uri.is_some_and(|uri| uri.port.is_some() && !matches!(uri.effective_port(), Some(443)));
        if own_port {
            emit(self.origin);
        } else {
            // `:443` is what https has anyway.
            let colon = uri.and_then(|uri| uri.port).map_or(0, |port| port.len().saturating_add(1));
            emit(self.origin.get(..self.origin.len().saturating_sub(colon)).unwrap_or_default());
            emit(":4046");
        }
    }

    /// The root of the services for desktop software, piece by piece: the server's TLS only (ENV-4).
    pub fn desktop_services(&self, emit: &mut impl FnMut(&'a str)) {
        emit(self.origin);
        emit("/gateway2");
    }

    pub(crate) fn write_url(&self, endpoint: Endpoint, writer: &mut Writer<'_>) {
        writer.text(self.origin);
        writer.text(endpoint.path());
    }
}

/// One of the four OAuth endpoints; the same for cloud and native applications (ENV-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// The page that the browser opens.
    Authorize,
    /// Exchanges codes and refresh tokens.
    Token,
    /// Tells whether a token is alive.
    Introspect,
    /// Ends a token.
    Revoke,
}

impl Endpoint {
    /// Those that a relay has: all but the page that the browser opens.
    pub const RELAYED: [Self; 3] = [Self::Token, Self::Introspect, Self::Revoke];

    /// The path on every host (ENV-2).
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Authorize => "/gateway3/oauth/authorize",
            Self::Token => "/gateway3/oauth/token",
            Self::Introspect => "/gateway3/oauth/introspect",
            Self::Revoke => "/gateway3/oauth/revoke",
        }
    }

    /// The last part of the path, for a relay's own URLs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::Introspect => "introspect",
            Self::Revoke => "revoke",
        }
    }
}

/// https, or http on a loopback address (ENV-3, TOKEN-7).
pub(crate) fn check_scheme(uri: &Uri<'_>, otherwise: ErrorKind) -> Result<()> {
    if uri.scheme.eq_ignore_ascii_case("https")
        || (uri.scheme.eq_ignore_ascii_case("http") && uri.is_loopback())
    {
        Ok(())
    } else {
        Err(Error::of(otherwise))
    }
}
