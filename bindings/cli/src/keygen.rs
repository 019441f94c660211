//! `keygen`: a key and what goes with it, to be on-boarded with (CERT, MTLS, SSH).

pub(crate) mod making;
mod ssh;

use std::path::{Path, PathBuf};

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::certificate::{Certificate, PortalName};
use gws_auth_core::jws::{Algorithm, Curve};

use crate::exit::Failure;
use crate::files::{self, Access};
use crate::keys::AlgorithmValue;
use crate::report::Report;
use making::{Key, Purpose, Subject};

/// Make a key: for signing with a certificate, for mutual TLS with a request, or for SFTP
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth keygen --alg ES256 --subject \"CN=Weka Limited,O=Weka Limited,C=NZ\" --days 1461 --key weka.key --cert weka.crt
  gws-auth keygen --alg ES384 --subject \"CN=Weka Limited\" --key weka.key --csr weka.csr
  gws-auth keygen --mtls 0123456789abcdef0123456789abcdef.irdgws.test.example.co.nz
  gws-auth keygen --ssh --key id_ecdsa

The subject should match the organisation. The key is for its owner only, and not encrypted: keep it on a secure host,
with one for test and another for production. Nothing is ever overwritten. What IR wants is the thumbprint.
--mtls makes what a CA of IR's list issues the client certificate from; the name is the one that the Developer Portal gave.
--ssh makes an ECDSA key and its public line (KEY.pub); ssh-keygen -p -f KEY gives it a passphrase.
RSA keys are made by OpenSSL: for RS256, RS384 and RS512 its commands are printed, and nothing is written.")]
pub(crate) struct Arguments {
    /// What the key signs with: ES256 is preferred, and the default with --mtls and --ssh
    #[arg(long, value_enum, value_name = "ALG", required_unless_present_any = ["mtls", "ssh"])]
    alg: Option<AlgorithmValue>,
    /// Whose key it is: CN=…,O=…,C=NZ (RFC 4514)
    #[arg(long, value_name = "NAME", required_unless_present_any = ["mtls", "ssh"])]
    subject: Option<String>,
    /// How long the certificate is valid: at most 1461 days, four years
    #[arg(long, value_name = "DAYS", required_unless_present_any = ["csr", "mtls", "ssh"], value_parser = clap::value_parser!(u32).range(1..))]
    days: Option<u32>,
    /// Write the private key into this new file [default: m2m.key, mtls.key or id_ecdsa]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Write the self-signed certificate into this new file
    #[arg(long, value_name = "FILE", default_value = "m2m.crt", conflicts_with = "csr")]
    cert: PathBuf,
    /// Write a certificate request into this new file, for a CA, in place of a certificate [default: m2m.csr or mtls.csr]
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "")]
    csr: Option<PathBuf>,
    /// Make a key and a request for mutual TLS with this Common Name, letter by letter as the Developer Portal gave it
    #[arg(long, value_name = "NAME", conflicts_with_all = ["subject", "days", "cert"])]
    mtls: Option<String>,
    /// Make a key for SFTP, and the line of its public key in KEY.pub
    #[arg(long, conflicts_with_all = ["subject", "days", "cert", "csr", "mtls"])]
    ssh: bool,
}

/// What is to be made: of which names and where.
struct Plan {
    algorithm: Algorithm,
    subject: Subject,
    days: Option<u32>,
    key: PathBuf,
    cert: PathBuf,
    csr: Option<PathBuf>,
    purpose: Purpose,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let algorithm = arguments.alg.map_or(Algorithm::Es256, Algorithm::from);
    if arguments.ssh {
        return ssh::run(algorithm, arguments.key.as_deref().unwrap_or(Path::new("id_ecdsa")));
    }
    let plan = plan(arguments, algorithm)?;
    if let Some(days) = plan.days {
        making::check_days(days)?;
    }
    let Some(curve) = algorithm.curve() else { return Ok(openssl(&plan)) };
    let second = plan.csr.as_ref().unwrap_or(&plan.cert);
    if plan.key == *second {
        return Err(Failure::usage("same_file", "The key and what is made for it need a file each."));
    }
    files::check_new(&plan.key)?;
    files::check_new(second)?;
    let report = make(&plan, curve, now)?;
    Ok(report.noting(to_yourself(&plan.key)))
}

fn plan(arguments: &Arguments, algorithm: Algorithm) -> Result<Plan, Failure> {
    let Arguments { alg: _, subject, days, key, cert, csr, mtls, ssh: _ } = arguments;
    let file = |path: &Option<PathBuf>, usual: &str| match path {
        Some(path) if !path.as_os_str().is_empty() => path.clone(),
        _ => PathBuf::from(usual),
    };
    let (subject, purpose) = match (mtls, subject) {
        (Some(name), _) => (portal_subject(name)?, Purpose::MutualTls),
        (None, subject) => (Subject::parse(subject.as_deref().unwrap_or_default())?, Purpose::Signing),
    };
    let (days, cert) = (*days, cert.clone());
    Ok(match purpose {
        Purpose::Signing => {
            let csr = csr.is_some().then(|| file(csr, "m2m.csr"));
            Plan { algorithm, subject, days, key: file(key, "m2m.key"), cert, csr, purpose }
        }
        Purpose::MutualTls => {
            let csr = Some(file(csr, "mtls.csr"));
            Plan { algorithm, subject, days, key: file(key, "mtls.key"), cert, csr, purpose }
        }
    })
}

/// The subject with the portal's name alone: what else stands in the certificate is the CA's.
fn portal_subject(name: &str) -> Result<Subject, Failure> {
    if PortalName::parse(name).is_none() {
        return Err(Failure::usage(
            "common_name_form",
            "The Developer Portal's name is 32 hexadecimal digits, irdgws, test or prod, and your domain, with full stops between them (MTLS-1).",
        ));
    }
    Subject::parse(&format!("CN={name}"))
}

/// Everything is made before anything is written.
fn make(plan: &Plan, curve: Curve, now: UnixSeconds) -> Result<Report, Failure> {
    let key = Key::generate(curve)?;
    let pem = key.pem()?;
    let subject = &plan.subject;
    if let Some(path) = &plan.csr {
        let request = key.request(subject, plan.purpose)?;
        write(&plan.key, &pem, path, &request)?;
        let report = Report::new()
            .with("key", shown(&plan.key))
            .with("csr", shown(path))
            .with("subject", subject.to_string());
        return Ok(report.noting(match plan.purpose {
            Purpose::Signing => "the thumbprint comes with the certificate: gws-auth thumbprint FILE",
            Purpose::MutualTls => {
                "send the request to a CA of IR's list, and check what comes back: gws-auth check mtls"
            }
        }));
    }
    let certificate = key.certificate(subject, now, plan.days.unwrap_or_default())?;
    let read = Certificate::parse(certificate.as_bytes())?;
    write(&plan.key, &pem, &plan.cert, &certificate)?;
    Ok(Report::new()
        .with("thumbprint", read.thumbprint().as_str())
        .with("key", shown(&plan.key))
        .with("certificate", shown(&plan.cert))
        .with("subject", subject.to_string())
        .with("not_before", read.not_before())
        .with("not_after", read.not_after())
        .noting("send the thumbprint to IR: it is the sub of the tokens"))
}

fn to_yourself(key: &Path) -> String {
    format!("keep {} to yourself: it is not encrypted, and whoever has it signs in your name", key.display())
}

/// Both files, or none.
fn write(key: &Path, pem: &str, second: &Path, text: &str) -> Result<(), Failure> {
    files::write_new_file(key, pem, Access::Owner)?;
    files::write_new_file(second, text, Access::Everybody)
        // The key is of no use without the other, and in the way of a second attempt.
        .inspect_err(|_| drop(std::fs::remove_file(key)))
}

/// Appendix C's way: no library here makes RSA keys, or computes with private ones, in a way to be trusted.
fn openssl(plan: &Plan) -> Report {
    let key = quoted(&shown(&plan.key));
    let subject = quoted(&plan.subject.openssl());
    let hash = match plan.algorithm {
        Algorithm::Rs384 => "sha384",
        Algorithm::Rs512 => "sha512",
        _ => "sha256",
    };
    let make = format!("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out {key}");
    let commands = match &plan.csr {
        Some(csr) => {
            let usage = match plan.purpose {
                Purpose::Signing => "",
                Purpose::MutualTls => " -addext extendedKeyUsage=clientAuth",
            };
            let csr = quoted(&shown(csr));
            vec![make, format!("openssl req -new -utf8 -{hash} -key {key} -subj {subject}{usage} -out {csr}")]
        }
        None => {
            let certificate = quoted(&shown(&plan.cert));
            let days = plan.days.unwrap_or_default();
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
