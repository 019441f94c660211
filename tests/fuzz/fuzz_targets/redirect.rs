//! Landings: nothing is granted without the state that was sent, and every code that may come is read as it was sent.

#![no_main]

use std::hint::black_box;

use gws_auth_core::wire::percent::encode;
use gws_auth_core::{
    AuthorizeRequest, Environment, LoginEntropy, Outcome, PendingLogin, Policy, RedirectUri,
    RegisteredRedirectUris,
};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_750_000_000;
const REDIRECT_URI: &str = "https://example.nz/landing";

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else { return };
    uris(text);
    let mut room = [0; 2_048];
    let entropy: Vec<u8> = (1..=64).collect();
    let entropy = LoginEntropy::new(&entropy).expect("entropy");
    let redirect_uri = RedirectUri::parse(REDIRECT_URI).expect("a redirect URI");
    let request = AuthorizeRequest::new(Environment::MOCK, "client", redirect_uri).expect("a request");
    let login = request.encode(&entropy, NOW, &mut room).expect("room enough");
    let pending = PendingLogin::parse(login.pending.expose()).expect("what was encoded can be read");
    landing(&pending, text);
    // The fuzzer does not guess 64 digits: hand it the state.
    landing(&pending, &text.replace("STATE", login.state));
    genuine(&pending, text);
});

fn uris(text: &str) {
    if let Ok(uri) = RedirectUri::parse(text) {
        assert_eq!(uri.as_str(), text);
        let registered = [text];
        let registered = RegisteredRedirectUris::new(&registered);
        assert!(registered.find(text).is_ok());
        black_box((uri.kind(), uri.warnings(), registered.loopback().count()));
    }
    if let Ok(environment) = Environment::parse(text) {
        assert_eq!(Environment::parse(environment.origin()), Ok(environment), "an origin stands for itself");
    }
}

fn landing(pending: &PendingLogin<'_>, landing: &str) {
    let mut out = vec![0; landing.len()];
    let accepted = pending.accept(landing, NOW, &Policy::default(), &mut out);
    if let Ok(outcome) = accepted {
        let shown = landing.split('#').next().unwrap_or_default();
        let decoded = shown.replace('%', "");
        assert!(shown.contains(pending.state()) || decoded.len() < shown.len(), "granted without the state");
        if let Outcome::Granted(code) = outcome {
            let code = code.code();
            assert!(!code.is_empty() && code.expose().bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }
}

/// A server may send any visible character in a code.
fn genuine(pending: &PendingLogin<'_>, text: &str) {
    let code: String = text.chars().filter(char::is_ascii_graphic).collect();
    if code.is_empty() {
        return;
    }
    let mut landing = format!("{REDIRECT_URI}?state={}&code=", pending.state());
    encode(code.as_bytes(), |byte| landing.push(char::from(byte)));
    let mut out = vec![0; landing.len()];
    match pending.accept(&landing, NOW, &Policy::default(), &mut out) {
        Ok(Outcome::Granted(verified)) => assert_eq!(verified.code().expose(), code),
        other => panic!("a genuine landing was not granted: {other:?}"),
    }
}
