//! JSON objects in tokens that are looked into. Core has no call for JSON of any kind, so its reader is used itself: it
//! refuses repeated members, which others pass over.

use gws_auth_core::wire::json::{Leniency, Object};
use gws_auth_core::{Error, ErrorKind};
use serde_json::Value;

use crate::exit::Failure;

/// One JSON object, strictly.
pub(super) fn object(bytes: &[u8]) -> Result<Value, Failure> {
    Object::parse(bytes, Leniency::default())?;
    // What serde_json refuses beyond is a number that no double can hold.
    serde_json::from_slice(bytes).map_err(|_| Error::of(ErrorKind::JsonNumber).into())
}
