//! What a token is to say: arguments that `m2m sign` and `m2m unsigned` share.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{CertificateReference, ClaimsToSign, NoStartLogon};
use gws_auth_core::jws::Algorithm;
use gws_auth_core::m2m::DEFAULT_LIFETIME;

use crate::bundle::Bundle;
use crate::exit::Failure;
use crate::keys::AlgorithmValue;
use crate::pasted;

/// Claims, and the certificate of the key that signs them.
#[derive(Args)]
pub(super) struct Claims {
    /// The certificate of the key, in PEM, DER or PKCS#12: its thumbprint becomes sub
    #[arg(long, value_name = "FILE")]
    pub(super) cert: PathBuf,
    /// The issuer agreed with IR
    #[arg(long, value_name = "ISSUER", value_parser = pasted::issuer)]
    iss: String,
    /// The myIR user whose delegations count; otherwise startLogon is null
    #[arg(long, value_name = "USER", value_parser = pasted::user, conflicts_with_all = ["start_logon_empty", "start_logon_absent"])]
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
    pub(super) sha1_thumbprint: bool,
}

impl Claims {
    /// The claims for a token that is signed at `now` with the key of the chosen certificate (CERT-1, M2M-6).
    pub(super) fn read(&self, certificate: &Bundle, now: UnixSeconds) -> Result<ClaimsToSign, Failure> {
        let facts = certificate.facts()?;
        let reference = if self.sha1_thumbprint {
            CertificateReference { thumbprint_sha1: Some(facts.thumbprint_sha1), ..Default::default() }
        } else {
            CertificateReference { der: Some(certificate.certificate().der().to_vec()), ..Default::default() }
        };
        let of_key = || facts.algorithms.first().cloned().unwrap_or_default();
        let no_start_logon = match (self.start_logon_empty, self.start_logon_absent) {
            (true, _) => NoStartLogon::Empty,
            (false, true) => NoStartLogon::Absent,
            (false, false) => NoStartLogon::Null,
        };
        certificate.certificate().check(now)?;
        Ok(ClaimsToSign {
            algorithm: self.alg.map_or_else(of_key, |alg| Algorithm::from(alg).name().to_owned()),
            certificate: reference,
            iss: self.iss.clone(),
            start_logon: self.start_logon.clone(),
            no_start_logon: Some(no_start_logon),
            lifetime: Some(self.lifetime),
            not_before: Some(facts.not_before),
            not_after: Some(facts.not_after),
        })
    }

    /// What stands in `sub`.
    pub(super) fn sub(&self, certificate: &Bundle) -> Result<String, Failure> {
        let facts = certificate.facts()?;
        Ok(if self.sha1_thumbprint { facts.thumbprint_sha1 } else { facts.thumbprint })
    }
}
