//! Access tokens in the shape of IR's (TOKEN-6). Nobody can verify them, as nobody outside IR can verify the real ones.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::random;

/// The claims, in the order of IR's samples.
#[derive(Serialize)]
pub(crate) struct Claims<'a> {
    pub(crate) nbf: i64,
    pub(crate) jti: String,
    pub(crate) iss: &'a str,
    pub(crate) iat: i64,
    pub(crate) sub: &'a str,
    #[serde(rename = "startLogon")]
    pub(crate) start_logon: &'a str,
    pub(crate) scope: &'a str,
    pub(crate) clientid: &'a str,
    pub(crate) aud: &'a str,
    pub(crate) grant: &'a str,
    pub(crate) exp: i64,
}

/// `header.payload.signature`, about 900 characters; the signature is random bytes.
pub(crate) fn encode(claims: &Claims<'_>) -> String {
    const HEADER: &str = r#"{"alg":"RS512","typ":"at-JWT","kid":"5349554C41544F5220544553542044"}"#;
    let payload = serde_json::to_string(claims).unwrap_or_default().replace('/', "\\/");
    format!("{}.{}.{}", URL_SAFE_NO_PAD.encode(HEADER), URL_SAFE_NO_PAD.encode(payload), random::signature())
}
