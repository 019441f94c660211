//! Nothing that is secret, or that identifies a person, shows in the `Debug` of any public type (TOKEN-7).

use gws_auth_core::calls::{self, SecretString};
use gws_auth_core::jws::{Signature, UnverifiedJws};
use gws_auth_core::m2m::{ClaimRules, ClaimsToSign, StartLogon, Thumbprint, TokenClaims, TokenOwner};
use gws_auth_core::request::Header;
use gws_auth_core::response::Grant;
use gws_auth_core::*;
use std::fmt::Debug;

const NOW: i64 = 1_790_000_000;
const REDIRECT_URI: &str = "https://client.example.com/return";

/// Words that stand for what must not show.
const SECRETS: [&str; 8] = [
    "SECRETcode",
    "SECRETclient",
    "SECRETaccess",
    "SECRETrefresh",
    "SECRETstate",
    "SECRETverifier",
    "SECRETuser",
    "SECRETsub",
];

#[track_caller]
fn hides(value: &dyn Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        for secret in SECRETS.into_iter().chain([basic().as_str()]) {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert!(!shown.is_empty());
    }
}

/// The client secret as the Basic header holds it.
fn basic() -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode("client:SECRETclient")
}

fn verifier() -> String {
    format!("SECRETverifier{}", "x".repeat(40))
}

fn client() -> Client<'static> {
    let auth = ClientAuth::Basic { client_secret: Secret::new("SECRETclient") };
    Client::new(Environment::TEST, "client", auth).unwrap()
}

fn login() -> calls::Login {
    let verifier = verifier();
    AuthorizeRequest::new(Environment::TEST, "client", RedirectUri::parse(REDIRECT_URI).unwrap())
        .unwrap()
        .with_state(State::new("SECRETstate").unwrap())
        .with_pkce(Pkce::Verifier(Secret::new(&verifier)))
        .unwrap()
        .owned(&LoginEntropy::new(&core::array::from_fn::<u8, 64, _>(|i| i as u8)).unwrap(), NOW)
        .unwrap()
}

#[test]
fn secrets_themselves() {
    hides(&Secret::new("SECRETaccess"));
    hides(&SecretString::new("SECRETaccess".to_owned()));
    hides(&ClientAuth::Basic { client_secret: Secret::new("SECRETclient") });
    hides(&client());
    hides(&State::new("SECRETstate").unwrap());
    let bytes = core::array::from_fn::<u8, 64, _>(|i| i as u8 + 1);
    let entropy = LoginEntropy::new(&bytes).unwrap();
    assert_eq!(format!("{entropy:?}"), "[hidden]");
    hides(&Pkce::Verifier(Secret::new(&verifier())));
}

#[test]
fn the_way_of_a_login() {
    let verifier = verifier();
    let request =
        AuthorizeRequest::new(Environment::TEST, "client", RedirectUri::parse(REDIRECT_URI).unwrap())
            .unwrap()
            .with_state(State::new("SECRETstate").unwrap())
            .with_pkce(Pkce::Verifier(Secret::new(&verifier)))
            .unwrap();
    hides(&request);

    let login = login();
    // The URL holds the state, as it must; the verifier is in `pending` alone.
    let shown = format!("{login:?}");
    assert!(!shown.contains("SECRETverifier") && !login.url.contains("SECRETverifier"));

    let pending = PendingLogin::parse(login.pending.expose()).unwrap();
    hides(&pending);
    let (policy, mut out) = (Policy::default(), [0; 64]);
    let landing = format!("{REDIRECT_URI}?code=SECRETcode&state=SECRETstate");
    let outcome = pending.accept(&landing, NOW, &policy, &mut out).unwrap();
    hides(&outcome);
    let code = outcome.granted().unwrap();
    hides(&code);
    hides(&CodeRequest::new(&client(), &code).unwrap());
    hides(&calls::landing(login.pending.expose(), &landing, NOW, &policy).unwrap());
    hides(&calls::exchange_request(login.pending.expose(), &landing, &client(), NOW, &policy).unwrap());
}

/// Whatever fits, nothing of it stays in a buffer that was too small.
#[test]
fn half_a_secret_is_not_left_behind() {
    let client = client();
    let request = RefreshRequest::new(&client, "SECRETrefresh").unwrap();
    let needed = request.encoded_len();
    for room in 1..needed {
        let mut out = vec![7; room];
        let error = request.encode(&mut out).unwrap_err();
        assert_eq!((error.kind, error.at), (ErrorKind::BufferTooSmall, needed));
        assert!(out.iter().all(|byte| *byte == 0), "{room}");
    }
    let login = login();
    let pending = PendingLogin::parse(login.pending.expose()).unwrap();
    for (code, kind) in [("SECRETcode", ErrorKind::BufferTooSmall), ("SECRET%20code", ErrorKind::CodeInvalid)]
    {
        let mut out = vec![7; 9];
        let landing = format!("{REDIRECT_URI}?code={code}&state=SECRETstate");
        let error = pending.accept(&landing, NOW, &Policy::default(), &mut out).unwrap_err();
        assert!(error.kind == kind && out.iter().all(|byte| *byte == 0), "{error:?}");
    }
}

#[test]
fn requests() {
    let client = client();
    let mut out = [0; 1024];
    hides(&RefreshRequest::new(&client, "SECRETrefresh").unwrap());
    hides(&IntrospectRequest::new(&client, "SECRETaccess", None).unwrap());
    hides(&RevokeRequest::new(&client, "SECRETaccess", Some(TokenTypeHint::AccessToken)).unwrap());
    hides(&RefreshRequest::new(&client, "SECRETrefresh").unwrap().owned(&Policy::default()).unwrap());
    let request = RefreshRequest::new(&client, "SECRETrefresh").unwrap().encode(&mut out).unwrap();
    assert!(request.body().expose().contains("SECRETrefresh"));
    hides(&request);
    hides(&request.headers().collect::<Vec<Header<'_>>>());
    assert!(!request.url().contains("SECRET"), "TOKEN-1");

    let rules = RelayRules::new(RegisteredRedirectUris::new(&[REDIRECT_URI])).with_revocation();
    let form = relay_check(Endpoint::Revoke, b"token=SECRETaccess", &rules).unwrap();
    hides(&form);
    hides(&form.owned(&client, &Policy::default()).unwrap());
}

#[test]
fn replies() {
    let policy = Policy::default();
    let tokens = br#"{"access_token":"SECRETaccess","token_type":"Bearer","expires_in":1,"refresh_token":"SECRETrefresh"}"#;
    hides(&TokenSet::parse(Grant::Code, 200, &mut tokens.clone(), &policy));
    let granted = calls::parse_token(RequestKind::Code, 200, tokens, Some(NOW), &policy).unwrap();
    assert!(format!("{granted:?}").contains("refresh_token: [hidden]"), "it is there, and hidden");
    hides(&granted);
    let token = br#"{"active":true,"username":"SECRETuser","sub":"SECRETsub","exp":1}"#;
    hides(&Introspection::parse(200, &mut token.clone(), &policy));
    hides(&calls::parse_introspection(200, token, &policy).unwrap());

    let mut out = [0; 256];
    use base64::Engine;
    let segment = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
    let jwt =
        format!("{}.{}.c2ln", segment("{}"), segment(r#"{"sub":"SECRETsub","startLogon":"SECRETuser"}"#));
    let inspected = UnverifiedAccessToken::parse(&jwt, &mut out).unwrap();
    assert!(inspected.claims().contains("SECRETuser"));
    hides(&inspected);
    hides(&calls::inspect_access_token(&jwt).unwrap());

    // The reader of JSON sees everything, and shows no text.
    let object = wire::json::Object::parse(tokens, Default::default()).unwrap();
    hides(&object.member("access_token").unwrap());
    hides(&object.members().collect::<Vec<_>>());
}

/// What the low-level reader holds whole.
#[test]
fn the_json_reader() {
    let tokens = br#"{"access_token":"SECRETaccess","x":["SECRETrefresh"]}"#;
    let object = wire::json::Object::parse(tokens, Default::default()).unwrap();
    hides(&object);
    hides(&object.member("x").unwrap());
}

/// A segment of a token, a parameter of a landing URL.
#[test]
fn the_low_level_readers() {
    hides(&wire::form::pairs("code=SECRETcode").collect::<Vec<_>>());
    hides(&wire::uri::Uri::split("https://x/?code=SECRETcode"));
}

/// The token is a credential, the user id identifies a person.
#[test]
fn m2m() {
    let claims = ClaimsToSign::new(Thumbprint::parse(&"AB".repeat(32)).unwrap(), "www.name.com", NOW)
        .and_then(|claims| claims.with_start_logon(StartLogon::User("SECRETuser")))
        .unwrap();
    hides(&claims);
    let (mut input, mut joined, mut split) = ([0; 1024], [0; 1024], [0; 1024]);
    let unsigned = claims.encode(jws::Algorithm::Es256, &mut input).unwrap();
    hides(&StartLogon::User("SECRETuser"));
    assert_eq!(format!("{unsigned:?}"), "UnsignedToken { algorithm: Es256, .. }", "its claims name the user");
    let token = unsigned.attach(Signature::Raw(&[1; 64]), None, &mut joined).unwrap();
    hides(&token);
    for segment in token.token().expose().split('.') {
        assert!(!format!("{token:?}").contains(segment));
    }
    let unverified = UnverifiedJws::split(token.token().expose(), &mut split).unwrap();
    hides(&unverified);
    let payload = unverified.assume_verified();
    hides(&payload);
    let claims = TokenClaims::check(&payload, &ClaimRules::new(NOW, TokenOwner::Any)).unwrap();
    assert!(claims.start_logon.is_some_and(|user| user.is("SECRETuser")));
    hides(&claims);
    hides(&claims.start_logon);
    hides(&calls::m2m_verify_begin(token.token().expose()).unwrap());
    let expected = calls::ExpectedClaims { any_owner: Some(true), ..Default::default() };
    hides(&calls::m2m_verify_finish(token.token().expose(), true, &expected, NOW).unwrap());
    let to_sign = calls::ClaimsToSign {
        algorithm: "ES256".into(),
        certificate: calls::CertificateReference { thumbprint: Some("AB".repeat(32)), ..Default::default() },
        iss: "issuer".into(),
        start_logon: Some("SECRETuser".into()),
        no_start_logon: None,
        lifetime: None,
        not_before: None,
        not_after: None,
    };
    hides(&to_sign);
    let unsigned = calls::m2m_unsigned(&to_sign, NOW).unwrap();
    hides(&unsigned);
    hides(&calls::m2m_attach(&unsigned.signing_input, &[1; 64], calls::SignatureForm::Raw).unwrap());
    let scalar = format!("SECRETscalar{}", "x".repeat(20));
    let signer = gws_auth_rustcrypto::EcSigner::new(jws::Curve::P256, scalar.as_bytes()).unwrap();
    assert_eq!(format!("{signer:?}"), "EcSigner([hidden])");
}

/// Each of these fails because of, or beside, something secret.
#[test]
fn errors() {
    let long_state = format!("SECRETstate {}", "x".repeat(200));
    let auth = ClientAuth::Basic { client_secret: Secret::new("SECRETclient\n") };
    let pending = login().pending.expose().to_owned();
    let landing = format!("{REDIRECT_URI}?code=SECRETcode&state=SECRETother");
    let policy = Policy::default();
    let errors = [
        State::new(&long_state).map(|_| ()).unwrap_err(),
        Client::new(Environment::TEST, "client", auth).map(|_| ()).unwrap_err(),
        RefreshRequest::new(&client(), "SECRETrefresh ").map(|_| ()).unwrap_err(),
        PendingLogin::parse(&format!("{pending}x")).map(|_| ()).unwrap_err(),
        calls::landing(&pending, &landing, NOW, &policy).map(|_| ()).unwrap_err(),
        UnverifiedAccessToken::parse("SECRETaccess", &mut [0; 64]).map(|_| ()).unwrap_err(),
        jws::compact::split("SECRETaccess").map(|_| ()).unwrap_err(),
    ];
    for error in errors {
        hides(&error);
        assert!(!error.to_string().contains("SECRET"), "{error}");
    }
}

/// A refusal is the server's text and no secret; it is shown.
#[test]
fn refusals_are_shown() {
    let body = br#"{"error":"invalid_grant"}"#;
    let refusal = calls::parse_token(RequestKind::Code, 400, body, None, &Policy::default()).unwrap();
    assert!(format!("{refusal:?}").contains("invalid_grant"));
}

/// A reply that cannot be understood may be the only copy of the tokens: kept by the host, shown by nobody.
#[test]
fn unreadable_replies() {
    let policy = Policy::default();
    for body in [
        r#"{"access_token":"SECRETaccess","refresh_token":"SECRETrefresh","expires_in":1"#,
        r#"{"access_token":"SECRET access","refresh_token":"SECRETrefresh"}"#,
        "access_token=SECRETaccess&refresh_token=SECRETrefresh",
        "SECRETaccess0123456789abcdefghijklmnopqrstuvwxyz0123456789",
    ] {
        let reply = calls::parse_token(RequestKind::Refresh, 200, body.as_bytes(), None, &policy).unwrap();
        assert!(matches!(reply, calls::Reply::Unreadable(_)), "{body}");
        hides(&reply);
        let mut memory = body.as_bytes().to_vec();
        hides(&TokenSet::parse(Grant::Refresh, 200, &mut memory, &policy));
    }
}
