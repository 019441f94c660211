//! Replies of all four kinds: what cannot be read is left as it came, what can be read is read the same again.
//!
//! The first byte of the input chooses request, status and policy; the rest is the body.

#![no_main]

use std::hint::black_box;

use gws_auth_core::response::Grant;
use gws_auth_core::{
    IntrospectionResponse, Outcome, Policy, Refusal, RequestKind, RevocationResponse, TokenResponse,
    UnverifiedAccessToken,
};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

const STATUSES: [u16; 8] = [200, 200, 200, 400, 401, 403, 500, 502];

fuzz_target!(|data: &[u8]| {
    let Some((choice, body)) = data.split_first() else { return };
    let status = STATUSES[usize::from(choice & 7)];
    let grant = if choice & 8 == 0 { Grant::Code } else { Grant::Refresh };
    let mut policy = Policy::default();
    policy.tolerate_trailing_comma = choice & 16 != 0;
    token(grant, status, body, &policy);
    unchanged_on_error(body, |body| IntrospectionResponse::parse(status, body, &policy).is_err());
    unchanged_on_error(body, |body| RevocationResponse::parse(status, body, &policy).is_err());
    unchanged_on_error(body, |body| Refusal::parse(RequestKind::Authorize, status, body, &policy).is_err());
    if let Ok(text) = core::str::from_utf8(body) {
        let mut room = vec![0; text.len()];
        let parsed = UnverifiedAccessToken::parse(text, &mut room);
        let _ = black_box(parsed.map(|token| (token.claims().len(), token.seconds("exp"))));
    }
});

fn token(grant: Grant, status: u16, body: &[u8], policy: &Policy) {
    unchanged_on_error(body, |body| TokenResponse::parse(grant, status, body, policy).is_err());
    let mut bytes = body.to_vec();
    match TokenResponse::parse(grant, status, &mut bytes, policy) {
        Ok(Outcome::Granted(token)) => again(grant, &token, policy),
        Ok(Outcome::Refused(refusal)) => {
            assert_ne!(status, 200, "a refusal with 200");
            black_box((refusal.explanation(), refusal.next_step()));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Written anew by others, it says the same.
fn again(grant: Grant, token: &TokenResponse<'_>, policy: &Policy) {
    assert!(token.access_token.expose().bytes().all(|byte| byte.is_ascii_graphic()));
    let reply = json!({
        "access_token": token.access_token.expose(),
        "token_type": "bearer",
        "expires_in": token.expires_in.to_string(),
        "scope": token.scope,
        "refresh_token": token.refresh_token.map(|secret| secret.expose()),
    });
    let mut body = reply.to_string().into_bytes();
    if body.len() <= policy.max_reply_bytes {
        assert_eq!(TokenResponse::parse(grant, 200, &mut body, policy), Ok(Outcome::Granted(*token)));
    }
}

fn unchanged_on_error(body: &[u8], fails: impl FnOnce(&mut [u8]) -> bool) {
    let mut bytes = body.to_vec();
    if fails(&mut bytes) {
        assert_eq!(bytes, body, "a reply that cannot be read is not lost");
    }
}
