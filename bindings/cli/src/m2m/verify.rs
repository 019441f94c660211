//! `m2m verify`: the signature, then the claims.

use std::path::PathBuf;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use clap::Args;
use gws_auth_core::calls::{
    CertificateFacts, CertificateReference, ExpectedCertificate, ExpectedClaims, TokenClaims, m2m_verify,
};
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, UnverifiedJws};
use gws_auth_core::key::PublicKeyFile;
use gws_auth_core::{Error, ErrorKind, UnixSeconds};
use gws_auth_native::BACKEND;
use serde_json::Value;
use zeroize::Zeroizing;

use super::json;
use crate::bundle::Bundle;
use crate::exit::{Failure, Status};
use crate::fields::Secrets;
use crate::keys::{AlgorithmValue, in_file};
use crate::report::Report;
use crate::text::lines;
use crate::{files, input, pasted};

/// Check a machine-to-machine token, read from standard input
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth m2m verify --cert employer.crt --iss www.example.com --json < token
  gws-auth m2m verify --public-key key.jwk --signature-only --json < token

{\"valid\":true,\"algorithm\":…,\"sub\":…,…} with exit status 0, or {\"valid\":false,\"error\":{\"code\":…,\"message\":…}} with 1.
Without a certificate nothing is known of its thumbprint and its dates, and sub is only checked with --sub.
--now SECONDS takes the place of the system's clock.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    key: Key,
    /// Accept this algorithm only; otherwise those that fit the key
    #[arg(long, value_enum, value_name = "ALG")]
    alg: Option<AlgorithmValue>,
    /// The expected issuer
    #[arg(long, value_name = "ISSUER", value_parser = pasted::issuer)]
    iss: Option<String>,
    /// The expected thumbprint in sub
    #[arg(long, value_name = "THUMBPRINT", value_parser = pasted::thumbprint)]
    sub: Option<String>,
    /// How far the signer's clock may be off: 600 seconds at most
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
    let (key, certificate) = match (&arguments.key.cert, &arguments.key.public_key) {
        (Some(path), _) => {
            let certificate = Bundle::read(path)?;
            (Zeroizing::new(certificate.certificate().to_vec()), Some(certificate))
        }
        (None, Some(path)) => {
            let file = files::read(path)?;
            // A certificate would do as well, and be judged by its dates: it has an option of its own.
            PublicKeyFile::parse(&file).map_err(|error| {
                let failure = in_file(path)(error);
                match error.kind {
                    ErrorKind::FileCertificate => failure.with(
                        "message",
                        "this is a certificate, not a public key alone: pass it with --cert",
                    ),
                    _ => failure,
                }
            })?;
            (file, None)
        }
        (None, None) => return Err(Failure::usage("usage", "One of --cert and --public-key is missing.")),
    };
    let token = input::jws_from_stdin()?;
    if arguments.signature_only {
        return signature_only(arguments, token.expose(), &key);
    }
    let claims = check(arguments, token.expose(), &key, certificate.as_ref(), now)?;
    let mut report = Report::of(&claims, Secrets::Hidden);
    let shown = format!("valid: true\n{}", lines(&report.fields, ""));
    report.fields.shift_insert(0, "valid".into(), true.into());
    // As scripts know them since the first version.
    let report =
        report.with("alg", claims.algorithm.as_str()).with("claims", payload(token.expose())?).reading(shown);
    Ok(match certificate.as_ref().and_then(Bundle::remark) {
        Some(remark) => report.noting(remark),
        None => report,
    })
}

/// The policy, as far as what is known allows.
fn check(
    arguments: &Arguments,
    token: &str,
    key: &[u8],
    certificate: Option<&Bundle>,
    now: UnixSeconds,
) -> Result<TokenClaims, Failure> {
    let only = arguments.alg.map(|alg| vec![Algorithm::from(alg).name().to_owned()]);
    let expected = ExpectedClaims {
        iss: arguments.iss.clone(),
        algorithms: only,
        leeway: Some(arguments.leeway),
        ..Default::default()
    };
    let of_sub = || ExpectedClaims { sub: arguments.sub.clone(), ..expected.clone() };
    let verify = |expected: &ExpectedClaims| m2m_verify(&BACKEND, token, key, expected, now);
    let Some(certificate) = certificate else {
        let any_owner = arguments.sub.is_none().then_some(true);
        return Ok(verify(&ExpectedClaims { any_owner, ..of_sub() })?);
    };
    let facts = certificate.facts();
    let by_sha1 = |facts: CertificateFacts| ExpectedCertificate {
        certificate: CertificateReference {
            thumbprint_sha1: Some(facts.thumbprint_sha1),
            ..Default::default()
        },
        not_before: facts.not_before,
        not_after: facts.not_after,
    };
    let sha1 = arguments.sha1_thumbprint.then(|| by_sha1(facts));
    certificate.parsed()?.check(now)?;
    // Without `sha1` the certificate is the key.
    let claims = verify(&ExpectedClaims { certificate: sha1, ..expected.clone() })?;
    if arguments.sub.is_some() {
        verify(&of_sub())?;
    }
    Ok(claims)
}

/// Form and signature alone: there is no call for that, as it says nothing of whose token it is.
fn signature_only(arguments: &Arguments, token: &str, key: &[u8]) -> Result<Report, Failure> {
    let mut out = Zeroizing::new(vec![0; token.len()]);
    let unverified = UnverifiedJws::split(token, &mut out)?;
    let algorithm = unverified.header().algorithm;
    let (only, verifier) = match PublicKeyFile::parse(key) {
        Ok(file) => (file.algorithm(), (BACKEND.verifier)(&file.key())?),
        Err(_) => (None, (BACKEND.verifier)(&Certificate::parse(key)?.key())?),
    };
    if arguments.alg.is_some_and(|wanted| Algorithm::from(wanted) != algorithm) {
        return Err(Error::of(ErrorKind::AlgorithmNotAllowed).into());
    }
    if only.is_some_and(|only| only != algorithm) {
        return Err(Error::of(ErrorKind::AlgorithmKey).into());
    }
    let payload = unverified.verify(&*verifier)?;
    let report = Report::new()
        .with("valid", true)
        .with("alg", algorithm.name())
        .with("signature_only", true)
        .with("payload", Base64UrlUnpadded::encode_string(payload.bytes()));
    Ok(match json::object(payload.bytes()) {
        Ok(claims) => report.with("claims", claims),
        Err(_) => report,
    })
}

/// The claims of a verified token as they were signed.
fn payload(token: &str) -> Result<Value, Failure> {
    let segment = token.split('.').nth(1).unwrap_or_default();
    let bytes = Base64UrlUnpadded::decode_vec(segment).unwrap_or_default();
    json::object(&bytes)
}
