//! The protected header, strictly.

use super::algorithm::Algorithm;
use crate::error::{Error, ErrorKind, Result};
use crate::wire::json::{JsonText, Leniency, Located, Names, Object, Value};

/// A header whose algorithm is one of the six and that asks for nothing unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'o> {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// `typ`, to be compared with [`JsonText::is`].
    pub typ: Option<JsonText<'o>>,
    /// `kid`, to be compared with [`JsonText::is`].
    pub kid: Option<JsonText<'o>>,
}

/// Members that change how a token is to be read, or bring a key along: none is ever needed here, each has been used
/// for attacks (RFC 8725 3).
const REFUSED: [ErrorKind; 9] = [
    ErrorKind::HeaderCritical,
    ErrorKind::HeaderB64,
    ErrorKind::HeaderZip,
    ErrorKind::HeaderEncryption,
    ErrorKind::HeaderKey,
    ErrorKind::HeaderKey,
    ErrorKind::HeaderKey,
    ErrorKind::HeaderKey,
    ErrorKind::HeaderKey,
];

/// What is read of a header: its own members, then those that are refused, in the order of their errors.
const NAMES: Names =
    Names::new(&["alg", "typ", "kid", "crit", "b64", "zip", "enc", "jwk", "jku", "x5u", "x5c", "epk"]);

impl<'o> Header<'o> {
    pub(super) fn parse(json: &'o [u8]) -> Result<Self> {
        let object = Object::select(json, Leniency::default(), NAMES)?;
        let [algorithm, typ, kid, refused @ ..] = object.members::<12>();
        for (member, kind) in refused.iter().zip(REFUSED) {
            if let Some(member) = member {
                return Err(Error::new(kind, member.at));
            }
        }
        let algorithm = algorithm.ok_or(Error::of(ErrorKind::AlgorithmMissing))?;
        let Value::Text(name) = algorithm.value else {
            return Err(Error::of(ErrorKind::AlgorithmMissing));
        };
        let text = |member: Option<Located<'o>>| match member {
            None => Ok(None),
            Some(member) => match member.value {
                Value::Text(text) => Ok(Some(text)),
                _ => Err(Error::new(ErrorKind::HeaderMember, member.at)),
            },
        };
        Ok(Self { algorithm: known(&name)?, typ: text(typ)?, kid: text(kid)? })
    }
}

fn known(name: &JsonText<'_>) -> Result<Algorithm> {
    if let Some(algorithm) = Algorithm::ALL.into_iter().find(|algorithm| name.is(algorithm.name())) {
        return Ok(algorithm);
    }
    let lower = || name.chars().map(|c| c.to_ascii_lowercase());
    let kind = if lower().eq("none".chars()) || name.is_empty() {
        ErrorKind::AlgorithmNone
    } else if lower().take(2).eq("hs".chars()) {
        ErrorKind::AlgorithmSymmetric
    } else {
        ErrorKind::AlgorithmUnknown
    };
    Err(Error::of(kind))
}
