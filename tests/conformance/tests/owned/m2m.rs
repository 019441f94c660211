//! M2M tokens in two phases: the keys are the host's, here RustCrypto's.

use crate::records::put_warnings;
use gws_auth_conformance::{BODY_LEN, Case};
use gws_auth_core::Result;
use gws_auth_core::calls::{
    CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon, SignatureForm,
    SignedToken, m2m_attach, m2m_unsigned, m2m_verify_begin, m2m_verify_finish,
};
use gws_auth_core::jws::{Algorithm, Curve, PublicKey, Signer, UnverifiedJws, Verifier};
use gws_auth_rustcrypto::{EcSigner, EcVerifier};

pub(super) fn unsigned(case: &mut Case<'_>) -> Result<()> {
    let claims = claims_to_sign(case);
    let unsigned = m2m_unsigned(&claims, case.integer("now"))?;
    case.granted();
    case.put_text("signing_input", &unsigned.signing_input);
    case.put_bytes("digest", &unsigned.digest);
    case.put_integer("exp", unsigned.expires_at);
    put_warnings(case, &unsigned.warnings);
    assert_eq!(unsigned.algorithm, claims.algorithm);
    Ok(())
}

/// The signature is joined to what came back from the signer: the text alone.
pub(super) fn attach(case: &mut Case<'_>) -> Result<()> {
    let (claims, now) = (claims_to_sign(case), case.integer("now"));
    let (signature, form) = match case.optional_bytes("signature_der") {
        Some(der) => (der, SignatureForm::Der),
        None => (case.bytes("signature"), SignatureForm::Raw),
    };
    let key = case.optional_bytes("public_key").map(|point| (curve(case), point));
    let renewal = case.optional_integer("renewal_now");
    let token = m2m_attach(&m2m_unsigned(&claims, now)?.signing_input, signature, form)?;
    if let Some((curve, point)) = key {
        m2m_verify_finish(
            token.token.expose(),
            verified(token.token.expose(), curve, point)?,
            &anything(),
            now,
        )?;
    }
    put_token(case, &token);
    if let Some(now) = renewal {
        case.put_flag("needs_renewal", now < token.issued_at || now >= token.renew_at);
    }
    Ok(())
}

pub(super) fn sign(case: &mut Case<'_>) -> Result<()> {
    let (claims, now) = (claims_to_sign(case), case.integer("now"));
    let signer = EcSigner::new(curve(case), case.bytes("private_key"));
    let unsigned = m2m_unsigned(&claims, now)?;
    let mut room = [0; 132];
    let signer = signer?;
    if signer.algorithm().name() != unsigned.algorithm {
        return Err(gws_auth_core::Error::of(gws_auth_core::ErrorKind::AlgorithmKey));
    }
    let signature = signer.sign(unsigned.signing_input.as_bytes(), &mut room)?;
    put_token(case, &m2m_attach(&unsigned.signing_input, signature, SignatureForm::Raw)?);
    Ok(())
}

pub(super) fn read(case: &mut Case<'_>) -> Result<()> {
    let mut memory = vec![0; BODY_LEN];
    let token = m2m_verify_begin(case.token(&mut memory))?;
    case.granted();
    case.put_text("alg", &token.algorithm);
    case.put_bytes("signature", &token.signature);
    case.put_integer("signing_input_length", i64::try_from(token.signing_input.len()).unwrap_or(-1));
    case.put_bytes("digest", &token.digest);
    Ok(())
}

pub(super) fn verify(case: &mut Case<'_>) -> Result<()> {
    let mut memory = vec![0; BODY_LEN];
    let (token, expected, now) = (case.token(&mut memory), expected_claims(case), case.integer("now"));
    let (curve, point) = (curve(case), case.bytes("public_key"));
    finish(case, token, verified(token, curve, point)?, &expected, now)
}

pub(super) fn claims(case: &mut Case<'_>) -> Result<()> {
    let mut memory = vec![0; BODY_LEN];
    let (token, expected, now) = (case.token(&mut memory), expected_claims(case), case.integer("now"));
    finish(case, token, true, &expected, now)
}

fn finish(case: &mut Case<'_>, token: &str, valid: bool, expected: &ExpectedClaims, now: i64) -> Result<()> {
    let claims = m2m_verify_finish(token, valid, expected, now)?;
    case.granted();
    case.put_text("alg", &claims.algorithm);
    case.put_text("sub", &claims.sub);
    case.put_text("iss", &claims.iss);
    case.put_optional_text("start_logon", claims.start_logon.as_deref());
    case.put_integer("iat", claims.iat);
    case.put_integer("exp", claims.exp);
    Ok(())
}

/// What a host's verifier says; an algorithm that the key does not fit is the host's to refuse.
fn verified(token: &str, curve: Curve, point: &[u8]) -> Result<bool> {
    let begun = m2m_verify_begin(token)?;
    let verifier = EcVerifier::new(&PublicKey::ec(curve, point)?)?;
    let algorithm = Algorithm::parse(&begun.algorithm).expect("one of the six");
    if !verifier.fits(algorithm) {
        return Err(gws_auth_core::Error::of(gws_auth_core::ErrorKind::AlgorithmKey));
    }
    let mut out = vec![0; token.len()];
    let again = UnverifiedJws::split(token, &mut out)?;
    assert_eq!(
        (begun.signing_input.as_bytes(), &*begun.signature),
        (again.signing_input(), again.signature())
    );
    Ok(verifier.verify(algorithm, begun.signing_input.as_bytes(), &begun.signature).is_ok())
}

fn claims_to_sign(case: &Case<'_>) -> ClaimsToSign {
    let name = case.optional_text("start_logon_kind").unwrap_or("null");
    ClaimsToSign {
        algorithm: case.text("alg").into(),
        certificate: certificate(case, ["sub", "sub_sha1", "certificate"]),
        iss: case.text("iss").into(),
        start_logon: case.optional_text("start_logon").map(Into::into),
        no_start_logon: Some(NoStartLogon::parse(name).expect("a form")),
        lifetime: case.optional_integer("lifetime").map(|seconds| u32::try_from(seconds).expect("seconds")),
        not_before: case.optional_integer("not_before"),
        not_after: case.optional_integer("not_after"),
    }
}

fn certificate(case: &Case<'_>, [sha256, sha1, der]: [&'static str; 3]) -> CertificateReference {
    CertificateReference {
        thumbprint: case.optional_text(sha256).map(Into::into),
        thumbprint_sha1: case.optional_text(sha1).map(Into::into),
        der: case.optional_bytes(der).map(Into::into),
    }
}

fn expected_claims(case: &Case<'_>) -> ExpectedClaims {
    ExpectedClaims {
        iss: case.optional_text("iss").map(Into::into),
        sub: case.optional_text("sub").map(Into::into),
        certificate: case.optional_integer("not_before").map(|not_before| ExpectedCertificate {
            certificate: certificate(case, ["thumbprint", "thumbprint_sha1", "certificate"]),
            not_before,
            not_after: case.integer("not_after"),
        }),
        leeway: case.optional_integer("leeway").map(|seconds| u32::try_from(seconds).expect("seconds")),
        any_owner: case.optional_flag("any_owner"),
        algorithms: case.optional_text("algorithms").map(|names| names.split(' ').map(Into::into).collect()),
    }
}

fn anything() -> ExpectedClaims {
    ExpectedClaims { any_owner: Some(true), ..Default::default() }
}

fn put_token(case: &mut Case<'_>, token: &SignedToken) {
    case.granted();
    case.put_text("token", token.token.expose());
    case.put_text("authorization", token.authorization.expose());
    case.put_integer("exp", token.expires_at);
    put_warnings(case, &token.warnings);
}

/// The argument `curve`, by its name in a JWK.
fn curve(case: &Case<'_>) -> Curve {
    match case.text("curve") {
        "P-256" => Curve::P256,
        "P-384" => Curve::P384,
        _ => Curve::P521,
    }
}
