//! The authorize URL and the four POST requests, all to one path (XIAMS-1 to XIAMS-4).

use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::redirect_uri::RedirectUri;
use crate::request::{Client, HttpRequest, SCOPE, State, check_client_id, post_len_to, write_post_to};
use crate::request_kind::RequestKind;
use crate::secret::{Secret, check_token};
use crate::wire::form::FormWriter;
use crate::wire::writer::{Writer, text_at};

/// XIAMS-1.
const AUTHORIZE: &str = "/ms_oauth/oauth2/endpoints/oauthservice/authorize";

/// XIAMS-1: "One path family".
const TOKENS: &str = "/ms_oauth/oauth2/endpoints/oauthservice/tokens";

/// XIAMS-3 and XIAMS-4: "The grant type is required and takes the value …".
const ABOUT_TOKEN: &str = "oracle-idm:/oauth/grant-type/resource-access-token/jwt";

/// The URL that the browser opened (XIAMS-2). There was no PKCE.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizeUrl<'a> {
    environment: Environment<'a>,
    client_id: &'a str,
    redirect_uri: RedirectUri<'a>,
    state: State<'a>,
    logout: Option<bool>,
}

impl<'a> AuthorizeUrl<'a> {
    /// A login of `client_id` on the host of `environment`: one of [`HOSTS`](super::HOSTS).
    ///
    /// # Errors
    /// `client_id_empty`, `client_id_colon`, `client_id_character` (TOKEN-3).
    pub fn new(
        environment: Environment<'a>,
        client_id: &'a str,
        redirect_uri: RedirectUri<'a>,
        state: State<'a>,
    ) -> Result<Self> {
        Ok(Self { environment, client_id: check_client_id(client_id)?, redirect_uri, state, logout: None })
    }

    /// `true` ended the session of whoever was logged in to myIR before, so that another could log in.
    #[must_use]
    pub const fn with_logout(mut self, logout: bool) -> Self {
        self.logout = Some(logout);
        self
    }

    /// The bytes that [`AuthorizeUrl::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        let mut writer = Writer::new(&mut []);
        self.write(&mut writer);
        writer.position()
    }

    /// Writes the URL into `out`.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed. Rules XIAMS-1 and XIAMS-2.
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<&'o str> {
        let mut writer = Writer::new(out);
        self.write(&mut writer);
        let bytes = writer.finish()?;
        Ok(text_at(bytes, 0..bytes.len()))
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.text(self.environment.origin());
        writer.text(AUTHORIZE);
        let mut query = FormWriter::new(writer, Some(b'?'));
        query.pair("response_type", "code");
        query.pair("client_id", self.client_id);
        query.pair("redirect_uri", self.redirect_uri.as_str());
        query.pair("scope", SCOPE);
        query.pair("state", self.state.as_str());
        if let Some(logout) = self.logout {
            query.pair("logout", if logout { "true" } else { "false" });
        }
    }
}

/// What a validation asks for (XIAMS-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attributes {
    /// `prn exp`: build pack v2.2.
    Prn,
    /// `startLogon exp`: build pack v2.8.
    StartLogon,
}

impl Attributes {
    /// The value on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prn => "prn exp",
            Self::StartLogon => "startLogon exp",
        }
    }
}

/// A POST to `/tokens`, which had all of them (XIAMS-1).
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    client: Client<'a>,
    what: What<'a>,
}

#[derive(Clone, Copy, Debug)]
enum What<'a> {
    Code { code: Secret<'a>, redirect_uri: RedirectUri<'a> },
    Refresh(Secret<'a>),
    Validate(Secret<'a>, Attributes),
    Revoke(Secret<'a>),
}

impl<'a> Request<'a> {
    /// The exchange of `code`. Next: [`TokenSet::parse`](crate::TokenSet::parse), as today.
    ///
    /// # Errors
    /// `token_empty`, `token_character` (TOKEN-8); `client_auth_choice` for a client with a relay, which there was not.
    pub fn code(client: &Client<'a>, code: &'a str, redirect_uri: RedirectUri<'a>) -> Result<Self> {
        Self::new(client, What::Code { code: check_token(code)?, redirect_uri })
    }

    /// The exchange of a refresh token, which did not expire. The reply may bring a new one; the old one is not said to
    /// die (XIAMS-2). Next: [`TokenSet::parse`](crate::TokenSet::parse), as today.
    ///
    /// # Errors
    /// As [`Request::code`].
    pub fn refresh(client: &Client<'a>, refresh_token: &'a str) -> Result<Self> {
        Self::new(client, What::Refresh(check_token(refresh_token)?))
    }

    /// The question whether an access token works (XIAMS-3). Next: [`Validation::parse`](super::Validation::parse).
    ///
    /// # Errors
    /// As [`Request::code`].
    pub fn validate(client: &Client<'a>, token: &'a str, attributes: Attributes) -> Result<Self> {
        Self::new(client, What::Validate(check_token(token)?, attributes))
    }

    /// The end of an access or refresh token (XIAMS-4). Next: [`Revocation::parse`](super::Revocation::parse).
    ///
    /// # Errors
    /// As [`Request::code`].
    pub fn revoke(client: &Client<'a>, token: &'a str) -> Result<Self> {
        Self::new(client, What::Revoke(check_token(token)?))
    }

    fn new(client: &Client<'a>, what: What<'a>) -> Result<Self> {
        if client.is_relayed() {
            return Err(Error::of(ErrorKind::ClientAuthChoice));
        }
        Ok(Self { client: *client, what })
    }

    /// The request of today that it corresponds to.
    #[must_use]
    pub const fn kind(&self) -> RequestKind {
        match self.what {
            What::Code { .. } => RequestKind::Code,
            What::Refresh(_) => RequestKind::Refresh,
            What::Validate(..) => RequestKind::Introspect,
            What::Revoke(_) => RequestKind::Revoke,
        }
    }

    /// The bytes that [`Request::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        post_len_to(&self.client, |writer| self.url(writer), |form| self.form(form))
    }

    /// Writes the request into `out`.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed. Rules XIAMS-1 to XIAMS-4.
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<HttpRequest<'o>> {
        write_post_to(&self.client, |writer| self.url(writer), out, |form| self.form(form))
    }

    fn url(&self, writer: &mut Writer<'_>) {
        writer.text(self.client.environment().origin());
        writer.text(TOKENS);
    }

    fn form(&self, form: &mut FormWriter<'_, '_>) {
        match self.what {
            What::Code { code, redirect_uri } => {
                form.pair("redirect_uri", redirect_uri.as_str());
                form.pair("grant_type", "authorization_code");
                form.pair("code", code.expose());
            }
            What::Refresh(token) => {
                form.pair("grant_type", "refresh_token");
                form.pair("refresh_token", token.expose());
            }
            What::Validate(token, attributes) => {
                form.pair("grant_type", ABOUT_TOKEN);
                form.pair("oracle_token_action", "validate");
                form.pair("scope", SCOPE);
                form.pair("assertion", token.expose());
                form.pair("oracle_token_attrs_retrieval", attributes.as_str());
            }
            What::Revoke(token) => {
                form.pair("grant_type", ABOUT_TOKEN);
                form.pair("oracle_token_action", "delete");
                form.pair("assertion", token.expose());
            }
        }
    }
}
