//! Records as other crates take them: written and read by serde, and a request as the `http` crate's.

use gws_auth_core::calls::{self, ClientSettings, LoginOptions, OwnedClient, TokenSet};
use gws_auth_core::{Policy, RequestKind};

const REPLY: &[u8] =
    br#"{"access_token":"aaa","refresh_token":"rrr","token_type":"Bearer","expires_in":28800,"scope":"s"}"#;

fn tokens() -> TokenSet {
    let reply = calls::parse_token(RequestKind::Code, 200, REPLY, Some(1_790_000_000), &Policy::default());
    reply.expect("good arguments").granted().expect("tokens")
}

fn settings() -> ClientSettings {
    let text = r#"{"environment":"test","client_id":"Weka","client_secret":"s3cret"}"#;
    serde_json::from_str(text).expect("a client out of a configuration file")
}

#[test]
fn a_token_set_is_stored_and_read_back() {
    let stored = serde_json::to_string(&tokens()).expect("plain data");
    let read: TokenSet = serde_json::from_str(&stored).expect("what was written");
    assert_eq!(read, tokens());
    assert!(stored.contains(r#""access_token":"aaa""#) && stored.contains(r#""expires_at":1790028800"#));
    assert!(!format!("{read:?}").contains("rrr"), "hidden when printed");
}

#[test]
fn a_slip_in_a_configuration_is_named() {
    let told = |text| serde_json::from_str::<ClientSettings>(text).expect_err("a slip").to_string();
    assert!(
        told(r#"{"environment":"test","client_id":"Weka","client_secrets":"x"}"#).contains("client_secrets")
    );
    assert!(told(r#"{"environment":"test"}"#).contains("client_id"));
    assert!(serde_json::from_str::<LoginOptions>("{}").is_ok(), "all of it is optional");
}

#[test]
fn codes_are_written_as_codes() {
    let client = OwnedClient::new(settings()).expect("a good client");
    let client = client.get().expect("checked");
    let request = calls::refresh_request(&client, "rrr", &Policy::default()).expect("good arguments");
    let written = serde_json::to_value(&request).expect("plain data");
    assert_eq!(written["kind"], "refresh");
    assert_eq!(serde_json::from_value::<calls::HttpRequest>(written).expect("read back"), request);
    assert!(serde_json::from_str::<RequestKind>(r#""renew""#).is_err());
}

#[test]
fn a_request_is_the_http_crates_and_hides_its_credentials() {
    let client = OwnedClient::new(settings()).expect("a good client");
    let client = client.get().expect("checked");
    let request = calls::refresh_request(&client, "rrr", &Policy::default()).expect("good arguments");
    let made = http::Request::try_from(&request).expect("all of it fits");
    assert_eq!((made.method().as_str(), made.uri().to_string()), ("POST", request.url.clone()));
    assert_eq!(made.body(), "grant_type=refresh_token&refresh_token=rrr");
    assert_eq!(made.headers().len(), request.headers.len());
    for header in &request.headers {
        assert_eq!(made.headers()[header.name.as_str()], header.value.expose());
    }
    assert!(!format!("{:?}", made.headers()).contains("Basic"), "sensitive");
}
