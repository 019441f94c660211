//! Pending logins as text: any text can be tried, what was written is read again, and one altered byte is noticed.
//!
//! The input's lines: client id, state, code verifier, the place and the value of a byte to alter.

#![no_main]

use gws_auth_core::request::State;
use gws_auth_core::{AuthorizeRequest, Environment, LoginEntropy, PendingLogin, Pkce, RedirectUri, Secret};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_750_000_000;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = core::str::from_utf8(data) else { return };
    if let Ok(pending) = PendingLogin::parse(text) {
        assert!(RedirectUri::parse_plain_http(pending.redirect_uri()).is_ok());
    }
    // An error means only that the input was no login.
    let _ = written(text);
});

fn written(text: &str) -> gws_auth_core::Result<()> {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (client_id, state, verifier) = (line(), line(), line());
    let (place, value) = (line().parse().unwrap_or(0_usize), line().bytes().next().unwrap_or(b'0'));
    let redirect_uri = RedirectUri::parse("http://127.0.0.1:7001/landing")?;
    let mut request = AuthorizeRequest::new(Environment::TEST, client_id, redirect_uri)?;
    if !state.is_empty() {
        request = request.with_state(State::wide(state)?);
    }
    if !verifier.is_empty() {
        request = request.with_pkce(Pkce::Verifier(Secret::new(verifier)))?;
    }
    let entropy: Vec<u8> = (1..=64).collect();
    let entropy = LoginEntropy::new(&entropy)?;
    let mut room = vec![0; request.encoded_len(&entropy, NOW)];
    let login = request.encode(&entropy, NOW, &mut room)?;
    let written = login.pending.expose();

    let read = PendingLogin::parse(written).expect("what was written can be read");
    assert_eq!((read.client_id(), read.state(), read.created_at()), (client_id, login.state, NOW));
    assert_eq!(read.environment(), Environment::TEST);

    let mut altered = written.as_bytes().to_vec();
    let place = place % altered.len();
    if let Some(byte) = altered.get_mut(place)
        && *byte != value
        && value.is_ascii()
    {
        *byte = value;
        let altered = String::from_utf8(altered).expect("ASCII");
        let last_line_break = place + 1 == written.len() && value == b'\n';
        assert!(last_line_break || PendingLogin::parse(&altered).is_err(), "an altered text was read");
    }
    assert!(PendingLogin::parse(written.get(..place).unwrap_or_default()).is_err(), "a cut text was read");
    Ok(())
}
