//! Environments and redirect URIs.

use crate::case::Case;
use crate::failure::Failure;
use gws_auth_core::redirect_uri::RedirectKind;
use gws_auth_core::{Endpoint, Environment, RedirectUri, RegisteredRedirectUris, Result};

pub(super) fn environment(case: &mut Case<'_>) -> Result<()> {
    let environment = Environment::parse(case.text("environment"))?;
    case.granted();
    case.put_text("name", environment.name());
    case.put_text("origin", environment.origin());
    for (name, endpoint) in [
        ("authorize", Endpoint::Authorize),
        ("token", Endpoint::Token),
        ("introspect", Endpoint::Introspect),
        ("revoke", Endpoint::Revoke),
    ] {
        case.put_pieces(name, |emit| {
            emit(environment.origin());
            emit(endpoint.path());
        });
    }
    case.put_pieces("cloud_services", |emit| environment.cloud_services(&mut |piece| emit(piece)));
    case.put_pieces("desktop_services", |emit| environment.desktop_services(&mut |piece| emit(piece)));
    Ok(())
}

pub(super) fn redirect_uri(case: &mut Case<'_>) -> Result<()> {
    let uri = RedirectUri::parse(case.text("redirect_uri"))?;
    put_redirect_uri(case, &uri);
    Ok(())
}

pub(super) fn registered_redirect_uri(case: &mut Case<'_>) -> Result<()> {
    let (texts, count) = case.list("redirect_uris");
    let wanted = case.text("redirect_uri");
    let uri = RegisteredRedirectUris::new(texts.get(..count).unwrap_or_default()).find(wanted)?;
    put_redirect_uri(case, &uri);
    Ok(())
}

fn put_redirect_uri(case: &mut Case<'_>, uri: &RedirectUri<'_>) {
    case.granted();
    case.put_text("redirect_uri", uri.as_str());
    match uri.kind() {
        RedirectKind::Https => case.put_text("kind", "https"),
        RedirectKind::PrivateUse => case.put_text("kind", "private_use"),
        RedirectKind::PlainHttp => case.put_text("kind", "plain_http"),
        RedirectKind::Loopback { port } => {
            case.put_text("kind", "loopback");
            case.put_integer("port", i64::from(port));
        }
    }
    case.put_warnings(uri.warnings());
}

pub(super) fn loopback_redirect_uris(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (texts, count) = case.list("redirect_uris");
    let registered = RegisteredRedirectUris::new(texts.get(..count).unwrap_or_default());
    let names = ["port_1", "port_2", "port_3", "port_4", "port_5", "port_6"];
    let mut length = 0;
    case.granted();
    for (found, (uri, port)) in registered.loopback().enumerate() {
        case.put_integer(names.get(found).copied().unwrap_or("port_7"), i64::from(port));
        let separator = if length == 0 { "" } else { " " };
        for byte in separator.bytes().chain(uri.as_str().bytes()) {
            match out.get_mut(length) {
                Some(slot) => *slot = byte,
                None => case.fail(Failure::BufferTooSmall),
            }
            length += 1;
        }
    }
    let written = out.get(..length).unwrap_or_default();
    case.put_text("redirect_uris", core::str::from_utf8(written).unwrap_or_default());
    Ok(())
}
