//! What Inland Revenue has besides the flow: environments, services, IRD numbers.

use gws_auth_core::ird_number::{DIGITS, IrdNumber};
use gws_auth_core::services::{Answer as Said, ClientKind, FILES_ADVICE, Mechanism, Service};
use gws_auth_core::{Endpoint, Environment, Error, ErrorKind, Result};

use crate::outcome::GRANTED;
use crate::slots::{Answer, Input, MISSING};

pub(crate) fn environment_urls<'a>(
    input: &mut Input<'a>,
    mut out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let environment = Environment::parse(input.text()?)?;
    answer.text(environment.name()).text(environment.origin());
    for endpoint in [Endpoint::Authorize, Endpoint::Token, Endpoint::Introspect, Endpoint::Revoke] {
        let url = |emit: &mut dyn FnMut(&str)| {
            emit(environment.origin());
            emit(endpoint.path());
        };
        out = joined(url, out, answer)?;
    }
    out = joined(|emit| environment.cloud_services(&mut |piece| emit(piece)), out, answer)?;
    joined(|emit| environment.desktop_services(&mut |piece| emit(piece)), out, answer)?;
    Ok(GRANTED)
}

/// Answers a text that comes in pieces, and gives what is left of `out`.
#[inline(never)]
fn joined<'a>(
    say: impl FnOnce(&mut dyn FnMut(&str)),
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<&'a mut [u8]> {
    let mut length = 0_usize;
    say(&mut |piece| {
        let end = length.saturating_add(piece.len());
        if let Some(room) = out.get_mut(length..end) {
            room.copy_from_slice(piece.as_bytes());
        }
        length = end;
    });
    let (text, rest) = out.split_at_mut_checked(length).ok_or(MISSING)?;
    answer.bytes(text);
    Ok(rest)
}

/// The service at this place of the list. After the last one there is nothing.
pub(crate) fn services<'a>(
    input: &mut Input<'a>,
    _out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let service = Service::ALL.get(input.word()? as usize);
    answer.optional(service.map(|service| service.code)).optional(service.map(|service| service.name));
    for mechanism in [Mechanism::OAuth, Mechanism::M2m, Mechanism::MutualTls, Mechanism::Ssh] {
        answer.flag(service.is_some_and(|service| service.takes(mechanism)));
    }
    answer.optional(service.and_then(|service| service.cloud));
    answer.optional(service.and_then(|service| service.desktop));
    Ok(GRANTED)
}

pub(crate) fn service_access<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let unknown = Error::of(ErrorKind::ArgumentUnknown);
    let service = Service::find(input.text()?).ok_or(unknown)?;
    let (client, mechanism) = (input.text()?, input.text()?);
    let client = ClientKind::ALL.iter().find(|kind| kind.code() == client).ok_or(unknown)?;
    let mechanism = Mechanism::ALL.iter().find(|word| word.code() == mechanism).ok_or(unknown)?;
    match service.ask(*client, *mechanism, Environment::parse(input.text()?)?) {
        Said::Call(url) => {
            answer.flag(true);
            joined(|emit| url.pieces(&mut |piece| emit(piece)), out, answer)?;
            answer.flag(url.documented).optional(None).optional(None);
        }
        Said::Files => {
            answer.flag(true).optional(None).flag(false).optional(None).text(FILES_ADVICE);
        }
        Said::Cannot(obstacle) => {
            answer.flag(false).optional(None).flag(false).text(obstacle.code()).text(obstacle.advice());
        }
    }
    Ok(GRANTED)
}

pub(crate) fn ird_number<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let number = IrdNumber::parse(input.text()?)?;
    let room = out.first_chunk_mut::<DIGITS>().ok_or(MISSING)?;
    answer.text(number.write(room));
    Ok(GRANTED)
}
