//! M2M tokens: what is signed, how the signature is joined, and what is checked.

use crate::case::Case;
use crate::failure::Failure;
use crate::ops::jws::{PublicKeyInput, curve};
use crate::run::Buffers;
use gws_auth_core::jws::{Algorithm, Algorithms, Payload, Signature, UnverifiedJws, Verifier};
use gws_auth_core::m2m::{
    ClaimRules, ClaimsToSign, SignedToken, SigningCertificate, StartLogon, Thumbprint, TokenClaims,
    TokenOwner, UnsignedToken,
};
use gws_auth_core::{Result, UnixSeconds};
use gws_auth_rustcrypto::EcSigner;

pub(super) fn unsigned(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let input = ClaimsInput::of(case);
    let room = case.room(out);
    let claims = input.claims()?;
    let needed = claims.encoded_len(input.algorithm);
    let unsigned = claims.encode(input.algorithm, room)?;
    if unsigned.signing_input().len() != needed {
        case.fail(Failure::Length);
    }
    case.granted();
    case.put_text("signing_input", core::str::from_utf8(unsigned.signing_input()).unwrap_or_default());
    case.put_bytes("digest", unsigned.digest().as_bytes());
    case.put_integer("exp", claims.exp());
    case.put_warnings(unsigned.warnings());
    Ok(())
}

pub(super) fn attach(case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Result<()> {
    let input = ClaimsInput::of(case);
    let signature = match case.optional_bytes("signature_der") {
        Some(der) => Signature::Der(der),
        None => Signature::Raw(case.bytes("signature")),
    };
    let key = PublicKeyInput::optional(case);
    let renewal = case.optional_integer("renewal_now");
    let room = case.room(buffers.out);
    let unsigned = input.claims()?.encode(input.algorithm, buffers.code)?;
    let verifier = key.map(|key| key.verifier()).transpose()?;
    let verifier = verifier.as_ref().map(|verifier| verifier as &dyn Verifier);
    let token = unsigned.attach(signature, verifier, room)?;
    put_token(case, &unsigned, &token);
    if let Some(now) = renewal {
        case.put_flag("needs_renewal", token.needs_renewal(now));
    }
    Ok(())
}

pub(super) fn sign(case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Result<()> {
    let input = ClaimsInput::of(case);
    let (curve, scalar) = (curve(case), case.bytes("private_key"));
    let room = case.room(buffers.out);
    let signer = EcSigner::new(curve, scalar)?;
    let unsigned = input.claims()?.encode(input.algorithm, buffers.code)?;
    let token = unsigned.sign(&signer, room)?;
    put_token(case, &unsigned, &token);
    Ok(())
}

pub(super) fn verify(case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Result<()> {
    let (token, key) = (case.token(buffers.body), PublicKeyInput::of(case));
    let rules = RulesInput::of(case);
    let room = case.room(buffers.out);
    let verifier = key.verifier()?;
    let payload = UnverifiedJws::split(token, room)?.verify(&verifier)?;
    put_claims(case, &payload, &rules)
}

/// On the host's word that it verified the signature.
pub(super) fn claims(case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Result<()> {
    let token = case.token(buffers.body);
    let rules = RulesInput::of(case);
    let room = case.room(buffers.out);
    let payload = UnverifiedJws::split(token, room)?.assume_verified();
    put_claims(case, &payload, &rules)
}

fn put_token(case: &mut Case<'_>, unsigned: &UnsignedToken<'_>, token: &SignedToken<'_>) {
    // Exact for ECDSA, the most for RSA.
    let (needed, length) = (unsigned.token_len(), token.token().expose().len());
    if length > needed || (unsigned.algorithm().curve().is_some() && length != needed) {
        case.fail(Failure::Length);
    }
    case.granted();
    case.put_text("token", token.token().expose());
    case.put_text("authorization", token.authorization().expose());
    case.put_integer("exp", token.expires_at());
    case.put_warnings(token.warnings());
}

fn put_claims(case: &mut Case<'_>, payload: &Payload<'_>, rules: &RulesInput) -> Result<()> {
    let claims = TokenClaims::check(payload, &rules.rules()?)?;
    case.granted();
    case.put_text("alg", payload.header().algorithm.name());
    case.put_json_text("sub", claims.sub);
    case.put_json_text("iss", claims.iss);
    if let Some(user) = claims.start_logon {
        case.put_json_text("start_logon", user);
    }
    case.put_integer("iat", claims.iat);
    case.put_integer("exp", claims.exp);
    Ok(())
}

/// A thumbprint as text, or the certificate that it is made from.
enum ThumbprintInput {
    Sha256(&'static str),
    Sha1(&'static str),
    Certificate(&'static [u8]),
}

impl ThumbprintInput {
    /// By the names of the three arguments.
    fn of(case: &Case<'_>, [sha256, sha1, certificate]: [&'static str; 3]) -> Self {
        if let Some(der) = case.optional_bytes(certificate) {
            Self::Certificate(der)
        } else if let Some(text) = case.optional_text(sha1) {
            Self::Sha1(text)
        } else {
            Self::Sha256(case.text(sha256))
        }
    }

    fn thumbprint(&self) -> Result<Thumbprint> {
        match *self {
            Self::Sha256(text) => Thumbprint::parse(text),
            Self::Sha1(text) => Thumbprint::parse_sha1(text),
            Self::Certificate(der) => Thumbprint::of_certificate(der),
        }
    }
}

/// The arguments that say what the token says.
struct ClaimsInput {
    sub: ThumbprintInput,
    iss: &'static str,
    now: UnixSeconds,
    start_logon: StartLogon<'static>,
    lifetime: Option<u32>,
    validity: Option<(UnixSeconds, UnixSeconds)>,
    algorithm: Algorithm,
}

impl ClaimsInput {
    fn of(case: &Case<'_>) -> Self {
        let start_logon = match (case.optional_text("start_logon"), case.optional_text("start_logon_kind")) {
            (Some(user), None) => StartLogon::User(user),
            (None, None | Some("null")) => StartLogon::Null,
            (None, Some("empty")) => StartLogon::Empty,
            (None, Some("absent")) => StartLogon::Absent,
            _ => {
                case.fail(Failure::BadInput("start_logon_kind"));
                StartLogon::Null
            }
        };
        let algorithm = Algorithm::parse(case.text("alg")).unwrap_or_else(|| {
            case.fail(Failure::BadInput("alg"));
            Algorithm::Es256
        });
        let lifetime = case.optional_integer("lifetime").map(|_| case.number("lifetime", 0));
        Self {
            sub: ThumbprintInput::of(case, ["sub", "sub_sha1", "certificate"]),
            iss: case.text("iss"),
            now: case.integer("now"),
            start_logon,
            lifetime,
            validity: match (case.optional_integer("not_before"), case.optional_integer("not_after")) {
                (None, None) => None,
                (begin, end) => Some((begin.unwrap_or(0), end.unwrap_or(99_999_999_999))),
            },
            algorithm,
        }
    }

    fn claims(&self) -> Result<ClaimsToSign<'static>> {
        let claims = ClaimsToSign::new(self.sub.thumbprint()?, self.iss, self.now)?;
        let claims = claims.with_start_logon(self.start_logon)?;
        let claims = self.lifetime.map_or(Ok(claims), |seconds| claims.with_lifetime(seconds))?;
        self.validity.map_or(Ok(claims), |(begin, end)| claims.with_validity(begin, end))
    }
}

/// The arguments that say what is expected of the claims.
struct RulesInput {
    now: UnixSeconds,
    leeway: Option<u32>,
    iss: Option<&'static str>,
    owner: OwnerInput,
    algorithms: Option<Algorithms>,
}

enum OwnerInput {
    /// With its first and its last second.
    Certificate(ThumbprintInput, UnixSeconds, UnixSeconds),
    Sub(&'static str),
    Any,
}

impl OwnerInput {
    fn of(case: &Case<'_>) -> Self {
        if let Some(not_before) = case.optional_integer("not_before") {
            let names = ["thumbprint", "thumbprint_sha1", "certificate"];
            return Self::Certificate(
                ThumbprintInput::of(case, names),
                not_before,
                case.integer("not_after"),
            );
        }
        if let Some(sub) = case.optional_text("sub") {
            return Self::Sub(sub);
        }
        if !case.flag("any_owner") {
            case.fail(Failure::BadInput("any_owner"));
        }
        Self::Any
    }
}

impl RulesInput {
    fn of(case: &Case<'_>) -> Self {
        Self {
            now: case.integer("now"),
            leeway: case.optional_integer("leeway").map(|_| case.number("leeway", 0)),
            iss: case.optional_text("iss"),
            owner: OwnerInput::of(case),
            algorithms: case.optional_text("algorithms").map(|names| {
                names.split(' ').filter_map(Algorithm::parse).fold(Algorithms::NONE, Algorithms::with)
            }),
        }
    }

    fn rules(&self) -> Result<ClaimRules<'static>> {
        let owner = match &self.owner {
            OwnerInput::Certificate(thumbprint, not_before, not_after) => {
                TokenOwner::Certificate(SigningCertificate {
                    thumbprint: thumbprint.thumbprint()?,
                    not_before: *not_before,
                    not_after: *not_after,
                })
            }
            OwnerInput::Sub(sub) => TokenOwner::Sub(sub),
            OwnerInput::Any => TokenOwner::Any,
        };
        let mut rules = ClaimRules::new(self.now, owner);
        if let Some(seconds) = self.leeway {
            rules = rules.with_leeway(seconds)?;
        }
        if let Some(iss) = self.iss {
            rules = rules.with_issuer(iss);
        }
        Ok(self.algorithms.map_or(rules, |allowed| rules.with_algorithms(allowed)))
    }
}
