use super::store::{NOW, Store, client, client_in, logged_in, reply, tokens, worker};
use gws_auth_core::calls::{
    Session, SessionEvent, SessionStep, parse_token, session_facts, session_login, session_logout,
    session_reject,
};
use gws_auth_core::session::{LoginReason, Rules};
use gws_auth_core::{ErrorKind, Policy, RequestKind};

/// Later than the access token lives.
const LATER: i64 = NOW + 3_700;

/// Loads, and carries out every swap, until a step that needs more than the store.
fn settle(
    session: &mut Session,
    store: &mut Store,
    mut event: Option<SessionEvent<'_>>,
    now: i64,
) -> SessionStep {
    loop {
        let step = match event.take() {
            Some(event) => session.next(event, now),
            None => session.next(SessionEvent::Loaded(store.text()), now),
        };
        match step.expect("a step") {
            SessionStep::Load => {}
            SessionStep::Swap(swap) => {
                event = Some(if store.swap(&swap) { SessionEvent::Stored } else { SessionEvent::NotStored });
            }
            other => return other,
        }
    }
}

fn granted(body: &str) -> SessionEvent<'_> {
    SessionEvent::Reply { status: 200, body: body.as_bytes() }
}

fn token(step: &SessionStep) -> &str {
    match step {
        SessionStep::Use { token, .. } => token.expose(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_fresh_token_is_used_and_an_old_one_renewed_once() {
    let mut store = logged_in();
    let mut one = worker(1);
    assert_eq!(token(&settle(&mut one, &mut store, None, NOW + 1)), "access-0");
    let SessionStep::Send { request, send_before } = settle(&mut one, &mut store, None, LATER) else {
        panic!("send")
    };
    assert_eq!((request.kind, send_before), (RequestKind::Refresh, LATER + 30));
    assert!(request.body.expose().contains("refresh-0"));
    // Another one waits meanwhile.
    let mut two = worker(2);
    assert!(matches!(settle(&mut two, &mut store, None, LATER), SessionStep::Wait { seconds: 5 }));
    let step = settle(&mut one, &mut store, Some(granted(&reply(1))), LATER + 1);
    assert_eq!(token(&step), "access-1");
    assert_eq!(token(&settle(&mut two, &mut store, Some(SessionEvent::Waited), LATER + 5)), "access-1");
    assert_eq!(session_facts(store.text().expect("stored")).expect("a record").generation, 1);
}

#[test]
fn renewals_are_spread_by_no_more_than_they_are_ahead() {
    for (life, ahead) in [(20, 2), (300, 30), (3_600, 360), (28_800, 900)] {
        for jitter in [0, 1, 119, u32::MAX] {
            let body = reply(0).replace("3600", &life.to_string());
            let tokens = parse_token(RequestKind::Code, 200, body.as_bytes(), Some(NOW), &Policy::default());
            let tokens = tokens.expect("a status").granted().expect("tokens");
            let (client, mut store) = (client(), Store::default());
            let login =
                session_login(&client.get().expect("checked"), &tokens, None, NOW, &Policy::default());
            assert!(store.swap(&login.expect("a record")));
            let from = NOW + life - ahead - ahead.min(jitter.into());
            let mut at = |now| {
                let (policy, rules) = (Policy::default(), Rules::default());
                let mut session = Session::new(super::store::client(), [1; 16], jitter, policy, rules);
                settle(&mut session, &mut store, None, now)
            };
            assert_eq!(token(&at(from - 1)), "access-0", "{life} {jitter}");
            assert!(matches!(at(from), SessionStep::Send { .. }), "{life} {jitter}");
        }
    }
}

#[test]
fn without_a_session_a_login_is_required() {
    let step = settle(&mut worker(1), &mut Store::default(), None, NOW);
    assert_eq!(step, SessionStep::LoginRequired(LoginReason::NoSession));
}

/// From a lost reply on, through the recovery; `active` is what introspection says.
fn recover(active: [bool; 2]) -> (Store, Session, SessionStep) {
    let mut store = logged_in();
    let mut one = worker(1);
    assert!(matches!(settle(&mut one, &mut store, None, LATER), SessionStep::Send { .. }));
    assert!(matches!(
        settle(&mut one, &mut store, Some(SessionEvent::NoReply), LATER + 1),
        SessionStep::Wait { .. }
    ));
    // It is not sent again before nobody works on it any more.
    let mut two = worker(2);
    assert!(matches!(settle(&mut two, &mut store, None, LATER + 239), SessionStep::Wait { seconds: 1 }));
    let mut now = LATER + 240;
    let mut step = settle(&mut two, &mut store, Some(SessionEvent::Waited), now);
    for (nth, active) in active.into_iter().enumerate() {
        assert!(matches!(step, SessionStep::Ask { .. }), "{step:?}");
        let body = format!(r#"{{"active":{active}}}"#);
        step = settle(&mut two, &mut store, Some(granted(&body)), now);
        if nth == 0 {
            assert!(matches!(step, SessionStep::Wait { seconds: 30 }), "{step:?}");
            now += 30;
            step = settle(&mut two, &mut store, Some(SessionEvent::Waited), now);
        }
    }
    (store, two, step)
}

#[test]
fn a_lost_request_is_sent_again_only_if_the_token_is_twice_active() {
    let (mut store, mut two, step) = recover([true, true]);
    assert!(matches!(step, SessionStep::Send { .. }), "{step:?}");
    let step = settle(&mut two, &mut store, Some(granted(&reply(1))), LATER + 300);
    assert_eq!(token(&step), "access-1");
    let (_, _, step) = recover([false, false]);
    assert_eq!(step, SessionStep::LoginRequired(LoginReason::Lost));
    for doubt in [[true, false], [false, true]] {
        assert!(matches!(recover(doubt).2, SessionStep::Wait { .. }), "{doubt:?}");
    }
}

#[test]
fn a_late_success_heals_a_lost_session() {
    let mut store = logged_in();
    let mut one = worker(1);
    assert!(matches!(settle(&mut one, &mut store, None, LATER), SessionStep::Send { .. }));
    let mut two = worker(2);
    assert!(matches!(settle(&mut two, &mut store, None, LATER + 240), SessionStep::Ask { .. }));
    let inactive = || Some(granted(r#"{"active":false}"#));
    settle(&mut two, &mut store, inactive(), LATER + 240);
    settle(&mut two, &mut store, Some(SessionEvent::Waited), LATER + 240);
    let step = settle(&mut two, &mut store, inactive(), LATER + 240);
    assert_eq!(step, SessionStep::LoginRequired(LoginReason::Lost));
    assert_eq!(token(&settle(&mut one, &mut store, Some(granted(&reply(1))), LATER + 241)), "access-1");
}

#[test]
fn a_refusal_is_judged_by_introspection_not_by_its_text() {
    for (active, problem) in [(true, Some("fix_configuration")), (false, None)] {
        let mut store = logged_in();
        let mut one = worker(1);
        settle(&mut one, &mut store, None, LATER);
        let refusal = SessionEvent::Reply { status: 400, body: br#"{"error":"invalid_grant"}"# };
        assert!(matches!(settle(&mut one, &mut store, Some(refusal), LATER), SessionStep::Ask { .. }));
        let body = format!(r#"{{"active":{active}}}"#);
        let step = settle(&mut one, &mut store, Some(granted(&body)), LATER);
        match active {
            true => assert!(matches!(step, SessionStep::Wait { .. }), "{step:?}"),
            false => assert_eq!(step, SessionStep::LoginRequired(LoginReason::Lost)),
        }
        assert_eq!(one.problem(), problem);
    }
}

#[test]
fn what_was_not_sent_is_free_again() {
    let mut store = logged_in();
    let mut one = worker(1);
    settle(&mut one, &mut store, None, LATER);
    // Idle again, and claimed again at once.
    let step = settle(&mut one, &mut store, Some(SessionEvent::NotSent), LATER + 40);
    assert!(matches!(step, SessionStep::Send { send_before, .. } if send_before == LATER + 70), "{step:?}");
}

#[test]
fn a_swap_of_unknown_outcome_counts_if_it_is_stored() {
    let mut store = logged_in();
    let mut one = worker(1);
    for stored in [true, false] {
        let step = one.next(SessionEvent::Loaded(store.text()), LATER).expect("a step");
        let SessionStep::Swap(swap) = step else { panic!("{step:?}") };
        let expected = store.text().map(String::from);
        if stored {
            assert!(store.swap(&swap));
        }
        assert_eq!(one.next(SessionEvent::NotStored, LATER).expect("a step"), SessionStep::Load);
        let step = one.next(SessionEvent::Loaded(store.text()), LATER).expect("a step");
        match stored {
            true => assert!(matches!(step, SessionStep::Send { .. }), "{step:?}"),
            // Nobody claimed it: a claim of its own, again.
            false => assert!(matches!(step, SessionStep::Swap(_)), "{step:?}"),
        }
        store = logged_in();
        one = worker(3);
        assert_ne!(expected, None);
    }
}

#[test]
fn a_rejected_token_is_renewed_once_and_then_it_is_about_permissions() {
    let mut store = logged_in();
    let client = client();
    let client = client.get().expect("checked");
    let reject = |store: &Store, generation| {
        session_reject(&client, store.text().expect("stored"), generation, NOW + 1).expect("a record")
    };
    assert_eq!(reject(&store, 7), None, "another one is current");
    let swap = reject(&store, 0).expect("a swap");
    assert!(store.swap(&swap));
    assert_eq!(reject(&store, 0), None, "once");
    let mut one = worker(1);
    assert!(matches!(settle(&mut one, &mut store, None, NOW + 1), SessionStep::Send { .. }));
    assert_eq!(token(&settle(&mut one, &mut store, Some(granted(&reply(1))), NOW + 2)), "access-1");
    assert_eq!(reject(&store, 1), None, "a renewed one as well");
}

#[test]
fn a_log_out_ends_it_for_all_and_a_late_pair_is_revoked() {
    let mut store = logged_in();
    let client = client();
    let client = client.get().expect("checked");
    let policy = Policy::default();
    let mut one = worker(1);
    settle(&mut one, &mut store, None, LATER);
    let (swap, request) =
        session_logout(&client, store.text().expect("stored"), LATER, &policy).expect("a record");
    assert!(store.swap(&swap));
    assert!(request.expect("tokens").body.expose().contains("refresh-0"));
    assert!(!store.text().expect("a tombstone").contains("refresh-0"));
    let again = session_logout(&client, store.text().expect("stored"), LATER, &policy);
    assert_eq!(again.expect_err("ended").kind, ErrorKind::SessionEnded);
    let step = settle(&mut one, &mut store, Some(granted(&reply(1))), LATER + 1);
    let SessionStep::Discard { request } = step else { panic!("{step:?}") };
    assert!(request.body.expose().contains("refresh-1"));
    let step = settle(&mut one, &mut store, Some(SessionEvent::Waited), LATER + 2);
    assert_eq!(step, SessionStep::LoginRequired(LoginReason::Ended));
    // Logging in again goes on with the versions.
    let login = session_login(&client, &tokens(5), store.text(), NOW + 3, &policy).expect("a record");
    assert!(login.expected_version > 0 && store.swap(&login));
    assert_eq!(session_facts(store.text().expect("stored")).expect("a record").epoch, 2);
}

#[test]
fn slips_are_errors_and_change_nothing() {
    let mut store = logged_in();
    let mut one = worker(1);
    let kind = |error: gws_auth_core::Error| error.kind;
    assert_eq!(one.next(SessionEvent::Stored, NOW).map_err(kind), Err(ErrorKind::SessionEvent));
    assert_eq!(
        one.next(SessionEvent::Loaded(store.text()), NOW - 61).map_err(kind),
        Err(ErrorKind::ClockBehind)
    );
    assert_eq!(
        one.next(SessionEvent::Loaded(Some("nonsense")), NOW).map_err(kind),
        Err(ErrorKind::SessionVersion)
    );
    assert_eq!(token(&settle(&mut one, &mut store, None, NOW)), "access-0");
}

#[test]
fn a_record_of_another_environment_is_not_touched() {
    let mut store = logged_in();
    let (other, policy) = (client_in("production"), Policy::default());
    let kept = store.0.clone();
    let mut stranger = Session::new(other, [1; 16], 0, policy, Rules::default());
    let refused = stranger.next(SessionEvent::Loaded(store.text()), LATER).map_err(|error| error.kind);
    assert_eq!(refused, Err(ErrorKind::SessionOtherClient));
    let other = client_in("production");
    let out = session_logout(&other.get().expect("checked"), store.text().expect("stored"), LATER, &policy);
    assert_eq!(out.expect_err("another").kind, ErrorKind::SessionOtherClient);
    assert_eq!(store.0, kept);
    assert_eq!(token(&settle(&mut worker(2), &mut store, None, NOW + 1)), "access-0");
}

#[test]
fn secrets_are_hidden() {
    let mut store = logged_in();
    let mut one = worker(1);
    let step = settle(&mut one, &mut store, None, NOW);
    let shown = format!("{one:?} {step:?}");
    let send = settle(&mut one, &mut store, None, LATER);
    let shown = format!("{shown} {one:?} {send:?}");
    for secret in ["access-0", "refresh-0", "hush-secret"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
