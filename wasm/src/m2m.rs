//! M2M tokens, signed and verified by the host.

use gws_auth_core::jws::{Algorithm, Algorithms, MAX_SIGNATURE, Signature, UnverifiedJws};
use gws_auth_core::m2m::{
    ClaimRules, ClaimsToSign, SigningCertificate, StartLogon, Thumbprint, TokenClaims, TokenOwner,
    UnsignedToken,
};
use gws_auth_core::wire::json::JsonText;
use gws_auth_core::{Error, ErrorKind, Result, time};

use crate::outcome::{GRANTED, put};
use crate::slots::{Answer, Input, MISSING};

fn algorithm(name: &str) -> Result<Algorithm> {
    Algorithm::parse(name).ok_or(Error::of(ErrorKind::AlgorithmName))
}

/// The certificate, named in exactly one way (M2M-4).
#[inline(never)]
fn thumbprint(input: &mut Input<'_>) -> Result<Thumbprint> {
    match (input.optional_text(), input.optional_text(), input.optional_bytes()) {
        (Some(text), None, None) => Thumbprint::parse(text),
        (None, Some(text), None) => Thumbprint::parse_sha1(text),
        (None, None, Some(der)) => Thumbprint::of_certificate(der),
        _ => Err(Error::of(ErrorKind::CertificateChoice)),
    }
}

/// The hash of what is signed, for what signs a hash.
fn digest<'a>(
    algorithm: Algorithm,
    signing_input: &[u8],
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<()> {
    if cfg!(feature = "digest") {
        let digest = algorithm.hash().of(signing_input);
        let room = out.get_mut(..digest.as_bytes().len()).ok_or(MISSING)?;
        room.copy_from_slice(digest.as_bytes());
        answer.bytes(room);
    } else {
        answer.optional(None);
    }
    Ok(())
}

/// Room for a digest, before the rest.
const DIGEST: usize = 64;

pub(crate) fn unsigned<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let algorithm = algorithm(input.text()?)?;
    let sub = thumbprint(input);
    let (iss, now) = (input.text()?, input.time()?);
    let start_logon = match (input.optional_text(), input.optional_word()) {
        (Some(user), _) => StartLogon::User(user),
        (None, Some(1)) => StartLogon::Empty,
        (None, Some(2)) => StartLogon::Absent,
        (None, _) => StartLogon::Null,
    };
    let mut claims = ClaimsToSign::new(sub?, iss, now)?.with_start_logon(start_logon)?;
    if let Some(seconds) = input.optional_word() {
        claims = claims.with_lifetime(seconds)?;
    }
    let (not_before, not_after) = (input.optional_time()?, input.optional_time()?);
    if not_before.is_some() || not_after.is_some() {
        // One that is not given does not bind.
        claims = claims.with_validity(not_before.unwrap_or(0), not_after.unwrap_or(time::LAST))?;
    }
    let (first, second) = out.split_at_mut_checked(DIGEST).ok_or(MISSING)?;
    let unsigned = claims.encode(algorithm, second)?;
    answer.text(algorithm.name()).bytes(unsigned.signing_input());
    digest(algorithm, unsigned.signing_input(), first, answer)?;
    answer.time(Some(unsigned.issued_at())).time(Some(unsigned.expires_at()));
    answer.warnings(unsigned.warnings());
    Ok(GRANTED)
}

pub(crate) fn attach<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let (signing_input, signature, form) = (input.text()?, input.bytes()?, input.word()?);
    let (first, second) = out.split_at_mut_checked(signing_input.len()).ok_or(MISSING)?;
    let unsigned = UnsignedToken::parse(signing_input, first)?;
    let signature = if form == 1 { Signature::Der(signature) } else { Signature::Raw(signature) };
    let token = unsigned.attach(signature, None, second)?;
    answer.text(token.token().expose()).text(token.authorization().expose());
    answer.time(Some(token.issued_at())).time(Some(token.renew_at())).time(Some(token.expires_at()));
    answer.warnings(token.warnings());
    Ok(GRANTED)
}

pub(crate) fn verify_begin<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let token = input.text()?;
    let (first, second) = out.split_at_mut_checked(token.len()).ok_or(MISSING)?;
    let (second, third) = second.split_at_mut_checked(DIGEST).ok_or(MISSING)?;
    let unverified = UnverifiedJws::split(token, first)?;
    let algorithm = unverified.header().algorithm;
    answer.text(algorithm.name()).bytes(unverified.signing_input());
    digest(algorithm, unverified.signing_input(), second, answer)?;
    answer.bytes(unverified.signature());
    let room = third.get_mut(..MAX_SIGNATURE).ok_or(MISSING)?;
    answer.bytes(unverified.signature_for_host(room)?);
    Ok(GRANTED)
}

pub(crate) fn verify_finish<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    // Nothing but `true` counts as verified.
    let (token, valid, now) = (input.text()?, input.flag() == Some(true), input.time()?);
    let rules = rules(input, now)?;
    let (first, second) = out.split_at_mut_checked(token.len()).ok_or(MISSING)?;
    let unverified = UnverifiedJws::split(token, first)?;
    let algorithm = unverified.header().algorithm;
    rules.check_algorithm(algorithm)?;
    if !valid {
        return Err(Error::of(ErrorKind::SignatureInvalid));
    }
    let TokenClaims { sub, iss, start_logon, iat, exp } =
        TokenClaims::check(&unverified.assume_verified(), &rules)?;
    answer.text(algorithm.name());
    let second = unescaped(Some(sub), second, answer)?;
    let second = unescaped(Some(iss), second, answer)?;
    unescaped(start_logon, second, answer)?;
    answer.time(Some(iat)).time(Some(exp));
    Ok(GRANTED)
}

fn rules<'a>(input: &mut Input<'a>, now: time::UnixSeconds) -> Result<ClaimRules<'a>> {
    let (iss, sub, any) = (input.optional_text(), input.optional_text(), input.flag() == Some(true));
    let (leeway, names) = (input.optional_word(), input.optional_text());
    let thumbprint = thumbprint(input);
    let validity = input.optional_time()?.zip(input.optional_time()?);
    let owner = match (validity, sub, any) {
        (Some((not_before, not_after)), None, false) => {
            TokenOwner::Certificate(SigningCertificate { thumbprint: thumbprint?, not_before, not_after })
        }
        (None, Some(sub), false) => TokenOwner::Sub(sub),
        (None, None, true) => TokenOwner::Any,
        _ => return Err(Error::of(ErrorKind::OwnerChoice)),
    };
    let mut rules = ClaimRules::new(now, owner);
    if let Some(seconds) = leeway {
        rules = rules.with_leeway(seconds)?;
    }
    if let Some(iss) = iss {
        rules = rules.with_issuer(iss);
    }
    if let Some(names) = names {
        let mut allowed = Algorithms::NONE;
        for name in names.split(' ').filter(|name| !name.is_empty()) {
            allowed = allowed.with(algorithm(name)?);
        }
        rules = rules.with_algorithms(allowed);
    }
    Ok(rules)
}

/// Answers the text, and gives what is left of `out`.
#[inline(never)]
fn unescaped<'a>(
    text: Option<JsonText<'_>>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<&'a mut [u8]> {
    let Some(text) = text else {
        answer.optional(None);
        return Ok(out);
    };
    let mut length = 0;
    text.chars().for_each(|character| length += put(character, length, out));
    let (text, rest) = out.split_at_mut_checked(length).ok_or(MISSING)?;
    answer.bytes(text);
    Ok(rest)
}
