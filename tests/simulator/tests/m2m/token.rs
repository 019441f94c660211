//! Client-signed JWTs, good ones and spoilt ones.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gws_auth_simulator::BlockingSimulator;
use serde_json::{Value, json};

use super::owner::{Kind, Owner};

/// Each algorithm with the key that it fits (M2M-2).
pub(crate) const FITTING: [(Kind, &str); 6] = [
    (Kind::Rsa, "RS256"),
    (Kind::Rsa, "RS384"),
    (Kind::Rsa, "RS512"),
    (Kind::P256, "ES256"),
    (Kind::P384, "ES384"),
    (Kind::P521, "ES512"),
];

/// A token before it is signed.
pub(crate) struct Draft<'a> {
    owner: &'a Owner,
    algorithm: &'a str,
    header: Value,
    claims: Value,
    header_text: Option<String>,
    payload_text: Option<String>,
}

impl<'a> Draft<'a> {
    /// Good for an hour from the simulator's now; `startLogon` is null.
    pub(crate) fn good(owner: &'a Owner, algorithm: &'a str, simulator: &BlockingSimulator) -> Self {
        let now = simulator.clock().now();
        Self {
            owner,
            algorithm,
            header: json!({"alg": algorithm, "typ": "JWT", "kid": "M2M"}),
            claims: json!({
                "sub": owner.thumbprint,
                "iss": owner.issuer(),
                "startLogon": null,
                "iat": now,
                "exp": now + 3_600,
            }),
            header_text: None,
            payload_text: None,
        }
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header[name] = value.into();
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.header.as_object_mut().expect("an object").remove(name);
        self
    }

    pub(crate) fn claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims[name] = value.into();
        self
    }

    pub(crate) fn without_claim(mut self, name: &str) -> Self {
        self.claims.as_object_mut().expect("an object").remove(name);
        self
    }

    pub(crate) fn times(self, iat: i64, exp: i64) -> Self {
        self.claim("iat", iat).claim("exp", exp)
    }

    /// In place of the header.
    pub(crate) fn header_text(mut self, text: &str) -> Self {
        self.header_text = Some(text.to_owned());
        self
    }

    /// In place of the claims.
    pub(crate) fn payload_text(mut self, text: &str) -> Self {
        self.payload_text = Some(text.to_owned());
        self
    }

    pub(crate) fn payload(&self) -> String {
        self.payload_text.clone().unwrap_or_else(|| self.claims.to_string())
    }

    pub(crate) fn signing_input(&self) -> String {
        let header = self.header_text.clone().unwrap_or_else(|| self.header.to_string());
        format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(self.payload()))
    }

    pub(crate) fn sign(&self) -> String {
        self.sign_with(self.owner)
    }

    /// Signed with the key of another owner, of any kind.
    pub(crate) fn sign_with(&self, owner: &Owner) -> String {
        let input = self.signing_input();
        self.attach(&owner.sign(self.algorithm, input.as_bytes()))
    }

    pub(crate) fn attach(&self, signature: &[u8]) -> String {
        format!("{}.{}", self.signing_input(), URL_SAFE_NO_PAD.encode(signature))
    }
}
