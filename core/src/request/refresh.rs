//! Exchanging a refresh token for a new pair (REFRESH-1).

use super::client_auth::Client;
use super::http_request::{HttpRequest, post_len, write_post};
use crate::environment::Endpoint;
use crate::error::Result;
use crate::secret::{Secret, check_given_token};
use crate::wire::form::FormWriter;

/// `grant_type=refresh_token`, for cloud clients only.
///
/// Send it once and never again, whatever happens: a used refresh token that is sent again invalidates the whole token
/// set (REFRESH-3). When the reply is lost, ask [`IntrospectRequest`](crate::IntrospectRequest) first.
#[derive(Clone, Copy, Debug)]
pub struct RefreshRequest<'a> {
    client: Client<'a>,
    refresh_token: Secret<'a>,
}

impl<'a> RefreshRequest<'a> {
    /// The exchange of `refresh_token`.
    ///
    /// # Errors
    /// `token_empty`, `token_character` (TOKEN-8); `token_quoted`, `token_json`, `token_url`, `token_parameter`,
    /// `token_placeholder`, `token_ending` for what is no token alone: it is never sent.
    pub fn new(client: &Client<'a>, refresh_token: &'a str) -> Result<Self> {
        Ok(Self { client: *client, refresh_token: check_given_token(refresh_token)? })
    }

    /// The bytes that [`RefreshRequest::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        post_len(&self.client, Endpoint::Token, |form| self.form(form))
    }

    /// Writes the request into `out`.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed. Rules REFRESH-1 and TOKEN-2.
    /// Next: [`TokenSet::parse`](crate::TokenSet::parse).
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<HttpRequest<'o>> {
        write_post(&self.client, Endpoint::Token, out, |form| self.form(form))
    }

    fn form(&self, form: &mut FormWriter<'_, '_>) {
        form.pair("grant_type", "refresh_token");
        form.pair("refresh_token", self.refresh_token.expose());
    }
}
