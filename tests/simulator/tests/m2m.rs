//! The services for client-signed JWTs, over real mutual TLS.

mod onboarding;
mod owner;
mod provider;
mod refusals;
mod times;
mod token;

use std::time::Duration;

use gws_auth_simulator::{BlockingSimulator, Endpoint, Fault, Side};

use crate::client::{account, get, start, tokens};

pub(crate) use owner::{Kind, Owner};
pub(crate) use provider::{Provider, client_config, exchange, identity};
use token::Draft;

/// A simulator that knows `owner`, and a service provider with a certificate.
pub(crate) fn start_for(owner: &Owner) -> (BlockingSimulator, Provider) {
    let simulator = start();
    simulator.register_owner(owner.resource()).expect("registered");
    let provider = Provider::new(&simulator);
    (simulator, provider)
}

#[test]
fn all_six_algorithms_are_accepted() {
    let simulator = start();
    let provider = Provider::new(&simulator);
    for (kind, algorithm) in token::FITTING {
        let owner = Owner::of(kind);
        assert_eq!(simulator.register_owner(owner.resource()).as_deref(), Ok(owner.thumbprint.as_str()));
        let reply = provider.get(Endpoint::Customer, &Draft::good(owner, algorithm, &simulator).sign());
        assert_eq!(reply.status, 200, "{algorithm}");
        assert_eq!(reply.text("authenticated_as"), "customer");
        assert_eq!(reply.text("customer"), owner.customer());
        assert_eq!(reply.text("resource_owner"), owner.thumbprint);
        assert_eq!(reply.text("service_provider"), provider.common_name);
        assert!(reply.json().get("startLogon").is_none());
    }
    let counters = simulator.counters();
    assert_eq!((counters.m2m_requests, counters.m2m_accepted), (6, 6));
    assert!(counters.m2m_refused.is_empty());
    assert_eq!((counters.requests(Endpoint::Customer), counters.delivered(Endpoint::Customer)), (6, 6));
}

#[test]
fn start_logon_comes_before_the_customer() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let draft = || Draft::good(owner, "ES256", &simulator);
    for endpoint in [Endpoint::Customer, Endpoint::Document] {
        let reply = provider.get(endpoint, &draft().claim("startLogon", "jsmith").sign());
        assert_eq!((reply.status, reply.text("authenticated_as")), (200, "startLogon".into()));
        assert_eq!(reply.text("startLogon"), "jsmith");
        assert!(reply.json().get("customer").is_none());
    }
    for none in [draft().claim("startLogon", ""), draft().without_claim("startLogon")] {
        let reply = provider.get(Endpoint::Customer, &none.sign());
        assert_eq!((reply.status, reply.text("authenticated_as")), (200, "customer".into()));
    }
}

#[test]
fn the_members_may_come_in_any_order_with_white_space_and_company() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let now = simulator.clock().now();
    let draft = Draft::good(owner, "ES256", &simulator)
        .header_text("{\r\n\t\"kid\": \"M2M\", \r\n\t\"alg\": \"ES256\", \r\n\t\"typ\": \"JWT\"\r\n}")
        .payload_text(&format!(
            "{{\r\n \"exp\": {}, \"iat\": {now}, \"jti\": \"1\", \"iss\": \"{}\", \"sub\": \"{}\"}}",
            now + 60,
            owner.issuer(),
            owner.thumbprint
        ));
    assert_eq!(provider.get(Endpoint::Customer, &draft.sign()).status, 200);
}

#[test]
fn one_provider_acts_for_many_owners_each_under_its_own_key() {
    let (p256, p384) = (Owner::of(Kind::P256), Owner::of(Kind::P384));
    let (simulator, provider) = start_for(p256);
    simulator.register_owner(p384.resource()).expect("registered");
    for (owner, algorithm) in [(p256, "ES256"), (p384, "ES384")] {
        let reply = provider.get(Endpoint::Customer, &Draft::good(owner, algorithm, &simulator).sign());
        assert_eq!(reply.text("customer"), owner.customer());
    }
    let other = Provider::new(&simulator);
    let reply = other.get(Endpoint::Customer, &Draft::good(p256, "ES256", &simulator).sign());
    assert_eq!(reply.text("service_provider"), other.common_name);
    assert_ne!(other.common_name, provider.common_name);
}

#[test]
fn neither_kind_of_token_does_for_the_other() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let bearer = tokens(&simulator).text("access_token");
    assert_eq!(account(&simulator, &bearer).status, 200, "a live one");
    let reply = provider.get(Endpoint::Customer, &format!("Bearer {bearer}"));
    assert_eq!((reply.status, reply.text("simulator_reason")), (401, "bearer".into()));
    let reply = provider.get(Endpoint::Customer, &bearer);
    assert_eq!((reply.status, reply.text("simulator_reason")), (401, "type".into()));

    let signed = Draft::good(owner, "ES256", &simulator).sign();
    assert_eq!(provider.get(Endpoint::Customer, &signed).status, 200, "a good one");
    assert_eq!(account(&simulator, &signed).status, 401);
    assert_eq!(get(&simulator.url(Endpoint::Account), Some(&signed)).status, 401);
}

#[test]
fn each_port_has_its_own_services() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let signed = Draft::good(owner, "ES256", &simulator).sign();
    for endpoint in Endpoint::ALL {
        let url = simulator.url(endpoint);
        let base = if endpoint.is_m2m() { simulator.m2m_url() } else { simulator.base_url() };
        assert_eq!(url, format!("{base}{}", endpoint.path()));
        if endpoint.is_m2m() {
            let plain = format!("{}{}", simulator.base_url(), endpoint.path());
            assert_eq!(get(&plain, Some(&signed)).status, 404, "{endpoint:?}");
        } else {
            assert_eq!(provider.get(endpoint, &signed).status, 404, "{endpoint:?}");
        }
    }
    let lower = provider.get_path("/gateway/Customer/", &[&signed]).expect("an answer");
    assert_eq!(lower.status, 404, "the case of a path is kept");
}

#[test]
fn faults_strike_behind_tls_too() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let signed = Draft::good(owner, "ES256", &simulator).sign();
    let ask = || provider.get_path(Endpoint::Customer.path(), &[&signed]);
    let faults = simulator.faults();
    faults.push(Endpoint::Customer, Fault::LostBefore);
    faults.push(Endpoint::Customer, Fault::LostAfter);
    faults.push(Endpoint::Customer, Fault::CutBody);
    faults.push(Endpoint::Customer, Fault::HtmlPage { side: Side::Before, status: 403 });
    faults.push(Endpoint::Customer, Fault::Delay { side: Side::After, millis: 1 });
    assert!(ask().is_err() && simulator.counters().m2m_accepted == 0);
    assert!(ask().is_err() && simulator.counters().m2m_accepted == 1);
    assert!(ask().is_err() && simulator.counters().m2m_accepted == 2);
    assert_eq!(ask().expect("a page").status, 403);
    assert_eq!(ask().expect("late").status, 200);
    let counters = simulator.counters();
    assert_eq!((counters.faults, counters.m2m_accepted), (5, 3));
    assert_eq!((counters.requests(Endpoint::Customer), counters.delivered(Endpoint::Customer)), (5, 1));
}

#[test]
fn one_connection_carries_many_requests() {
    let owner = Owner::of(Kind::P256);
    let (simulator, provider) = start_for(owner);
    let signed = Draft::good(owner, "ES256", &simulator).sign();
    let mut connection = provider.connect().expect("a connection");
    connection.sock.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out");
    for _ in 0..3 {
        let reply =
            exchange(&mut connection, Endpoint::Document.path(), &[&signed], false).expect("an answer");
        assert_eq!(reply.text("simulator_reason"), "start_logon_required");
    }
    assert_eq!(simulator.counters().m2m_requests, 3);
}
