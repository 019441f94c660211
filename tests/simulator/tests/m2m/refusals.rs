//! Every reason to refuse, over the wire.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use gws_auth_simulator::{BlockingSimulator, Endpoint, M2mRefusal};

use super::owner::{Kind, Owner};
use super::provider::Provider;
use super::start_for;
use super::token::{Draft, FITTING};
use crate::client::Reply;

/// The reply has the reason, its status, an error body that owns up to being the simulator's, and is counted once.
fn assert_refused(simulator: &BlockingSimulator, reply: &Reply, reason: M2mRefusal, before: u64, why: &str) {
    let name = serde_json::to_value(reason).expect("a name");
    assert_eq!(reply.json()["simulator_reason"], name, "{why}");
    assert_eq!(reply.status, reason.status(), "{why}");
    let error = if reply.status == 403 { "access_denied" } else { "invalid_token" };
    assert_eq!(reply.text("error"), error);
    assert_eq!(reply.text("error_description"), format!("Simulator: {}", reason.description()));
    assert_eq!(simulator.counters().m2m_refused(reason), before + 1, "{why}");
}

struct Bench {
    simulator: BlockingSimulator,
    provider: Provider,
    seen: BTreeSet<M2mRefusal>,
}

impl Bench {
    fn new() -> Self {
        let (simulator, provider) = start_for(Owner::of(Kind::P256));
        Self { simulator, provider, seen: BTreeSet::new() }
    }

    fn draft(&self) -> Draft<'static> {
        Draft::good(Owner::of(Kind::P256), "ES256", &self.simulator)
    }

    fn refused_with(&mut self, headers: &[&str], reason: M2mRefusal, why: &str) {
        self.refused_by(Endpoint::Customer, headers, reason, why);
    }

    fn refused_by(&mut self, endpoint: Endpoint, headers: &[&str], reason: M2mRefusal, why: &str) {
        let before = self.simulator.counters().m2m_refused(reason);
        let reply = self.provider.get_path(endpoint.path(), headers).expect("an answer");
        assert_refused(&self.simulator, &reply, reason, before, why);
        self.seen.insert(reason);
    }

    fn refused(&mut self, token: &str, reason: M2mRefusal) {
        self.refused_with(&[token], reason, "");
    }
}

#[test]
fn every_reason_can_be_provoked() {
    let mut bench = Bench::new();
    header_field(&mut bench);
    form(&mut bench);
    header(&mut bench);
    claims(&mut bench);
    signature(&mut bench);
    start_logon(&mut bench);
    times(&mut bench);
    assert_eq!(bench.seen.into_iter().collect::<Vec<_>>(), M2mRefusal::ALL);
    let counters = bench.simulator.counters();
    assert_eq!(counters.m2m_accepted, 0);
    assert_eq!(counters.m2m_requests, counters.m2m_refused.values().sum::<u64>());
}

fn header_field(bench: &mut Bench) {
    let good = bench.draft().sign();
    bench.refused_with(&[], M2mRefusal::NoAuthorization, "none");
    bench.refused_with(&[""], M2mRefusal::NoAuthorization, "empty");
    bench.refused_with(&[&good, &good], M2mRefusal::RepeatedAuthorization, "twice");
    for word in ["Bearer", "bearer", "BEARER", "Bearer "] {
        bench.refused(&format!("{word} {good}"), M2mRefusal::Bearer);
    }
    bench.refused("Bearer", M2mRefusal::Bearer);
    bench.refused(&format!("JWT {good}"), M2mRefusal::SpaceOrPadding);
}

/// M2M-9, M2M-11.
fn form(bench: &mut Bench) {
    let good = bench.draft().sign();
    let parts: Vec<_> = good.split('.').collect();
    let [header, payload, signature] = parts[..] else { panic!("three segments") };
    bench.refused(&format!("{header} .{payload}.{signature}"), M2mRefusal::SpaceOrPadding);
    bench.refused(&format!("{header}.{payload}.{signature}=="), M2mRefusal::SpaceOrPadding);
    for shape in [header.to_owned(), format!("{header}.{payload}"), format!("{good}."), format!("{good}.a.b")]
    {
        bench.refused(&shape, M2mRefusal::NotCompact);
    }
    let raw = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    assert!(URL_SAFE.encode(&raw).ends_with("=="), "four bits are left over");
    let last = signature.chars().last().expect("not empty");
    let other = char::from(u8::try_from(last).expect("ASCII") + 1);
    let crooked = format!("{}{other}", &signature[..signature.len() - 1]);
    bench.refused(&format!("{header}.{payload}.{crooked}"), M2mRefusal::Encoding);
    bench.refused(&format!("{header}.{payload}.{}+/", &signature[2..]), M2mRefusal::Encoding);
    bench.refused(&format!("{header}.{payload}.{}", &signature[1..]), M2mRefusal::Encoding);
    bench.refused(&format!("{header}!.{payload}.{signature}"), M2mRefusal::Encoding);
    let json = format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{signature}"}}"#);
    bench.refused(&json, M2mRefusal::NotCompact);
    bench.refused(&format!("{header}.{payload}."), M2mRefusal::Signature);
}

/// M2M-1, M2M-2.
fn header(bench: &mut Bench) {
    let draft = || bench.draft();
    let mut cases = vec![
        (draft().header_text("[\"ES256\",\"JWT\",\"M2M\"]"), M2mRefusal::Header),
        (draft().header_text("not JSON"), M2mRefusal::Header),
        (
            draft().header_text("{\"alg\":\"ES256\",\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"M2M\"}"),
            M2mRefusal::Header,
        ),
        (draft().header("alg", 256), M2mRefusal::Header),
        (draft().header("typ", "jwt"), M2mRefusal::Type),
        (draft().header("typ", "at-JWT"), M2mRefusal::Type),
        (draft().header("kid", "m2m"), M2mRefusal::KeyId),
        (draft().header("kid", ""), M2mRefusal::KeyId),
    ];
    for name in ["alg", "typ", "kid"] {
        cases.push((draft().without_header(name), M2mRefusal::Header));
        cases.push((draft().header(name, serde_json::Value::Null), M2mRefusal::Header));
    }
    for name in ["crit", "b64", "zip", "jwk", "x5c"] {
        cases.push((draft().header(name, "x"), M2mRefusal::Header));
    }
    for name in ["none", "None", "NONE", "", "es256", "HS256", "PS256", "EdDSA", "ES256K"] {
        cases.push((draft().header("alg", name), M2mRefusal::Algorithm));
    }
    for (draft, reason) in cases {
        bench.refused(&draft.sign(), reason);
    }
}

/// M2M-3 to M2M-6.
fn claims(bench: &mut Bench) {
    let now = bench.simulator.clock().now();
    let mut texts = vec!["[]".to_owned(), "not JSON".to_owned(), "null".to_owned()];
    for name in ["sub", "iss", "iat", "exp"] {
        texts.push(bench.draft().without_claim(name).payload());
        texts.push(bench.draft().claim(name, serde_json::Value::Null).payload());
        texts.push(bench.draft().claim(name, true).payload());
    }
    texts.push(bench.draft().claim("startLogon", 7).payload());
    texts.push(bench.draft().claim("iat", -1).payload());
    texts.push(bench.draft().claim("exp", now.to_string()).payload());
    texts.push(bench.draft().claim("exp", 9_223_372_036_854_775_808_u64).payload());
    let good = bench.draft().payload();
    for (from, to) in
        [("\"iat\":", "\"iat\":1,\"iat\":"), ("\"exp\":", "\"exp\":1e10,\"x\":"), ("{", "{\"sub\":\"\",")]
    {
        assert!(good.contains(from));
        texts.push(good.replacen(from, to, 1));
    }
    for text in texts {
        let token = bench.draft().payload_text(&text).sign();
        bench.refused_with(&[&token], M2mRefusal::Claims, &text);
    }
    let owner = Owner::of(Kind::P256);
    let stranger = Owner::of(Kind::P384);
    for sub in [&stranger.thumbprint, &owner.sha1_thumbprint, &owner.thumbprint.to_lowercase(), ""] {
        bench.refused(&bench.draft().claim("sub", sub).sign(), M2mRefusal::UnknownThumbprint);
    }
    for iss in ["", "payroll.example", "PAYROLL.EXAMPLE/P256"] {
        bench.refused(&bench.draft().claim("iss", iss).sign(), M2mRefusal::Issuer);
    }
}

fn signature(bench: &mut Bench) {
    let draft = bench.draft();
    let owner = Owner::of(Kind::P256);
    let input = draft.signing_input();
    let good = owner.sign("ES256", input.as_bytes());
    let mut cases = vec![
        draft.sign_with(&Owner::make(Kind::P256)),
        draft.attach(&owner.sign_der("ES256", input.as_bytes())),
        draft.attach(&owner.sign("ES384", input.as_bytes())),
        draft.attach(&[&good[..], &[0]].concat()),
        draft.attach(&good[..63]),
        draft.attach(&[]),
        draft.attach(&[0; 64]),
        draft.attach(&[[0; 32].as_slice(), &good[32..]].concat()),
        draft.attach(&[&good[..32], &[0; 32]].concat()),
    ];
    for index in [0, 31, 32, 63] {
        let mut altered = good.clone();
        altered[index] ^= 1;
        cases.push(draft.attach(&altered));
    }
    // The claims of one token under the signature of another.
    let signature = URL_SAFE_NO_PAD.encode(&good);
    cases.push(format!("{}.{signature}", bench.draft().claim("startLogon", "jsmith").signing_input()));
    for token in cases {
        bench.refused(&token, M2mRefusal::Signature);
    }
    bench.refused(&bench.draft().header("alg", "ES512").sign(), M2mRefusal::KeyMismatch);
}

/// M2M-10: the service's rule; ENV-10: delegation.
fn start_logon(bench: &mut Bench) {
    for none in
        [bench.draft(), bench.draft().claim("startLogon", ""), bench.draft().without_claim("startLogon")]
    {
        bench.refused_by(Endpoint::Document, &[&none.sign()], M2mRefusal::StartLogonRequired, "document");
    }
    for endpoint in [Endpoint::Customer, Endpoint::Document] {
        let unknown = bench.draft().claim("startLogon", "nobody").sign();
        bench.refused_by(endpoint, &[&unknown], M2mRefusal::UnknownStartLogon, "nobody");
        let bare = bench.draft().claim("startLogon", "nodelegation").sign();
        bench.refused_by(endpoint, &[&bare], M2mRefusal::NoDelegation, "nodelegation");
    }
    bench.refused(&bench.draft().claim("startLogon", "JSmith").sign(), M2mRefusal::UnknownStartLogon);
}

/// One of each; the exact bounds are in `times.rs`.
fn times(bench: &mut Bench) {
    // Away from the certificate's notBefore.
    bench.simulator.clock().advance(86_400);
    let now = bench.simulator.clock().now();
    let year = 365 * 86_400;
    bench.refused(&bench.draft().times(now + 90, now + 3_600).sign(), M2mRefusal::IssuedInFuture);
    bench.refused(&bench.draft().times(now, now + 28_801).sign(), M2mRefusal::Lifetime);
    bench.refused(&bench.draft().times(now - 3_600, now).sign(), M2mRefusal::Expired);
    bench.refused(&bench.draft().times(now - year, now + 60).sign(), M2mRefusal::IssuedBeforeCertificate);
    bench.simulator.clock().advance(year);
    bench.refused(&bench.draft().sign(), M2mRefusal::CertificateExpired);
    bench.simulator.clock().advance(-2 * year);
    bench.refused(&bench.draft().sign(), M2mRefusal::CertificateNotYetValid);
}

#[test]
fn an_algorithm_fits_its_own_kind_of_key_only() {
    for kind in [Kind::Rsa, Kind::P256, Kind::P384, Kind::P521] {
        let owner = Owner::of(kind);
        let (simulator, provider) = start_for(owner);
        for (fitting, algorithm) in FITTING {
            let reply = provider.get(Endpoint::Customer, &Draft::good(owner, algorithm, &simulator).sign());
            if fitting == kind {
                assert_eq!(reply.status, 200, "{algorithm} {kind:?}");
            } else {
                assert_eq!(reply.text("simulator_reason"), "key_mismatch", "{algorithm} {kind:?}");
            }
        }
    }
}

#[test]
fn altered_signatures_of_every_algorithm_are_refused() {
    for (kind, algorithm) in FITTING {
        let owner = Owner::of(kind);
        let (simulator, provider) = start_for(owner);
        let draft = Draft::good(owner, algorithm, &simulator);
        let good = owner.sign(algorithm, draft.signing_input().as_bytes());
        let mut altered = good.clone();
        *altered.last_mut().expect("not empty") ^= 1;
        for bad in [&altered[..], &good[1..], &[&good[..], &[0]].concat(), &vec![0; good.len()]] {
            let reply = provider.get(Endpoint::Customer, &draft.attach(bad));
            assert_eq!(reply.text("simulator_reason"), "signature", "{algorithm}");
        }
        assert_eq!(provider.get(Endpoint::Customer, &draft.attach(&good)).status, 200, "{algorithm}");
    }
}

#[test]
fn a_refusal_quotes_nothing_of_the_request() {
    let bench = Bench::new();
    let token = bench.draft().claim("startLogon", "a-name-to-keep").sign();
    let reply = bench.provider.get(Endpoint::Customer, &token);
    assert_eq!(reply.status, 403);
    for text in ["a-name-to-keep", &token, &Owner::of(Kind::P256).thumbprint] {
        assert!(!reply.body.contains(text));
    }
}
