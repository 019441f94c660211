//! `keygen`: a key and a certificate to be on-boarded with (CERT).

pub(crate) mod making;

use std::path::{Path, PathBuf};

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, Curve};

use crate::exit::Failure;
use crate::files::{self, Access};
use crate::keys::AlgorithmValue;
use crate::report::Report;
use making::{Key, Subject};

/// Make a signing key and a certificate for it
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth keygen --alg ES256 --subject \"CN=Weka Limited,O=Weka Limited,C=NZ\" --days 1461 --key weka.key --cert weka.crt
  gws-auth keygen --alg ES384 --subject \"CN=Weka Limited\" --key weka.key --csr weka.csr

The subject should match the organisation. The key is for its owner only, and not encrypted: keep it on a secure host,
with one for test and another for production. Nothing is ever overwritten. What IR wants is the thumbprint.
RSA keys are made by OpenSSL: for RS256, RS384 and RS512 its commands are printed, and nothing is written.")]
pub(crate) struct Arguments {
    /// What the key signs with: ES256 is preferred
    #[arg(long, value_enum, value_name = "ALG")]
    alg: AlgorithmValue,
    /// Whose key it is: CN=…,O=…,C=NZ (RFC 4514)
    #[arg(long, value_name = "NAME")]
    subject: String,
    /// How long the certificate is valid: at most 1461 days, four years
    #[arg(long, value_name = "DAYS", required_unless_present = "csr", value_parser = clap::value_parser!(u32).range(1..))]
    days: Option<u32>,
    /// Write the private key into this new file
    #[arg(long, value_name = "FILE", default_value = "m2m.key")]
    key: PathBuf,
    /// Write the self-signed certificate into this new file
    #[arg(long, value_name = "FILE", default_value = "m2m.crt", conflicts_with = "csr")]
    cert: PathBuf,
    /// Write a certificate request into this new file, for a CA, in place of a certificate [default: m2m.csr]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "m2m.csr")]
    csr: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let algorithm = Algorithm::from(arguments.alg);
    let subject = Subject::parse(&arguments.subject)?;
    if let Some(days) = arguments.days {
        making::check_days(days)?;
    }
    let Some(curve) = algorithm.curve() else { return Ok(openssl(arguments, &subject, algorithm)) };
    let second = arguments.csr.as_ref().unwrap_or(&arguments.cert);
    if arguments.key == *second {
        return Err(Failure::usage("same_file", "The key and what is made for it need a file each."));
    }
    files::check_new(&arguments.key)?;
    files::check_new(second)?;
    let report = make(arguments, curve, &subject, now)?;
    Ok(report.noting(format!(
        "keep {} to yourself: it is not encrypted, and whoever has it signs in your name",
        arguments.key.display()
    )))
}

/// Everything is made before anything is written.
fn make(arguments: &Arguments, curve: Curve, subject: &Subject, now: UnixSeconds) -> Result<Report, Failure> {
    let key = Key::generate(curve)?;
    let pem = key.pem()?;
    if let Some(path) = &arguments.csr {
        let request = key.request(subject)?;
        write(&arguments.key, &pem, path, &request)?;
        return Ok(Report::new()
            .with("key", shown(&arguments.key))
            .with("csr", shown(path))
            .with("subject", subject.to_string())
            .noting("the thumbprint comes with the certificate: gws-auth thumbprint FILE"));
    }
    let certificate = key.certificate(subject, now, arguments.days.unwrap_or_default())?;
    let read = Certificate::parse(certificate.as_bytes())?;
    write(&arguments.key, &pem, &arguments.cert, &certificate)?;
    Ok(Report::new()
        .with("thumbprint", read.thumbprint().as_str())
        .with("key", shown(&arguments.key))
        .with("certificate", shown(&arguments.cert))
        .with("subject", subject.to_string())
        .with("not_before", read.not_before())
        .with("not_after", read.not_after())
        .noting("send the thumbprint to IR: it is the sub of the tokens"))
}

/// Both files, or none.
fn write(key: &Path, pem: &str, second: &Path, text: &str) -> Result<(), Failure> {
    files::write_new_file(key, pem, Access::Owner)?;
    files::write_new_file(second, text, Access::Everybody)
        // The key is of no use without the other, and in the way of a second attempt.
        .inspect_err(|_| drop(std::fs::remove_file(key)))
}

/// Appendix C's way: no library here makes RSA keys, or computes with private ones, in a way to be trusted.
fn openssl(arguments: &Arguments, subject: &Subject, algorithm: Algorithm) -> Report {
    let key = quoted(&shown(&arguments.key));
    let subject = quoted(&subject.openssl());
    let hash = match algorithm {
        Algorithm::Rs384 => "sha384",
        Algorithm::Rs512 => "sha512",
        _ => "sha256",
    };
    let make = format!("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out {key}");
    let commands = match &arguments.csr {
        Some(csr) => vec![
            make,
            format!("openssl req -new -utf8 -{hash} -key {key} -subj {subject} -out {}", quoted(&shown(csr))),
        ],
        None => {
            let certificate = quoted(&shown(&arguments.cert));
            let days = arguments.days.unwrap_or_default();
            vec![
                make,
                format!(
                    "openssl req -x509 -new -utf8 -{hash} -key {key} -subj {subject} -days {days} -out {certificate}"
                ),
                format!("gws-auth thumbprint {certificate}"),
            ]
        }
    };
    let text = commands.join("\n") + "\n";
    Report::new().with("openssl", commands).reading(text).noting(
        "RSA keys are made by OpenSSL, with these commands; nothing was written. IR prefers ES256, and RSA is being discouraged",
    )
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// As a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'_' | b'-');
    if !word.is_empty() && !word.starts_with('-') && word.bytes().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
