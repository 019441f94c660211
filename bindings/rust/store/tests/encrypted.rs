//! Records encrypted at rest: what a reader of the store sees, what a wrong key does, and how keys change.

use gws_auth_core::calls::{
    ClientSettings, OwnedClient, SecretString, SessionSwap, parse_token, session_facts, session_login,
    session_logout,
};
use gws_auth_core::{Policy, RequestKind};
use gws_auth_store::{
    EncryptedStore, EncryptionError, FileStore, MemoryStore, RecordKeys, TokenStore, is_encrypted,
};
use std::io;

const OLD: [u8; 32] = [7; 32];
const NEW: [u8; 32] = [9; 32];

fn client() -> OwnedClient {
    let settings = ClientSettings {
        environment: "test".into(),
        client_id: "SmartCloud_Payroll".into(),
        client_secret: Some(SecretString::new("hush".into())),
        relay_url: None,
    };
    OwnedClient::new(settings).expect("a client")
}

/// The next login under a name.
fn login(before: Option<&SecretString>, nth: u32) -> SessionSwap {
    let body = format!(r#"{{"access_token":"a-{nth}","token_type":"Bearer","refresh_token":"r-{nth}"}}"#);
    let policy = Policy::default();
    let reply = parse_token(RequestKind::Code, 200, body.as_bytes(), Some(1_800_000_000), &policy);
    let tokens = reply.expect("a reply").granted().expect("tokens");
    let before = before.map(SecretString::expose);
    let client = client();
    session_login(&client.get().expect("a client"), &tokens, before, 1_800_000_000, &policy)
        .expect("a record")
}

fn keys(id: &str, key: &[u8; 32]) -> RecordKeys {
    RecordKeys::new(id, key).expect("a key")
}

fn failed<T: std::fmt::Debug>(result: io::Result<T>) -> EncryptionError {
    EncryptionError::of(&result.expect_err("not readable")).expect("an error of encryption's")
}

/// The same store, seen by hosts with other keys.
struct Shared<'a, S>(&'a S);

impl<S: TokenStore> TokenStore for Shared<'_, S> {
    fn load(&self, name: &str) -> io::Result<Option<SecretString>> {
        self.0.load(name)
    }

    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool> {
        self.0.swap(name, swap)
    }
}

fn stored(store: &impl TokenStore, name: &str) -> SecretString {
    store.load(name).expect("readable").expect("a record")
}

fn rounds(bare: &impl TokenStore) {
    let store = EncryptedStore::new(Shared(bare), keys("k1", &OLD));
    let (mut before, mut seen) = (None, Vec::new());
    for nth in 1..40 {
        let swap = login(before.as_ref(), nth);
        assert!(store.swap("weka", &swap).expect("stored"));
        // Anybody else's version does not fit.
        assert!(!store.swap("weka", &swap).expect("not stored"));
        let text = stored(bare, "weka");
        assert!(is_encrypted(&text) && text.expose().starts_with("gws-encrypted-1 k1 "));
        for secret in [format!("a-{nth}"), format!("r-{nth}"), "SmartCloud".into()] {
            assert!(!text.expose().contains(&secret), "{secret} can be read");
        }
        assert!(!seen.contains(&text), "the same text twice");
        seen.push(text);
        let read = stored(&store, "weka");
        assert_eq!(read, swap.record);
        before = Some(read);
    }
}

#[test]
fn what_is_stored_can_be_read_with_the_key_only() {
    rounds(&MemoryStore::default());
    let folder = tempfile::tempdir().expect("a folder");
    rounds(&FileStore::new(folder.path()).expect("a store"));
}

#[test]
fn a_key_that_is_wrong_or_missing_is_said_and_loses_nothing() {
    let bare = MemoryStore::default();
    let store = EncryptedStore::new(Shared(&bare), keys("k1", &OLD));
    store.swap("weka", &login(None, 1)).expect("stored");
    let before = stored(&bare, "weka");

    let wrong = EncryptedStore::new(Shared(&bare), keys("k1", &NEW));
    assert_eq!(failed(wrong.load("weka")), EncryptionError::KeyWrong);
    let unknown = EncryptedStore::new(Shared(&bare), keys("k2", &NEW)).accepting_plain();
    assert_eq!(failed(unknown.load("weka")), EncryptionError::KeyUnknown);
    // A program without keys cannot take it for a record.
    assert_eq!(session_facts(before.expose()).expect_err("no record").code(), "session_version");

    assert_eq!(stored(&bare, "weka"), before);
    assert_eq!(stored(&store, "weka"), login(None, 1).record);
}

#[test]
fn an_altered_or_moved_text_is_found_at_each_byte() {
    let bare = MemoryStore::default();
    let store = EncryptedStore::new(Shared(&bare), keys("k1", &OLD));
    store.swap("weka", &login(None, 1)).expect("stored");
    let text = stored(&bare, "weka");
    for at in 0..text.expose().len() {
        let mut bytes = text.expose().as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(bytes).expect("ASCII");
        assert!(reads(&altered, "weka").is_err(), "byte {at}");
        assert!(reads(&text.expose()[..at], "weka").is_err(), "cut at {at}");
    }
    assert!(reads(text.expose(), "weka").is_ok());
    assert_eq!(failed(reads(text.expose(), "rata")), EncryptionError::KeyWrong);
    let other_version = text.expose().replacen(" 1 ", " 2 ", 1);
    assert_eq!(failed(reads(&other_version, "weka")), EncryptionError::KeyWrong);
}

/// What a host with the key reads where this text stands.
fn reads(text: &str, name: &str) -> io::Result<Option<SecretString>> {
    let bare = MemoryStore::default();
    let record = SecretString::new(text.into());
    bare.swap(name, &SessionSwap { record, expected_version: 0, version: 1 }).expect("stored");
    EncryptedStore::new(bare, keys("k1", &OLD)).load(name)
}

#[test]
fn keys_change_without_a_stop() {
    let bare = MemoryStore::default();
    let both = |first: &str| {
        let (old, new) = (keys("old", &OLD), keys("new", &NEW));
        match first {
            "old" => old.and("new", &NEW).expect("two keys"),
            _ => new.and("old", &OLD).expect("two keys"),
        }
    };
    let id = |name: &str| stored(&bare, name).expose().split(' ').nth(1).map(String::from);
    EncryptedStore::new(Shared(&bare), keys("old", &OLD)).swap("weka", &login(None, 1)).expect("stored");

    // The first round: all can read both. The second: the new one writes, and hosts of the first round read it.
    let (first, second) = (both("old"), both("new"));
    let first = EncryptedStore::new(Shared(&bare), first);
    let second = EncryptedStore::new(Shared(&bare), second);
    let swap = login(Some(&stored(&second, "weka")), 2);
    assert_eq!(id("weka").as_deref(), Some("old"));
    assert!(second.swap("weka", &swap).expect("stored"));
    assert_eq!(id("weka").as_deref(), Some("new"));
    assert_eq!(stored(&first, "weka"), swap.record);
    // The old key is gone.
    let only = EncryptedStore::new(Shared(&bare), keys("new", &NEW));
    assert_eq!(stored(&only, "weka"), swap.record);
}

#[test]
fn plain_records_are_encrypted_by_their_next_change_if_they_are_accepted() {
    let bare = MemoryStore::default();
    let swap = login(None, 1);
    bare.swap("weka", &swap).expect("stored");
    let strict = EncryptedStore::new(Shared(&bare), keys("k1", &OLD));
    assert_eq!(failed(strict.load("weka")), EncryptionError::NotEncrypted);
    let lenient = EncryptedStore::new(Shared(&bare), keys("k1", &OLD)).accepting_plain();
    let read = stored(&lenient, "weka");
    assert_eq!(read, swap.record);
    let client = client();
    let client = client.get().expect("a client");
    let (tombstone, _) =
        session_logout(&client, read.expose(), 1_800_000_000, &Policy::default()).expect("a tombstone");
    assert!(lenient.swap("weka", &tombstone).expect("stored"));
    assert!(is_encrypted(&stored(&bare, "weka")));
    assert_eq!(stored(&strict, "weka"), tombstone.record);
}

#[test]
fn keys_are_lines_of_an_id_and_hexadecimal_digits() {
    let hex = "0f".repeat(32);
    let two = format!("2026-11 {hex}\n\nold  {}\r\n", "AB".repeat(32));
    let keys = RecordKeys::parse(&two).expect("two keys");
    assert_eq!(format!("{keys:?}"), r#"["2026-11", "old"]"#);
    let bare = MemoryStore::default();
    EncryptedStore::new(Shared(&bare), keys).swap("weka", &login(None, 1)).expect("stored");
    let same = RecordKeys::new("2026-11", &[0x0F; 32]).expect("a key");
    assert_eq!(stored(&EncryptedStore::new(Shared(&bare), same), "weka"), login(None, 1).record);

    let long = "k".repeat(65);
    for wrong in [
        String::new(),
        hex.clone(),
        format!("k {hex}0"),
        format!("k {}g", &hex[1..]),
        format!("k {}", "é".repeat(32)),
        format!("k {hex}\nk {hex}"),
        format!("a/b {hex}"),
        format!("{long} {hex}"),
        format!(" {hex}"),
    ] {
        let error = RecordKeys::parse(&wrong).expect_err("no keys");
        assert_eq!(error, EncryptionError::KeysMalformed, "{wrong}");
    }
}

#[test]
fn codes_are_stable() {
    let codes: Vec<&str> = EncryptionError::ALL.iter().map(|error| error.code()).collect();
    let expected = [
        "record_key_unknown",
        "record_key_wrong",
        "record_damaged",
        "record_not_encrypted",
        "record_key_missing",
        "record_keys_malformed",
    ];
    assert_eq!(codes, expected);
}
