//! The caches of signed tokens against a list that does the same in the plainest way.

use crate::cases;
use gws_auth_core::calls::{self, CertificateReference, SignatureForm, m2m_attach, m2m_unsigned};
use gws_auth_core::jws::{Algorithm, Signature};
use gws_auth_core::m2m::{ClaimsToSign, StartLogon, Thumbprint, TokenCache};
use proptest::prelude::*;

const NOW: i64 = 1_790_000_000;
const CAPACITY: usize = 4;
/// A raw signature that is in range: nobody verifies it here.
const SIGNATURE: [u8; 64] = [1; 64];

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Asks for the token of an employer, and signs and keeps one where there is none.
    Call {
        employer: u8,
        user: Option<u8>,
        lifetime: u32,
    },
    /// Signs a new one whatever there is.
    Sign {
        employer: u8,
        user: Option<u8>,
        lifetime: u32,
    },
    Later(u32),
    Earlier(u32),
    Clear,
}

fn act() -> impl Strategy<Value = Act> {
    let whose = || (0u8..5, proptest::option::of(0u8..2), 1u32..=28_800);
    prop_oneof![
        8 => whose().prop_map(|(employer, user, lifetime)| Act::Call { employer, user, lifetime }),
        2 => whose().prop_map(|(employer, user, lifetime)| Act::Sign { employer, user, lifetime }),
        4 => (0u32..10_000).prop_map(Act::Later),
        1 => (0u32..100).prop_map(Act::Earlier),
        1 => Just(Act::Clear),
    ]
}

fn thumbprint(employer: u8) -> String {
    format!("{employer:02X}").repeat(32)
}

fn user(user: u8) -> String {
    format!("user{user}")
}

fn record(employer: u8, of: Option<u8>, lifetime: u32) -> calls::ClaimsToSign {
    calls::ClaimsToSign {
        algorithm: "ES256".into(),
        certificate: CertificateReference { thumbprint: Some(thumbprint(employer)), ..Default::default() },
        iss: "www.example.com".into(),
        start_logon: of.map(user),
        no_start_logon: None,
        lifetime: Some(lifetime),
        not_before: None,
        not_after: None,
    }
}

/// Whose, the text, from when to when, and when it was last of use; the list is in no order.
struct Kept {
    whose: (u8, Option<u8>),
    text: String,
    issued_at: i64,
    renew_at: i64,
    used: usize,
}

#[derive(Default)]
struct List(Vec<Kept>);

impl List {
    fn find(&mut self, whose: (u8, Option<u8>), now: i64, turn: usize) -> Option<String> {
        let at = self.0.iter().position(|kept| kept.whose == whose)?;
        if now < self.0[at].issued_at || now >= self.0[at].renew_at {
            self.0.remove(at);
            return None;
        }
        self.0[at].used = turn;
        Some(self.0[at].text.clone())
    }

    fn keep(&mut self, new: Kept) {
        let now = new.issued_at;
        self.0.retain(|kept| kept.whose != new.whose);
        if self.0.len() == CAPACITY {
            self.0.retain(|kept| now >= kept.issued_at && now < kept.renew_at);
        }
        if self.0.len() == CAPACITY {
            let oldest = self.0.iter().enumerate().min_by_key(|(_, kept)| kept.used).map(|(at, _)| at);
            self.0.remove(oldest.expect("it is full"));
        }
        self.0.push(new);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn both_caches_give_what_a_plain_list_gives(acts in proptest::collection::vec(act(), 1..120)) {
        let (mut bare, mut owned) = (TokenCache::<CAPACITY, 1024>::new(), calls::TokenCache::new(CAPACITY));
        let (mut list, mut now) = (List::default(), NOW);
        for (turn, act) in acts.into_iter().enumerate() {
            let (employer, of, lifetime, sign) = match act {
                Act::Call { employer, user, lifetime } => (employer, user, lifetime, false),
                Act::Sign { employer, user, lifetime } => (employer, user, lifetime, true),
                Act::Later(seconds) => { now += i64::from(seconds); continue }
                Act::Earlier(seconds) => { now -= i64::from(seconds); continue }
                Act::Clear => {
                    bare.clear();
                    owned.clear();
                    list.0.clear();
                    prop_assert!(bare.is_empty() && owned.is_empty());
                    continue
                }
            };
            let record = record(employer, of, lifetime);
            let name = of.map(user);
            let start_logon = name.as_deref().map_or(StartLogon::Null, StartLogon::User);
            let claims = ClaimsToSign::new(Thumbprint::parse(&thumbprint(employer)).unwrap(), "www.example.com", now)
                .unwrap().with_start_logon(start_logon).unwrap().with_lifetime(lifetime).unwrap();
            if !sign {
                let expected = list.find((employer, of), now, turn);
                let from_bare = bare.find(&claims, now).map(|token| token.token().expose().to_owned());
                let from_owned = owned.find(&record, now).unwrap().map(|token| token.token.expose().to_owned());
                prop_assert_eq!(&from_bare, &expected);
                prop_assert_eq!(&from_owned, &expected);
                if expected.is_some() {
                    continue;
                }
            }
            let (mut input, mut out) = ([0; 1024], [0; 1024]);
            let unsigned = claims.encode(Algorithm::Es256, &mut input).unwrap();
            let token = unsigned.attach(Signature::Raw(&SIGNATURE), None, &mut out).unwrap();
            bare.keep(&claims, &token).unwrap();
            let signed = m2m_unsigned(&record, now).unwrap();
            let signed = m2m_attach(&signed.signing_input, &SIGNATURE, SignatureForm::Raw).unwrap();
            prop_assert_eq!(signed.token.expose(), token.token().expose());
            owned.keep(&record, &signed).unwrap();
            list.keep(Kept {
                whose: (employer, of),
                text: signed.token.expose().to_owned(),
                issued_at: signed.issued_at,
                renew_at: signed.renew_at,
                used: turn,
            });
            prop_assert!(bare.len() <= CAPACITY && owned.len() <= CAPACITY);
        }
    }
}

#[test]
fn a_token_that_is_too_long_is_not_kept_and_nothing_is_shown() {
    let claims =
        ClaimsToSign::new(Thumbprint::parse(&thumbprint(1)).unwrap(), "www.example.com", NOW).unwrap();
    let (mut input, mut out) = ([0; 1024], [0; 1024]);
    let unsigned = claims.encode(Algorithm::Es256, &mut input).unwrap();
    let token = unsigned.attach(Signature::Raw(&SIGNATURE), None, &mut out).unwrap();
    let mut small = TokenCache::<2, 16>::new();
    let error = small.keep(&claims, &token).unwrap_err();
    assert_eq!((error.code(), error.at), ("buffer_too_small", token.token().len()));
    assert!(small.is_empty() && small.find(&claims, NOW).is_none());
    assert!(TokenCache::<0, 1024>::new().keep(&claims, &token).is_err());

    let mut cache = TokenCache::<2, 1024>::new();
    cache.keep(&claims, &token).unwrap();
    assert_eq!(cache.find(&claims, NOW).unwrap(), token);
    assert!(!format!("{cache:?}").contains("eyJ"));
    // Another issuer's, and another way to name no user, are other tokens.
    let iss = ClaimsToSign::new(Thumbprint::parse(&thumbprint(1)).unwrap(), "www.example.org", NOW).unwrap();
    assert!(cache.find(&iss, NOW).is_none());
    assert!(cache.find(&claims.with_start_logon(StartLogon::Empty).unwrap(), NOW).is_none());
}
