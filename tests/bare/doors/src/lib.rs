//! Every door of the core's first tier, each behind the same shape of function: opaque bytes in, a buffer to write
//! to, a number out. The optimiser knows nothing of the bytes, so whatever could panic stays visible to the linker.
//!
//! A new public function of the core gets a row in [`DOORS`].

#![no_std]
#![forbid(unsafe_code)]

mod input;
mod m2m;
mod request;
mod response;
mod text;

use gws_auth_core::Result;

/// Calls one door: the input's fields are separated by line feeds.
pub type Door = fn(input: &[u8], room: &mut [u8]) -> Result<()>;

/// The doors by name.
pub const DOORS: &[(&str, Door)] = &[
    ("Error: Display", text::message),
    ("Environment::parse", text::environment),
    ("RedirectUri::parse", text::redirect_uri),
    ("RegisteredRedirectUris::find", text::registered),
    ("State::new", text::state),
    ("wire::percent", text::percent),
    ("wire::form", text::form),
    ("wire::base64url", text::base64url),
    ("wire::json", text::json),
    ("AuthorizeRequest::encode", request::authorize),
    ("PendingLogin::parse", request::pending),
    ("CodeRequest::encode", request::code),
    ("RefreshRequest::encode", request::refresh),
    ("IntrospectRequest::encode", request::introspect),
    ("RevokeRequest::encode", request::revoke),
    ("relay_check", request::relay),
    ("TokenSet::parse", response::token),
    ("Introspection::parse", response::introspection),
    ("Revocation::parse", response::revocation),
    ("Refusal::parse", response::refusal),
    ("UnverifiedAccessToken::parse", response::access_token),
    ("explain", response::explained),
    ("NextStep", response::next_step),
    ("UnverifiedJws::split", m2m::split),
    ("PublicKey", m2m::public_key),
    ("Thumbprint::of_certificate", m2m::thumbprint),
    ("ClaimsToSign::encode", m2m::encode),
    ("UnsignedToken::attach", m2m::attach),
    ("UnsignedToken::parse", m2m::parse),
    ("UnsignedToken::sign", m2m::sign),
    ("TokenClaims::check", m2m::check),
];

/// Calls the door at `index`; gives back 0 or the error's number. Nothing happens beyond the last one.
pub fn call(index: usize, input: &[u8], room: &mut [u8]) -> usize {
    let result = DOORS.get(index).map_or(Ok(()), |(_, door)| door(input, room));
    result.map_or_else(|error| usize::from(error.kind.number()), |()| 0)
}

/// Calls all doors one after the other.
pub fn call_all(input: &[u8], room: &mut [u8]) -> usize {
    (0..DOORS.len()).fold(0, |sum: usize, index| sum.wrapping_add(call(index, input, room)))
}

/// Keeps the optimiser from dropping what a door made.
fn keep<T>(value: T) {
    core::hint::black_box(&value);
}
