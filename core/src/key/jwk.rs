//! JSON Web Keys (RFC 7517, RFC 7518 6).

use super::numbers::OwnedPublicKey;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Curve, PublicKey};
use crate::wire::base64url;
use crate::wire::json::{JsonText, Leniency, Object, Value};
use crate::wire::pem;
use alloc::vec;
use alloc::vec::Vec;
use der::Encode as _;
use der::asn1::UintRef;
use zeroize::Zeroizing;

/// The key, and the algorithm that it allows, if it names one.
pub(super) fn parse(file: &[u8]) -> Result<(OwnedPublicKey, Option<Algorithm>)> {
    let key = numbers(file)?;
    let algorithm = purpose(&Jwk::parse(file)?.0, &key)?;
    Ok((key, algorithm))
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

/// Whether a file is JSON. JSON with a PEM block in it is read as PEM.
pub(super) fn is_jwk(file: &[u8]) -> bool {
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
    matches!(file.trim_ascii_start().first(), Some(b'{' | b'[')) && pem::find(file, b"-----BEGIN ").is_none()
}

/// A private key out of a JWK.
pub(super) enum PrivateJwk {
    Ec { curve: Curve, scalar: Zeroizing<Vec<u8>>, point: Vec<u8> },
    Rsa { pkcs1: Zeroizing<Vec<u8>> },
}

/// Reads a private JWK.
pub(super) fn private(file: &[u8]) -> Result<PrivateJwk> {
    let jwk = Jwk::parse(file)?;
    if !jwk.has("d") {
        // A public one, or no JWK at all.
        return Err(if jwk.has("kty") { Error::of(ErrorKind::FilePublicKey) } else { missing() });
    }
    match jwk.public()? {
        OwnedPublicKey::Ec { curve, point } => {
            let scalar = jwk.number("d")?;
            if scalar.len() != curve.width() {
                return Err(Error::of(ErrorKind::JwkLength));
            }
            Ok(PrivateJwk::Ec { curve, scalar, point })
        }
        OwnedPublicKey::Rsa { modulus, exponent } => {
            if jwk.has("oth") {
                return Err(Error::of(ErrorKind::KeyRsaPrimes));
            }
            let [d, p, q] = [jwk.number("d")?, jwk.number("p")?, jwk.number("q")?];
            let [dp, dq, qi] = [jwk.number("dp")?, jwk.number("dq")?, jwk.number("qi")?];
            let number = |bytes| UintRef::new(bytes).map_err(|_| Error::of(ErrorKind::KeyRsaPrivate));
            let key = pkcs1::RsaPrivateKeyRef {
                modulus: number(&modulus)?,
                public_exponent: number(&exponent)?,
                private_exponent: number(&d)?,
                prime1: number(&p)?,
                prime2: number(&q)?,
                exponent1: number(&dp)?,
                exponent2: number(&dq)?,
                coefficient: number(&qi)?,
                other_prime_infos: None,
            };
            let pkcs1 = key.to_der().map_err(|_| Error::of(ErrorKind::KeyRsaPrivate))?;
            Ok(PrivateJwk::Rsa { pkcs1: Zeroizing::new(pkcs1) })
        }
    }
}

fn numbers(file: &[u8]) -> Result<OwnedPublicKey> {
    let jwk = Jwk::parse(file)?;
    if jwk.has("d") || jwk.has("k") {
        return Err(Error::of(ErrorKind::FilePrivateKey));
    }
    jwk.public()
}

const fn missing() -> Error {
    Error::of(ErrorKind::JwkMember)
}

struct Jwk<'a>(Object<'a>);

impl<'a> Jwk<'a> {
    fn parse(file: &'a [u8]) -> Result<Self> {
        let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
        if file.trim_ascii_start().first() == Some(&b'[') {
            return Err(Error::of(ErrorKind::JwkSet));
        }
        let jwk = Self(Object::parse(file, Leniency::default())?);
        if jwk.has("keys") && !jwk.has("kty") {
            return Err(Error::of(ErrorKind::JwkSet));
        }
        Ok(jwk)
    }

    fn has(&self, name: &str) -> bool {
        self.0.member(name).is_some()
    }

    fn text(&self, name: &str) -> Result<JsonText<'a>> {
        match self.0.member(name).map(|member| member.value) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(missing()),
        }
    }

    fn number(&self, name: &str) -> Result<Zeroizing<Vec<u8>>> {
        let text = self.text(name)?;
        let mut out = Zeroizing::new(vec![0; base64url::decoded_len(text.raw().len())]);
        // Quotes and escapes are no base64url, so the raw text is the text.
        base64url::decode(text.raw(), &mut out).map_err(|_| Error::of(ErrorKind::JwkBase64url))?;
        Ok(out)
    }

    fn public(&self) -> Result<OwnedPublicKey> {
        let kty = self.text("kty")?;
        if kty.is("RSA") {
            let (modulus, exponent) = (self.number("n")?, self.number("e")?);
            return PublicKey::rsa(&modulus, &exponent).map(|key| OwnedPublicKey::new(&key));
        }
        if !kty.is("EC") {
            return Err(Error::of(ErrorKind::KeyFamily));
        }
        let crv = self.text("crv")?;
        let curve = [Curve::P256, Curve::P384, Curve::P521].into_iter().find(|curve| crv.is(curve.name()));
        let curve = curve.ok_or(Error::of(ErrorKind::KeyCurve))?;
        let mut point = vec![4];
        for name in ["x", "y"] {
            let coordinate = self.number(name)?;
            if coordinate.len() != curve.width() {
                return Err(Error::of(ErrorKind::JwkLength));
            }
            point.extend_from_slice(&coordinate);
        }
        PublicKey::ec(curve, &point).map(|key| OwnedPublicKey::new(&key))
    }
}
