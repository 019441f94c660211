//! The vendor's back end between an application without a secret and IR (NATIVE-3).

use super::client_auth::Client;
use super::http_request::{HttpRequest, post_len, write_post};
use super::pkce::check_verifier;
use crate::environment::Endpoint;
use crate::error::{Error, ErrorKind, Result};
use crate::redirect_uri::RegisteredRedirectUris;
use crate::request_kind::RequestKind;
use crate::secret::is_token_byte;
use crate::wire::form::{self, FormWriter, Pair};
use crate::wire::percent::{self, Plus};
use core::fmt;

/// What a relay lets through. Everything is off until it is turned on.
#[derive(Clone, Copy, Debug)]
pub struct RelayRules<'a> {
    redirect_uris: RegisteredRedirectUris<'a>,
    refresh: bool,
    without_pkce: bool,
    introspection: bool,
    revocation: bool,
}

impl<'a> RelayRules<'a> {
    /// Admits code exchanges with PKCE for these redirect URIs, and nothing else.
    #[must_use]
    pub const fn new(redirect_uris: RegisteredRedirectUris<'a>) -> Self {
        Self { redirect_uris, refresh: false, without_pkce: false, introspection: false, revocation: false }
    }

    /// Admits refreshes as well. IR gives native clients no refresh tokens (REFRESH-1).
    #[must_use]
    pub const fn with_refresh(mut self) -> Self {
        self.refresh = true;
        self
    }

    /// Admits introspection as well: whoever reaches the relay can then ask about any token that he found.
    #[must_use]
    pub const fn with_introspection(mut self) -> Self {
        self.introspection = true;
        self
    }

    /// Admits revocation as well: whoever reaches the relay can then end any token that he found.
    #[must_use]
    pub const fn with_revocation(mut self) -> Self {
        self.revocation = true;
        self
    }

    /// Admits code exchanges without a code_verifier. Then whoever steals a code can use the relay with it.
    #[must_use]
    pub const fn without_pkce(mut self) -> Self {
        self.without_pkce = true;
        self
    }
}

/// A form that [`relay_check`] admitted. `Debug` shows its kind only.
#[derive(Clone, Copy)]
pub struct RelayedForm<'a> {
    kind: RequestKind,
    endpoint: Endpoint,
    names: &'static [&'static str],
    client_id: Option<Pair<'a>>,
    body: &'a str,
}

/// What a public client says of itself (RFC 6749 4.1.3). The relay's own Basic header says it to IR.
const CLIENT_ID: &str = "client_id";

/// The parameters that each request has; a relay admits no others.
const CODE: &[&str] = &["grant_type", "redirect_uri", "code", "code_verifier"];
const REFRESH: &[&str] = &["grant_type", "refresh_token"];
const ABOUT_TOKEN: &[&str] = &["token", "token_type_hint"];

/// Checks a form that an application sent to the relay's `endpoint`, before the secret is added to it.
///
/// Admitted: known grants, registered redirect URIs, each parameter once, none besides but the `client_id` of standard
/// public clients, which [`RelayedForm::encode`] compares and drops. The relay still has to know its callers: this does
/// not.
///
/// # Errors
/// `relay_form`, `relay_repeated`, `relay_parameter`, `relay_missing`: answer 400. `relay_grant`,
/// `relay_redirect_uri`: answer 403. `relay_endpoint`, also for one that is not turned on: answer 404.
/// Next: [`RelayedForm::encode`].
pub fn relay_check<'a>(
    endpoint: Endpoint,
    body: &'a [u8],
    rules: &RelayRules<'_>,
) -> Result<RelayedForm<'a>> {
    let body = core::str::from_utf8(body).map_err(|e| Error::new(ErrorKind::RelayForm, e.valid_up_to()))?;
    let grant = |name: &str| find(body, "grant_type").filter(|pair| decodes_to(pair, name));
    let (kind, names) = match endpoint {
        Endpoint::Authorize => return Err(Error::of(ErrorKind::RelayEndpoint)),
        Endpoint::Introspect if rules.introspection => (RequestKind::Introspect, ABOUT_TOKEN),
        Endpoint::Revoke if rules.revocation => (RequestKind::Revoke, ABOUT_TOKEN),
        Endpoint::Introspect | Endpoint::Revoke => return Err(Error::of(ErrorKind::RelayEndpoint)),
        Endpoint::Token if grant("authorization_code").is_some() => (RequestKind::Code, CODE),
        Endpoint::Token if rules.refresh && grant("refresh_token").is_some() => {
            (RequestKind::Refresh, REFRESH)
        }
        Endpoint::Token => {
            return Err(match find(body, "grant_type") {
                Some(pair) => Error::new(ErrorKind::RelayGrant, pair.value_at),
                None => Error::of(ErrorKind::RelayMissing),
            });
        }
    };
    check_names(body, names)?;
    for name in names {
        match find(body, name) {
            Some(pair) => check_value(name, &pair, rules)?,
            None if *name == "token_type_hint" || (*name == "code_verifier" && rules.without_pkce) => {}
            None => return Err(Error::of(ErrorKind::RelayMissing)),
        }
    }
    Ok(RelayedForm { kind, endpoint, names, client_id: find(body, CLIENT_ID), body })
}

impl RelayedForm<'_> {
    /// What is asked.
    #[must_use]
    pub const fn kind(&self) -> RequestKind {
        self.kind
    }

    /// The bytes that [`RelayedForm::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self, client: &Client<'_>) -> usize {
        post_len(client, self.endpoint, |form| self.form(form))
    }

    /// Writes the request for IR into `out`: the checked values, encoded anew, with the client's `Authorization`.
    ///
    /// # Errors
    /// `relay_client`: the client is a relay's own client, without the secret. `relay_client_id`: the form names another
    /// client; answer 403. `buffer_too_small` with the bytes needed. Next: pass IR's status and body back as they are.
    pub fn encode<'o>(&self, client: &Client<'_>, out: &'o mut [u8]) -> Result<HttpRequest<'o>> {
        self.check_client(client)?;
        write_post(client, self.endpoint, out, |form| self.form(form))
    }

    /// The client is one with a secret, and the one that the form names, if it names one.
    fn check_client(&self, client: &Client<'_>) -> Result<()> {
        if client.is_relayed() {
            return Err(Error::of(ErrorKind::RelayClient));
        }
        match &self.client_id {
            Some(pair) if !decodes_to(pair, client.id()) => {
                Err(Error::new(ErrorKind::RelayClientId, pair.value_at))
            }
            _ => Ok(()),
        }
    }

    fn form(&self, form: &mut FormWriter<'_, '_>) {
        for name in self.names {
            if let Some(pair) = find(self.body, name) {
                form.raw_pair(name, percent::decode(pair.value, Plus::Space).filter_map(Result::ok));
            }
        }
    }
}

impl fmt::Debug for RelayedForm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelayedForm").field("kind", &self.kind).finish_non_exhaustive()
    }
}

fn find<'a>(body: &'a str, name: &str) -> Option<Pair<'a>> {
    form::pairs(body).find(|pair| pair.is_named(name))
}

fn decodes_to(pair: &Pair<'_>, value: &str) -> bool {
    percent::decodes_to(pair.value, Plus::Space, value)
}

/// Every parameter is one of `names` and stands once.
fn check_names(body: &str, names: &[&str]) -> Result<()> {
    for pair in form::pairs(body) {
        let Some(name) = names.iter().chain(&[CLIENT_ID]).find(|name| pair.is_named(name)) else {
            return Err(Error::new(ErrorKind::RelayParameter, pair.at));
        };
        if form::pairs(body).filter(|other| other.is_named(name)).count() > 1 {
            return Err(Error::new(ErrorKind::RelayRepeated, pair.at));
        }
    }
    Ok(())
}

fn check_value(name: &str, pair: &Pair<'_>, rules: &RelayRules<'_>) -> Result<()> {
    let misshapen = Error::new(ErrorKind::RelayForm, pair.value_at);
    let mut decoded = percent::decode(pair.value, Plus::Space);
    let visible = !pair.value.is_empty() && decoded.all(|byte| byte.is_ok_and(is_token_byte));
    match name {
        "redirect_uri" if !rules.redirect_uris.iter().any(|uri| decodes_to(pair, uri)) => {
            Err(Error::new(ErrorKind::RelayRedirectUri, pair.value_at))
        }
        // A verifier needs no encoding, so only one that was not encoded is one of ours.
        "code_verifier" => check_verifier(pair.value).map(|_| ()).map_err(|_| misshapen),
        "token_type_hint" if !["access_token", "refresh_token"].iter().any(|hint| decodes_to(pair, hint)) => {
            Err(misshapen)
        }
        _ if visible => Ok(()),
        _ => Err(misshapen),
    }
}
