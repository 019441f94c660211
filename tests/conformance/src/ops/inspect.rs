//! A look into access tokens.

use crate::case::Case;
use gws_auth_core::{Result, UnverifiedAccessToken};

pub(super) fn access_token(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let token = case.text("token");
    let out = case.room(out);
    let token = UnverifiedAccessToken::parse(token, out)?;
    case.granted();
    case.put_text("header", token.header());
    case.put_text("claims", token.claims());
    case.put_optional_integer("expires_at", token.seconds("exp"));
    case.put_optional_integer("issued_at", token.seconds("iat"));
    Ok(())
}
