//! `check`: what IR will not take, found before the on-boarding does.

pub(crate) mod pgp;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{
    Finding, SecretString, Verdict, check_client, check_mtls, check_redirect_uris, check_signing, check_ssh,
};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::exit::{Failure, Status};
use crate::fields::{self, Secrets};
use crate::probe::{self, Identity, Probing, Target};
use crate::report::Report;
use crate::text::escape;
use crate::{files, input};

/// Check certificates, keys, redirect URIs and a client id against IR's rules
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth check signing --key employer.key --cert employer.crt
  gws-auth check mtls --env test --cert chain.pem --key client.key --signing-cert employer.crt
  gws-auth check ssh --key id_ecdsa.pub
  gws-auth check pgp --file public.asc
  gws-auth check redirect https://client.example.com/return
  gws-auth check client SmartSoftware_SmartPay
  gws-auth check connect test5.services.ird.govt.nz:443
  gws-auth check connect test5.services.ird.govt.nz:4046 --cert chain.pem --key client.key

With --json: {\"findings\":[{\"code\":…,\"rule\":…,\"verdict\":\"pass|warn|fail\",\"seen\":…,\"do\":…}]}. Exit status 1 if one
of them fails.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The form of a client id
    Client {
        /// The client id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Redirect URIs: kind and form, loopback address and ports
    Redirect {
        /// All that are registered, or are to be
        #[arg(value_name = "URI", required = true)]
        uris: Vec<String>,
    },
    /// A signing certificate and its key
    Signing(Signing),
    /// The client certificate for mutual TLS, with its chain
    Mtls(Mtls),
    /// An OpenPGP public key, read by GnuPG: AES-256 and SHA-256 among its preferences, its end
    Pgp {
        /// The public key, with or without armour
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// A host: TLS, client certificate, clock, proxies, the authorize page's answer. Nothing secret is sent
    Connect(Connect),
    /// An SSH public key, as a line or in PEM
    Ssh {
        /// The public key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

#[derive(Args)]
struct Key {
    /// The private key, to see that it belongs to the certificate
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Read the passphrase of an encrypted key from this file, - for standard input; otherwise from GWS_KEY_PASSPHRASE
    #[arg(long, value_name = "FILE", requires = "key")]
    passphrase_file: Option<PathBuf>,
}

#[derive(Args)]
struct Signing {
    /// The certificate, PEM or DER
    #[arg(long, value_name = "FILE")]
    cert: PathBuf,
    #[command(flatten)]
    key: Key,
    /// The certificate of the other environment: it must have another key
    #[arg(long, value_name = "FILE")]
    other_cert: Option<PathBuf>,
}

#[derive(Args)]
struct Mtls {
    /// mock, test, production, or the URL of a host
    #[arg(long, value_name = "ENV|URL", value_parser = crate::pasted::environment)]
    env: String,
    /// The certificate and behind it those of its issuers, PEM
    #[arg(long, value_name = "FILE")]
    cert: PathBuf,
    #[command(flatten)]
    key: Key,
    /// The certificate that signs M2M tokens: it must have another key
    #[arg(long, value_name = "FILE")]
    signing_cert: Option<PathBuf>,
}

#[derive(Args)]
struct Connect {
    /// The host and its port: 443 for logins, 4046 for services
    #[arg(value_name = "HOST:PORT", value_parser = Target::parse)]
    target: Target,
    /// The certificate for mutual TLS and behind it those of its issuers, PEM
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// Its private key, PEM, not encrypted
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    #[command(flatten)]
    probing: Probing,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    Ok(report(&match &arguments.what {
        What::Client { id } => check_client(id),
        What::Redirect { uris } => check_redirect_uris(&uris.iter().map(String::as_str).collect::<Vec<_>>()),
        What::Signing(arguments) => signing(arguments, now)?,
        What::Mtls(arguments) => mtls(arguments, now)?,
        What::Pgp { file } => pgp::check(&files::read(file)?, now)?,
        What::Connect(arguments) => connect(arguments, now)?,
        What::Ssh { key } => check_ssh(&files::read(key)?),
    }))
}

fn signing(arguments: &Signing, now: UnixSeconds) -> Result<Vec<Finding>, Failure> {
    let Signing { cert, key, other_cert } = arguments;
    let (certificate, other) = (files::read(cert)?, optional(other_cert.as_deref())?);
    let (key, passphrase) = key.load()?;
    let passphrase = passphrase.as_ref().map(SecretString::expose);
    Ok(check_signing(&certificate, bytes(key.as_ref()), passphrase, bytes(other.as_ref()), now))
}

fn mtls(arguments: &Mtls, now: UnixSeconds) -> Result<Vec<Finding>, Failure> {
    let Mtls { env, cert, key, signing_cert } = arguments;
    let (chain, signing) = (files::read(cert)?, optional(signing_cert.as_deref())?);
    let (key, passphrase) = key.load()?;
    let passphrase = passphrase.as_ref().map(SecretString::expose);
    Ok(check_mtls(env, &blocks(&chain), bytes(key.as_ref()), passphrase, bytes(signing.as_ref()), now))
}

fn connect(arguments: &Connect, now: UnixSeconds) -> Result<Vec<Finding>, Failure> {
    let Connect { target, cert, key, probing } = arguments;
    let (chain, key) = (optional(cert.as_deref())?, optional(key.as_deref())?);
    let identity = bytes(chain.as_ref()).zip(bytes(key.as_ref())).map(|(chain, key)| Identity { chain, key });
    probe::run(target, probing, identity, now)
}

type Bytes = Zeroizing<Vec<u8>>;

fn optional(path: Option<&Path>) -> Result<Option<Bytes>, Failure> {
    path.map(files::read).transpose()
}

fn bytes(file: Option<&Bytes>) -> Option<&[u8]> {
    file.map(|file| file.as_slice())
}

impl Key {
    fn load(&self) -> Result<(Option<Bytes>, Option<SecretString>), Failure> {
        let Some(key) = &self.key else { return Ok((None, None)) };
        Ok((Some(files::read(key)?), input::passphrase(self.passphrase_file.as_deref())?))
    }
}

/// The certificates of a PEM file in their order; a file without a PEM block is one certificate in DER.
pub(crate) fn blocks(file: &[u8]) -> Vec<&[u8]> {
    const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
    let begins: Vec<usize> = (0..file.len()).filter(|at| file[*at..].starts_with(BEGIN)).collect();
    if begins.is_empty() {
        return vec![file];
    }
    let ends = begins.iter().skip(1).copied().chain([file.len()]);
    begins.iter().zip(ends).map(|(begin, end)| &file[*begin..end]).collect()
}

/// Findings as the command prints them: core's `remedy` is `do`. The exit status is 1 if one fails.
pub(crate) fn report(findings: &[Finding]) -> Report {
    let rows: Vec<Value> = findings.iter().map(|finding| Value::Object(row(finding))).collect();
    let text: String = findings.iter().map(line).collect();
    let report = Report::new().with("findings", rows).reading(text);
    let fails = findings.iter().any(|finding| finding.verdict == Verdict::Fail);
    if fails { report.ending(Status::Refused) } else { report }
}

fn row(finding: &Finding) -> Map<String, Value> {
    let mut row = fields::of(finding, Secrets::Hidden);
    if let Some(remedy) = row.remove("remedy") {
        row.insert("do".into(), remedy);
    }
    row
}

fn line(finding: &Finding) -> String {
    let Finding { code: _, rule, verdict, seen, remedy } = finding;
    let seen = format!("{}  {rule:<9} {}\n", verdict.code(), escape(seen));
    match remedy {
        Some(remedy) => format!("{seen}                {}\n", escape(remedy)),
        None => seen,
    }
}
