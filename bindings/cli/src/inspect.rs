//! `inspect`: a look into an access token.

use clap::Args;
use gws_auth_core::calls::inspect_access_token;
use gws_auth_core::{Error, ErrorKind};
use serde_json::Value;

use crate::exit::Failure;
use crate::fields::{self, Secrets};
use crate::input;
use crate::report::Report;
use crate::text::lines;

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
    let facts = inspect_access_token(token.expose())?;
    // JSON in JSON is no pleasure to read.
    let (header, claims) = (json(&facts.header)?, json(&facts.claims)?);
    let mut report = Report::new().with("verified", false);
    report.fields.extend(fields::of(&facts, Secrets::Hidden));
    let report = report.with("header", header).with("claims", claims);
    let text = format!("UNVERIFIED: nobody checked the signature\n{}", lines(&report.fields, ""));
    Ok(report.reading(text))
}

/// Core has validated it; what serde_json refuses beyond is a number that no double can hold.
fn json(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|_| Error::new(ErrorKind::JsonNumber, 0).into())
}
