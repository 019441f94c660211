//! `thumbprint`: what IR knows a signing certificate by.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::calls::{CertificateFacts, SecretString};
use gws_auth_core::{UnixSeconds, Warning};

use crate::bundle::Bundle;
use crate::exit::Failure;
use crate::fields::Secrets;
use crate::keys::Passphrase;
use crate::report::Report;
use crate::text::lines;

/// Print the thumbprint of a signing certificate, and what else there is to know of it
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth thumbprint employer.crt --json

The thumbprint is the SHA-256 of the certificate's DER, 64 upper-case digits: what IR registers, and what stands in sub.
Of a bundle it is the certificate that has issued none of the others; those are named on standard error. Other tools show
the same digits with colons or in small letters.")]
pub(crate) struct Arguments {
    /// The certificate: PEM, DER or PKCS#12 (.pfx, .p12)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
    /// The SHA-1 thumbprint: only where IR registered that one
    #[arg(long)]
    sha1: bool,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let passphrase = arguments.passphrase.read()?;
    let bundle = Bundle::read(&arguments.file, passphrase.as_ref().map(SecretString::expose))?;
    let (facts, certificate) = (bundle.facts()?, bundle.certificate());
    let mut report = Report::of(&facts, Secrets::Hidden).with("days_left", certificate.days_left(now));
    if arguments.sha1 {
        let sha1 = Warning::CertificateSha1;
        report = report.with("thumbprint", facts.thumbprint_sha1.as_str()).noting(format!(
            "warning: {} ({})",
            sha1.message(),
            sha1.code()
        ));
    }
    let shown = lines(&report.fields, "");
    // As scripts know them since the first version.
    report = report
        .with("hash", if arguments.sha1 { "SHA-1" } else { "SHA-256" })
        .with("key", kind(&facts))
        .with("algorithm", facts.algorithms.first().map(String::as_str))
        .reading(shown);
    for remark in bundle.remarks() {
        report = report.noting(remark);
    }
    if let Err(error) = certificate.check(now) {
        report = report.noting(format!("warning: {error}"));
    }
    Ok(report)
}

/// `P-256`, or `RSA 2048`.
fn kind(facts: &CertificateFacts) -> String {
    match &facts.curve {
        Some(curve) => curve.clone(),
        None => format!("{} {}", facts.key_type, facts.key_bits),
    }
}
