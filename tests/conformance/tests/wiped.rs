//! What the caches of signed tokens and a session let go of is gone from this process's memory, which is searched as a whole.
//!
//! Each test has tokens of its own, so that they may run beside each other.

#![cfg(target_os = "linux")]

use gws_auth_core::calls::{
    self, CertificateReference, ClientSettings, OwnedClient, SecretString, Session, SessionEvent,
    SignatureForm, SignedToken, m2m_attach, m2m_unsigned, parse_token, session_login,
};
use gws_auth_core::jws::{Algorithm, Signature};
use gws_auth_core::m2m::{ClaimsToSign, StartLogon, Thumbprint, TokenCache};
use gws_auth_core::session::Rules;
use gws_auth_core::{Policy, RequestKind};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

const NOW: i64 = 1_790_000_000;
/// A signature of 64 equal bytes is 84 characters in fours, and two more; so many are searched for.
const FOURS: usize = 40;
/// Makes the first tokens longer by more than these, so that what takes their place does not lie over all of them.
const USER: &str = "a-user-id-that-is-as-long-as-such-a-name-may-be-in-any-token";
const CHUNK: usize = 1 << 16;

/// The four characters that three such bytes are in base64url: worked out anew each time, so that no text of this test is found.
fn four(byte: u8) -> [u8; 4] {
    let bits = u32::from(byte) * 0x0001_0101;
    [18, 12, 6, 0].map(|shift| match (bits >> shift & 63) as u8 {
        upper @ 0..=25 => upper + b'A',
        lower @ 26..=51 => lower - 26 + b'a',
        digit @ 52..=61 => digit - 52 + b'0',
        62 => b'-',
        _ => b'_',
    })
}

/// The search, with memory of its own from the beginning: what it allocated would lie over what was let go of.
struct Search {
    maps: Vec<u8>,
    room: Vec<u8>,
}

impl Search {
    fn new() -> Self {
        Self { maps: vec![0; 1 << 18], room: vec![0; CHUNK + FOURS] }
    }

    /// Whether any memory that can be written holds a token that was signed with this byte.
    fn finds(&mut self, byte: u8) -> bool {
        let four = four(byte);
        let mut memory = File::open("/proc/self/mem").expect("Linux");
        let mut listed = File::open("/proc/self/maps").expect("Linux");
        let mut length = 0;
        while let got @ 1.. = listed.read(&mut self.maps[length..]).expect("Linux") {
            length += got;
        }
        assert!(length < self.maps.len(), "there are more maps than room");
        let maps = core::str::from_utf8(&self.maps[..length]).expect("ASCII");
        let mut found = false;
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (from, to) =
                line.split_once(' ').and_then(|(range, _)| range.split_once('-')).expect("a range");
            let [mut at, to] = [from, to].map(|at| u64::from_str_radix(at, 16).expect("an address"));
            while at < to {
                // A little of the next piece, so that nothing is missed between them.
                let length = self.room.len().min((to - at) as usize);
                let piece = &mut self.room[..length];
                memory.seek(SeekFrom::Start(at)).expect("an address of ours");
                if memory.read_exact(piece).is_err() {
                    break; // the kernel's own, as `vvar`
                }
                let begins =
                    |at: usize| piece[at..].iter().zip(four.iter().cycle()).take(FOURS).all(|(a, b)| a == b);
                found |= (0..length.saturating_sub(FOURS)).any(|at| piece[at] == four[0] && begins(at));
                piece.fill(0);
                at += CHUNK as u64;
            }
        }
        found
    }
}

fn thumbprint(byte: u8) -> String {
    format!("{byte:02X}").repeat(32)
}

fn record(byte: u8) -> calls::ClaimsToSign {
    calls::ClaimsToSign {
        algorithm: "ES256".into(),
        certificate: CertificateReference { thumbprint: Some(thumbprint(byte)), ..Default::default() },
        iss: "www.example.com".into(),
        start_logon: user(byte).map(Into::into),
        no_start_logon: None,
        lifetime: Some(3_600),
        not_before: None,
        not_after: None,
    }
}

fn user(byte: u8) -> Option<&'static str> {
    matches!(byte, 1 | 11).then_some(USER)
}

/// A token of the employer `byte`, which also signs it.
fn signed(byte: u8, now: i64) -> SignedToken {
    let unsigned = m2m_unsigned(&record(byte), now).expect("claims");
    m2m_attach(&unsigned.signing_input, &[byte; 64], SignatureForm::Raw).expect("in range")
}

fn claims(byte: u8, now: i64) -> ClaimsToSign<'static> {
    let thumbprint = Thumbprint::parse(&thumbprint(byte)).expect("a thumbprint");
    let claims = ClaimsToSign::new(thumbprint, "www.example.com", now).expect("claims");
    let start_logon = user(byte).map_or(StartLogon::Null, StartLogon::User);
    claims.with_start_logon(start_logon).expect("a user").with_lifetime(3_600).expect("an hour")
}

fn keep_bare(cache: &mut TokenCache<2, 1024>, byte: u8, now: i64) {
    let (claims, mut input, mut out) = (claims(byte, now), [0; 1024], [0; 1024]);
    let unsigned = claims.encode(Algorithm::Es256, &mut input).expect("room");
    let token = unsigned.attach(Signature::Raw(&[byte; 64]), None, &mut out).expect("in range");
    cache.keep(&claims, &token).expect("room");
    out.fill(0);
    std::hint::black_box(&out);
}

#[test]
fn what_a_cache_lets_go_of_is_wiped() {
    let later = NOW + 3_500;
    let mut search = Search::new();
    let mut is_in_memory = |byte| search.finds(byte);
    let mut owned = calls::TokenCache::new(2);
    let keep = |cache: &mut calls::TokenCache, byte, now| {
        cache.keep(&record(byte), &signed(byte, now)).expect("claims");
    };
    keep(&mut owned, 1, NOW);
    keep(&mut owned, 2, NOW);
    assert!(is_in_memory(1) && is_in_memory(2), "the search finds what is there");
    keep(&mut owned, 3, NOW);
    assert!(!is_in_memory(1) && is_in_memory(2) && is_in_memory(3), "the place of another one");
    assert!(
        owned.find(&record(2), later).expect("claims").is_none() && !is_in_memory(2),
        "in need of renewal"
    );
    keep(&mut owned, 3, later);
    assert!(owned.find(&record(3), later).expect("claims").is_some() && is_in_memory(3), "renewed");
    owned.clear();
    assert!(!is_in_memory(3), "cleared");
    keep(&mut owned, 4, NOW);
    assert!(is_in_memory(4));
    drop(owned);
    assert!(!is_in_memory(4), "dropped");

    let mut bare = Box::new(TokenCache::<2, 1024>::new());
    keep_bare(&mut bare, 11, NOW);
    keep_bare(&mut bare, 12, NOW);
    assert!(is_in_memory(11) && is_in_memory(12), "the search finds what is there");
    keep_bare(&mut bare, 13, NOW);
    assert!(!is_in_memory(11) && is_in_memory(12) && is_in_memory(13), "the place of another one");
    assert!(bare.find(&claims(12, later), later).is_none() && !is_in_memory(12), "in need of renewal");
    bare.clear();
    assert!(!is_in_memory(13), "cleared");
    keep_bare(&mut bare, 14, NOW);
    assert!(is_in_memory(14));
    drop(bare);
    assert!(!is_in_memory(14), "dropped");
}

/// A reply with an access token and a refresh token that the search finds, and a client secret.
fn reply(access: u8, refresh: u8) -> Vec<u8> {
    let mut body = Vec::with_capacity(1_024);
    for (piece, byte) in [(&b"{\"access_token\":\""[..], access), (b"\",\"refresh_token\":\"", refresh)] {
        body.extend_from_slice(piece);
        body.extend(four(byte).iter().cycle().take(FOURS + 8));
    }
    body.extend_from_slice(b"\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    body
}

fn wipe(body: &mut [u8]) {
    body.fill(0);
    std::hint::black_box(body);
}

#[test]
fn a_session_leaves_nothing_behind() {
    let mut search = Search::new();
    let mut is_in_memory = |byte| search.finds(byte);
    let policy = Policy::default();
    let client = || {
        OwnedClient::new(ClientSettings {
            environment: "test".into(),
            client_id: "client".into(),
            client_secret: Some(SecretString::new("secret".into())),
            relay_url: None,
        })
    };
    let mut body = reply(21, 22);
    let tokens = parse_token(RequestKind::Code, 200, &body, Some(NOW), &policy).expect("a status");
    wipe(&mut body);
    let tokens = tokens.granted().expect("tokens");
    let owned = client().expect("a client");
    let login = session_login(&owned.get().expect("checked"), &tokens, None, NOW, &policy).expect("a record");
    drop(tokens);
    let mut session = Session::new(client().expect("a client"), [1; 16], 0, policy, Rules::default());
    let later = NOW + 3_600;
    session.next(SessionEvent::Loaded(Some(login.record.expose())), later).expect("a claim");
    drop(login);
    assert!(is_in_memory(21) && is_in_memory(22), "the search finds what a session works on");
    session.next(SessionEvent::Stored, later).expect("a request");
    let mut body = reply(23, 24);
    session.next(SessionEvent::Reply { status: 200, body: &body }, later).expect("a record");
    wipe(&mut body);
    session.next(SessionEvent::Stored, later).expect("an access token");
    assert!(is_in_memory(23) && is_in_memory(24), "the search finds what a session was granted");
    drop(session);
    assert!([21, 22, 23, 24].iter().all(|byte| !is_in_memory(*byte)));
}
