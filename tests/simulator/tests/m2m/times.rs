//! The bounds of the times, by the simulator's clock (M2M-6).
//!
//! The clock runs on while a test runs, so that only the side of a bound is exact from which time leads away.

use gws_auth_simulator::{BlockingSimulator, Endpoint};

use super::owner::{Kind, Owner};
use super::provider::Provider;
use super::start_for;
use super::token::Draft;
use crate::client::post_json;

const DAY: i64 = 86_400;

/// What a token with these times gets: a reason, or nothing for success.
fn reason(simulator: &BlockingSimulator, provider: &Provider, iat: i64, exp: i64) -> String {
    let draft = Draft::good(Owner::of(Kind::P256), "ES256", simulator).times(iat, exp);
    let reply = provider.get(Endpoint::Customer, &draft.sign());
    reply.json()["simulator_reason"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_token_lives_eight_hours_at_most() {
    let (simulator, provider) = start_for(Owner::of(Kind::P256));
    // Away from the certificate's notBefore.
    simulator.clock().advance(DAY);
    let now = simulator.clock().now();
    for (iat, exp, expected) in [
        (now, now + 28_800, ""),
        (now, now + 28_801, "lifetime"),
        (now - 28_000, now + 800, ""),
        (now - 28_000, now + 801, "lifetime"),
        (now, now, "lifetime"),
        (now, now - 1, "lifetime"),
        (now, 0, "lifetime"),
        (now, i64::MAX, "lifetime"),
        (i64::MAX, i64::MAX, "issued_in_future"),
    ] {
        assert_eq!(reason(&simulator, &provider, iat, exp), expected, "{} {}", iat - now, exp - now);
    }
}

#[test]
fn a_token_ends_at_its_exp_and_may_begin_a_minute_ahead() {
    let (simulator, provider) = start_for(Owner::of(Kind::P256));
    simulator.clock().advance(DAY);
    let now = simulator.clock().now();
    assert_eq!(reason(&simulator, &provider, now - 60, now), "expired");
    assert_eq!(reason(&simulator, &provider, now - 60, now - 1), "expired");
    assert_eq!(reason(&simulator, &provider, now - 60, now + 30), "");
    assert_eq!(reason(&simulator, &provider, now + 60, now + 90), "");
    assert_eq!(reason(&simulator, &provider, now + 90, now + 120), "issued_in_future");
}

#[test]
fn one_token_works_until_the_clock_passes_its_end() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let token = Draft::good(owner, "ES256", &simulator).sign();
    let clock = format!("{}/simulator/clock", simulator.base_url());
    for (advance, status) in [(0, 200), (3_500, 200), (100, 401), (-100, 200)] {
        assert_eq!(post_json(&clock, &format!("{{\"advance\": {advance}}}")).status, 200);
        assert_eq!(provider.get(Endpoint::Customer, &token).status, status, "{advance}");
    }
}

#[test]
fn the_certificate_bounds_both_the_moment_and_iat() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let (not_before, not_after) = owner.validity();
    assert_eq!(not_after - not_before, 100 * DAY);
    let at = |now: i64, iat: i64| {
        simulator.clock().set(now);
        reason(&simulator, &provider, iat, iat + 3_600)
    };
    assert_eq!(at(not_before, not_before), "");
    assert_eq!(at(not_before - 60, not_before), "certificate_not_yet_valid");
    assert_eq!(at(not_before + 30, not_before - 1), "issued_before_certificate");
    assert_eq!(at(not_before + 30, not_before), "");
    // What counts at the end is the moment: M2M-6's bound on exp is the client's own choice.
    assert_eq!(at(not_after - 60, not_after - 60), "");
    assert_eq!(at(not_after + 1, not_after - 60), "certificate_expired");
}
