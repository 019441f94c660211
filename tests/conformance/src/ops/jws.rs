//! Signed tokens, whatever they say.

use crate::case::Case;
use crate::failure::Failure;
use crate::run::Buffers;
use gws_auth_core::Result;
use gws_auth_core::jws::{self, Curve, PublicKey, UnverifiedJws, compact};
use gws_auth_rustcrypto::EcVerifier;

pub(super) fn split(case: &mut Case<'_>, buffer: &mut [u8]) -> Result<()> {
    let parts = compact::split(case.token(buffer))?;
    case.granted();
    case.put_text("header", parts.header);
    case.put_text("payload", parts.payload);
    case.put_text("signature", parts.signature);
    case.put_text("signing_input", parts.signing_input);
    Ok(())
}

/// What a host with a verifier of its own reads.
pub(super) fn read(case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Result<()> {
    let token = case.token(buffers.body);
    let unverified = UnverifiedJws::split(token, case.room(buffers.out))?;
    case.granted();
    case.put_text("alg", unverified.header().algorithm.name());
    case.put_bytes("signature", unverified.signature());
    let input = unverified.signing_input();
    case.put_integer("signing_input_length", i64::try_from(input.len()).unwrap_or(-1));
    case.put_bytes("digest", unverified.header().algorithm.hash().of(input).as_bytes());
    Ok(())
}

/// The signature alone.
pub(super) fn verify(case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Result<()> {
    let (token, key) = (case.token(buffers.body), PublicKeyInput::of(case));
    let room = case.room(buffers.out);
    let payload = jws::verify(token, &key.verifier()?, room)?;
    case.granted();
    case.put_text("alg", payload.header().algorithm.name());
    case.put_bytes("payload", payload.bytes());
    Ok(())
}

/// The numbers of a public key.
pub(super) fn key(case: &mut Case<'_>) -> Result<()> {
    let key = match case.optional_bytes("modulus") {
        Some(modulus) => PublicKey::rsa(modulus, case.bytes("exponent"))?,
        None => {
            let key = PublicKeyInput::of(case);
            key.verifier()?;
            key.public()?
        }
    };
    case.granted();
    case.put_integer("bits", i64::try_from(key.bits()).unwrap_or(-1));
    Ok(())
}

/// The arguments `curve` and `public_key`.
pub(super) struct PublicKeyInput {
    curve: Curve,
    point: &'static [u8],
}

impl PublicKeyInput {
    pub(super) fn of(case: &Case<'_>) -> Self {
        Self { curve: curve(case), point: case.bytes("public_key") }
    }

    /// The key if it is named.
    pub(super) fn optional(case: &Case<'_>) -> Option<Self> {
        let point = case.optional_bytes("public_key")?;
        Some(Self { curve: curve(case), point })
    }

    pub(super) fn public(&self) -> Result<PublicKey<'static>> {
        PublicKey::ec(self.curve, self.point)
    }

    pub(super) fn verifier(&self) -> Result<EcVerifier> {
        EcVerifier::new(&self.public()?)
    }
}

/// The argument `curve`, by its name in a JWK.
pub(super) fn curve(case: &Case<'_>) -> Curve {
    match case.text("curve") {
        "P-256" => Curve::P256,
        "P-384" => Curve::P384,
        "P-521" => Curve::P521,
        _ => {
            case.fail(Failure::BadInput("curve"));
            Curve::P256
        }
    }
}
