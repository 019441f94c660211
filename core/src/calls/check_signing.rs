//! Checks of a signing key and its certificate (`keys`).

use super::findings::{Finding, Findings};
use crate::certificate::Certificate;
use crate::error::{Error, ErrorKind};
use crate::key::PrivateKey;
use crate::secret::Secret;
use crate::time::UnixSeconds;
use alloc::format;
use alloc::vec::Vec;

/// From so many days before its end on a certificate is to be renewed: IR has to register the new one first.
pub(super) const RENEWAL_DAYS: u32 = 30;

/// Checks a signing certificate, and with `key` its private key: version, algorithm, size, dates, four years, days left,
/// both thumbprints, and that they belong together. `other` is the certificate of the other environment, if there is one:
/// test and production have different keys. Rules CERT-1, CERT-2, M2M-4.
#[must_use]
pub fn check_signing(
    certificate: &[u8],
    key: Option<&[u8]>,
    passphrase: Option<&str>,
    other: Option<&[u8]>,
    now: UnixSeconds,
) -> Vec<Finding> {
    let mut found = Findings::default();
    let certificate = found.read("CERT-1", Certificate::parse(certificate));
    if let Some(certificate) = &certificate {
        facts(&mut found, certificate);
        dates(&mut found, certificate, now);
    }
    if let Some(key) = key {
        check_key(&mut found, certificate.as_ref(), key, passphrase);
    }
    let other = other.and_then(|other| found.read("CERT-1", Certificate::parse(other)));
    if let (Some(certificate), Some(other)) = (&certificate, other) {
        if certificate.key() == other.key() {
            found.fail(
                "key_shared",
                "CERT-1",
                "both certificates have the same key",
                "make another key for the other environment: test and production have different keys",
            );
        } else {
            found.pass("key_shared", "CERT-1", "the two environments have different keys");
        }
    }
    found.0
}

fn facts(found: &mut Findings, certificate: &Certificate) {
    found.pass("certificate_version", "CERT-1", format!("X.509 version 3, for {}", certificate.subject()));
    let key = certificate.key();
    let kind = key.curve().map_or("RSA", |curve| curve.name());
    let seen = format!("{kind}, {} bits", key.bits());
    if key.curve().is_some() {
        found.pass("key_algorithm", "M2M-2", seen);
    } else {
        let remedy = "it works; IR prefers ES256 and discourages RSA, so make the next key on P-256";
        found.warn("key_algorithm", "M2M-2", seen, remedy);
    }
    let thumbprint = certificate.thumbprint();
    found.pass("certificate_thumbprint", "M2M-4", format!("SHA-256 {}", thumbprint.as_str()));
    if let Ok(sha1) = certificate.sha1_thumbprint() {
        found.pass(
            "certificate_thumbprint_sha1",
            "M2M-4",
            format!("SHA-1 {}, for old registrations", sha1.as_str()),
        );
    }
}

/// Whether it is valid at `now`, and for how long. Not more than four years.
fn dates(found: &mut Findings, certificate: &Certificate, now: UnixSeconds) {
    if found.read("CERT-1", certificate.check(now)).is_some() {
        days_left(found, "CERT-1", certificate, now);
    }
}

pub(super) fn days_left(found: &mut Findings, rule: &str, certificate: &Certificate, now: UnixSeconds) {
    let days = certificate.days_left(now);
    let seen = format!("valid for {days} more days");
    if days < RENEWAL_DAYS {
        let remedy = "make the next one now: IR has to take it up before this one ends";
        found.warn("certificate_ends_soon", rule, seen, remedy);
    } else {
        found.pass("certificate_ends_soon", rule, seen);
    }
}

/// Whether the key can be read, and belongs to the certificate.
pub(super) fn check_key(
    found: &mut Findings,
    certificate: Option<&Certificate>,
    key: &[u8],
    passphrase: Option<&str>,
) {
    let Some(key) = found.read("CERT-3", PrivateKey::parse(key, passphrase.map(Secret::new))) else { return };
    let Some(certificate) = certificate else { return };
    match key.public_key() {
        Some(public) if certificate.check_key(&public).is_ok() => {
            found.pass("certificate_key", "CERT-2", "certificate and key belong together");
        }
        Some(_) => found.error("CERT-2", Error::of(ErrorKind::CertificateKey)),
        None => found.warn(
            "certificate_key",
            "CERT-2",
            "the key file does not hold its public half, so that it cannot be compared",
            "write it anew: openssl pkey -in FILE -out FILE.pem",
        ),
    }
}
