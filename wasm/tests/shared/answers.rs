//! The exports as wasm, called with what TypeScript passes: the same tests in Node and in a browser.

use gws_auth_wasm::{flow, m2m};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_login_begins() {
    let entropy: Vec<u8> = (0..64).collect();
    let answer = flow::authorize(
        r#"{"environment":"test","clientId":"client","redirectUri":"https://a.example/","now":1790000000}"#,
        &entropy,
    );
    assert!(answer.starts_with(r#"{"ok":true,"outcome":"granted","granted":{"url":"https://"#), "{answer}");
    assert!(answer.contains(r#""pending":"gws-pending-1 "#), "{answer}");
}

#[wasm_bindgen_test]
fn a_refusal_is_no_error() {
    let body = br#"{"error":"invalid_client","error_description":"Client \u0041"}"#;
    let answer = flow::parse_token(r#"{"kind":"code","status":401}"#, body);
    assert!(
        answer.starts_with(r#"{"ok":false,"outcome":"refused","refused":{"request":"code","status":401,"#),
        "{answer}"
    );
    assert!(answer.contains(r#""errorDescription":"Client A""#), "{answer}");
}

#[wasm_bindgen_test]
fn errors_have_code_and_place() {
    let answer = flow::authorize(r#"{"environment":"test"}"#, &[]);
    assert!(answer.starts_with(r#"{"error":{"code":"argument_missing","number":103,"#), "{answer}");
    let answer = flow::refresh_request(
        r#"{"environment":"test","clientId":"c","clientSecret":"s","refreshToken":"a b"}"#,
    );
    assert!(answer.contains(r#""code":"token_character""#), "{answer}");
    assert!(answer.contains(r#""at":1,"position":"offset""#), "{answer}");
}

#[wasm_bindgen_test]
fn what_a_server_says_is_no_error() {
    let answer = flow::parse_token(r#"{"kind":"refresh","status":502}"#, b"<title>Bad Gateway</title>");
    assert!(
        answer.starts_with(r#"{"ok":false,"outcome":"unreadable","unreadable":{"request":"refresh","#),
        "{answer}"
    );
    assert!(
        answer.contains(r#""code":"reply_html""#) && answer.contains(r#""words":"Bad Gateway""#),
        "{answer}"
    );
    assert!(answer.contains(r#""waitSeconds":210"#), "{answer}");
}

#[wasm_bindgen_test]
fn times_are_whole() {
    let login = |now: &str| {
        let text = format!(
            r#"{{"environment":"test","clientId":"client","redirectUri":"https://a.example/","now":{now}}}"#
        );
        flow::authorize(&text, &core::array::from_fn::<u8, 64, _>(|index| index as u8))
    };
    for now in ["-1", "1.5", "1e300", "null", "1790000000000"] {
        assert!(login(now).contains(r#""code":"time_invalid""#), "{now}");
    }
}

#[wasm_bindgen_test]
fn only_true_counts_as_verified() {
    let token = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA";
    for valid in ["false", "1", "\"true\"", "null"] {
        let text = format!(r#"{{"token":"{token}","signatureValid":{valid},"now":1790000000}}"#);
        let answer = m2m::m2m_verify_finish(&text, &[]);
        assert!(answer.starts_with(r#"{"error":"#), "{answer}");
    }
}
