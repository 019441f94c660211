//! Exchanging a code for tokens (TOKEN-1).

use super::client_auth::Client;
use super::http_request::{HttpRequest, post_len, write_post};
use crate::environment::Endpoint;
use crate::error::{Error, ErrorKind, Result};
use crate::pending::VerifiedCode;
use crate::wire::form::FormWriter;

/// `grant_type=authorization_code`. Send it once: a code works once, and an exchange whose reply was lost is not
/// repeated but begun again with a new login (REDIR-7).
#[derive(Clone, Copy, Debug)]
pub struct CodeRequest<'a> {
    client: Client<'a>,
    code: VerifiedCode<'a>,
}

impl<'a> CodeRequest<'a> {
    /// The exchange of `code` by the client that started the login.
    ///
    /// # Errors
    /// `pending_other_client`, `pending_other_environment`.
    pub fn new(client: &Client<'a>, code: &VerifiedCode<'a>) -> Result<Self> {
        let pending = code.pending();
        if pending.client_id() != client.id() {
            return Err(Error::of(ErrorKind::PendingOtherClient));
        }
        if pending.environment() != client.environment() {
            return Err(Error::of(ErrorKind::PendingOtherEnvironment));
        }
        Ok(Self { client: *client, code: *code })
    }

    /// The bytes that [`CodeRequest::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        post_len(&self.client, Endpoint::Token, |form| self.form(form))
    }

    /// Writes the request into `out`.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed. Rules TOKEN-1 and TOKEN-2.
    /// Next: [`TokenSet::parse`](crate::TokenSet::parse).
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<HttpRequest<'o>> {
        write_post(&self.client, Endpoint::Token, out, |form| self.form(form))
    }

    fn form(&self, form: &mut FormWriter<'_, '_>) {
        let pending = self.code.pending();
        form.pair("grant_type", "authorization_code");
        form.pair("redirect_uri", pending.redirect_uri());
        form.pair("code", self.code.code().expose());
        if let Some(verifier) = pending.code_verifier {
            form.pair("code_verifier", verifier.expose());
        }
    }
}
