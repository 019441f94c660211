//! `thumbprint`: what IR knows a signing certificate by.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::jws::{Algorithm, PublicKey};

use crate::exit::Failure;
use crate::keys;
use crate::m2m::SHA1_WARNING;
use crate::report::Report;

/// Print the thumbprint of a signing certificate, and what else there is to know of it
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth thumbprint employer.crt --json

The thumbprint is the SHA-256 of the certificate's DER, 64 upper-case digits: what IR registers, and what stands in sub.")]
pub(crate) struct Arguments {
    /// The certificate, PEM or DER
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The SHA-1 thumbprint: only where IR registered that one
    #[arg(long)]
    sha1: bool,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let certificate = keys::certificate(&arguments.file)?;
    let thumbprint = if arguments.sha1 { certificate.sha1_thumbprint()? } else { certificate.thumbprint() };
    let key = certificate.key();
    let mut report = Report::new()
        .with("thumbprint", thumbprint.as_str())
        .with("hash", if arguments.sha1 { "SHA-1" } else { "SHA-256" })
        .with("not_before", certificate.not_before())
        .with("not_after", certificate.not_after())
        .with("days_left", certificate.days_left(now))
        .with("key", kind(&key))
        .with("algorithm", keys::algorithm_of(&key).map(Algorithm::name));
    if arguments.sha1 {
        report = report.noting(SHA1_WARNING);
    }
    if let Err(error) = certificate.check(now) {
        report = report.noting(format!("warning: {error}"));
    }
    Ok(report)
}

/// `P-256`, or `RSA 2048`.
fn kind(key: &PublicKey<'_>) -> String {
    match key {
        PublicKey::Ec { .. } => format!("P-{}", key.bits()),
        PublicKey::Rsa { .. } => format!("RSA {}", key.bits()),
    }
}
