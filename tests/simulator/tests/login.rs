//! The way through the browser: pages, consent, the redirect.

use gws_auth_simulator::browser::{Answer, BrowserError, Credentials, walk};
use gws_auth_simulator::{Client, Config, Endpoint, Environment, User};

use crate::client::{
    Fields, STATE, authorize_url, code, get, landed, log_in, log_in_as, post, start, start_with,
};

fn pages(landing: &gws_auth_simulator::browser::Landing) -> Vec<&str> {
    landing.steps.iter().map(|step| step.page.as_str()).collect()
}

#[test]
fn a_first_logon_shows_login_and_consent_and_a_second_only_login() {
    let simulator = start();
    let first = log_in(&simulator);
    assert_eq!(pages(&first), ["login", "consent", "redirect"]);
    assert!(first.location.starts_with("https://client.example.com/return?code="));
    assert_eq!(landed(&first, "state").as_deref(), Some(STATE));
    let second = log_in(&simulator);
    assert_eq!(pages(&second), ["login", "redirect"]);
    assert_ne!(code(&first), code(&second));
    assert_eq!(simulator.counters().codes_issued, 2);
}

#[test]
fn consent_is_asked_again_after_five_years_and_after_revocation() {
    let simulator = start();
    log_in(&simulator);
    simulator.clock().advance(157_680_000 - 60);
    assert_eq!(pages(&log_in(&simulator)), ["login", "redirect"]);
    simulator.clock().advance(60);
    assert_eq!(pages(&log_in(&simulator)), ["login", "consent", "redirect"]);
    assert!(simulator.revoke_consent("jsmith", "SmartCloud_Payroll"));
    assert!(!simulator.revoke_consent("jsmith", "SmartCloud_Payroll"));
    assert_eq!(pages(&log_in(&simulator)), ["login", "consent", "redirect"]);
}

#[test]
fn the_mock_environment_skips_consent() {
    let simulator = start_with(Config::default().environment(Environment::Mock));
    assert_eq!(pages(&log_in(&simulator)), ["login", "redirect"]);
}

#[test]
fn two_step_verification_asks_for_the_code() {
    let simulator = start();
    assert_eq!(
        pages(&log_in_as(&simulator, &User::two_step(), &[])),
        ["login", "verify", "consent", "redirect"]
    );

    let url = authorize_url(&simulator, &[]);
    let mut credentials = Credentials::of(&User::two_step());
    credentials.security_code = Some("000000".into());
    let wrong = walk(&url, &credentials, Answer::Authorise);
    assert!(matches!(wrong, Err(BrowserError::Rejected { page }) if page == "verify"));
    credentials.security_code = None;
    assert!(matches!(walk(&url, &credentials, Answer::Authorise), Err(BrowserError::SecurityCodeNeeded)));
}

#[test]
fn a_wrong_password_shows_the_page_again_with_a_message() {
    let simulator = start();
    let url = authorize_url(&simulator, &[]);
    let wrong = walk(&url, &Credentials::new("jsmith", "wrong"), Answer::Authorise);
    assert!(matches!(wrong, Err(BrowserError::Rejected { page }) if page == "login"));

    let id = login_id(&get(&url, None).body);
    let fields = [("login", id.as_str()), ("user_id", "jsmith"), ("password", "wrong")];
    let page = post(&format!("{}/simulator/pages/login", simulator.base_url()), None, &fields);
    assert!(page.body.contains("role=\"alert\""));
    assert_eq!(login_id(&page.body), id, "the same login goes on");
    assert_eq!(simulator.counters().codes_issued, 0);
}

#[test]
fn a_page_out_of_turn_or_posted_twice_or_too_late_brings_no_code() {
    let simulator = start();
    let url = |path: &str| format!("{}/simulator/pages/{path}", simulator.base_url());
    let id = login_id(&get(&authorize_url(&simulator, &[]), None).body);
    let password = [("login", id.as_str()), ("user_id", "jsmith"), ("password", "Kowhai-1")];
    let consent = [("login", id.as_str()), ("answer", "authorise")];
    assert_eq!(post(&url("consent"), None, &consent).status, 400, "before the password");
    assert_eq!(post(&url("login"), None, &password).status, 200);
    assert_eq!(post(&url("login"), None, &password).status, 400, "the password twice");
    assert_eq!(post(&url("consent"), None, &[("login", "0000"), consent[1]]).status, 400, "a guessed id");
    assert_eq!(post(&url("consent"), None, &consent).status, 302);
    assert_eq!(post(&url("consent"), None, &consent).status, 400, "the consent twice");
    assert_eq!(simulator.counters().codes_issued, 1);

    let late = login_id(&get(&authorize_url(&simulator, &[]), None).body);
    simulator.clock().advance(1_800);
    let fields = [("login", late.as_str()), password[1], password[2]];
    assert_eq!(post(&url("login"), None, &fields).status, 400, "too late");
    assert_eq!(simulator.counters().codes_issued, 1);
}

#[test]
fn denial_is_redirected_without_a_description() {
    let simulator = start();
    let url = authorize_url(&simulator, &[("state", "xyz")]);
    let landing = walk(&url, &Credentials::of(&User::plain()), Answer::Deny).expect("a redirect");
    assert_eq!(landing.location, "https://client.example.com/return?error=access_denied&state=xyz");
    assert_eq!(pages(&log_in(&simulator)), ["login", "consent", "redirect"], "a denial is not remembered");
}

#[test]
fn a_bad_scope_is_redirected_as_ir_writes_it() {
    let simulator = start();
    let reply = get(&authorize_url(&simulator, &[("scope", "x"), ("state", "xyz")]), None);
    assert_eq!(reply.status, 302);
    assert_eq!(
        reply.header("location"),
        "https://client.example.com/return?error=invalid_scope&error_description=Invalid+scope+requested&state=xyz"
    );
}

#[test]
fn the_registered_uris_own_query_is_kept_and_custom_schemes_work() {
    let simulator = start();
    let uri = "https://client.example.com/return?tenant=7";
    let landing = log_in_as(&simulator, &User::plain(), &[("redirect_uri", uri)]);
    assert!(landing.location.starts_with("https://client.example.com/return?tenant=7&code="));

    let native = [("client_id", "SmartSoftware_SmartPay"), ("redirect_uri", "nz.example.smartpay:/oauth")];
    let landing = log_in_as(&simulator, &User::plain(), &native);
    assert!(landing.location.starts_with("nz.example.smartpay:/oauth?code="));
}

#[test]
fn codes_come_in_irs_shapes_and_raw() {
    let simulator = start();
    let codes: Vec<_> = (0..3)
        .map(|_| {
            let location = log_in(&simulator).location;
            let start = location.find("code=").expect("a code") + 5;
            location[start..].split('&').next().expect("a value").to_owned()
        })
        .collect();
    assert!(codes.iter().all(|code| (95..=105).contains(&code.len())), "about 100 characters");
    assert!(codes.iter().any(|code| code.ends_with("==") && code.contains("-_")));
    assert!(codes.iter().any(|code| code.contains('.')));
}

#[test]
fn only_registered_ports_and_exact_uris_are_accepted() {
    let simulator = start();
    for (uri, status) in [
        ("http://127.0.0.1:49711/callback", 200),
        ("http://127.0.0.1:49715/callback", 200),
        ("http://127.0.0.1:49716/callback", 400),
        ("http://localhost:49711/callback", 400),
        ("https://client.example.com/return/", 400),
        ("https://CLIENT.example.com/return", 400),
    ] {
        assert_eq!(get(&authorize_url(&simulator, &[("redirect_uri", uri)]), None).status, status, "{uri}");
    }
}

#[test]
fn slashes_are_escaped_as_in_irs_samples() {
    let simulator = start();
    let reply = get(&authorize_url(&simulator, &[("redirect_uri", "https://a.example/b")]), None);
    assert!(reply.body.contains(r"(https:\/\/a.example\/b)"), "{}", reply.body);
    assert!(reply.text("error_description").contains("(https://a.example/b)"));
}

#[test]
fn state_and_pkce_parameters_are_checked() {
    let simulator = start();
    let (fits, too_long) = ("x".repeat(199), "x".repeat(200));
    let status = |changes: Fields<'_>| get(&authorize_url(&simulator, changes), None).status;
    assert_eq!(status(&[("state", &fits)]), 200);
    assert_eq!(status(&[("state", "")]), 200, "state is optional");
    assert_eq!(status(&[("state", "with_underscore'")]), 200);
    assert_eq!(status(&[("state", &too_long)]), 400);
    assert_eq!(status(&[("state", "a b")]), 400);
    assert_eq!(status(&[("state", "a&b")]), 400);
    assert_eq!(status(&[("code_challenge", ""), ("code_challenge_method", "")]), 200, "PKCE is optional");
    assert_eq!(status(&[("code_challenge_method", "plain")]), 400);
    assert_eq!(status(&[("code_challenge_method", "")]), 400);
    assert_eq!(status(&[("state", "x"), ("state", "x")]), 400, "repeated");
}

#[test]
fn a_client_of_ones_own_can_be_registered() {
    let client =
        Client::cloud("Own_Client", "s3cret").redirect_uri("https://own.example/cb").without_refresh_tokens();
    let simulator = start_with(Config::default().client(client).user(User::new("own", "pw", "u-u-i-d")));
    let changes = [("client_id", "Own_Client"), ("redirect_uri", "https://own.example/cb")];
    let url = authorize_url(&simulator, &changes);
    let landing = walk(&url, &Credentials::new("own", "pw"), Answer::Authorise).expect("a redirect");
    let code = code(&landing);
    let mut fields = crate::client::exchange_fields(&code);
    fields[1].1 = "https://own.example/cb";
    let reply =
        post(&simulator.url(Endpoint::Token), Some(&crate::client::basic("Own_Client", "s3cret")), &fields);
    assert_eq!(reply.status, 200);
    assert!(reply.json().get("refresh_token").is_none(), "not registered for refresh tokens");
}

fn login_id(html: &str) -> String {
    let start = html.find("name=\"login\" value=\"").expect("the hidden field") + 20;
    let id = html[start..].split('"').next().expect("a value");
    assert_eq!(id.len(), 64, "unguessable");
    id.to_owned()
}
