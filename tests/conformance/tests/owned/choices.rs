//! What only the owned types can get wrong: choices between fields, and names.

use gws_auth_core::calls::record::{Argument, ReadRecord, Source};
use gws_auth_core::calls::{
    self, CertificateReference, ClaimsToSign, ClientSettings, ExpectedClaims, LoginOptions, NoStartLogon,
    PolicyChanges, SecretString, SignatureForm,
};
use gws_auth_core::{ErrorKind, NextStep, Policy, RequestKind, WhoMustAct};

const THUMBPRINT: &str = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
const NOW: i64 = 1_790_000_000;

fn text(text: &str) -> Option<String> {
    Some(text.into())
}

fn secret(text: &str) -> Option<SecretString> {
    Some(SecretString::new(text.into()))
}

/// NATIVE-3: a secret or a relay.
#[test]
fn a_client_has_a_secret_or_a_relay() {
    let of = |client_secret, relay_url| ClientSettings {
        environment: "test".into(),
        client_id: "client".into(),
        client_secret,
        relay_url,
    };
    assert!(of(secret("s"), None).client().is_ok());
    assert!(of(None, text("https://relay.example/auth")).client().is_ok());
    for both_or_none in [of(None, None), of(secret("s"), text("https://relay.example/auth"))] {
        assert_eq!(both_or_none.client().unwrap_err().kind, ErrorKind::ClientAuthChoice);
    }
}

/// AUTHZ-3, AUTHZ-4
#[test]
fn a_verifier_needs_pkce() {
    let options =
        LoginOptions { pkce: Some(false), code_verifier: secret(&"v".repeat(43)), ..Default::default() };
    let entropy: [u8; 64] = core::array::from_fn(|i| i as u8);
    let login = calls::authorize("test", "client", "https://a.example/", &entropy, NOW, &options);
    assert_eq!(login.unwrap_err().kind, ErrorKind::VerifierWithoutPkce);
}

/// M2M-4
#[test]
fn a_certificate_is_named_in_one_way() {
    let of = |thumbprint, thumbprint_sha1, der| {
        let certificate = CertificateReference { thumbprint, thumbprint_sha1, der };
        calls::m2m_unsigned(&ClaimsToSign { certificate, ..claims("ES256") }, NOW).map(|_| ())
    };
    assert_eq!(of(text(THUMBPRINT), None, None), Ok(()));
    assert_eq!(of(None, text(&THUMBPRINT[..40]), None), Ok(()));
    for slip in [
        of(None, None, None),
        of(text(THUMBPRINT), text(&THUMBPRINT[..40]), None),
        of(text(THUMBPRINT), None, Some(vec![0x30])),
        of(None, text(&THUMBPRINT[..40]), Some(Vec::new())),
    ] {
        assert_eq!(slip.unwrap_err().kind, ErrorKind::CertificateChoice);
    }
}

/// A verifier that does not say whose token it expects would take any owner's.
#[test]
fn an_owner_is_named_in_one_way() {
    let token = {
        let input = calls::m2m_unsigned(&claims("ES256"), NOW).unwrap().signing_input;
        calls::m2m_attach(&input, &[1; 64], SignatureForm::Raw).unwrap().token
    };
    let finish = |expected: ExpectedClaims| {
        calls::m2m_verify_finish(token.expose(), true, &expected, NOW).map(|_| ()).map_err(|error| error.kind)
    };
    let usual = ExpectedClaims::default();
    let (sub, any) = (text(THUMBPRINT), Some(true));
    assert_eq!(finish(ExpectedClaims { sub: sub.clone(), ..usual.clone() }), Ok(()));
    assert_eq!(finish(ExpectedClaims { any_owner: any, ..usual.clone() }), Ok(()));
    for slip in [
        usual.clone(),
        ExpectedClaims { any_owner: Some(false), ..usual.clone() },
        ExpectedClaims { sub, any_owner: any, ..usual.clone() },
    ] {
        assert_eq!(finish(slip), Err(ErrorKind::OwnerChoice));
    }
    let of = |names: &[&str]| Some(names.iter().map(|name| String::from(*name)).collect());
    let allowed = |names: &[&str]| ExpectedClaims { any_owner: any, algorithms: of(names), ..usual.clone() };
    assert_eq!(finish(allowed(&["RS256", "ES256"])), Ok(()));
    assert_eq!(finish(allowed(&["PS256"])), Err(ErrorKind::AlgorithmName));
    assert_eq!(finish(allowed(&[])), Err(ErrorKind::AlgorithmNotAllowed));
}

/// M2M-2: the six, spelt as the header has them.
#[test]
fn names_are_exact() {
    for name in ["es256", "ES256K", "HS256", "none", ""] {
        let error = calls::m2m_unsigned(&claims(name), NOW).unwrap_err();
        assert_eq!(error.kind, ErrorKind::AlgorithmName, "{name}");
    }
    assert_eq!(SignatureForm::parse("p1363").unwrap_err().kind, ErrorKind::ArgumentMissing);
    assert_eq!(NoStartLogon::parse("none").unwrap_err().kind, ErrorKind::ArgumentMissing);
}

#[test]
fn only_token_requests_are_answered_with_tokens() {
    for kind in [RequestKind::Authorize, RequestKind::Introspect, RequestKind::Revoke] {
        let error = calls::parse_token(kind, 200, b"{}", None, &Policy::default()).unwrap_err();
        assert_eq!(error.kind, ErrorKind::RequestKindInvalid);
    }
}

/// 0 is what some clients say when there was no reply: [`calls::no_reply`] says what follows then.
#[test]
fn a_status_is_one_that_http_has() {
    let policy = Policy::default();
    for status in [0, 99, 600, 2000] {
        for error in [
            calls::parse_token(RequestKind::Refresh, status, b"{}", None, &policy).unwrap_err(),
            calls::parse_introspection(status, b"{}", &policy).unwrap_err(),
            calls::parse_revocation(status, b"{}", &policy).unwrap_err(),
            calls::explain(RequestKind::Code, Some(status), "x", None, &policy).unwrap_err(),
        ] {
            assert_eq!(error.kind, ErrorKind::StatusInvalid, "{status}");
        }
    }
}

#[test]
fn milliseconds_are_named() {
    let policy = Policy::default();
    let body = br#"{"access_token":"abc"}"#;
    let error = calls::parse_token(RequestKind::Code, 200, body, Some(NOW * 1000), &policy).unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimeInvalid);
    // Before the record is judged.
    let error = calls::landing("gws-pending-2 cut", "code=a&state=b", NOW * 1000, &policy).unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimeInvalid);
    let client = ClientSettings {
        environment: "test".into(),
        client_id: "client".into(),
        client_secret: secret("s"),
        relay_url: None,
    };
    let client = client.client().unwrap();
    let error =
        calls::exchange_request("gws-pending-2 cut", "code=a&state=b", &client, -1, &policy).unwrap_err();
    assert_eq!(error.kind, ErrorKind::TimeInvalid);
}

/// ERR-2: the two that an operator or a developer must act on are never taken by a program, and every step ends.
#[test]
fn steps_end() {
    let policy = Policy::default();
    for request in RequestKind::ALL {
        for status in [302, 400, 401, 403, 408, 429, 500, 503] {
            for error in ["invalid_client", "invalid_grant", "access_denied", "server_error", "new"] {
                let refusal = calls::explain(request, Some(status), error, None, &policy).unwrap();
                let person = matches!(refusal.who_must_act, WhoMustAct::Operator | WhoMustAct::Developer);
                assert!(!person || refusal.next_step == NextStep::FixConfiguration, "{refusal:?}");
                let last = refusal.afterwards.unwrap_or(refusal.next_step);
                assert_eq!(last, NextStep::FixConfiguration, "{refusal:?}");
                assert!(refusal.attempts > 0 || refusal.next_step == NextStep::FixConfiguration);
                assert!(!refusal.advice.contains("minutes"), "the wait is a number: {}", refusal.advice);
            }
        }
    }
}

#[test]
fn tokens_know_when_to_be_renewed() {
    let body = br#"{"access_token":"abc","token_type":"Bearer","expires_in":28800}"#;
    let parse = |sent_at| {
        calls::parse_token(RequestKind::Code, 200, body, sent_at, &Policy::default())
            .unwrap()
            .granted()
            .unwrap()
    };
    let tokens = parse(Some(NOW));
    assert!(!tokens.needs_renewal(NOW) && !tokens.needs_renewal(NOW + 27_899));
    assert!(tokens.needs_renewal(NOW + 27_900) && tokens.needs_renewal(NOW - 1));
    assert!(parse(None).needs_renewal(NOW), "nothing is known");
}

struct Fields(Vec<(&'static str, Argument<'static>)>);

impl Source for Fields {
    fn field(&self, name: &str) -> Option<Argument<'_>> {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone())
    }
}

#[test]
fn records_are_read_by_name() {
    let fields = Fields(vec![
        ("environment", Argument::Text("test")),
        ("client_id", Argument::Text("client")),
        ("client_secret", Argument::Text("s")),
    ]);
    let client = ClientSettings::read(&fields).unwrap();
    assert!(client.client().is_ok() && client.relay_url.is_none());
    let missing = Fields(vec![("environment", Argument::Text("test")), ("client_id", Argument::Integer(1))]);
    let misread = ClientSettings::read(&missing).unwrap_err();
    assert_eq!((misread.field.as_str(), misread.error.kind), ("client_id", ErrorKind::ArgumentMissing));
    let misread = LoginOptions::check_names(["state", "codeVerifier"]).unwrap_err();
    assert_eq!((misread.field.as_str(), misread.error.kind), ("codeVerifier", ErrorKind::ArgumentUnknown));
}

/// ENV-8
#[test]
fn what_is_not_named_keeps_its_figure() {
    assert_eq!(PolicyChanges::default().policy(), Policy::default());
    let changes = PolicyChanges { request_timeout: Some(5), ..Default::default() };
    let mut expected = Policy::default();
    expected.request_timeout = 5;
    assert_eq!(changes.policy(), expected);
}

/// What comes back from a signer must be what went there (M2M-1 to M2M-6).
#[test]
fn only_a_signing_input_of_ours_takes_a_signature() {
    let input = calls::m2m_unsigned(&claims("ES256"), NOW).unwrap().signing_input;
    let attach = |input: &str| calls::m2m_attach(input, &[1; 64], SignatureForm::Raw).map(|_| ());
    assert_eq!(attach(&input), Ok(()));
    let (header, payload) = input.split_once('.').unwrap();
    for (slip, kind) in [
        (String::new(), ErrorKind::JwsSegments),
        (header.into(), ErrorKind::JwsSegments),
        (format!("{header}."), ErrorKind::JwsSegments),
        (format!("{input}.AAAA"), ErrorKind::JwsSegments),
        (format!("{payload}.{header}"), ErrorKind::AlgorithmMissing),
        (format!("{header}.{}", &payload[..payload.len() - 4]), ErrorKind::JsonCut),
        (format!("{input}{}", "A".repeat(16_384)), ErrorKind::JwsTooLong),
    ] {
        assert_eq!(attach(&slip).unwrap_err().kind, kind, "{slip:.20}");
    }
}

fn claims(algorithm: &str) -> ClaimsToSign {
    ClaimsToSign {
        algorithm: algorithm.into(),
        certificate: CertificateReference { thumbprint: text(THUMBPRINT), ..Default::default() },
        iss: "SmartCloud_Payroll".into(),
        start_logon: None,
        no_start_logon: None,
        lifetime: None,
        not_before: None,
        not_after: None,
    }
}
