//! The protected service.

use gws_auth_simulator::{Endpoint, User};

use crate::client::{account, code, exchange, get, log_in_as, start, tokens};

#[test]
fn a_live_token_gets_the_users_account_and_nothing_else_does() {
    let simulator = start();
    let token = tokens(&simulator);
    let access_token = token.text("access_token");
    let reply = account(&simulator, &access_token);
    assert_eq!((reply.status, reply.text("user")), (200, "jsmith".into()));
    assert_eq!(account(&simulator, "unknown").status, 401);
    assert_eq!(account(&simulator, &token.text("refresh_token")).status, 401);
    let url = simulator.url(Endpoint::Account);
    assert_eq!(get(&url, None).status, 401);
    assert_eq!(get(&url, Some(&access_token)).status, 401, "without the word Bearer");
    assert!(get(&url, None).header("www-authenticate").starts_with("Bearer"));
    assert_eq!(simulator.counters().requests(Endpoint::Account), 6);
}

#[test]
fn a_user_without_delegation_is_forbidden_though_the_token_is_good() {
    let simulator = start();
    let reply = exchange(&simulator, &code(&log_in_as(&simulator, &User::without_delegation(), &[])));
    assert_eq!(account(&simulator, &reply.text("access_token")).status, 403);
}
