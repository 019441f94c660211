//! The arguments of one call: a JSON object that TypeScript has put together from its checked options.

use alloc::string::String;

use gws_auth_core::calls::{CertificateReference, ClientSettings, PolicyChanges, SecretString};
use gws_auth_core::wire::json::{Leniency, Object, Value, whole_number};
use gws_auth_core::{Error, ErrorKind, Policy, RequestKind, Result, UnixSeconds};

/// The arguments that are not bytes.
pub(crate) struct Arguments<'a>(Object<'a>);

impl<'a> Arguments<'a> {
    /// What `text` holds.
    pub(crate) fn read(text: &'a str) -> Result<Self> {
        Object::parse(text.as_bytes(), Leniency::default()).map(Self)
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Result<String> {
        self.optional_text(name).ok_or(MISSING)
    }

    /// A text, if it is there.
    pub(crate) fn optional_text(&self, name: &str) -> Option<String> {
        match self.0.member(name)?.value {
            Value::Text(text) => Some(text.chars().collect()),
            _ => None,
        }
    }

    /// A secret, if it is there.
    pub(crate) fn optional_secret(&self, name: &str) -> Option<SecretString> {
        self.optional_text(name).map(SecretString::new)
    }

    /// `true` or `false`, if it is there.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.0.member(name)?.value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// A whole number, if it is there.
    pub(crate) fn number<T: TryFrom<u64>>(&self, name: &str) -> Option<T> {
        self.0.member(name).and_then(|member| whole_number(&member.value)?.try_into().ok())
    }

    /// A time.
    pub(crate) fn time(&self, name: &str) -> Result<UnixSeconds> {
        self.optional_time(name)?.ok_or(MISSING)
    }

    /// A time, if it is there. Fractions and negative numbers are none.
    pub(crate) fn optional_time(&self, name: &str) -> Result<Option<UnixSeconds>> {
        match self.0.member(name) {
            None => Ok(None),
            Some(_) => self.number(name).map(Some).ok_or(Error::of(ErrorKind::TimeInvalid)),
        }
    }

    /// The kind of a request.
    pub(crate) fn kind(&self) -> Result<RequestKind> {
        RequestKind::parse(&self.text("kind")?).ok_or(MISSING)
    }

    /// The policy.
    pub(crate) fn policy(&self) -> Policy {
        PolicyChanges {
            pending_lifetime: self.number("pendingLifetime"),
            clock_skew: self.number("clockSkew"),
            request_timeout: self.number("requestTimeout"),
            send_pause: self.number("sendPause"),
            server_residence: self.number("serverResidence"),
            refresh_ahead: self.number("refreshAhead"),
            unknown_lifetime: self.number("unknownLifetime"),
            max_reply_bytes: self.number("maxReplyBytes"),
            tolerate_trailing_comma: self.flag("tolerateTrailingComma"),
        }
        .policy()
    }

    /// The client.
    pub(crate) fn client(&self) -> Result<ClientSettings> {
        Ok(ClientSettings {
            environment: self.text("environment")?,
            client_id: self.text("clientId")?,
            client_secret: self.optional_secret("clientSecret"),
            relay_url: self.optional_text("relayUrl"),
        })
    }

    /// The certificate; `bytes` counts if `der` is `true`.
    pub(crate) fn certificate(&self, bytes: &[u8]) -> CertificateReference {
        CertificateReference {
            thumbprint: self.optional_text("thumbprint"),
            thumbprint_sha1: self.optional_text("thumbprintSha1"),
            der: self.flag("der").filter(|given| *given).map(|_| bytes.into()),
        }
    }
}

/// TypeScript has found it before, and says which one.
pub(crate) const MISSING: Error = Error::of(ErrorKind::ArgumentMissing);
