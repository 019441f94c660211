//! `m2m sign`: claims in, the value of `Authorization` out.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::m2m::{DEFAULT_LIFETIME, StartLogon};
use gws_auth_native::{NativeSigner, TokenRequest};

use crate::exit::Failure;
use crate::keys::{self, AlgorithmValue, SigningKey};
use crate::report::Report;

/// What a SHA-1 thumbprint is answered with (M2M-4).
pub(crate) const SHA1_WARNING: &str =
    "warning: SHA-1 is only for thumbprints that IR registered long ago; new ones are SHA-256";

/// Sign a machine-to-machine token, and print it
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth m2m sign --key employer.key --cert employer.crt --iss www.example.com --start-logon jsmith

The token goes into the header Authorization as it is, WITHOUT the word Bearer, over mutual TLS to port 4046. Until it
expires it is as good as a password. What is printed was verified with the certificate.
--now SECONDS takes the place of the system's clock.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    key: SigningKey,
    /// The certificate of the key, PEM or DER: its thumbprint becomes sub
    #[arg(long, value_name = "FILE")]
    cert: PathBuf,
    /// The issuer agreed with IR
    #[arg(long, value_name = "ISSUER")]
    iss: String,
    /// The myIR user whose delegations count; otherwise startLogon is null
    #[arg(long, value_name = "USER", conflicts_with_all = ["start_logon_empty", "start_logon_absent"])]
    start_logon: Option<String>,
    /// Send startLogon as "", as IR's own script does
    #[arg(long, conflicts_with = "start_logon_absent")]
    start_logon_empty: bool,
    /// Leave startLogon out
    #[arg(long)]
    start_logon_absent: bool,
    /// Sign with this algorithm; otherwise with the one of the key's curve, or RS256
    #[arg(long, value_enum, value_name = "ALG")]
    alg: Option<AlgorithmValue>,
    /// How long the token lives: 1 to 28800 seconds
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_LIFETIME)]
    lifetime: u32,
    /// Put the SHA-1 thumbprint into sub: only where IR registered that one
    #[arg(long)]
    sha1_thumbprint: bool,
}

impl Arguments {
    fn start_logon(&self) -> StartLogon<'_> {
        match &self.start_logon {
            Some(user) => StartLogon::User(user),
            None if self.start_logon_empty => StartLogon::Empty,
            None if self.start_logon_absent => StartLogon::Absent,
            None => StartLogon::Null,
        }
    }
}

pub(super) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let key = arguments.key.load()?;
    let certificate = keys::certificate(&arguments.cert)?;
    let signer = NativeSigner::new(&key, arguments.alg.map(Into::into))?;
    let request = TokenRequest {
        iss: &arguments.iss,
        start_logon: arguments.start_logon(),
        lifetime: arguments.lifetime,
        sha1_thumbprint: arguments.sha1_thumbprint,
    };
    let signed = request.sign(&signer, &certificate, now)?;
    let report = Report::new()
        .with("token", signed.token.expose())
        .with("sub", signed.sub.as_str())
        .with("iat", signed.iat)
        .with("exp", signed.exp)
        .reading(format!("{}\n", signed.token.expose()));
    Ok(if arguments.sha1_thumbprint { report.noting(SHA1_WARNING) } else { report })
}
