//! Ending a token (REVOKE-1).

use super::client_auth::Client;
use super::http_request::{HttpRequest, post_len, write_post};
use super::introspect::{AboutToken, TokenTypeHint};
use crate::environment::Endpoint;
use crate::error::Result;
use crate::secret::Secret;

/// Ends an access or refresh token, when a customer logs off or disconnects the software.
#[derive(Clone, Copy, Debug)]
pub struct RevokeRequest<'a> {
    client: Client<'a>,
    token: AboutToken<'a>,
}

impl<'a> RevokeRequest<'a> {
    /// The end of `token`.
    ///
    /// # Errors
    /// `token_empty`, `token_character` (TOKEN-8); `token_quoted`, `token_json`, `token_url`, `token_parameter`,
    /// `token_placeholder`, `token_ending` for what is no token alone: it is never sent.
    pub fn new(client: &Client<'a>, token: &'a str, hint: Option<TokenTypeHint>) -> Result<Self> {
        Ok(Self { client: *client, token: AboutToken::new(token, hint)? })
    }

    /// The end of a whole token set: of its refresh token, and only where there is none of its access token; `None`: it has
    /// neither.
    ///
    /// # Errors
    /// As [`RevokeRequest::new`]. Rule REVOKE-1.
    pub fn of_set(
        client: &Client<'a>,
        access: Option<Secret<'a>>,
        refresh: Option<Secret<'a>>,
    ) -> Result<Option<Self>> {
        let (token, hint) = match (refresh, access) {
            (Some(refresh), _) => (refresh, TokenTypeHint::RefreshToken),
            (None, Some(access)) => (access, TokenTypeHint::AccessToken),
            (None, None) => return Ok(None),
        };
        Self::new(client, token.expose(), Some(hint)).map(Some)
    }

    /// The bytes that [`RevokeRequest::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        post_len(&self.client, Endpoint::Revoke, |form| self.token.form(form))
    }

    /// Writes the request into `out`.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed. Rules REVOKE-1 and TOKEN-2.
    /// Next: [`Revocation::parse`](crate::Revocation::parse).
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<HttpRequest<'o>> {
        write_post(&self.client, Endpoint::Revoke, out, |form| self.token.form(form))
    }
}
