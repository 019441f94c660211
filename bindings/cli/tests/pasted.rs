//! Values as people paste them: mended with a word where that is safe, refused with a word that names it where not.

use crate::employer::{Employer, openssl};
use crate::support::{CLIENT, Gws, RETURN, code, gws, text};
use serde_json::Value;
use tempfile::TempDir;

fn request(token: &str) -> Gws {
    let arguments =
        ["request", "refresh", "--env", "test", "--client-id", CLIENT, "--json", "--show-secrets"];
    gws(&arguments).secret("s").stdin(token)
}

#[track_caller]
fn says(failed: &Value, word: &str) {
    let message = text(&failed["error"], "message");
    assert!(message.contains(word), "{word}: {message}");
}

#[test]
fn what_is_not_the_token_alone_is_never_sent() {
    for (pasted, expected, word) in [
        ("\"RT\"", "token_quoted", "quotes"),
        ("'RT'\n", "token_quoted", "quotes"),
        ("\u{201c}RT\u{201d}", "token_quoted", "quotes"),
        ("{\"refresh_token\":\"RT\"}", "token_json", "jq -r"),
        (" [\"RT\"]", "token_json", "JSON"),
        ("https://x.example/?token=RT", "token_url", "URL"),
        ("Bearer RT", "token_character", "the word Bearer"),
        ("Authorization: Bearer RT", "token_character", "whole header"),
        ("Basic RT", "token_character", "Basic header"),
        ("refresh_token=RT", "token_parameter", "leave out its name"),
        ("grant_type=refresh_token&refresh_token=RT", "token_parameter", "leave out its name"),
        ("RT;", "token_ending", "semicolon"),
        ("RT\\n", "token_ending", "escaped line break"),
        ("null", "token_placeholder", "null"),
        ("${TOKEN_OF_ACME}", "token_placeholder", "variable"),
        ("gws-pending-2 RT", "token_character", "pending login"),
        ("R\0T\0", "token_character", "UTF-16"),
        (" RT", "token_character", "begins with white space"),
        ("RT \n", "token_character", "ends with white space"),
        ("R T", "token_character", "white space or a line break in it"),
        ("\u{feff}RT", "token_character", "byte order mark"),
        ("R\u{200b}T", "token_character", "U+200B (a zero width space)"),
        ("RT\u{a0}", "token_character", "ends with white space"),
    ] {
        let failed = request(pasted).json(1);
        assert_eq!(code(&failed), expected, "{pasted:?}");
        says(&failed, word);
        assert!(!failed.to_string().contains("RT"), "{failed}");
    }
    request("RT|'\"{").json(0);
}

#[test]
fn arguments_are_trimmed_with_a_word() {
    let start = |env: &str, client: &str, uri: &str| {
        gws(&["authorize-url", "--env", env, "--client-id", client, "--redirect-uri", uri, "--json"])
    };
    let plain = start("test", CLIENT, RETURN).json(0);
    let shape = |value: &Value| text(value, "url").split("&state=").next().expect("a URL").to_owned();
    for (env, client, uri, word) in [
        ("test\r\n", CLIENT, RETURN, "white space around the environment"),
        ("test", "SmartCloud_Payroll ", RETURN, "white space around the client id"),
        ("test", "\u{feff}SmartCloud_Payroll", RETURN, "around the client id"),
        ("test", CLIENT, " https://client.example.com/return\t", "white space around the redirect URI"),
        ("test", CLIENT, "\"https://client.example.com/return\"", "the quotes around the redirect URI"),
    ] {
        let ran = start(env, client, uri).run();
        assert_eq!(shape(&ran.json()), shape(&plain));
        assert!(ran.stderr.contains(word), "{word}: {ran:?}");
    }
    let quoted = start("test", "\"SmartCloud_Payroll\"", RETURN).json(2);
    says(&quoted, "--client-id");
    says(&quoted, "quotes");
    assert_eq!(code(&start("test", "client_id=SmartCloud_Payroll", RETURN).json(1)), "client_id_parameter");
    let hidden = start("test", "Smart\u{200e}Cloud", RETURN).json(2);
    says(&hidden, "U+200E");
    let relay = ["request", "revoke", "--env", "test", "--client-id", CLIENT, "--json", "--relay"];
    let printed = gws(&[&relay[..], &[" https://back.example.com/oauth "]].concat()).stdin("t").json(0);
    assert_eq!(text(&printed, "url"), "https://back.example.com/oauth/revoke");
}

#[test]
fn secrets_go_out_as_they_are_with_a_warning() {
    for (secret, word) in [
        (" s", "begins with white space"),
        ("s ", "ends with white space"),
        ("\"s\"", "quotes"),
        ("{\"s\":1}", "JSON"),
    ] {
        let ran = request("RT").secret(secret).run();
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(
            ran.stderr.contains("warning: the client secret is taken as it is") && ran.stderr.contains(word)
        );
    }
    for (secret, word) in [
        (CLIENT.to_owned(), "it is the client id"),
        (format!("{CLIENT}:s"), "stand before it"),
        ("p%40ss".to_owned(), "percent-encoded"),
        ("Basic Vzp4".to_owned(), "Basic header"),
    ] {
        let ran = request("RT").secret(&secret).run();
        assert!(ran.status == 0 && ran.stderr.contains(word), "{word}: {ran:?}");
    }
    for (token, word) in [("eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "looks like a JWT"), ("R%2FT", "percent-encoded")]
    {
        let ran = request(token).run();
        assert!(ran.status == 0 && ran.stderr.contains(word), "{word}: {ran:?}");
    }
    for (secret, word) in [("\u{feff}s", "byte order mark"), ("s\u{200b}", "U+200B")] {
        let failed = request("RT").secret(secret).json(1);
        assert_eq!(code(&failed), "client_secret_character");
        says(&failed, word);
    }
    assert_eq!(request("RT").secret("s").run().stderr, "");
}

#[test]
fn machine_tokens_keys_and_thumbprints() {
    let employer = Employer::es256();
    let token = employer.token("ES256", &[]);
    for (pasted, expected, word) in [
        (format!("Authorization: {token}"), "jws_space", "whole header"),
        (format!("Bearer {token}"), "jws_space", "the word Bearer"),
        (format!("\"{token}\""), "base64url_invalid", "quotes"),
        (format!("{{\"token\":\"{token}\"}}"), "jws_json", "JSON"),
        (format!("\u{feff}{token}"), "base64url_invalid", "byte order mark"),
    ] {
        let failed = employer.verify("ES256", &[], &pasted).json();
        assert_eq!((code(&failed), &failed["valid"]), (expected, &false.into()));
        says(&failed, word);
    }
    let sub = employer.fingerprint("ES256", "sha256");
    let marked = employer.verify("ES256", &["--sub", &format!("\u{200e}{sub}")], &token);
    assert_eq!(marked.status, 2);
    says(&marked.json(), "U+200E");
    let pairs: Vec<&str> = (0..64).step_by(2).map(|at| &sub[at..at + 2]).collect();
    let copied = format!(" {} ", pairs.join(":").to_lowercase());
    assert_eq!(employer.verify("ES256", &["--sub", &copied], &token).status, 0);

    openssl(employer.path(), "pkcs8 -topk8 -in ES256.key -passout pass:k3a-kea -out locked.key");
    employer.write("locked.crt", employer.read("ES256.crt"));
    employer.write("marked", "\u{feff}k3a-kea\r\n");
    let failed = employer.sign("locked", &["--passphrase-file", "marked"]).json(2);
    assert_eq!(code(&failed), "passphrase_encoding");
    says(&failed, "byte order mark");
    employer.write("spaced", "k3a-kea \n");
    let ran = employer.sign("locked", &["--passphrase-file", "spaced"]).run();
    assert_eq!((ran.status, code(&ran.json())), (1, "passphrase_wrong"));
    assert!(ran.stderr.contains("the passphrase is taken as it is, but it ends with white space"), "{ran:?}");
}

#[test]
fn times_are_judged_before_data() {
    let employer = Employer::es256();
    for command in [
        &["thumbprint", "ES256.crt"][..],
        &["m2m", "verify", "--cert", "no-such-file"],
        &["redirect", "--pending", "no-such-file", "code=a"],
    ] {
        let failed = employer.gws(&[command, &["--now", "1795761887000", "--json"]].concat()).json(1);
        assert_eq!(code(&failed), "time_invalid");
        says(&failed, "milliseconds: in seconds it is 1795761887");
    }
}

const STATE: &str = "3f9c1d2e4b5a69788796a5b4c3d2e1f0";

/// `redirect`, for a login that was started with [`STATE`].
fn land(landing: &str) -> crate::support::Ran {
    let dir = TempDir::new().expect("a folder");
    let start = ["authorize-url", "--env", "test", "--client-id", CLIENT, "--redirect-uri", RETURN];
    let more = ["--state", STATE, "--pending", "login.txt", "--now", "1790000000", "--json"];
    gws(&[&start[..], &more].concat()).dir(dir.path()).json(0);
    let arguments = ["redirect", "--pending", "login.txt", landing, "--now", "1790000060", "--json"];
    gws(&arguments).dir(dir.path()).run()
}

#[test]
fn landings_are_mended_where_nothing_is_lost() {
    let (first, second) = STATE.split_at(10);
    for (landing, word) in [
        (format!("{RETURN}?code=abcdef&amp;state={STATE}"), "&amp;"),
        (format!("{RETURN}?state={STATE}&amp;code=abcdef"), "&amp;"),
        (format!("{RETURN}?code=abc def&state={STATE}"), "broken by white space"),
        (format!("{RETURN}?code=abcdef&state={first}\r\n  {second}"), "broken by white space"),
        (format!("\"{RETURN}?code=abcdef&state={STATE}\""), "quotes"),
        (format!("<{RETURN}?code=abcdef&state={STATE}>\n"), "quotes"),
        (format!("\u{feff}{RETURN}?code=abcdef&state={STATE}"), "landing"),
        (format!("  {RETURN}?code=abcdef&state={STATE}#_=_\n"), ""),
    ] {
        let ran = land(&landing);
        assert_eq!((ran.status, text(&ran.json(), "code")), (0, "abcdef"), "{landing}");
        assert!(ran.stderr.contains(word), "{word}: {ran:?}");
    }
}

#[test]
fn landings_that_are_refused_say_what_differs() {
    for (landing, expected, word) in [
        (format!("{RETURN}?code=abc"), "state_missing", "cut at &"),
        (format!("{RETURN}?state={STATE}"), "landing_neither", "cut at &"),
        (format!("{RETURN}?foo=1?code=abc&state={STATE}"), "landing_question_mark", "second question mark"),
        (format!("{RETURN}?code=abc?state={STATE}"), "landing_question_mark", "second question mark"),
        (format!("{RETURN}#code=abc&state={STATE}"), "landing_fragment", "behind #"),
        (format!("{RETURN}?code=abc%26state%3D{STATE}"), "landing_encoded_twice", "once too often"),
        (format!("{RETURN}?code=abc\\&state={STATE}"), "landing_backslash", "shells"),
        ("c0ffee".into(), "landing_bare", "not the code alone"),
        (
            format!("client.example.com/return?code=abc&state={STATE}"),
            "landing_elsewhere",
            "no scheme in front",
        ),
        (
            format!("https://client.example.com:444/return?code=abc&state={STATE}"),
            "landing_elsewhere",
            "the port differs",
        ),
        (
            format!("http://client.example.com/return?code=abc&state={STATE}"),
            "landing_elsewhere",
            "the scheme",
        ),
        ("https://test5.services.ird.govt.nz/login".into(), "landing_not_back", "has not come back yet"),
        (format!("{RETURN}?code=abc&state={}", &STATE[..31]), "state_mismatch", "not copied whole"),
        (format!("{RETURN}/?code=abc&state={STATE}"), "landing_elsewhere", "a slash at the end differs"),
        (
            format!("https://client.example.com/Return?code=abc&state={STATE}"),
            "landing_elsewhere",
            "capital letters",
        ),
        (
            format!("https://other.example/r?code=abc&state={STATE}"),
            "landing_elsewhere",
            "is at https://other.example/r, and",
        ),
    ] {
        let ran = land(&landing);
        let failed = ran.json();
        assert_eq!((ran.status, code(&failed)), (1, expected), "{landing}");
        says(&failed, word);
        assert!(!failed.to_string().contains(STATE) && !failed.to_string().contains("code=abc"), "{failed}");
    }
}
