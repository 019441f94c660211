//! Asking whether a token is alive (INTRO-1).

use super::client_auth::Client;
use super::http_request::{HttpRequest, post_len, write_post};
use crate::environment::Endpoint;
use crate::error::Result;
use crate::secret::{Secret, check_given_token};
use crate::wire::form::FormWriter;

/// Asks about an access or refresh token. The safe question when a refresh may or may not have been consumed (ERR-2).
#[derive(Clone, Copy, Debug)]
pub struct IntrospectRequest<'a> {
    client: Client<'a>,
    token: AboutToken<'a>,
}

/// What kind of token is sent, as a hint for IR's search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenTypeHint {
    /// `access_token`
    AccessToken,
    /// `refresh_token`
    RefreshToken,
}

impl TokenTypeHint {
    /// The hint with this value: `access_token` or `refresh_token`.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        [Self::AccessToken, Self::RefreshToken].into_iter().find(|hint| hint.as_str() == value)
    }

    /// The value on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::RefreshToken => "refresh_token",
        }
    }
}

impl<'a> IntrospectRequest<'a> {
    /// The question about `token`.
    ///
    /// # Errors
    /// `token_empty`, `token_character` (TOKEN-8); `token_quoted`, `token_json`, `token_url`, `token_parameter`,
    /// `token_placeholder`, `token_ending` for what is no token alone: it is never sent.
    pub fn new(client: &Client<'a>, token: &'a str, hint: Option<TokenTypeHint>) -> Result<Self> {
        Ok(Self { client: *client, token: AboutToken::new(token, hint)? })
    }

    /// The bytes that [`IntrospectRequest::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        post_len(&self.client, Endpoint::Introspect, |form| self.token.form(form))
    }

    /// Writes the request into `out`.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed. Rules INTRO-1 and TOKEN-2.
    /// Next: [`Introspection::parse`](crate::Introspection::parse).
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<HttpRequest<'o>> {
        write_post(&self.client, Endpoint::Introspect, out, |form| self.token.form(form))
    }
}

/// The form that introspection and revocation share (REVOKE-1: "same fields").
#[derive(Clone, Copy, Debug)]
pub(super) struct AboutToken<'a> {
    token: Secret<'a>,
    hint: Option<TokenTypeHint>,
}

impl<'a> AboutToken<'a> {
    pub(super) fn new(token: &'a str, hint: Option<TokenTypeHint>) -> Result<Self> {
        Ok(Self { token: check_given_token(token)?, hint })
    }

    pub(super) fn form(&self, form: &mut FormWriter<'_, '_>) {
        form.pair("token", self.token.expose());
        if let Some(hint) = self.hint {
            form.pair("token_type_hint", hint.as_str());
        }
    }
}
