//! Checks of a client's id and of its redirect URIs.

use super::findings::{Finding, Findings};
use crate::environment::Environment;
use crate::redirect_uri::{RedirectKind, RedirectUri};
use crate::request::{Client, ClientAuth};
use crate::secret::Secret;
use alloc::format;
use alloc::vec::Vec;

/// How many loopback ports IR registers for a client: "about five" (NATIVE-2).
const FEW_PORTS: usize = 5;

/// Checks the form of a client id: the characters (TOKEN-3), and vendor and product as in `SmartSoftware_SmartPay` (NATIVE-3).
#[must_use]
pub fn check_client(client_id: &str) -> Vec<Finding> {
    let mut found = Findings::default();
    let auth = ClientAuth::Basic { client_secret: Secret::new("x") };
    if found.read("TOKEN-3", Client::new(Environment::TEST, client_id, auth)).is_some() {
        found.pass("client_id_character", "TOKEN-3", "the client id has allowed characters alone");
        let mut parts = client_id.split('_');
        let is_named = |part: &str| part.bytes().any(|byte| byte.is_ascii_alphanumeric());
        if parts.clone().count() > 1 && parts.all(is_named) {
            found.pass("client_id_form", "NATIVE-3", format!("{client_id} names vendor and product"));
        } else {
            found.warn(
                "client_id_form",
                "NATIVE-3",
                format!("{client_id} does not show vendor and product"),
                "compare it with the on-boarding's letter: IR's form is Vendor_Product, such as SmartSoftware_SmartPay",
            );
        }
    }
    found.0
}

/// Checks the redirect URIs of one client: kind and form of each (NATIVE-1, AUTHZ-7), loopback address and ports (NATIVE-2).
#[must_use]
pub fn check_redirect_uris(redirect_uris: &[&str]) -> Vec<Finding> {
    let mut found = Findings::default();
    if redirect_uris.is_empty() {
        found.fail("redirect_uri_none", "AUTHZ-7", "there is no redirect URI", "register one with IR");
    }
    let mut ports = 0_usize;
    for (at, text) in redirect_uris.iter().enumerate() {
        let Some(uri) = found.read("NATIVE-1", RedirectUri::parse(text)) else { continue };
        let kind = uri.kind();
        found.pass("redirect_uri_kind", "NATIVE-1", format!("{text} is of the kind {}", kind.code()));
        if matches!(kind, RedirectKind::Loopback { .. }) {
            ports = ports.saturating_add(1);
        }
        for warning in uri.warnings().iter() {
            found.warn(warning.code(), "NATIVE-2", format!("{text} is on localhost"), warning.message());
        }
        if redirect_uris.iter().take(at).any(|earlier| earlier == text) {
            found.warn(
                "redirect_uri_repeated",
                "AUTHZ-7",
                format!("{text} stands twice"),
                "remove one of the two",
            );
        }
    }
    if ports > FEW_PORTS {
        found.warn(
            "redirect_uri_ports",
            "NATIVE-2",
            format!("{ports} loopback ports"),
            "IR registers about five for a client: choose that many, and try them in turn",
        );
    }
    found.0
}
