//! Doors that build and read M2M tokens. Keys are the host's here: what a curve's own code links in is not core's.

use core::str;

use gws_auth_core::jws::{
    Algorithm, Algorithms, Curve, PublicKey, Signature, Signer, UnverifiedJws, Verifier, compact, verify,
};
use gws_auth_core::m2m::{
    ClaimRules, ClaimsToSign, SigningCertificate, StartLogon, Thumbprint, TokenClaims, TokenOwner,
    UnsignedToken,
};
use gws_auth_core::{Error, ErrorKind, Result};

use crate::input::Input;
use crate::keep;

pub(crate) fn thumbprint(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let text = input.text();
    if let Ok(made) = Thumbprint::of_certificate(input.rest()) {
        keep((made, made.as_str(), made.is_sha1()));
    }
    Thumbprint::parse_sha1(text).map(keep)?;
    Thumbprint::parse(text).map(keep)
}

pub(crate) fn encode(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let algorithm = algorithm(&mut input);
    let claims = claims(&mut input)?;
    keep(claims.encoded_len(algorithm));
    let unsigned = claims.encode(algorithm, room)?;
    keep((
        unsigned.signing_input(),
        unsigned.digest(),
        unsigned.token_len(),
        claims.exp(),
        unsigned.warnings(),
    ));
    Ok(())
}

/// Raw or DER, with a verifier or without.
pub(crate) fn attach(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let (algorithm, der, checked, now) = (algorithm(&mut input), input.flag(), input.flag(), input.number());
    let host = Host { answer: input.field(), algorithm };
    let claims = claims(&mut input)?;
    let Some((first, second)) = room.split_at_mut_checked(room.len() / 2) else { return Ok(()) };
    let unsigned = claims.encode(algorithm, first)?;
    let signature = if der { Signature::Der(input.rest()) } else { Signature::Raw(input.rest()) };
    let token = unsigned.attach(signature, checked.then_some(&host as &dyn Verifier), second)?;
    keep((
        token.token(),
        token.authorization(),
        token.expires_at(),
        token.needs_renewal(now),
        token.renew_at(),
        token.issued_at(),
        token.warnings(),
    ));
    Ok(())
}

/// A signing input that came back from the signer.
pub(crate) fn parse(input: &[u8], room: &mut [u8]) -> Result<()> {
    let unsigned = UnsignedToken::parse(str::from_utf8(input).unwrap_or_default(), room)?;
    keep((unsigned.algorithm(), unsigned.issued_at(), unsigned.expires_at()));
    Ok(())
}

pub(crate) fn sign(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let host = Host { answer: input.field(), algorithm: algorithm(&mut input) };
    let algorithm = algorithm(&mut input);
    let claims = claims(&mut input)?;
    let Some((first, second)) = room.split_at_mut_checked(room.len() / 2) else { return Ok(()) };
    claims.encode(algorithm, first)?.sign(&host, second).map(keep)
}

pub(crate) fn split(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    compact::split(input.text()).map(|parts| keep(parts.signing_input))?;
    let unverified = UnverifiedJws::split(str::from_utf8(input.rest()).unwrap_or_default(), room)?;
    keep((unverified.header(), unverified.signing_input(), unverified.signature()));
    Ok(())
}

/// With a key in memory, then the claims.
pub(crate) fn check(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let host = Host { answer: input.field(), algorithm: algorithm(&mut input) };
    let now = input.number();
    let owner = match input.number() {
        0 => TokenOwner::Any,
        1 => TokenOwner::Sub(input.text()),
        _ => {
            let thumbprint = Thumbprint::of_certificate(input.field())?;
            let (not_before, not_after) = (input.number(), input.number());
            TokenOwner::Certificate(SigningCertificate { thumbprint, not_before, not_after })
        }
    };
    let mut rules = ClaimRules::new(now, owner).with_leeway(u32::from(input.status()))?;
    if input.flag() {
        rules = rules.with_issuer(input.text());
    }
    if input.flag() {
        rules = rules.with_algorithms(Algorithms::NONE.with(algorithm(&mut input)));
    }
    let token = str::from_utf8(input.rest()).unwrap_or_default();
    let payload = verify(token, &host, room)?;
    let claims = TokenClaims::check(&payload, &rules)?;
    claims.sub.chars().chain(claims.iss.chars()).for_each(keep);
    keep((payload.bytes(), claims.start_logon, claims.iat, claims.exp));
    Ok(())
}

pub(crate) fn public_key(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let algorithm = algorithm(&mut input);
    let key = if input.flag() {
        PublicKey::rsa(input.field(), input.rest())?
    } else {
        PublicKey::ec(algorithm.curve().unwrap_or(Curve::P256), input.rest())?
    };
    keep((key.bits(), key.fits(algorithm), key.family(), key.curve().map(Curve::name)));
    Ok(())
}

/// A key of which nothing is known.
struct Host<'a> {
    answer: &'a [u8],
    algorithm: Algorithm,
}

impl Signer for Host<'_> {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn sign<'o>(&self, signing_input: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]> {
        for (to, from) in out.iter_mut().zip(self.answer.iter().chain(signing_input)) {
            *to = *from;
        }
        out.get(..self.answer.len()).ok_or(Error::of(ErrorKind::SigningFailed))
    }
}

impl Verifier for Host<'_> {
    fn fits(&self, algorithm: Algorithm) -> bool {
        algorithm == self.algorithm
    }

    fn verify(&self, _algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()> {
        let known = signing_input.first() == self.answer.first() && signature.last() == self.answer.last();
        if known { Ok(()) } else { Err(Error::of(ErrorKind::SignatureInvalid)) }
    }
}

fn algorithm(input: &mut Input<'_>) -> Algorithm {
    Algorithm::parse(input.text()).unwrap_or(Algorithm::Es512)
}

fn claims<'a>(input: &mut Input<'a>) -> Result<ClaimsToSign<'a>> {
    let sub = Thumbprint::parse(input.text())?;
    let start_logon = match input.number() {
        0 => StartLogon::Null,
        1 => StartLogon::Empty,
        2 => StartLogon::Absent,
        _ => StartLogon::User(input.text()),
    };
    let lifetime = u32::from(input.status());
    let claims = ClaimsToSign::new(sub, input.text(), input.number())?;
    let claims = claims.with_start_logon(start_logon)?.with_lifetime(lifetime)?;
    if input.flag() { claims.with_validity(input.number(), input.number()) } else { Ok(claims) }
}
