//! `m2m inspect`: a look into a token.

use clap::Args;
use gws_auth_core::jws::{UnverifiedJws, compact};
use gws_auth_core::wire::base64url;
use serde_json::Value;
use zeroize::Zeroizing;

use super::json;
use crate::exit::Failure;
use crate::input;
use crate::report::Report;
use crate::text::lines;

/// Look into a machine-to-machine token, read from standard input. NOTHING IN IT IS VERIFIED
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth m2m inspect < token

For people who look for a fault, never for decisions: those are for gws-auth m2m verify. A header that verify would
refuse is shown all the same, with the reason as \"problem\". The claims identify people: keep them out of logs.")]
pub(crate) struct Arguments {}

pub(super) fn run() -> Result<Report, Failure> {
    let token = input::jws_from_stdin()?;
    let parts = compact::split(token.expose())?;
    let (header, claims) = (object(parts.header)?, object(parts.payload)?);
    let mut report = Report::new().with("verified", false).with("header", header).with("claims", claims);
    let mut room = Zeroizing::new(vec![0; token.expose().len()]);
    if let Err(error) = UnverifiedJws::split(token.expose(), &mut room) {
        report =
            report.with("problem", serde_json::json!({"code": error.code(), "message": error.to_string()}));
    }
    let text = format!("UNVERIFIED: nobody checked the signature\n{}", lines(&report.fields, ""));
    Ok(report.reading(text))
}

/// A segment that is one JSON object. There is no call for tokens that verify would refuse: core's reader says why.
fn object(segment: &str) -> Result<Value, Failure> {
    let mut room = Zeroizing::new(vec![0; base64url::decoded_len(segment.len())]);
    json::object(base64url::decode(segment, &mut room)?)
}
