//! `m2m verify`: the signature, then the claims.

use std::path::PathBuf;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use clap::Args;
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, Payload, UnverifiedJws};
use gws_auth_core::m2m::{ClaimRules, VerifiedClaims};
use gws_auth_core::wire::json::{Leniency, Object};
use gws_auth_core::{Error, ErrorKind, UnixSeconds};
use gws_auth_native::NativeVerifier;
use serde_json::Value;
use zeroize::Zeroizing;

use super::sign::SHA1_WARNING;
use crate::exit::{Failure, Status};
use crate::input;
use crate::keys::{self, AlgorithmValue};
use crate::report::Report;

/// Check a machine-to-machine token, read from standard input
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth m2m verify --cert employer.crt --iss www.example.com --json < token
  gws-auth m2m verify --public-key key.jwk --signature-only --json < token

{\"valid\":true,\"alg\":…,\"claims\":{…}} with exit status 0, or {\"valid\":false,\"error\":{\"code\":…,\"message\":…}} with 1.
Without a certificate nothing is known of its thumbprint and its dates, and sub is only checked with --sub.
--now SECONDS takes the place of the system's clock.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    key: Key,
    /// Accept this algorithm only; otherwise those that fit the key
    #[arg(long, value_enum, value_name = "ALG")]
    alg: Option<AlgorithmValue>,
    /// The expected issuer
    #[arg(long, value_name = "ISSUER")]
    iss: Option<String>,
    /// The expected thumbprint in sub
    #[arg(long, value_name = "THUMBPRINT")]
    sub: Option<String>,
    /// How far the signer's clock may be off
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    leeway: u32,
    /// Expect the certificate's SHA-1 thumbprint in sub: only where IR registered that one
    #[arg(long, requires = "cert")]
    sha1_thumbprint: bool,
    /// Check form and signature only, of a payload that may be anything
    #[arg(long, conflicts_with_all = ["iss", "sub", "sha1_thumbprint"])]
    signature_only: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Key {
    /// The signer's certificate, PEM or DER
    #[arg(long, value_name = "FILE")]
    cert: Option<PathBuf>,
    /// The signer's public key: PEM, DER or JWK
    #[arg(long, value_name = "FILE")]
    public_key: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    verify(arguments, now).map_err(|failure| match failure.status {
        Status::Refused => failure.on_token(),
        _ => failure,
    })
}

fn verify(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let only = arguments.alg.map(Algorithm::from);
    let (certificate, verifier) = match (&arguments.key.cert, &arguments.key.public_key) {
        (Some(path), _) => {
            let certificate = keys::certificate(path)?;
            let verifier = NativeVerifier::new(&certificate.key(), only)?;
            (Some(certificate), verifier)
        }
        (None, Some(path)) => (None, NativeVerifier::new(&keys::public_key(path)?.key(), only)?),
        (None, None) => return Err(Failure::usage("usage", "--cert or --public-key is missing")),
    };
    let token = input::jws_from_stdin()?;
    let mut out = Zeroizing::new(vec![0; token.expose().len()]);
    let payload = UnverifiedJws::split(token.expose(), &mut out)?.verify(&verifier)?;
    let report = Report::new().with("valid", true).with("alg", payload.header().algorithm.name());
    if arguments.signature_only {
        let report = report
            .with("signature_only", true)
            .with("payload", Base64UrlUnpadded::encode_string(payload.bytes()));
        return Ok(match Object::parse(payload.bytes(), Leniency::default()) {
            Ok(_) => report.with("claims", json(payload.bytes())?),
            Err(_) => report,
        });
    }
    check(arguments, &payload, certificate.as_ref(), now)?;
    let report = report.with("claims", json(payload.bytes())?);
    Ok(if arguments.sha1_thumbprint { report.noting(SHA1_WARNING) } else { report })
}

/// The policy, as far as what is known allows.
fn check(
    arguments: &Arguments,
    payload: &Payload<'_>,
    certificate: Option<&Certificate>,
    now: UnixSeconds,
) -> Result<(), Failure> {
    let mut rules = ClaimRules::new(now).with_leeway(arguments.leeway);
    if let Some(iss) = &arguments.iss {
        rules = rules.with_issuer(iss);
    }
    if let Some(sub) = &arguments.sub {
        rules = rules.with_subject(sub);
    }
    if let Some(certificate) = certificate {
        certificate.check(now)?;
        let mut facts = certificate.facts();
        if arguments.sha1_thumbprint {
            facts.thumbprint = certificate.sha1_thumbprint()?;
        }
        rules = rules.with_certificate(facts);
    }
    VerifiedClaims::check(payload, &rules)?;
    Ok(())
}

/// Core has validated it; what serde_json refuses beyond is a number that no double can hold.
pub(super) fn json(bytes: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(bytes).map_err(|_| Error::new(ErrorKind::JsonNumber, 0).into())
}
