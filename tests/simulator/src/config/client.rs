//! A registered client.

use crate::secret::Secret;

/// Loopback ports of the default clients: IR registers about five and accepts no other (NATIVE-2).
pub const LOOPBACK_PORTS: [u16; 5] = [49711, 49712, 49713, 49714, 49715];

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
