//! A look into tokens.

use crate::case::Case;
use gws_auth_core::jws::compact;
use gws_auth_core::{Result, UnverifiedAccessToken};

pub(super) fn access_token(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let token = case.text("token");
    let out = case.room(out);
    let token = UnverifiedAccessToken::parse(token, out)?;
    case.granted();
    case.put_text("header", token.header());
    case.put_text("claims", token.claims());
    case.put_optional_integer("exp", token.seconds("exp"));
    case.put_optional_integer("iat", token.seconds("iat"));
    case.put_optional_integer("nbf", token.seconds("nbf"));
    Ok(())
}

pub(super) fn jws_split(case: &mut Case<'_>) -> Result<()> {
    let parts = compact::split(case.text("token"))?;
    case.granted();
    case.put_text("header", parts.header);
    case.put_text("payload", parts.payload);
    case.put_text("signature", parts.signature);
    case.put_text("signing_input", parts.signing_input);
    Ok(())
}
