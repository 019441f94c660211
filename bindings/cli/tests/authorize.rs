//! `authorize-url`

use std::fs;

use crate::support::{CLIENT, RETURN, code, gws, text};
use tempfile::TempDir;

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn call(more: &[&str]) -> crate::support::Gws {
    let mut arguments =
        vec!["authorize-url", "--env", "test", "--client-id", CLIENT, "--redirect-uri", RETURN, "--json"];
    arguments.extend(more);
    gws(&arguments)
}

#[test]
fn prints_url_state_and_challenge() {
    let started = call(&["--state", "-a#b+c=d\\?", "--code-verifier", VERIFIER]).json(0);
    assert_eq!(
        text(&started, "url"),
        "https://test5.services.ird.govt.nz/gateway3/oauth/authorize?response_type=code&client_id=SmartCloud_Payroll\
         &redirect_uri=https%3A%2F%2Fclient.example.com%2Freturn&scope=MYIR.Services&state=-a%23b%2Bc%3Dd%5C%3F\
         &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
    );
    assert_eq!(text(&started, "state"), "-a#b+c=d\\?");
    assert_eq!(text(&started, "code_challenge"), CHALLENGE);
    assert_eq!(text(&started, "pending"), "[hidden]");
}

#[test]
fn draws_new_randomness_each_time() {
    let (first, second) = (call(&[]).json(0), call(&[]).json(0));
    for name in ["state", "code_challenge"] {
        assert_ne!(text(&first, name), text(&second, name));
    }
    assert_eq!(text(&first, "state").len(), 64);
    assert!(text(&first, "state").bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
}

#[test]
fn goes_without_pkce_only_when_told() {
    let started = call(&["--no-pkce"]).json(0);
    assert!(started["code_challenge"].is_null());
    assert!(!text(&started, "url").contains("code_challenge"));
    let both = call(&["--no-pkce", "--code-verifier", VERIFIER]).json(2);
    assert_eq!(code(&both), "usage");
}

#[test]
fn knows_the_environments() {
    for (environment, origin) in [
        ("mock", "https://oauth.test.services.ird.govt.nz"),
        ("production", "https://services.ird.govt.nz"),
        ("https://test6.services.ird.govt.nz/", "https://test6.services.ird.govt.nz"),
        ("http://127.0.0.1:8400", "http://127.0.0.1:8400"),
    ] {
        let arguments = [
            "authorize-url",
            "--env",
            environment,
            "--client-id",
            CLIENT,
            "--redirect-uri",
            RETURN,
            "--json",
        ];
        let started = gws(&arguments).json(0);
        assert!(
            text(&started, "url").starts_with(&format!("{origin}/gateway3/oauth/authorize?")),
            "{started}"
        );
    }
}

#[test]
fn refuses_what_cannot_be_right() {
    let (long, v42, v129) = ("s".repeat(200), "v".repeat(42), "v".repeat(129));
    let cases: &[(&[&str], &str)] = &[
        (&["--state", &long], "state_too_long"),
        (&["--state", "a b"], "state_space"),
        (&["--state", "a_b"], "state_character"),
        (&["--state", "a'b"], "state_character"),
        (&["--state", "é"], "state_character"),
        (&["--state", ""], "state_empty"),
        (&["--state", "a*b", "--wide-state"], "state_character"),
        (&["--code-verifier", &v42], "verifier_length"),
        (&["--code-verifier", &v129], "verifier_length"),
        (&["--code-verifier", "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv+"], "verifier_character"),
        (&["--now=-1"], "time_invalid"),
        (&["--now=1790000000000"], "time_invalid"),
    ];
    for (more, expected) in cases {
        assert_eq!(code(&call(more).json(1)), *expected, "{more:?}");
    }
    let cases = [
        ("test", "Smart:Pay", RETURN, "client_id_colon"),
        ("test", "", RETURN, "client_id_empty"),
        ("test", "Smart\nPay", RETURN, "client_id_character"),
        ("test5", CLIENT, RETURN, "environment_unknown"),
        ("http://services.ird.govt.nz", CLIENT, RETURN, "environment_not_https"),
        ("https://services.ird.govt.nz/gateway3", CLIENT, RETURN, "environment_not_origin"),
        ("test", CLIENT, "http://client.example.com/return", "redirect_uri_not_loopback"),
        ("test", CLIENT, "https://client.example.com/return#here", "redirect_uri_fragment"),
        ("test", CLIENT, "smartpay:/oauth", "redirect_uri_scheme"),
        ("test", CLIENT, "https://client.example.com/return?code=1", "redirect_uri_reserved"),
        ("test", CLIENT, "http://127.0.0.1:0/", "redirect_uri_port"),
        ("test", CLIENT, "https://client.example.com/a b", "redirect_uri_invalid"),
    ];
    for (environment, client, uri, expected) in cases {
        let arguments =
            ["authorize-url", "--env", environment, "--client-id", client, "--redirect-uri", uri, "--json"];
        let failed = gws(&arguments).json(1);
        assert_eq!(code(&failed), expected);
        assert_eq!(failed["error"]["blame"], "caller");
        assert!(failed["error"]["number"].is_u64());
    }
}

#[test]
fn takes_the_wide_state_only_when_told() {
    let started = call(&["--state", "a_b'c", "--wide-state"]).json(0);
    assert!(text(&started, "url").contains("&state=a_b%27c&"));
}

#[test]
fn takes_plain_http_only_when_told_and_with_a_warning() {
    let with = |more: &[&str]| {
        let arguments =
            ["authorize-url", "--env", "test", "--client-id", CLIENT, "--json", "--now", "1790000000"];
        gws(&[&arguments[..], &["--redirect-uri", "http://client.example.com/return"], more].concat())
    };
    assert_eq!(code(&with(&[]).json(1)), "redirect_uri_not_loopback");
    let started = with(&["--plain-http"]).json(0);
    assert!(text(&started, "url").contains("&redirect_uri=http%3A%2F%2Fclient.example.com%2Freturn&"));
    assert_eq!(text(&started["warnings"][0], "code"), "redirect_uri_plain_http");
}

#[test]
fn keeps_the_pending_login_private_and_never_overwrites_one() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("login.txt");
    let pending = |more: &[&str]| {
        let mut arguments = vec!["--pending", "login.txt", "--code-verifier", VERIFIER];
        arguments.extend(more);
        call(&arguments).dir(dir.path())
    };
    let started = pending(&[]).json(0);
    assert_eq!(text(&started, "pending_file"), "login.txt");
    let first = fs::read_to_string(&file).expect("written");
    assert!(first.starts_with("gws-pending-2 ") && first.contains(VERIFIER) && first.ends_with('\n'));
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).expect("there").permissions()) & 0o777,
        0o600
    );

    assert_eq!(code(&pending(&[]).json(2)), "file_exists");
    assert_eq!(fs::read_to_string(&file).expect("still there"), first);
    pending(&["--force"]).json(0);
    assert_ne!(fs::read_to_string(&file).expect("overwritten"), first);

    // What mktemp leaves behind.
    fs::write(&file, "").expect("emptied");
    pending(&[]).json(0);
    assert!(fs::read_to_string(&file).expect("written").contains(VERIFIER));
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).expect("there").permissions()) & 0o777,
        0o600
    );
    assert_eq!(fs::read_dir(dir.path()).expect("readable").count(), 1, "nothing is left lying around");

    let nowhere = call(&["--pending", "no/such/folder"]).dir(dir.path()).json(2);
    assert_eq!(code(&nowhere), "file_unwritable");
}

#[test]
fn shows_the_pending_login_only_when_told() {
    let shown = call(&["--code-verifier", VERIFIER, "--show-secrets"]).json(0);
    assert!(text(&shown, "pending").contains(VERIFIER));
}

#[test]
fn for_people_it_is_the_url_alone() {
    let arguments = [
        "authorize-url",
        "--env",
        "test",
        "--client-id",
        CLIENT,
        "--redirect-uri",
        "http://localhost:49711/",
    ];
    let ran = gws(&arguments).run();
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.starts_with("https://test5.") && ran.stdout.lines().count() == 1);
    assert!(ran.stderr.contains("(redirect_uri_localhost)"), "{ran:?}");
    assert!(ran.stderr.contains("--pending"), "{ran:?}");
}
