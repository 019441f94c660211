//! Reading a token: the compact form, its header, its claims (M2M-1, M2M-3, M2M-9).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::algorithm::Algorithm;
use super::refusal::M2mRefusal;

/// A token that is well formed. Nothing of it is to be believed before the signature is verified with the key found by `sub`.
pub(super) struct Token<'a> {
    pub(super) algorithm: Algorithm,
    pub(super) claims: Claims,
    pub(super) signing_input: &'a [u8],
    pub(super) signature: Vec<u8>,
}

/// The claims; further ones are ignored, as RFC 7519 4 has it. A repeated one is an error.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub(super) sub: String,
    pub(super) iss: String,
    /// Null and absent alike are `None` (M2M-5); the empty text is dealt with by [`Claims::start_logon`].
    #[serde(rename = "startLogon", default)]
    start_logon: Option<String>,
    pub(super) iat: i64,
    pub(super) exp: i64,
}

impl Claims {
    /// The myIR user, or none: null, `""` and absent mean the same (M2M-5).
    pub(super) fn start_logon(&self) -> Option<&str> {
        self.start_logon.as_deref().filter(|user| !user.is_empty())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

impl<'a> Token<'a> {
    pub(super) fn read(text: &'a str) -> Result<Self, M2mRefusal> {
        if text.contains(|character: char| character.is_whitespace() || character == '=') {
            return Err(M2mRefusal::SpaceOrPadding);
        }
        let (input, signature) = text.rsplit_once('.').ok_or(M2mRefusal::NotCompact)?;
        let (header, payload) = input.split_once('.').ok_or(M2mRefusal::NotCompact)?;
        if payload.contains('.') {
            return Err(M2mRefusal::NotCompact);
        }
        let header: Header = object(&decode(header)?).ok_or(M2mRefusal::Header)?;
        if header.typ != "JWT" {
            return Err(M2mRefusal::Type);
        }
        if header.kid != "M2M" {
            return Err(M2mRefusal::KeyId);
        }
        let algorithm = Algorithm::named(&header.alg).ok_or(M2mRefusal::Algorithm)?;
        let claims: Claims = object(&decode(payload)?).ok_or(M2mRefusal::Claims)?;
        if claims.iat < 0 || claims.exp < 0 {
            return Err(M2mRefusal::Claims);
        }
        let signature = decode(signature)?;
        Ok(Self { algorithm, claims, signing_input: input.as_bytes(), signature })
    }
}

/// This engine takes neither padding nor bits left over.
fn decode(segment: &str) -> Result<Vec<u8>, M2mRefusal> {
    URL_SAFE_NO_PAD.decode(segment).map_err(|_| M2mRefusal::Encoding)
}

/// serde would take an array for a struct as well.
fn object<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    json.trim_ascii_start().starts_with(b"{").then(|| serde_json::from_slice(json).ok())?
}
