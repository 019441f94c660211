//! Probes of a host that the user names: what a set-up on paper does not show. Nothing secret is sent: a request for the
//! authorize page by a client that there is not, and the certificate for mutual TLS where the host proves who it is.

mod answer;
mod found;
mod handshake;
mod target;

use std::time::Duration;

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::Finding;
use std::path::PathBuf;
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, parse_pem};

use crate::exit::Failure;
use crate::files;
use crate::terminal::note_to_people;

use found::Found;
pub(crate) use target::Target;

/// How a host is probed.
#[derive(Args, Clone)]
pub(crate) struct Probing {
    /// Trust this CA in place of the public ones (PEM): for a proxy that opens TLS, or a simulator
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// How long each step may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=120))]
    timeout: u32,
}

/// What the certificate for mutual TLS is read from.
pub(crate) struct Identity<'a> {
    /// The certificate and its issuers, PEM.
    pub(crate) chain: &'a [u8],
    /// The private key, PEM, not encrypted.
    pub(crate) key: &'a [u8],
}

/// What a probe needs beside its target.
struct Setting {
    roots: Option<Vec<Certificate<'static>>>,
    identity: Option<ClientCert>,
    timeout: Duration,
    now: UnixSeconds,
}

/// All that can be seen of `target` from here. Progress goes to standard error.
pub(crate) fn run(
    target: &Target,
    probing: &Probing,
    identity: Option<Identity<'_>>,
    now: UnixSeconds,
) -> Result<Vec<Finding>, Failure> {
    let setting = Setting {
        roots: probing.ca.as_deref().map(|path| certificates(&files::read(path)?)).transpose()?,
        identity: identity.map(client_certificate).transpose()?,
        timeout: Duration::from_secs(probing.timeout.into()),
        now,
    };
    let mut found = Found::default();
    note_to_people(&format!("connecting to {target}"));
    proxy(&mut found, target);
    let Some(stream) = target::connect(&mut found, target, setting.timeout) else { return Ok(found.0) };
    if !target.tls {
        drop(stream);
        note_to_people("asking for the authorize page, as a client that there is not");
        answer::authorize(&mut found, target, &setting);
        return Ok(found.0);
    }
    note_to_people("opening TLS");
    let Some(seen) = handshake::look(&mut found, target, stream, &setting) else { return Ok(found.0) };
    if !seen.trusted {
        return Ok(found.0);
    }
    if seen.asked || target.is_for_services() {
        note_to_people("asking for the services' root");
        answer::services(&mut found, target, &setting, seen.asked);
    } else {
        note_to_people("asking for the authorize page, as a client that there is not");
        answer::authorize(&mut found, target, &setting);
    }
    Ok(found.0)
}

/// The probe goes straight to the host; requests go through a proxy where the environment names one.
fn proxy(found: &mut Found, target: &Target) {
    let named = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .find(|name| target.tls && std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if let Some(name) = named {
        let remedy =
            "let the proxy pass this host without opening TLS, or take the variable away for this program";
        found.warn(
            "proxy_configured",
            "ENV-9",
            format!("{name} names a proxy, which the probe goes around"),
            remedy,
        );
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, Failure> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(_) => return Err(unusable("A certificate is no PEM.")),
        }
    }
    if certificates.is_empty() {
        Err(unusable("A file holds no certificate in PEM."))
    } else {
        Ok(certificates)
    }
}

fn client_certificate(identity: Identity<'_>) -> Result<ClientCert, Failure> {
    let chain = certificates(identity.chain)?;
    let key = PrivateKey::from_pem(identity.key).map_err(|_| {
        unusable("For a probe the private key is PEM and not encrypted: openssl pkey -in FILE -out PLAIN.")
    })?;
    Ok(ClientCert::new_with_certs(&chain, key))
}

fn unusable(message: &str) -> Failure {
    Failure::usage("probe_file", message)
}
