//! HTTP Basic, read independently of the client library (TOKEN-2).

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::config::client::Client;
use crate::store::Store;

/// Why a client is not let in; each service words it in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientAuthError {
    /// No `Authorization` header.
    Missing,
    /// Another scheme than Basic.
    OtherScheme,
    /// Basic, but not base64 with padding of `id:secret`; or several headers.
    Malformed,
    /// No such client.
    UnknownClient,
    /// Not this client's secret.
    WrongSecret,
}

/// The client that the header names and proves.
pub(crate) fn authenticate<'a>(headers: &HeaderMap, store: &'a Store) -> Result<&'a Client, ClientAuthError> {
    let (id, secret) = credentials(headers)?;
    let client = store.client(&id).ok_or(ClientAuthError::UnknownClient)?;
    if client.secret.expose() == secret { Ok(client) } else { Err(ClientAuthError::WrongSecret) }
}

fn credentials(headers: &HeaderMap) -> Result<(String, String), ClientAuthError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().ok_or(ClientAuthError::Missing)?;
    if values.next().is_some() {
        return Err(ClientAuthError::Malformed);
    }
    let value = value.to_str().map_err(|_| ClientAuthError::Malformed)?;
    let (scheme, encoded) = value.split_once(' ').unwrap_or((value, ""));
    if !scheme.eq_ignore_ascii_case("Basic") {
        return Err(ClientAuthError::OtherScheme);
    }
    let decoded = STANDARD.decode(encoded.trim()).map_err(|_| ClientAuthError::Malformed)?;
    let text = String::from_utf8(decoded).map_err(|_| ClientAuthError::Malformed)?;
    let (id, secret) = text.split_once(':').ok_or(ClientAuthError::Malformed)?;
    Ok((id.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<(String, String), ClientAuthError> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, value.parse().expect("a header value"));
        credentials(&headers)
    }

    #[test]
    fn irs_own_values_decode() {
        let pair = |secret: &str| Ok(("Test30206492".to_owned(), secret.to_owned()));
        assert_eq!(read("Basic VGVzdDMwMjA2NDkyOk9hdXRoMklSU2VjcmV0"), pair("Oauth2IRSecret"));
        assert_eq!(read("Basic VGVzdDMwMjA2NDkyOk9hdXRoMklSU2VjcmV0dA=="), pair("Oauth2IRSecrett"));
    }

    #[test]
    fn padding_scheme_and_colon_are_needed() {
        assert_eq!(read("Basic VGVzdDMwMjA2NDkyOk9hdXRoMklSU2VjcmV0dA"), Err(ClientAuthError::Malformed));
        assert_eq!(read("Basic bm8gY29sb24="), Err(ClientAuthError::Malformed));
        assert_eq!(read("Basic"), Err(ClientAuthError::Malformed));
        assert_eq!(read("Bearer abc"), Err(ClientAuthError::OtherScheme));
        assert_eq!(credentials(&HeaderMap::new()), Err(ClientAuthError::Missing));
    }
}
