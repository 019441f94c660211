//! Checks, and what a certificate says: core's calls, which allocate. Answers stay in the heap, which is taken back as a whole.

use alloc::string::String;
use alloc::vec::Vec;

use gws_auth_core::calls::{self, CertificateFacts, Finding};
use gws_auth_core::{Result, time};

use crate::outcome::GRANTED;
use crate::slots::{Answer, Input, List};

pub(crate) fn certificate_facts<'a>(
    input: &mut Input<'a>,
    _out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let CertificateFacts {
        thumbprint,
        thumbprint_sha1,
        not_before,
        not_after,
        key_type,
        key_bits,
        curve,
        algorithms,
        subject,
        issuer,
        serial,
        self_signed,
        count,
    } = calls::certificate_facts(input.bytes()?)?;
    let algorithms = algorithms.join(" ");
    answer.text(thumbprint.leak()).text(thumbprint_sha1.leak());
    answer.time(Some(not_before)).time(Some(not_after));
    answer.text(key_type.leak()).number(key_bits).optional(curve.map(|curve| &*curve.leak()));
    for text in [algorithms, subject, issuer, serial] {
        answer.text(text.leak());
    }
    answer.flag(self_signed).number(count);
    Ok(GRANTED)
}

pub(crate) fn client<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    Ok(findings(calls::check_client(input.text()?), answer))
}

pub(crate) fn redirect_uris<'a>(
    input: &mut Input<'a>,
    _out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let uris = List::new(input.bytes()?).map(|uri| core::str::from_utf8(uri).unwrap_or_default());
    Ok(findings(calls::check_redirect_uris(&uris.collect::<Vec<_>>()), answer))
}

pub(crate) fn mtls<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let (environment, chain) = (input.text()?, List::new(input.bytes()?).collect::<Vec<_>>());
    let (key, passphrase, signing) = (input.optional_bytes(), input.optional_text(), input.optional_bytes());
    let now = time::check(input.time()?)?;
    Ok(findings(calls::check_mtls(environment, &chain, key, passphrase, signing, now), answer))
}

pub(crate) fn signing<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let certificate: &[u8] = input.bytes()?;
    let (key, passphrase, other) = (input.optional_bytes(), input.optional_text(), input.optional_bytes());
    let now = time::check(input.time()?)?;
    Ok(findings(calls::check_signing(certificate, key, passphrase, other, now), answer))
}

pub(crate) fn ssh<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    Ok(findings(calls::check_ssh(input.bytes()?), answer))
}

/// All findings in one list, five fields each, as arguments are laid out.
fn findings(findings: Vec<Finding>, answer: &mut Answer<'_>) -> u32 {
    let mut list = Vec::new();
    for Finding { code, rule, verdict, seen, remedy } in findings {
        for text in [Some(code), Some(rule), Some(String::from(verdict.code())), Some(seen), remedy] {
            let length = text.as_ref().map_or(u32::MAX, |text| u32::try_from(text.len()).unwrap_or(u32::MAX));
            list.extend_from_slice(&length.to_le_bytes());
            list.extend_from_slice(text.unwrap_or_default().as_bytes());
        }
    }
    answer.bytes(list.leak());
    GRANTED
}
