//! A registered client.

use std::fmt;
use std::str::FromStr;

use crate::secret::Secret;

/// Loopback ports of the default clients: IR registers about five and accepts no other (NATIVE-2).
pub const LOOPBACK_PORTS: [u16; 5] = [49711, 49712, 49713, 49714, 49715];

/// What cannot be registered, and which part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientError(String);

impl fmt::Display for ClientError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for ClientError {}

/// A client as IR has it on its books.
#[derive(Clone, Debug)]
pub struct Client {
    /// The client id, `Vendor_Product` (NATIVE-3).
    pub id: String,
    /// The client secret.
    pub secret: Secret,
    /// The name on the consent page.
    pub display_name: String,
    /// The registered redirect URIs, compared character for character (AUTHZ-7).
    pub redirect_uris: Vec<String>,
    /// Whether refresh tokens are issued; never for a native client (REFRESH-1).
    pub refresh_tokens: bool,
}

impl Client {
    /// A cloud client, registered for refresh tokens, with no redirect URI yet.
    pub fn cloud(id: impl Into<String>, secret: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            display_name: id.replace('_', " "),
            id,
            secret: Secret::new(secret),
            redirect_uris: Vec::new(),
            refresh_tokens: true,
        }
    }

    /// A native client: no refresh tokens (REFRESH-1), with no redirect URI yet.
    pub fn native(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { refresh_tokens: false, ..Self::cloud(id, secret) }
    }

    /// Registers a redirect URI. A query of its own is kept, a fragment is not allowed for.
    #[must_use]
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uris.push(uri.into());
        self
    }

    /// Sets the name on the consent page.
    #[must_use]
    pub fn display_name(mut self, name: impl Into<String>) -> Self {
        self.display_name = name.into();
        self
    }

    /// Not registered for refresh tokens, though a cloud client.
    #[must_use]
    pub fn without_refresh_tokens(mut self) -> Self {
        self.refresh_tokens = false;
        self
    }

    /// What IR would not register, or could not find again.
    ///
    /// # Errors
    ///
    /// [`ClientError`] with the part that is wrong.
    pub fn check(&self) -> Result<(), ClientError> {
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| matches!(byte, 0x21..=0x7E));
        let wrong = |what: String| Err(ClientError(what));
        if !plain(&self.id) || self.id.contains(':') {
            return wrong("client_id: visible ASCII characters without a colon are needed".to_owned());
        }
        if !plain(self.secret.expose()) {
            return wrong("client_secret: visible ASCII characters are needed".to_owned());
        }
        if self.redirect_uris.is_empty() {
            return wrong("redirect_uris: there must be one".to_owned());
        }
        for uri in &self.redirect_uris {
            let (scheme, rest) = uri.split_once(':').unwrap_or_default();
            let good = plain(uri)
                && goes_somewhere(scheme, rest)
                && !uri.contains('#')
                && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
            if !good {
                return wrong(format!(
                    "redirect_uris: {uri:?} is not an absolute URI without fragment (http and https: with a host)"
                ));
            }
        }
        Ok(())
    }

    /// The default cloud client, `SmartCloud_Payroll`.
    pub fn payroll() -> Self {
        let client = Self::cloud("SmartCloud_Payroll", "simulator-Cloud-Secret-1")
            .display_name("SmartCloud Payroll")
            .redirect_uri("https://client.example.com/return")
            .redirect_uri("https://client.example.com/return?tenant=7");
        client.loopback()
    }

    /// The default native client, `SmartSoftware_SmartPay`.
    pub fn smart_pay() -> Self {
        Self::native("SmartSoftware_SmartPay", "simulator-Native-Secret-1")
            .display_name("SmartSoftware SmartPay")
            .redirect_uri("nz.example.smartpay:/oauth")
            .loopback()
    }

    fn loopback(mut self) -> Self {
        self.redirect_uris.extend(LOOPBACK_PORTS.map(|port| format!("http://127.0.0.1:{port}/callback")));
        self
    }
}

/// A host for http and https; for a scheme of one's own, anything.
fn goes_somewhere(scheme: &str, rest: &str) -> bool {
    if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        return rest.strip_prefix("//").is_some_and(|host| host.starts_with(|first| !"/?:@".contains(first)));
    }
    !rest.is_empty()
}

/// `ID:SECRET:URI`: a cloud client with one redirect URI, which holds colons itself; id and secret hold none.
impl FromStr for Client {
    type Err = ClientError;

    fn from_str(text: &str) -> Result<Self, ClientError> {
        let mut parts = text.splitn(3, ':');
        let mut part = || parts.next().ok_or_else(|| ClientError("ID:SECRET:URI is needed".to_owned()));
        let client = Self::cloud(part()?, part()?).redirect_uri(part()?);
        client.check().map(|()| client)
    }
}
