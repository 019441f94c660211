use super::store::{NOW, logged_in};
use gws_auth_core::session::{Attempt, MAX_RECORD_BYTES, Phase, Record, Rejection, State, Tokens};
use gws_auth_core::{Environment, ErrorKind, Secret};
use proptest::prelude::*;

fn phases() -> impl Strategy<Value = Phase> {
    prop_oneof![
        Just(Phase::Idle),
        Just(Phase::Lost),
        Just(Phase::Ended),
        (any::<u128>(), 0..99_999_999_999_i64)
            .prop_map(|(attempt, doubt_after)| Phase::InFlight { attempt: Attempt(attempt), doubt_after }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        numbers in any::<[u64; 3]>(), phase in phases(), times in prop::array::uniform4(0..99_999_999_999_i64),
        access in prop::option::of("[!-~]{1,80}"), refresh in prop::option::of("[!-~]{1,80}"),
        client_id in "[!-~][ -~]{0,20}", rejection in prop_oneof![
            Just(Rejection::None), Just(Rejection::Rejected), Just(Rejection::Renewed)],
    ) {
        let [version, epoch, generation] = numbers;
        let [access_expires_at, refresh_at, stored_at, retry_at] = times;
        let state = State {
            version, epoch, generation, phase, renewable: refresh.is_some(),
            access_expires_at, refresh_at, stored_at, retry_at, rejection,
        };
        let secret = |text: &'_ Option<String>| text.clone();
        let (access, refresh) = (secret(&access), secret(&refresh));
        let tokens = Tokens { access: access.as_deref().map(Secret::new), refresh: refresh.as_deref().map(Secret::new) };
        let record = Record { state, environment: Environment::TEST, client_id: &client_id, tokens };
        let mut out = vec![0; record.encoded_len()];
        let text = record.encode(&mut out).expect("it fits");
        prop_assert!(text.len() <= MAX_RECORD_BYTES);
        prop_assert_eq!(Record::parse(text).expect("it was written"), record);
        let line = format!("{text}\r\n");
        prop_assert_eq!(Record::parse(&line).expect("with a line break"), record);
    }

    #[test]
    fn no_text_is_read_that_was_not_written(text in "(gws-session-2 )?[ -~]{0,300}") {
        prop_assert!(Record::parse(&text).is_err());
    }
}

#[test]
fn a_cut_record_is_an_error_that_says_so() {
    let store = logged_in();
    let text = store.text().expect("a record");
    for end in 0..text.len() {
        let kind = Record::parse(&text[..end]).expect_err("cut").kind;
        let expected: &[ErrorKind] = match end {
            0 => &[ErrorKind::SessionVersion],
            // Cut within its last word, the client id, or within the origin and so on: too few words, or another check value.
            _ => &[ErrorKind::SessionMalformed, ErrorKind::SessionAltered],
        };
        assert!(expected.contains(&kind), "{end}: {kind:?}");
    }
}

#[test]
fn an_altered_record_is_an_error_that_says_so() {
    let store = logged_in();
    let text = store.text().expect("a record");
    let body = "gws-session-2 ".len() + 17;
    for at in 0..text.len() {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        let altered = String::from_utf8(bytes).expect("ASCII");
        let kind = Record::parse(&altered).expect_err("altered").kind;
        if at < "gws-session-2".len() {
            assert_eq!(kind, ErrorKind::SessionVersion, "{at}");
        } else if at >= body && text.as_bytes()[at] != b' ' {
            assert_eq!(kind, ErrorKind::SessionAltered, "{at}");
        }
    }
}

#[test]
fn other_versions_and_long_texts_are_told_apart() {
    let store = logged_in();
    let newer = store.text().expect("a record").replacen("session-2", "session-3", 1);
    assert_eq!(Record::parse(&newer).expect_err("newer").kind, ErrorKind::SessionVersion);
    let long = "x".repeat(MAX_RECORD_BYTES + 1);
    assert_eq!(Record::parse(&long).expect_err("long").kind, ErrorKind::SessionTooLong);
}

#[test]
fn the_longest_pair_that_is_read_can_be_stored() {
    let (access, refresh) = ("a".repeat(32_768), "r".repeat(32_768));
    let phase = Phase::InFlight { attempt: Attempt(u128::MAX), doubt_after: 99_999_999_999 };
    let state = State {
        version: u64::MAX,
        epoch: u64::MAX,
        generation: u64::MAX,
        phase,
        renewable: true,
        access_expires_at: NOW,
        refresh_at: NOW,
        stored_at: NOW,
        retry_at: NOW,
        rejection: Rejection::Rejected,
    };
    let tokens = Tokens { access: Some(Secret::new(&access)), refresh: Some(Secret::new(&refresh)) };
    let client_id = "c".repeat(256);
    let record = Record { state, environment: Environment::PRODUCTION, client_id: &client_id, tokens };
    assert!(record.encoded_len() <= MAX_RECORD_BYTES, "{}", record.encoded_len());
    assert!(!format!("{record:?}").contains("aaaa"));
}
