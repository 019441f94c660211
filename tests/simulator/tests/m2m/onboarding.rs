//! Registering resource owners, in Rust and over the control interface.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gws_auth_simulator::{Endpoint, OwnerError, ResourceOwner};
use rustls::ALL_VERSIONS;
use rustls::crypto::ring::default_provider;
use serde_json::json;

use super::owner::{Kind, Owner, openssl, self_signed};
use super::provider::{Provider, client_config};
use super::token::Draft;
use crate::client::{get, post, post_json, start};

fn der(owner: &Owner) -> Vec<u8> {
    openssl(&["x509", "-outform", "DER"], owner.certificate.as_bytes())
}

#[test]
fn pem_and_der_have_the_same_thumbprint() {
    let simulator = start();
    let owner = Owner::of(Kind::P384);
    for certificate in [owner.certificate.clone().into_bytes(), der(owner)] {
        let resource = ResourceOwner::new(certificate, "i", "c");
        assert_eq!(simulator.register_owner(resource.clone()).as_deref(), Ok(owner.thumbprint.as_str()));
        let sha1 = simulator.register_owner(resource.sha1_thumbprint());
        assert_eq!(sha1.as_deref(), Ok(owner.sha1_thumbprint.as_str()));
    }
    assert_eq!((owner.thumbprint.len(), owner.sha1_thumbprint.len()), (64, 40));
}

#[test]
fn an_owner_known_by_sha1_is_not_known_by_sha256() {
    let simulator = start();
    let owner = Owner::of(Kind::P256);
    simulator.register_owner(owner.resource().sha1_thumbprint()).expect("registered");
    let provider = Provider::new(&simulator);
    let draft = || Draft::good(owner, "ES256", &simulator);
    let reply = provider.get(Endpoint::Customer, &draft().sign());
    assert_eq!(reply.text("simulator_reason"), "unknown_thumbprint");
    let reply =
        provider.get(Endpoint::Customer, &draft().claim("sub", owner.sha1_thumbprint.as_str()).sign());
    assert_eq!((reply.status, reply.text("resource_owner")), (200, owner.sha1_thumbprint.clone()));
}

#[test]
fn an_owner_can_be_held_to_a_start_logon_and_be_registered_anew() {
    let simulator = start();
    let owner = Owner::of(Kind::P256);
    simulator.register_owner(owner.resource().requires_start_logon()).expect("registered");
    let provider = Provider::new(&simulator);
    let draft = || Draft::good(owner, "ES256", &simulator);
    let reply = provider.get(Endpoint::Customer, &draft().sign());
    assert_eq!((reply.status, reply.text("simulator_reason")), (403, "start_logon_required".into()));
    let named = draft().claim("startLogon", "jsmith").sign();
    assert_eq!(provider.get(Endpoint::Customer, &named).status, 200);
    simulator.register_owner(owner.resource()).expect("registered");
    assert_eq!(provider.get(Endpoint::Customer, &draft().sign()).status, 200);
}

#[test]
fn certificates_that_break_the_rules_are_not_registered() {
    let simulator = start();
    let register = |pem: &str| simulator.register_owner(ResourceOwner::new(pem, "i", "c")).err();
    let certificate = |new_key: &[&str], days| {
        let pem = self_signed(new_key, days);
        pem[pem.find("-----BEGIN CERTIFICATE").expect("a certificate")..].to_owned()
    };
    let p256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
    assert_eq!(register(&certificate(&p256, 4 * 365 + 1)), None);
    assert_eq!(register(&certificate(&p256, 4 * 365 + 2)), Some(OwnerError::Validity));
    assert_eq!(register(&certificate(&["-newkey", "rsa:1024"], 9)), Some(OwnerError::RsaSize { bits: 1024 }));
    assert_eq!(register(&certificate(&["-newkey", "rsa:2040"], 9)), Some(OwnerError::RsaSize { bits: 2040 }));
    assert_eq!(register(&certificate(&["-newkey", "ed25519"], 9)), Some(OwnerError::Key));
    let secp256k1 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"];
    assert_eq!(register(&certificate(&secp256k1, 9)), Some(OwnerError::Key));

    let good = &Owner::of(Kind::P256).certificate;
    let public = openssl(&["x509", "-noout", "-pubkey"], good.as_bytes());
    let public = String::from_utf8(public).expect("PEM");
    for text in ["", "x", &public, &good.replace("CERTIFICATE", "CERTIFICATE REQUEST"), &good[..200]] {
        assert_eq!(register(text), Some(OwnerError::NotACertificate), "{text}");
    }
    let mut long = der(Owner::of(Kind::P256));
    long.push(0);
    let long = simulator.register_owner(ResourceOwner::new(long, "i", "c"));
    assert_eq!(long.err(), Some(OwnerError::NotACertificate), "a byte too many");
}

#[test]
fn a_version_1_certificate_is_not_registered() {
    let resource = ResourceOwner::new(Owner::of(Kind::P256).version_1(), "i", "c");
    assert_eq!(start().register_owner(resource).err(), Some(OwnerError::Version));
}

#[test]
fn everything_can_be_done_over_the_control_interface() {
    let simulator = start();
    let control = format!("{}/simulator/m2m", simulator.base_url());
    let about = get(&control, None);
    assert_eq!((about.status, about.text("url")), (200, simulator.m2m_url().to_owned()));
    assert_eq!(about.text("ca_pem"), simulator.mtls_ca_pem());

    let certificates = format!("{control}/client-certificates");
    let issued = post_json(&certificates, "{}");
    assert_eq!(issued.status, 200);
    let name = issued.text("common_name");
    assert!(name.ends_with(".irdgws.test.payroll.example"));
    let again = post_json(&certificates, &json!({"common_name": name}).to_string());
    assert_eq!(again.text("common_name"), name);
    assert_eq!(post_json(&certificates, r#"{"common_name": "payroll.example"}"#).status, 422);
    assert_eq!(post_json(&certificates, r#"{"name": "x"}"#).status, 422);
    assert_eq!(post(&certificates, None, &[]).status, 415, "a foreign page's form");

    let owner = Owner::of(Kind::P521);
    let owners = format!("{control}/owners");
    for certificate in [owner.certificate.clone(), STANDARD.encode(der(owner))] {
        let body =
            json!({"certificate": certificate, "issuer": owner.issuer(), "customer": owner.customer()});
        let reply = post_json(&owners, &body.to_string());
        assert_eq!((reply.status, reply.text("thumbprint")), (200, owner.thumbprint.clone()));
    }
    let bad = post_json(&owners, r#"{"certificate": "x", "issuer": "i", "customer": "c"}"#);
    assert_eq!((bad.status, bad.text("error")), (422, OwnerError::NotACertificate.to_string()));

    let identity = gws_auth_simulator::ClientIdentity {
        common_name: name.clone(),
        certificate_pem: issued.text("certificate_pem"),
        private_key_pem: gws_auth_simulator::Secret::new(issued.text("private_key_pem")),
    };
    let config = client_config(&about.text("ca_pem"), Some(&identity), default_provider(), ALL_VERSIONS);
    let provider = Provider::with_config(&simulator, config);
    let reply = provider.get(Endpoint::Customer, &Draft::good(owner, "ES512", &simulator).sign());
    assert_eq!((reply.status, reply.text("service_provider")), (200, name));
    let counters = get(&format!("{}/simulator/counters", simulator.base_url()), None).json();
    assert_eq!((&counters["m2m_requests"], &counters["m2m_accepted"]), (&json!(1), &json!(1)));

    let flags = json!({
        "certificate": owner.certificate, "issuer": owner.issuer(), "customer": owner.customer(),
        "requires_start_logon": true, "sha1": true,
    });
    assert_eq!(post_json(&owners, &flags.to_string()).text("thumbprint"), owner.sha1_thumbprint);
    let draft = Draft::good(owner, "ES512", &simulator).claim("sub", owner.sha1_thumbprint.as_str());
    assert_eq!(provider.get(Endpoint::Customer, &draft.sign()).status, 403);
    let counters = get(&format!("{}/simulator/counters", simulator.base_url()), None).json();
    assert_eq!(counters["m2m_refused"], json!({"start_logon_required": 1}));
}

#[test]
fn the_overview_names_the_m2m_port_and_no_output_has_a_private_key() {
    let simulator = start();
    let html = get(&format!("{}/simulator/", simulator.base_url()), None).body;
    assert!(html.contains(&simulator.url(Endpoint::Document)) && html.contains("client-certificates"));
    let texts =
        [html, format!("{simulator:?}"), get(&format!("{}/simulator/m2m", simulator.base_url()), None).body];
    assert!(texts.iter().all(|text| !text.contains("PRIVATE KEY")));
}
