//! JSON Web Keys (RFC 7517, RFC 7518 6): public ones only.

use super::public::OwnedPublicKey;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Curve, PublicKey};
use crate::wire::base64url;
use crate::wire::json::{Leniency, Object, Value};
use alloc::vec;
use alloc::vec::Vec;

pub(super) fn parse(file: &[u8]) -> Result<OwnedPublicKey> {
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
    let curves = [("P-256", Curve::P256), ("P-384", Curve::P384), ("P-521", Curve::P521)];
    let curve = curves.into_iter().find(|(name, _)| crv.is(name)).map(|(_, curve)| curve);
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
