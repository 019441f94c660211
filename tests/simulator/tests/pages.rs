//! What every page promises: no frame, no script, a clear name.

use gws_auth_simulator::Endpoint;

use crate::client::{authorize_url, get, post, start};

#[test]
fn every_answer_refuses_framing_and_caching() {
    let simulator = start();
    let login = get(&authorize_url(&simulator, &[]), None);
    let error = get(&simulator.url(Endpoint::Authorize), None);
    let gone = post(&format!("{}/simulator/pages/consent", simulator.base_url()), None, &[]);
    let overview = get(&format!("{}/simulator/", simulator.base_url()), None);
    assert_eq!((login.status, error.status, gone.status, overview.status), (200, 400, 400, 200));
    for reply in [login, error, gone, overview] {
        assert_eq!(reply.header("x-frame-options"), "DENY");
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"));
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"));
        assert_eq!(reply.header("cache-control"), "no-store");
    }
}

#[test]
fn pages_name_themselves_and_carry_no_script() {
    let simulator = start();
    for page in [authorize_url(&simulator, &[]), format!("{}/simulator/", simulator.base_url())] {
        let html = get(&page, None).body;
        assert!(html.contains("Simulator: not Inland Revenue"));
        assert!(html.contains("<html lang=") && html.contains("name=\"viewport\""));
        assert!(!html.contains("<script") && !html.contains("style=\""));
    }
}

#[test]
fn labels_belong_to_inputs() {
    let simulator = start();
    let html = get(&authorize_url(&simulator, &[]), None).body;
    for name in ["user_id", "password"] {
        assert!(html.contains(&format!("<label for=\"{name}\"")) && html.contains(&format!("id=\"{name}\"")));
    }
    assert_eq!(html.matches("autofocus").count(), 1);
}

#[test]
fn the_style_is_the_one_that_the_policy_allows() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let simulator = start();
    let reply = get(&authorize_url(&simulator, &[]), None);
    let style = reply
        .body
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"))
        .expect("a style")
        .0;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    assert!(reply.header("content-security-policy").contains(&format!("'sha256-{hash}'")));
}

#[test]
fn the_overview_lists_users_clients_and_counters() {
    let simulator = start();
    let html = get(&format!("{}/simulator/", simulator.base_url()), None).body;
    for text in ["jsmith", "twostep", "SmartCloud_Payroll", "nz.example.smartpay:/oauth", "codes_issued"] {
        assert!(html.contains(text), "{text}");
    }
}
