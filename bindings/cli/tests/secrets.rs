//! Commands whose product is no secret print none, whatever happens.

use crate::support::{CLIENT, Ran, SECRET, Stage, gws, text};
use gws_auth_simulator::browser::Answer;
use gws_auth_simulator::{Endpoint, Fault, Side};

#[track_caller]
fn clean(ran: &Ran, secrets: &[&str]) {
    for secret in secrets {
        for output in [&ran.stdout, &ran.stderr] {
            assert!(!output.contains(secret), "a secret of {} bytes: {ran:?}", secret.len());
        }
    }
}

#[test]
fn none_is_printed_by_the_others() {
    let stage = Stage::new();
    let tokens = stage.tokens();
    let (access, refresh) = (text(&tokens, "access_token"), text(&tokens, "refresh_token"));
    let landing = stage.landing(Answer::Authorise);
    let raw_code = landing.split_once("code=").and_then(|(_, rest)| rest.split('&').next()).expect("a code");
    let pending = std::fs::read_to_string(stage.dir.path().join("login.txt")).expect("written");
    let verifier = pending.split(' ').nth(6).expect("the seventh word");
    assert_eq!(verifier.len(), 43);
    let secrets = [access, refresh, raw_code, verifier, SECRET, "c2ltdWxhdG9yLUNsb3VkLVNlY3JldC0x"];
    let reply = format!(
        r#"{{"access_token":"{access}","token_type":"Bearer","expires_in":1,"refresh_token":"{refresh}"}}"#
    );
    let strange = reply.replace("access_token", "other");
    let target = ["--env", stage.origin(), "--client-id", CLIENT];
    let dir = stage.dir.path();
    for more in [&[][..], &["--json"]] {
        let run = |arguments: &[&str], stdin: &str| {
            gws(&[arguments, more].concat()).dir(dir).secret(SECRET).stdin(stdin).run()
        };
        let about = |command: &str, token: &str| run(&[&[command][..], &target].concat(), token);
        let request = |command: &str, token: &str| run(&[&["request", command][..], &target].concat(), token);
        let runs = [
            run(&["request", "code", "--pending", "login.txt", &landing], ""),
            request("refresh", refresh),
            request("introspect", access),
            request("revoke", refresh),
            run(&["parse", "token", "--status", "200"], &reply),
            run(&["parse", "token", "--status", "200"], &strange),
            run(&["parse", "token", "--status", "401"], &reply),
            run(&["parse", "refusal", "--status", "401"], &reply),
            run(&["explain", "--request", "refresh", "--status", "401"], &reply),
            about("introspect", access),
            about("introspect", refresh),
            // Pending logins that cannot be read, landings that do not fit.
            run(&["redirect", "--pending", "login.txt", &landing.replace("state=", "state=0")], ""),
            run(&["redirect", "--pending", "login.txt", &landing, "--now", "1"], ""),
            run(&["exchange", "--pending", "login.txt", &landing, "--client-id", "Other"], ""),
            run(&["inspect"], refresh),
        ];
        for ran in &runs {
            assert!(!ran.stdout.is_empty() || !ran.stderr.is_empty());
            clean(ran, &secrets);
        }
        // Failures of the commands whose product is a secret.
        stage.simulator.faults().push(Endpoint::Refresh, Fault::LostBefore);
        clean(&about("refresh", refresh), &secrets);
        stage.simulator.faults().push(Endpoint::Refresh, Fault::HtmlPage { side: Side::Before, status: 502 });
        clean(&about("refresh", refresh), &secrets);
        let bad = format!("{refresh} ");
        clean(&about("refresh", &bad), &secrets);
        stage.simulator.faults().push(Endpoint::Token, Fault::LostBefore);
        clean(&run(&["exchange", "--pending", "login.txt", &landing], ""), &secrets);
    }
    clean(&gws(&[&["revoke"][..], &target].concat()).secret(SECRET).stdin(access).run(), &secrets);
}
