//! Mutual TLS: who is let in, and with which versions and suites.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use gws_auth_simulator::{BlockingSimulator, ClientIdentity, CommonNameError, Config, Endpoint, Secret};
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::{cipher_suite, default_provider};
use rustls::version::{TLS12, TLS13};
use rustls::{ALL_VERSIONS, CipherSuite, ClientConfig, ProtocolVersion, SupportedCipherSuite};

use crate::client::start;
use crate::m2m::{Provider, client_config, exchange, identity};

/// A request without a token: a 401 shows that TLS let it through.
fn let_in(simulator: &BlockingSimulator, config: Arc<ClientConfig>) -> bool {
    let provider = Provider::with_config(simulator, config);
    match provider.get_path(Endpoint::Customer.path(), &[]) {
        Ok(reply) => {
            assert_eq!(reply.text("simulator_reason"), "no_authorization");
            true
        }
        Err(_) => false,
    }
}

/// Whether the server counts so many. The client may know of a failure before the server has counted it.
fn failed_handshakes(simulator: &BlockingSimulator, expected: u64) -> bool {
    let end = Instant::now() + Duration::from_secs(10);
    while simulator.counters().m2m_handshakes_failed < expected && Instant::now() < end {
        thread::sleep(Duration::from_millis(5));
    }
    simulator.counters().m2m_handshakes_failed == expected
}

/// Nobody gets through; the server has ended each handshake, and no request came to a service.
fn assert_shut_out(simulator: &BlockingSimulator, identity: Option<&ClientIdentity>) {
    for (handshakes, version) in (1..).zip([&TLS12, &TLS13]) {
        let config = client_config(&simulator.mtls_ca_pem(), identity, default_provider(), &[version]);
        assert!(!let_in(simulator, config), "{:?}", version.version);
        assert!(failed_handshakes(simulator, handshakes), "{:?}", version.version);
        let counters = simulator.counters();
        assert_eq!((counters.m2m_requests, counters.requests(Endpoint::Customer)), (0, 0));
    }
}

#[test]
fn a_certificate_of_the_test_ca_is_let_in_by_both_versions() {
    let simulator = start();
    let identity = identity(&simulator);
    for version in [&TLS12, &TLS13] {
        let config = client_config(&simulator.mtls_ca_pem(), Some(&identity), default_provider(), &[version]);
        assert!(let_in(&simulator, config), "{:?}", version.version);
    }
    assert_eq!(simulator.counters().m2m_handshakes_failed, 0);
}

#[test]
fn without_a_client_certificate_the_handshake_fails() {
    assert_shut_out(&start(), None);
}

#[test]
fn with_a_self_signed_certificate_the_handshake_fails() {
    let name = ClientIdentity::common_name_for("payroll.example");
    let own = rcgen::generate_simple_self_signed([name.clone()]).expect("a certificate");
    let identity = ClientIdentity {
        common_name: name,
        certificate_pem: own.cert.pem(),
        private_key_pem: Secret::new(own.signing_key.serialize_pem()),
    };
    assert_shut_out(&start(), Some(&identity));
}

#[test]
fn with_a_certificate_of_another_simulators_ca_the_handshake_fails() {
    assert_shut_out(&start(), Some(&identity(&start())));
}

#[test]
fn the_servers_certificate_is_ecc_for_both_names_and_for_servers() {
    use x509_cert::der::Decode as _;
    use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectAltName};
    let simulator = start();
    let mut connection = Provider::new(&simulator).connect().expect("a connection");
    exchange(&mut connection, "/", &[], false).expect("an answer");
    let server = &connection.conn.peer_certificates().expect("the server's")[0];
    let parsed = x509_cert::Certificate::from_der(server).expect("DER");
    let parsed = parsed.tbs_certificate();
    let usage = parsed.get_extension::<ExtendedKeyUsage>().expect("DER").expect("it has one").1;
    assert_eq!(usage.0, ["1.3.6.1.5.5.7.3.1".parse().expect("an OID")], "serverAuth");
    let names = parsed.get_extension::<SubjectAltName>().expect("DER").expect("it has one").1;
    assert_eq!(names.0.len(), 2);
    let key = parsed.subject_public_key_info();
    assert_eq!(key.algorithm.oid, "1.2.840.10045.2.1".parse().expect("an OID"), "ENV-7");
}

#[test]
fn a_client_that_trusts_another_ca_goes_away() {
    let (simulator, other) = (start(), start());
    let identity = identity(&simulator);
    let config = client_config(&other.mtls_ca_pem(), Some(&identity), default_provider(), ALL_VERSIONS);
    assert!(!let_in(&simulator, config));
}

#[test]
fn the_suites_are_env_7s_and_no_others() {
    let simulator = start();
    let identity = identity(&simulator);
    let suites = [
        cipher_suite::TLS13_AES_256_GCM_SHA384,
        cipher_suite::TLS13_AES_128_GCM_SHA256,
        cipher_suite::TLS13_CHACHA20_POLY1305_SHA256,
        cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        cipher_suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    ];
    for suite in suites {
        let connection = handshake(&simulator, &identity, suite).expect("a common suite");
        assert_eq!(connection, (suite.version().version, suite.suite()));
    }
    for suite in [
        cipher_suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        cipher_suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        cipher_suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ] {
        assert_eq!(handshake(&simulator, &identity, suite), None, "{suite:?}");
    }
}

/// What is agreed upon, when this suite is all that the client has.
fn handshake(
    simulator: &BlockingSimulator,
    identity: &ClientIdentity,
    suite: SupportedCipherSuite,
) -> Option<(ProtocolVersion, CipherSuite)> {
    let crypto = CryptoProvider { cipher_suites: vec![suite], ..default_provider() };
    let version = if suite.tls13().is_some() { &TLS13 } else { &TLS12 };
    let config = client_config(&simulator.mtls_ca_pem(), Some(identity), crypto, &[version]);
    let mut connection = Provider::with_config(simulator, config).connect().expect("a connection");
    exchange(&mut connection, Endpoint::Customer.path(), &[], true).ok()?;
    Some((connection.conn.protocol_version()?, connection.conn.negotiated_cipher_suite()?.suite()))
}

#[test]
fn plain_http_gets_nothing_from_the_m2m_port() {
    let simulator = start();
    let address = simulator.m2m_url().strip_prefix("https://").expect("https");
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(b"GET /gateway/customer/ HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it is sent");
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    assert!(!received.starts_with(b"HTTP/"));
    assert!(failed_handshakes(&simulator, 1));
}

#[test]
fn a_bad_client_does_not_stop_the_next() {
    let simulator = start();
    let silent = TcpStream::connect(simulator.m2m_url().strip_prefix("https://").expect("https"));
    let provider = Provider::new(&simulator);
    assert_eq!(provider.get_path(Endpoint::Customer.path(), &[]).expect("an answer").status, 401);
    drop(silent);
}

#[test]
fn common_names_have_irs_shape() {
    let simulator = start();
    for bad in ["", "payroll.example", "0123456789abcdef0123456789abcdef.irdgws.prod.payroll.example"] {
        assert_eq!(simulator.issue_client_certificate(bad).err(), Some(CommonNameError), "{bad}");
    }
    let (one, two) = (identity(&simulator), identity(&simulator));
    assert_ne!(one.common_name, two.common_name);
    assert_eq!(one.common_name.len(), 32 + ".irdgws.test.payroll.example".len());
    let again = simulator.issue_client_certificate(&one.common_name).expect("the same name twice");
    assert_ne!(again.certificate_pem, one.certificate_pem);
    assert!(!format!("{one:?}").contains("PRIVATE KEY"));
}

#[test]
fn stopping_frees_the_m2m_port_too() {
    // A test beside this one may be given the freed port: then once more, with another.
    let freed = (0..5).any(|_| {
        let simulator = start();
        let (_, port) = simulator.m2m_url().rsplit_once(':').expect("a port");
        let config = Config::default().m2m_port(port.parse().expect("a number"));
        assert!(BlockingSimulator::start(config.clone()).is_err(), "taken");
        let url = simulator.m2m_url().to_owned();
        drop(simulator);
        BlockingSimulator::start(config).is_ok_and(|again| again.m2m_url() == url)
    });
    assert!(freed);
}
