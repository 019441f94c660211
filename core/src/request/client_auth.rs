//! Who the client is and how it proves it.

use crate::environment::{Endpoint, Environment, check_scheme};
use crate::error::{Error, ErrorKind, Result};
use crate::secret::{Secret, check_given_id};
use crate::wire::uri::Uri;
use crate::wire::writer::Writer;

/// How the token, introspection and revocation endpoints learn that it is this client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuth<'a> {
    /// `Authorization: Basic base64(client_id ":" client_secret)`, not form-encoded first (TOKEN-2). For programs that
    /// can keep a secret: it "must not be stored in plain text either in the web, mobile, or desktop application"
    /// (NATIVE-3).
    Basic {
        /// The client secret.
        client_secret: Secret<'a>,
    },
    /// For applications that must not hold the secret: the form goes without `Authorization` to the vendor's own
    /// back end at `url` + `/token`, `/introspect` or `/revoke`, which checks it with
    /// [`relay_check`](crate::relay_check) and adds the header (NATIVE-3).
    Relay {
        /// `https://HOST[:PORT]/path` of the back end, to which `/token`, `/introspect` or `/revoke` is added; `http` on a
        /// loopback address only.
        url: &'a str,
    },
}

/// A client of one environment, checked.
///
/// Next: [`CodeRequest::new`](crate::CodeRequest::new), [`RefreshRequest::new`](crate::RefreshRequest::new),
/// [`IntrospectRequest::new`](crate::IntrospectRequest::new), [`RevokeRequest::new`](crate::RevokeRequest::new).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client<'a> {
    environment: Environment<'a>,
    id: &'a str,
    auth: ClientAuth<'a>,
}

impl<'a> Client<'a> {
    /// A client with its id and secret, or with its relay.
    ///
    /// # Errors
    /// `client_id_…` (TOKEN-3), `client_secret_empty`,
    /// `client_secret_character`, `relay_url_invalid`.
    pub fn new(environment: Environment<'a>, client_id: &'a str, auth: ClientAuth<'a>) -> Result<Self> {
        let id = check_client_id(client_id)?;
        match auth {
            ClientAuth::Basic { client_secret } => check_client_secret(client_secret)?,
            ClientAuth::Relay { url } => check_relay(url)?,
        }
        Ok(Self { environment, id, auth })
    }

    /// The environment.
    #[must_use]
    pub const fn environment(&self) -> Environment<'a> {
        self.environment
    }

    /// The client id.
    #[must_use]
    pub const fn id(&self) -> &'a str {
        self.id
    }

    /// Whether it sends to a relay, which it has no secret for.
    pub(crate) const fn is_relayed(&self) -> bool {
        matches!(self.auth, ClientAuth::Relay { .. })
    }

    pub(super) fn write_url(&self, endpoint: Endpoint, writer: &mut Writer<'_>) {
        match self.auth {
            ClientAuth::Basic { .. } => self.environment.write_url(endpoint, writer),
            ClientAuth::Relay { url } => {
                writer.text(url.strip_suffix('/').unwrap_or(url));
                writer.byte(b'/');
                writer.text(endpoint.name());
            }
        }
    }

    /// The `Authorization` value, where this client adds one itself.
    pub(super) fn write_authorization(&self, writer: &mut Writer<'_>) -> Option<core::ops::Range<usize>> {
        let ClientAuth::Basic { client_secret } = self.auth else { return None };
        let start = writer.position();
        writer.text("Basic ");
        writer.base64(&[self.id, ":", client_secret.expose()]);
        Some(writer.since(start))
    }
}

/// TOKEN-3, nothing outside RFC 6749's VSCHAR, and the id alone.
pub(crate) fn check_client_id(id: &str) -> Result<&str> {
    if id.is_empty() {
        return Err(Error::of(ErrorKind::ClientIdEmpty));
    }
    for (at, byte) in id.bytes().enumerate() {
        match byte {
            b':' => return Err(Error::new(ErrorKind::ClientIdColon, at)),
            0x20..=0x7E => {}
            _ => return Err(Error::new(ErrorKind::ClientIdCharacter, at)),
        }
    }
    check_given_id(id)?;
    Ok(id)
}

fn check_client_secret(secret: Secret<'_>) -> Result<()> {
    if secret.is_empty() {
        return Err(Error::of(ErrorKind::ClientSecretEmpty));
    }
    match secret.expose().bytes().position(|b| !matches!(b, 0x20..=0x7E)) {
        Some(at) => Err(Error::new(ErrorKind::ClientSecretCharacter, at)),
        None => Ok(()),
    }
}

fn check_relay(url: &str) -> Result<()> {
    let invalid = Error::of(ErrorKind::RelayUrlInvalid);
    let uri = Uri::split(url).ok_or(invalid)?;
    check_scheme(&uri, ErrorKind::RelayUrlInvalid)?;
    let plain = uri.has_plain_host()
        && uri.effective_port().is_some_and(|port| port != 0)
        && uri.userinfo.is_none()
        && uri.query.is_none()
        && uri.fragment.is_none()
        && url.bytes().all(|b| matches!(b, 0x21..=0x7E));
    if plain { Ok(()) } else { Err(invalid) }
}
