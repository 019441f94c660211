//! Doors that read and write text: environments, redirect URIs and the formats beneath everything.

use core::fmt::{self, Write};

use gws_auth_core::request::State;
use gws_auth_core::wire::base64url as url64;
use gws_auth_core::wire::form as urlencoded;
use gws_auth_core::wire::json::{self as reader, Leniency, Object, Value};
use gws_auth_core::wire::percent::{self as coding, Plus};
use gws_auth_core::{Environment, RedirectUri, RegisteredRedirectUris, Result};

use crate::input::Input;
use crate::keep;

/// `Display` only: the standard library's `Debug` for `str` has panics of its own.
pub(crate) fn message(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let Err(error) = Environment::parse(Input::new(input).text()) else { return Ok(()) };
    let mut length = Length(0);
    let written = write!(length, "{error}");
    keep((length.0, written.is_ok(), error.code(), error.blame(), error.position(), error.status()));
    Err(error)
}

pub(crate) fn environment(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let environment = Environment::parse(Input::new(input).text())?;
    keep((environment.origin(), environment.name()));
    environment.cloud_services(&mut keep);
    environment.desktop_services(&mut keep);
    Ok(())
}

pub(crate) fn redirect_uri(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let uri = RedirectUri::parse(Input::new(input).text())?;
    keep((uri.as_str(), uri.kind(), uri.warnings()));
    Ok(())
}

pub(crate) fn registered(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let texts = [input.text(), input.text()];
    let registered = RegisteredRedirectUris::new(&texts);
    registered.loopback().for_each(keep);
    registered.find(input.text()).map(keep)
}

pub(crate) fn state(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let text = Input::new(input).text();
    State::wide(text).map(keep)?;
    State::new(text).map(keep)
}

pub(crate) fn percent(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let plus = if input.flag() { Plus::Space } else { Plus::Literal };
    let raw = input.text();
    coding::encode(raw.as_bytes(), keep);
    keep((coding::encoded_len(raw.as_bytes()), coding::decodes_to(raw, plus, input.text())));
    coding::decode(raw, plus).try_for_each(|byte| byte.map(keep))
}

pub(crate) fn form(input: &[u8], _room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let name = input.text();
    urlencoded::pairs(input.text()).for_each(|pair| keep((pair, pair.is_named(name))));
    Ok(())
}

pub(crate) fn base64url(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let text = input.text();
    url64::encode(input.rest(), room).map(keep)?;
    url64::decode(text, room).map(keep)
}

pub(crate) fn json(input: &[u8], room: &mut [u8]) -> Result<()> {
    let mut input = Input::new(input);
    let leniency = Leniency { trailing_comma: input.flag() };
    let name = input.text();
    let body = input.body(room);
    let object = Object::parse(body, leniency)?;
    object.members().for_each(|member| keep(reader::whole_number(&member.value)));
    if let Some(Value::Text(text)) = object.member(name).map(|member| member.value) {
        keep((text.is(name), text.chars().count()));
        let range = text.range();
        keep(reader::unescape_in_place(body, range));
    }
    Ok(())
}

/// Counts what is written.
struct Length(usize);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.wrapping_add(text.len());
        Ok(())
    }
}
