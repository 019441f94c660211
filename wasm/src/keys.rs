//! M2M tokens with a key file: core's calls, which allocate, on RustCrypto's elliptic curves. Answers stay in the heap, which is
//! taken back as a whole.

use alloc::borrow::ToOwned;
use alloc::string::String;

use gws_auth_core::calls::{
    self, CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon,
    SecretString, SignedToken, TokenClaims,
};
use gws_auth_core::{Result, Warning};
use gws_auth_rustcrypto::BACKEND;

use crate::outcome::GRANTED;
use crate::slots::{Answer, Input};

/// Of several ways to name it core takes exactly one (M2M-4).
fn reference(input: &mut Input<'_>) -> CertificateReference {
    CertificateReference {
        thumbprint: input.optional_text().map(ToOwned::to_owned),
        thumbprint_sha1: input.optional_text().map(ToOwned::to_owned),
        der: input.optional_bytes().map(ToOwned::to_owned),
    }
}

pub(crate) fn sign<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let key: &[u8] = input.bytes()?;
    let passphrase = input.optional_text();
    let algorithm = input.text()?.to_owned();
    let certificate = reference(input);
    let (iss, now) = (input.text()?.to_owned(), input.time()?);
    let start_logon = input.optional_text().map(ToOwned::to_owned);
    let form = input.optional_word().and_then(|place| NoStartLogon::ALL.get(place as usize).copied());
    let lifetime = input.optional_word();
    let (not_before, not_after) = (input.optional_time()?, input.optional_time()?);
    let claims = ClaimsToSign {
        algorithm,
        certificate,
        iss,
        start_logon,
        no_start_logon: form,
        lifetime,
        not_before,
        not_after,
    };
    let SignedToken { token, authorization, issued_at, renew_at, expires_at, warnings } =
        calls::m2m_sign(&BACKEND, key, passphrase, &claims, now)?;
    let kept = |text: &SecretString| &*String::from(text.expose()).leak();
    answer.text(kept(&token)).text(kept(&authorization));
    answer.time(Some(issued_at)).time(Some(renew_at)).time(Some(expires_at));
    let place = |code: &str| Warning::ALL.iter().position(|known| known.code() == code);
    let bits = warnings.iter().filter_map(|warning| place(&warning.code)).map(|bit| 1 << bit).sum();
    answer.number(bits);
    Ok(GRANTED)
}

pub(crate) fn verify<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let (token, key) = (input.text()?, input.bytes()?);
    let now = input.time()?;
    let expected = expected(input)?;
    let TokenClaims { algorithm, sub, iss, start_logon, iat, exp } =
        calls::m2m_verify(&BACKEND, token, key, &expected, now)?;
    answer.text(algorithm.leak()).text(sub.leak()).text(iss.leak());
    answer.optional(start_logon.map(|user| &*user.leak()));
    answer.time(Some(iat)).time(Some(exp));
    Ok(GRANTED)
}

fn expected(input: &mut Input<'_>) -> Result<ExpectedClaims> {
    let text = |input: &mut Input<'_>| input.optional_text().map(ToOwned::to_owned);
    let (iss, sub, any_owner) = (text(input), text(input), input.flag());
    let (leeway, names) = (input.optional_word(), input.optional_text());
    let algorithms =
        names.map(|names| names.split(' ').filter(|name| !name.is_empty()).map(ToOwned::to_owned));
    let certificate = reference(input);
    let dates = input.optional_time()?.zip(input.optional_time()?);
    let certificate =
        dates.map(|(not_before, not_after)| ExpectedCertificate { certificate, not_before, not_after });
    Ok(ExpectedClaims {
        certificate,
        sub,
        any_owner,
        iss,
        algorithms: algorithms.map(Iterator::collect),
        leeway,
    })
}
