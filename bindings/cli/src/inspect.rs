//! `inspect`: a look into an access token.

use clap::Args;
use gws_auth_core::{Error, ErrorKind, UnverifiedAccessToken};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::input;
use crate::output::{Report, lines};

/// Look into an access token, read from standard input. NOTHING IN IT IS VERIFIED
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth inspect < access-token

IR publishes no key, so nobody but IR can check the signature: for people who look for a fault, never for decisions.
The claims identify people: keep them out of logs.")]
pub(crate) struct Arguments {}

pub(crate) fn run() -> Result<Report, Failure> {
    let token = input::token_from_stdin()?;
    let mut out = Zeroizing::new(vec![0; token.expose().len()]);
    let inside = UnverifiedAccessToken::parse(token.expose(), &mut out)?;
    let (header, claims) = (json(inside.header())?, json(inside.claims())?);
    let report = Report::new().with("verified", false).with("header", header).with("claims", claims);
    let text = format!("UNVERIFIED: nobody checked the signature\n{}", lines(&report.fields, ""));
    Ok(report.reading(text))
}

/// Core has validated it; what serde_json refuses beyond is a number that no double can hold.
fn json(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|_| Error::new(ErrorKind::JsonNumber, 0).into())
}
