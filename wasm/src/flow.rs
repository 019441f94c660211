//! Login, exchange and refresh, and what the answers hold.

use alloc::string::String;

use gws_auth_core::owned::{self, Advice, Header, HttpRequest, Login, LoginOptions, SecretString, TokenSet};
use gws_auth_core::request::Transport;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;
use crate::arguments::MISSING;
use crate::json::{Object, Record};

/// The version of this library, as it is.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    owned::version().into()
}

/// [`owned::authorize`]; the bytes are the entropy.
#[wasm_bindgen]
#[must_use]
pub fn authorize(arguments: &str, entropy: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let options = LoginOptions {
            state: given.optional_text("state"),
            wide_state: given.flag("wideState"),
            code_verifier: given.optional_secret("codeVerifier"),
            pkce: given.flag("pkce"),
        };
        let [environment, client_id] = [given.text("environment")?, given.text("clientId")?];
        let redirect_uri = given.text("redirectUri")?;
        let now = given.time("now")?;
        out.granted(&owned::authorize(&environment, &client_id, &redirect_uri, entropy, now, &options)?)
    })
}

impl Record for Login {
    fn members(&self, object: &mut Object) {
        object.text("url", &self.url);
        object.text("pending", self.pending.expose());
        object.text("state", &self.state);
        object.optional_text("codeChallenge", self.code_challenge.as_deref());
    }
}

/// [`owned::exchange_request`]
#[wasm_bindgen]
#[must_use]
pub fn exchange_request(arguments: &str) -> String {
    answer(arguments, &|given, out| {
        let (settings, now) = (given.client()?, given.time("now")?);
        let (pending, landing) = (given.text("pending")?, given.text("landing")?);
        let client = settings.client()?;
        out.outcome(&owned::exchange_request(&pending, &landing, &client, now, &given.policy())?)
    })
}

/// [`owned::refresh_request`]
#[wasm_bindgen]
#[must_use]
pub fn refresh_request(arguments: &str) -> String {
    answer(arguments, &|given, out| {
        let (settings, refresh_token) = (given.client()?, given.text("refreshToken")?);
        out.granted(&owned::refresh_request(&settings.client()?, &refresh_token, &given.policy())?)
    })
}

impl Record for HttpRequest {
    fn members(&self, object: &mut Object) {
        object.text("kind", self.kind.code());
        object.text("method", &self.method);
        object.text("url", &self.url);
        object.record("headers", &Headers(&self.headers));
        object.text("body", self.body.expose());
        object.record("transport", &self.transport);
    }
}

struct Headers<'a>(&'a [Header]);

impl Record for Headers<'_> {
    fn members(&self, object: &mut Object) {
        // Browsers forbid it, and every fetch sends it by itself.
        for header in self.0.iter().filter(|header| header.name != "Content-Length") {
            object.text(&header.name, header.value.expose());
        }
    }
}

impl Record for Transport {
    fn members(&self, object: &mut Object) {
        object.flag("followRedirects", self.follow_redirects);
        object.flag("retry", self.retry);
        object.flag("freshConnection", self.fresh_connection);
        object.number("timeout", u64::from(self.timeout));
    }
}

/// [`owned::parse_token`]; the bytes are the reply's body.
#[wasm_bindgen]
#[must_use]
pub fn parse_token(arguments: &str, body: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let (kind, status) = (given.kind()?, given.number("status").ok_or(MISSING)?);
        let sent_at = given.optional_time("sentAt")?;
        out.outcome(&owned::parse_token(kind, status, body, sent_at, &given.policy())?)
    })
}

impl Record for TokenSet {
    fn members(&self, object: &mut Object) {
        object.text("accessToken", self.access_token.expose());
        object.number("expiresIn", u64::from(self.expires_in));
        object.optional_text("scope", self.scope.as_deref());
        object.optional_text("refreshToken", self.refresh_token.as_ref().map(SecretString::expose));
        if let Some(expires_at) = self.expires_at {
            object.time("expiresAt", expires_at);
        }
    }
}

/// [`owned::next_step_after`]
#[wasm_bindgen]
#[must_use]
pub fn next_step_after(arguments: &str) -> String {
    answer(arguments, &|given, out| {
        out.granted(&owned::next_step_after(given.kind()?, given.number("status")))
    })
}

impl Record for Advice {
    fn members(&self, object: &mut Object) {
        object.text("nextStep", self.next_step.code());
        object.text("advice", &self.advice);
    }
}
