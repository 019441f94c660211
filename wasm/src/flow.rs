//! Login, exchange and refresh.

use alloc::string::String;

use gws_auth_core::calls::{self, LoginOptions};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;
use crate::arguments::MISSING;

/// The version of this library, as it is.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    calls::version().into()
}

/// [`calls::authorize`]; the bytes are the entropy.
#[wasm_bindgen]
#[must_use]
pub fn authorize(arguments: &str, entropy: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let options = LoginOptions {
            state: given.optional_text("state"),
            wide_state: given.flag("wideState"),
            plain_http: given.flag("plainHttp"),
            code_verifier: given.optional_secret("codeVerifier"),
            pkce: given.flag("pkce"),
        };
        let [environment, client_id] = [given.text("environment")?, given.text("clientId")?];
        let redirect_uri = given.text("redirectUri")?;
        let now = given.time("now")?;
        out.granted(&calls::authorize(&environment, &client_id, &redirect_uri, entropy, now, &options)?)
    })
}

/// [`calls::exchange_request`]
#[wasm_bindgen]
#[must_use]
pub fn exchange_request(arguments: &str) -> String {
    answer(arguments, &|given, out| {
        let (settings, now) = (given.client()?, given.time("now")?);
        let (pending, landing) = (given.text("pending")?, given.text("landing")?);
        let client = settings.client()?;
        out.outcome(&calls::exchange_request(&pending, &landing, &client, now, &given.policy())?)
    })
}

/// [`calls::refresh_request`]
#[wasm_bindgen]
#[must_use]
pub fn refresh_request(arguments: &str) -> String {
    answer(arguments, &|given, out| {
        let (settings, refresh_token) = (given.client()?, given.text("refreshToken")?);
        out.granted(&calls::refresh_request(&settings.client()?, &refresh_token, &given.policy())?)
    })
}

/// [`calls::parse_token`]; the bytes are the reply's body.
#[wasm_bindgen]
#[must_use]
pub fn parse_token(arguments: &str, body: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let (kind, status) = (given.kind()?, given.number("status").ok_or(MISSING)?);
        let sent_at = given.optional_time("sentAt")?;
        out.reply(&calls::parse_token(kind, status, body, sent_at, &given.policy())?)
    })
}

/// [`calls::no_reply`]
#[wasm_bindgen]
#[must_use]
pub fn no_reply(arguments: &str) -> String {
    answer(arguments, &|given, out| {
        let sent = given.flag("sent").ok_or(MISSING)?;
        out.granted(&calls::no_reply(given.kind()?, sent, &given.policy()))
    })
}
