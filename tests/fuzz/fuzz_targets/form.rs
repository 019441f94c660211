//! Forms: pairs and their places, decoding against form_urlencoded, and the relay's check, which is stable: what it
//! lets pass and encodes anew, it lets pass again.

#![no_main]

use gws_auth_core::wire::form::pairs;
use gws_auth_core::wire::percent::{Plus, decode, decodes_to, encode, encoded_len};
use gws_auth_core::{
    Client, ClientAuth, Endpoint, Environment, ErrorKind, RegisteredRedirectUris, RelayRules, Secret,
    relay_check,
};
use libfuzzer_sys::fuzz_target;

const REDIRECT_URIS: &[&str] = &["https://example.nz/landing", "http://127.0.0.1:7001/landing"];

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = core::str::from_utf8(data) {
        places(text);
        oracle(text);
        round_trip(text);
    }
    [Endpoint::Authorize, Endpoint::Token, Endpoint::Introspect, Endpoint::Revoke]
        .into_iter()
        .for_each(|endpoint| relay(endpoint, data));
});

fn places(text: &str) {
    for pair in pairs(text) {
        assert!(text.get(pair.at..).is_some_and(|rest| rest.starts_with(pair.name)));
        assert!(text.get(pair.value_at..).is_some_and(|rest| rest.starts_with(pair.value)));
    }
}

/// Where every escape is whole and the result is UTF-8, both read the same.
fn oracle(text: &str) {
    let decoded = |raw| {
        decode(raw, Plus::Space).collect::<Result<Vec<u8>, _>>().ok().and_then(|b| String::from_utf8(b).ok())
    };
    let ours: Option<Vec<_>> =
        pairs(text).map(|pair| Some((decoded(pair.name)?, decoded(pair.value)?))).collect();
    if let Some(ours) = ours {
        let theirs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        assert_eq!(ours, theirs);
    }
}

fn round_trip(text: &str) {
    let mut encoded = Vec::new();
    encode(text.as_bytes(), |byte| encoded.push(byte));
    assert_eq!(encoded.len(), encoded_len(text.as_bytes()));
    let encoded = String::from_utf8(encoded).expect("percent-encoding is ASCII");
    assert!(decodes_to(&encoded, Plus::Space, text) && decodes_to(&encoded, Plus::Literal, text));
}

fn relay(endpoint: Endpoint, body: &[u8]) {
    let rules = RelayRules::new(RegisteredRedirectUris::new(REDIRECT_URIS))
        .with_refresh()
        .with_introspection()
        .with_revocation();
    let Ok(form) = relay_check(endpoint, body, &rules) else { return };
    let auth = ClientAuth::Basic { client_secret: Secret::new("secret") };
    let client = Client::new(Environment::MOCK, "client", auth).expect("a client");
    let mut out = vec![0; form.encoded_len(&client)];
    let request = match form.encode(&client, &mut out) {
        Ok(request) => request,
        Err(error) => {
            assert_eq!(error.kind, ErrorKind::RelayClientId, "the length that was asked for is enough");
            return;
        }
    };
    let again = relay_check(endpoint, request.body().expose().as_bytes(), &rules);
    assert!(again.is_ok(), "what was let pass is let pass again");
}
