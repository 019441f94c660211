//! `m2m sign`: claims in, the value of `Authorization` out. In two steps for keys that stay elsewhere: `m2m unsigned`,
//! `m2m attach`.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::calls::{
    ExpectedClaims, SignatureForm, SignedToken, m2m_attach, m2m_sign, m2m_unsigned, m2m_verify,
};
use gws_auth_core::jws::Algorithm;
use gws_auth_core::key::PrivateKey;
use gws_auth_core::{Error, ErrorKind, Secret, UnixSeconds};
use gws_auth_native::BACKEND;

use super::claims::Claims;
use crate::bundle::Bundle;
use crate::exit::Failure;
use crate::fields::Secrets;
use crate::keys::{KeyFile, SigningKey, in_file};
use crate::pkcs11::{self, Uri};
use crate::report::Report;
use crate::{files, input};

/// Sign a machine-to-machine token, and print it
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth m2m sign --key employer.key --cert employer.crt --iss www.example.com --start-logon jsmith
  gws-auth m2m sign --pkcs11 'pkcs11:token=hsm;object=m2m?module-path=/usr/lib/softhsm/libsofthsm2.so' \\
      --cert employer.crt --iss www.example.com

The token goes into the header Authorization as it is, WITHOUT the word Bearer, over mutual TLS to port 4046. Until it
expires it is as good as a password. What is printed was verified with the certificate.
--now SECONDS takes the place of the system's clock.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    key: SigningKey,
    #[command(flatten)]
    claims: Claims,
}

/// Print what is to be signed for a token, for a key that stays in an HSM, a KMS or a key store
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth m2m unsigned --cert employer.crt --iss www.example.com --json

Sign signing_input, or its digest (base64 here), with the algorithm that is named. Next: gws-auth m2m attach")]
pub(crate) struct UnsignedArguments {
    #[command(flatten)]
    claims: Claims,
}

/// Join a signing input, read from standard input, and its signature, and print the token
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth m2m attach --signature signature.der --cert employer.crt < signing-input

The signature is r and s of ECDSA in DER, as OpenSSL, PKCS#11 drivers of Java and most KMS give it; with --raw it is r
beside s, or one of RSA. With --cert the token is verified before it is printed.")]
pub(crate) struct AttachArguments {
    /// The signature's bytes
    #[arg(long, value_name = "FILE")]
    signature: PathBuf,
    /// The signature is r beside s (ECDSA), or RSA's
    #[arg(long)]
    raw: bool,
    /// Verify the token with this certificate
    #[arg(long, value_name = "FILE")]
    cert: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let Arguments { key, claims } = arguments;
    if let Some(uri) = &key.pkcs11 {
        return in_hardware(uri, key, claims, now);
    }
    let file = key.load()?;
    let mut certificate = Bundle::read(&claims.cert, file.passphrase())?;
    choose(&mut certificate, &file).map_err(in_file(key.path()))?;
    let to_sign = claims.read(&certificate, now)?;
    let signed =
        m2m_sign(&BACKEND, &file.bytes, file.passphrase(), &to_sign, now).map_err(in_file(key.path()))?;
    if claims.sha1_thumbprint {
        // The certificate itself was not part of the call.
        verified(&signed, &certificate, now)?;
    }
    Ok(remarked(report(&signed).with("sub", claims.sub(&certificate)?), &certificate))
}

/// In two phases, the second in a token or HSM. What can be wrong on this side is found before the PIN is tried.
fn in_hardware(uri: &Uri, key: &SigningKey, claims: &Claims, now: UnixSeconds) -> Result<Report, Failure> {
    let pin = key.passphrase.read()?;
    let certificate = Bundle::read_alone(&claims.cert)?;
    let to_sign = claims.read(&certificate, now)?;
    let unsigned = m2m_unsigned(&to_sign, now)?;
    let algorithm = Algorithm::parse(&to_sign.algorithm).ok_or(Error::of(ErrorKind::AlgorithmName))?;
    let signature = pkcs11::sign(uri, pin.as_ref(), algorithm, &unsigned)?;
    let signed = m2m_attach(&unsigned.signing_input, &signature, SignatureForm::Raw)?;
    verified(&signed, &certificate, now)?;
    Ok(remarked(report(&signed).with("sub", claims.sub(&certificate)?), &certificate))
}

pub(super) fn unsigned(arguments: &UnsignedArguments, now: UnixSeconds) -> Result<Report, Failure> {
    let certificate = Bundle::read_alone(&arguments.claims.cert)?;
    let unsigned = m2m_unsigned(&arguments.claims.read(&certificate, now)?, now)?;
    Ok(remarked(Report::of(&unsigned, Secrets::Hidden), &certificate))
}

pub(super) fn attach(arguments: &AttachArguments, now: UnixSeconds) -> Result<Report, Failure> {
    let signature = files::read(&arguments.signature)?;
    let certificate = arguments.cert.as_deref().map(Bundle::read_alone).transpose()?;
    let input = input::jws_from_stdin()?;
    let form = if arguments.raw { SignatureForm::Raw } else { SignatureForm::Der };
    let signed = m2m_attach(input.expose(), &signature, form)?;
    match certificate {
        Some(certificate) => {
            verified(&signed, &certificate, now)?;
            Ok(remarked(report(&signed), &certificate))
        }
        None => Ok(report(&signed)),
    }
}

/// The record, and the names that scripts know its times by since the first version.
fn report(signed: &SignedToken) -> Report {
    Report::of(signed, Secrets::Shown)
        .with("iat", signed.issued_at)
        .with("exp", signed.expires_at)
        .reading(format!("{}\n", signed.token.expose()))
}

fn remarked(report: Report, certificate: &Bundle) -> Report {
    certificate.remarks().into_iter().fold(report, Report::noting)
}

/// The signature is the certificate's. Whose thumbprint stands in the token was decided before.
fn verified(signed: &SignedToken, certificate: &Bundle, now: UnixSeconds) -> Result<(), Failure> {
    let expected = ExpectedClaims { any_owner: Some(true), ..Default::default() };
    let verified =
        m2m_verify(&BACKEND, signed.token.expose(), certificate.certificate().der(), &expected, now);
    verified.map(drop).map_err(|error| match error.kind {
        ErrorKind::SignatureInvalid | ErrorKind::AlgorithmKey => Error::of(ErrorKind::CertificateKey).into(),
        _ => error.into(),
    })
}

/// The certificate of the key, where a file holds several. What is wrong with the key is said when it signs, after what is
/// wrong with the claims.
fn choose(certificate: &mut Bundle, file: &KeyFile) -> gws_auth_core::Result<()> {
    if certificate.count() == 1 {
        return Ok(());
    }
    for key in PrivateKey::parse_all(&file.bytes, file.passphrase().map(Secret::new))? {
        if let Some(public) = key.public_key() {
            certificate.choose(&public);
        }
    }
    Ok(())
}
