//! JSON Web Keys (RFC 7517, RFC 7518 6): public ones only.

use super::numbers::OwnedPublicKey;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Curve, PublicKey};
use crate::wire::base64url;
use crate::wire::json::{Leniency, Object, Value};
use alloc::vec;
use alloc::vec::Vec;

/// The key, and the algorithm that it allows, if it names one.
pub(super) fn parse(file: &[u8]) -> Result<(OwnedPublicKey, Option<Algorithm>)> {
    let key = numbers(file)?;
    Ok((key.clone(), purpose(&Object::parse(file, Leniency::default())?, &key)?))
}

/// `alg`, `use` and `key_ops` (RFC 7517 4.2 to 4.4): what the key's owner says it is for.
fn purpose(object: &Object<'_>, key: &OwnedPublicKey) -> Result<Option<Algorithm>> {
    let unfit = Error::of(ErrorKind::KeyUse);
    let text = |name: &str| match object.member(name).map(|member| member.value) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Text(text)) => Ok(Some(text)),
        Some(_) => Err(unfit),
    };
    if text("use")?.is_some_and(|purpose| !purpose.is("sig")) {
        return Err(unfit);
    }
    match object.member("key_ops").map(|member| member.value) {
        None | Some(Value::Null) => {}
        Some(Value::Nested(list)) if names(list, "\"verify\"") => {}
        Some(_) => return Err(unfit),
    }
    let Some(alg) = text("alg")? else { return Ok(None) };
    let algorithm = Algorithm::ALL.into_iter().find(|algorithm| alg.is(algorithm.name()));
    algorithm.filter(|algorithm| key.borrow().fits(*algorithm)).map(Some).ok_or(unfit)
}

/// Whether `quoted` stands in a list of texts without escapes. A list of anything else names nothing.
fn names(list: &str, quoted: &str) -> bool {
    let items = list.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    items.is_some_and(|items| {
        !items.contains(['[', '{', '\\']) && items.split(',').any(|item| item.trim() == quoted)
    })
}

fn numbers(file: &[u8]) -> Result<OwnedPublicKey> {
    let object = Object::parse(file, Leniency::default())?;
    if object.member("d").is_some() || object.member("k").is_some() {
        return Err(Error::of(ErrorKind::FilePrivateKey));
    }
    let text = |name: &str| {
        let member = object.member(name)?;
        match member.value {
            Value::Text(text) => Some((text, member.at)),
            _ => None,
        }
    };
    let number = |name: &str| -> Result<Vec<u8>> {
        let (text, at) = text(name).ok_or(Error::of(ErrorKind::JwkMember))?;
        let mut out = vec![0; base64url::decoded_len(text.raw().len())];
        // Quotes and escapes are no base64url, so the raw text is the text.
        base64url::decode(text.raw(), &mut out).map_err(|error| error.shifted(at.saturating_add(1)))?;
        Ok(out)
    };
    let (kty, _) = text("kty").ok_or(Error::of(ErrorKind::JwkMember))?;
    if kty.is("RSA") {
        let (modulus, exponent) = (number("n")?, number("e")?);
        return PublicKey::rsa(&modulus, &exponent).map(|key| OwnedPublicKey::new(&key));
    }
    if !kty.is("EC") {
        return Err(Error::of(ErrorKind::KeyFamily));
    }
    let (crv, _) = text("crv").ok_or(Error::of(ErrorKind::JwkMember))?;
    let curve = [Curve::P256, Curve::P384, Curve::P521].into_iter().find(|curve| crv.is(curve.name()));
    let curve = curve.ok_or(Error::of(ErrorKind::KeyCurve))?;
    let mut point = vec![4];
    for name in ["x", "y"] {
        let coordinate = number(name)?;
        if coordinate.len() != curve.width() {
            return Err(Error::of(ErrorKind::KeyPoint)); // RFC 7518 6.2.1.2: at full width
        }
        point.extend_from_slice(&coordinate);
    }
    PublicKey::ec(curve, &point).map(|key| OwnedPublicKey::new(&key))
}
