//! Parameters of a query or a form.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::refusal::Refusal;

/// Decoded parameters. One without a value counts as missing (RFC 6749 3.1).
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The form in the body of a POST. Parameters in the URL are never looked at (TOKEN-1), and a body of another type has none.
    ///
    /// # Errors
    ///
    /// 411 without a `Content-Length` (TOKEN-2: required; the status is RFC 9110's, IR documents none).
    pub(crate) fn posted(headers: &HeaderMap, body: &[u8]) -> Result<Self, Box<Response>> {
        if !headers.contains_key(header::CONTENT_LENGTH) {
            return Err(Box::new(StatusCode::LENGTH_REQUIRED.into_response()));
        }
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = content_type.and_then(|value| value.split(';').next()).map(str::trim);
        let form =
            essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
        Ok(Self::parse(if form { body } else { b"" }))
    }

    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    pub(crate) fn need(&self, name: &str) -> Result<&str, Refusal> {
        self.find(name).ok_or_else(|| Refusal::missing(name))
    }

    /// RFC 6749 3.1 and 3.2: no parameter more than once. IR says nothing of it.
    pub(crate) fn refuse_repeated(&self) -> Result<(), Refusal> {
        let repeated = self
            .0
            .iter()
            .enumerate()
            .any(|(at, (key, _))| self.0[..at].iter().any(|(before, _)| before == key));
        if repeated { Err(Refusal::undocumented("a parameter is repeated")) } else { Ok(()) }
    }
}
