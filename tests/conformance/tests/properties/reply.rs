//! Replies: nothing is lost when they cannot be read, nothing secret shows in an error.

use crate::cases;
use crate::json::mutated;
use gws_auth_core::response::Grant;
use gws_auth_core::{Introspection, Policy, Refusal, RequestKind, Revocation, TokenSet, Warning};
use proptest::prelude::*;
use serde::Deserialize;

/// What `serde-json-core` reads of a token reply.
#[derive(Deserialize)]
struct Flat<'a> {
    access_token: &'a str,
    token_type: &'a str,
    expires_in: u32,
    scope: Option<&'a str>,
    refresh_token: Option<&'a str>,
}

/// A token reply as IR sends it, members in any order.
fn reply() -> impl Strategy<Value = String> {
    let expires_in = prop_oneof!["[1-9][0-9]{0,5}", "\"[0-9]{1,6}\"", Just("28800".to_owned())];
    let members = (
        "\"access_token\": ?\"ACCESS[a-zA-Z0-9._|-]{1,40}(\\\\/|\\\\u0041)?\"",
        "\"token_type\": ?\"(Bearer|bearer)\"",
        expires_in.prop_map(|seconds| format!("\"expires_in\":{seconds}")),
        proptest::option::of("\"refresh_token\": ?\"REFRESH[a-zA-Z0-9|]{1,40}\""),
        proptest::option::of("\"scope\": ?\"MYIR\\.Services\""),
    );
    members
        .prop_map(|(access, kind, expires_in, refresh, scope)| {
            [Some(access), Some(kind), Some(expires_in), refresh, scope]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
        })
        .prop_shuffle()
        .prop_map(|members| format!("{{{}}}", members.join(", ")))
}

fn policies() -> [Policy; 2] {
    let mut lenient = Policy::default();
    lenient.tolerate_trailing_comma = true;
    [Policy::default(), lenient]
}

/// Parses `body` in every way; each failure must leave it alone and keep quiet about it.
fn judge(status: u16, body: &[u8]) -> Result<(), TestCaseError> {
    for policy in policies() {
        for way in 0..5 {
            let mut memory = body.to_vec();
            let unreadable = match way {
                0 => TokenSet::parse(Grant::Code, status, &mut memory, &policy).unreadable(),
                1 => TokenSet::parse(Grant::Refresh, status, &mut memory, &policy).unreadable(),
                2 => Introspection::parse(status, &mut memory, &policy).unreadable(),
                3 => Revocation::parse(status, &mut memory, &policy).unreadable(),
                _ => Refusal::parse(RequestKind::Refresh, status, &mut memory, &policy).err(),
            };
            let Some(unreadable) = unreadable else { continue };
            let kept = body.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(body);
            prop_assert_eq!(unreadable.body(), kept, "changed by a call that failed");
            let words = unreadable.words().map(|words| words.to_string()).unwrap_or_default();
            let error = unreadable.error;
            let shown = format!("{words} {error} {error:?} {unreadable:?}");
            prop_assert!(!shown.contains("ACCESS") && !shown.contains("REFRESH"), "{shown}");
            prop_assert!(words.chars().count() <= 410 && !words.chars().any(char::is_control), "{words}");
        }
    }
    Ok(())
}

fn status() -> impl Strategy<Value = u16> {
    prop_oneof![4 => Just(200u16), 2 => Just(400), 1 => Just(401), 1 => Just(503), 1 => any::<u16>()]
}

proptest! {
    #![proptest_config(cases(1200))]

    #[test]
    fn a_reply_that_cannot_be_read_is_left_alone(body in mutated(reply()), status in status()) {
        judge(status, &body)?;
    }

    #[test]
    fn any_bytes_are_judged(body in any::<Vec<u8>>(), status in status()) {
        judge(status, &body)?;
    }

    /// Where `serde-json-core` reads the reply too, it reads the same.
    #[test]
    fn replies_are_read_as_serde_json_core_reads_them(body in prop_oneof![reply().prop_map(String::into_bytes), mutated(reply())]) {
        let mut memory = body.clone();
        let ours = TokenSet::parse(Grant::Code, 200, &mut memory, &Policy::default()).granted();
        let theirs = serde_json_core::from_slice::<Flat<'_>>(&body);
        let (Some(ours), Ok((theirs, _))) = (ours, theirs) else { return Ok(()) };
        prop_assume!(!body.contains(&b'\\'));
        prop_assert_eq!(ours.access_token.expose(), theirs.access_token);
        let bearer = theirs.token_type.eq_ignore_ascii_case("bearer");
        prop_assert_eq!(ours.warnings.contains(Warning::TokenTypeUnusual), !bearer && !theirs.token_type.is_empty());
        prop_assert_eq!(ours.expires_in, Some(theirs.expires_in).filter(|seconds| (1..=31_536_000).contains(seconds)));
        let there = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        prop_assert_eq!(ours.scope.map(str::to_owned), there(theirs.scope));
        prop_assert_eq!(ours.refresh_token.map(|token| token.expose().to_owned()), there(theirs.refresh_token));
    }

    /// Undamaged replies are all read, whatever the order of their members.
    #[test]
    fn good_replies_are_read(body in reply()) {
        let mut memory = body.clone().into_bytes();
        let tokens = TokenSet::parse(Grant::Code, 200, &mut memory, &Policy::default()).granted().unwrap();
        let oracle: serde_json::Value = serde_json::from_str(&body).unwrap();
        prop_assert_eq!(Some(tokens.access_token.expose()), oracle["access_token"].as_str());
        prop_assert_eq!(tokens.refresh_token.map(|token| token.expose()), oracle["refresh_token"].as_str());
        prop_assert_eq!(tokens.scope, oracle["scope"].as_str());
        let seconds = oracle["expires_in"].as_u64();
        let seconds = seconds.or_else(|| oracle["expires_in"].as_str().and_then(|text| text.parse().ok()));
        let plausible = seconds.filter(|seconds| (1..=31_536_000).contains(seconds));
        prop_assert_eq!(tokens.expires_in.map(u64::from), plausible);
    }
}
