//! Replies of all four kinds: what cannot be read is left as it came, what can be read is read the same again.
//!
//! The first byte of the input chooses request, status and policy; the rest is the body.

#![no_main]

use std::hint::black_box;

use gws_auth_core::response::Grant;
use gws_auth_core::{
    Introspection, Policy, Refusal, Reply, RequestKind, Revocation, TokenSet, Unreadable,
    UnverifiedAccessToken, Warnings,
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
    left_alone(body, Introspection::parse(status, &mut body.to_vec(), &policy).unreadable());
    left_alone(body, Revocation::parse(status, &mut body.to_vec(), &policy).unreadable());
    left_alone(body, Refusal::parse(RequestKind::Authorize, status, &mut body.to_vec(), &policy).err());
    if let Ok(text) = core::str::from_utf8(body) {
        let mut room = vec![0; text.len()];
        let parsed = UnverifiedAccessToken::parse(text, &mut room);
        let _ = black_box(parsed.map(|token| (token.claims().len(), token.seconds("exp"))));
    }
});

fn token(grant: Grant, status: u16, body: &[u8], policy: &Policy) {
    match TokenSet::parse(grant, status, &mut body.to_vec(), policy) {
        Reply::Granted(token) => again(grant, token, policy),
        Reply::Refused(refusal) => {
            assert_ne!(status, 200, "a refusal with 200");
            black_box((refusal.explanation(), refusal.next_step()));
        }
        Reply::Unreadable(unreadable) => left_alone(body, Some(unreadable)),
    }
}

/// Written anew by others, it says the same.
fn again(grant: Grant, token: TokenSet<'_>, policy: &Policy) {
    assert!(token.access_token.expose().bytes().all(|byte| byte.is_ascii_graphic()));
    let reply = json!({
        "access_token": token.access_token.expose(),
        "token_type": "bearer",
        "expires_in": token.expires_in.map(|seconds| seconds.to_string()),
        "scope": token.scope,
        "refresh_token": token.refresh_token.map(|secret| secret.expose()),
    });
    let mut body = reply.to_string().into_bytes();
    if body.len() <= policy.max_reply_bytes {
        let again = TokenSet::parse(grant, 200, &mut body, policy).granted().expect("read before");
        // What was odd about it is not written again.
        let plain = |token| TokenSet { warnings: Warnings::NONE, ..token };
        assert_eq!(plain(again), plain(token));
    }
}

/// A reply that cannot be understood is not lost, and its words show no more than they may.
fn left_alone(body: &[u8], unreadable: Option<Unreadable<'_>>) {
    let Some(unreadable) = unreadable else { return };
    let kept = body.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(body);
    assert_eq!(unreadable.body(), kept, "a reply that cannot be read is not lost");
    assert!(!unreadable.error.to_string().is_empty());
    if let Some(words) = unreadable.words() {
        let words = words.to_string();
        assert!(!words.is_empty() && words.chars().count() <= 410 && !words.chars().any(char::is_control));
    }
}
