//! Checks of the client certificate for mutual TLS (`keys`).

use super::check_signing::{check_key, days_left};
use super::findings::{Finding, Findings};
use crate::certificate::{Certificate, PortalName};
use crate::environment::Environment;
use crate::error::ErrorKind;
use crate::time::UnixSeconds;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Whose certificates IR takes (MTLS-1), in lower case.
const APPROVED: [&str; 8] =
    ["amazon", "comodo", "digicert", "entrust", "geotrust", "let's encrypt", "sectigo", "thawte"];

/// Checks the client certificate of mutual TLS: `chain` is the leaf and then its issuers, each in PEM or DER; `key` its
/// private key, `signing` the certificate that signs M2M tokens. The signatures within the chain are not checked.
///
/// An environment that cannot be read is a finding too. Rule MTLS-1.
#[must_use]
pub fn check_mtls(
    environment: &str,
    chain: &[&[u8]],
    key: Option<&[u8]>,
    passphrase: Option<&str>,
    signing: Option<&[u8]>,
    now: UnixSeconds,
) -> Vec<Finding> {
    let mut found = Findings::default();
    let environment = found.read("ENV-1", Environment::parse(environment));
    let read: Vec<Certificate> =
        chain.iter().filter_map(|one| found.read("MTLS-1", Certificate::parse(one))).collect();
    if chain.is_empty() {
        found.fail("chain_empty", "MTLS-1", "there is no certificate", "pass the certificate and its chain");
    }
    if let Some(leaf) = read.first() {
        if let Some(environment) = environment {
            check_name(&mut found, leaf, environment);
        }
        check_issuer(&mut found, &read, leaf);
        check_order(&mut found, &read, leaf);
        check_dates(&mut found, leaf, now);
    }
    if let Some(key) = key {
        check_key(&mut found, read.first(), key, passphrase);
    }
    let signing = signing.and_then(|signing| found.read("CERT-1", Certificate::parse(signing)));
    if let (Some(leaf), Some(signing)) = (read.first(), signing) {
        if leaf.key() == signing.key() {
            found.fail(
                "mtls_key_signs",
                "MTLS-1",
                "the certificate for mutual TLS has the key that signs tokens",
                "make a key of its own: this certificate is for nothing but mutual TLS with IR",
            );
        } else {
            found.pass("mtls_key_signs", "MTLS-1", "its key is not the one that signs tokens");
        }
    }
    found.0
}

/// `<32 hex>.irdgws[.test|.prod].<registered domain>`, and the environment that it names.
fn check_name(found: &mut Findings, leaf: &Certificate, environment: Environment<'_>) {
    let name = common_name(leaf.subject());
    let seen = name.as_deref().unwrap_or("no Common Name");
    let Some(part) = name.as_deref().and_then(PortalName::parse) else {
        let remedy = "have it made with the Common Name that the Developer Portal gave, letter by letter: \
                      32 hexadecimal digits, irdgws, test or prod, your domain";
        return found.fail("common_name_form", "MTLS-1", seen, remedy);
    };
    found.pass("common_name_form", "MTLS-1", seen);
    let wanted = match environment.name() {
        "test" => "test",
        "production" => "prod",
        "mock" => {
            let remedy = "nothing: the mock environment has no mutual TLS, but an IP allow-list";
            return found.warn("common_name_environment", "ENV-4", "the environment is mock", remedy);
        }
        _ => "",
    };
    match part.environment {
        Some(part) if part == wanted => {
            found.pass("common_name_environment", "MTLS-1", format!("it is for {}", environment.name()));
        }
        Some(part) if !wanted.is_empty() => found.fail(
            "common_name_environment",
            "MTLS-1",
            format!("it is for {part}, and the environment is {}", environment.name()),
            "use the certificate of this environment: test and production have one each",
        ),
        _ => found.warn(
            "common_name_environment",
            "MTLS-1",
            "the name does not show the environment that is asked about",
            "look in the Developer Portal which environment it was made for",
        ),
    }
}

/// The Common Name in a subject (RFC 4514). IR's names hold nothing that is escaped there.
fn common_name(subject: &str) -> Option<String> {
    let mut parts = subject.split([',', '+']).map(str::trim);
    parts.find_map(|part| part.strip_prefix("CN=")).map(Into::into)
}

fn check_issuer(found: &mut Findings, chain: &[Certificate], leaf: &Certificate) {
    if leaf.is_self_signed() {
        let remedy = "have it issued by a CA that IR approves; self-signed is for signing tokens alone";
        return found.fail("mtls_self_signed", "MTLS-1", "the certificate is self-signed", remedy);
    }
    found.pass("mtls_self_signed", "MTLS-1", "the certificate is not self-signed");
    let approved = |one: &Certificate| {
        let issuer = one.issuer().to_ascii_lowercase();
        APPROVED.iter().any(|name| issuer.contains(name))
    };
    let seen = format!("issued by {}", leaf.issuer());
    if chain.iter().any(approved) {
        found.pass("mtls_issuer", "MTLS-1", seen);
    } else {
        let remedy =
            "have it issued by Amazon, Comodo, DigiCert, Entrust, GeoTrust, Let's Encrypt, Sectigo or Thawte";
        found.fail("mtls_issuer", "MTLS-1", seen, remedy);
    }
}

/// Each is issued by the next one, by name, and the leaf's issuer is there. The root may be left out.
fn check_order(found: &mut Findings, chain: &[Certificate], leaf: &Certificate) {
    let is_pair = |pair: &[Certificate]| match pair {
        [one, next] => one.issuer() == next.subject(),
        _ => true,
    };
    if leaf.is_self_signed() {
        return;
    }
    if chain.len() == 1 {
        let remedy = "append the issuing certificates that the CA gave, each behind the one that it issued";
        return found.fail("chain_incomplete", "MTLS-1", "the file holds no issuing certificate", remedy);
    }
    if chain.windows(2).all(is_pair) {
        found.pass("chain_order", "MTLS-1", format!("{} certificates, each issued by the next", chain.len()));
    } else {
        let remedy = "put your own certificate first, and behind each one the one that issued it";
        found.fail(
            "chain_order",
            "MTLS-1",
            "a certificate is not followed by the one that issued it",
            remedy,
        );
    }
}

/// Four years are for signing certificates alone.
fn check_dates(found: &mut Findings, leaf: &Certificate, now: UnixSeconds) {
    match leaf.check(now) {
        Err(error) if error.kind != ErrorKind::CertificateFourYears => found.error("MTLS-1", error),
        _ => days_left(found, "MTLS-1", leaf, now),
    }
}
