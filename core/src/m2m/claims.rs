//! What the token says (M2M-3 to M2M-6).

use super::thumbprint::Thumbprint;
use super::unsigned::UnsignedToken;
use super::{DEFAULT_LIFETIME, KID, MAX_LIFETIME, TYP};
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, MAX_LENGTH};
use crate::time::{self, UnixSeconds};
use crate::warning::{Warning, Warnings};
use crate::wire::base64url::Base64urlSink;
use crate::wire::json::write;
use crate::wire::writer::{Writer, decimal_digits, text_at};
use sha2::{Digest as _, Sha256};

/// A certificate that ends within 30 days, in seconds, ends soon: IR has to know its successor first (CERT-1).
const SOON: UnixSeconds = 30 * 86_400;

/// Whose myIR delegations the call uses (M2M-5, M2M-10): the user's, or with none the customer's that the thumbprint
/// maps to. Whether none is allowed is each service's rule.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum StartLogon<'a> {
    /// A myIR user id. Never the password.
    User(&'a str),
    /// `null`: "can be null".
    #[default]
    Null,
    /// `""`, as IR's own script sends it.
    Empty,
    /// The member is left out.
    Absent,
}

/// Whose token it is: SHA-256 of the certificate's thumbprint, `startLogon` and `iss`.
pub(crate) type Key = [u8; 32];

/// The claims of a token to sign.
///
/// `sub` and `iss` say who signs, so `Debug` is theirs to show; a user id is not shown (TOKEN-7).
#[derive(Clone, Copy)]
pub struct ClaimsToSign<'a> {
    sub: Thumbprint,
    iss: &'a str,
    start_logon: StartLogon<'a>,
    iat: UnixSeconds,
    lifetime: u32,
    validity: Option<(UnixSeconds, UnixSeconds)>,
}

impl<'a> ClaimsToSign<'a> {
    /// Claims of the owner of the certificate `sub`, with the issuer agreed with IR, issued at `now`, for an hour.
    ///
    /// # Errors
    /// `issuer_invalid`, `time_invalid`.
    pub fn new(sub: Thumbprint, iss: &'a str, now: UnixSeconds) -> Result<Self> {
        check_text(iss, ErrorKind::IssuerInvalid)?;
        Ok(Self {
            sub,
            iss,
            start_logon: StartLogon::Null,
            iat: time::check(now)?,
            lifetime: DEFAULT_LIFETIME,
            validity: None,
        })
    }

    /// Whose token it is, for caches: the thumbprint, `startLogon` and `iss`, with the lengths between them.
    pub(crate) fn cache_key(&self) -> Key {
        let (form, user) = match self.start_logon {
            StartLogon::User(user) => (1u8, user),
            StartLogon::Null => (2, ""),
            StartLogon::Empty => (3, ""),
            StartLogon::Absent => (4, ""),
        };
        let mut hash = Sha256::new();
        hash.update([form]);
        for text in [self.sub.as_str(), user, self.iss] {
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text);
        }
        hash.finalize().into()
    }

    /// Names the myIR user, or how to say that there is none.
    ///
    /// # Errors
    /// `start_logon_invalid` for an empty user id or one with control characters.
    pub fn with_start_logon(mut self, start_logon: StartLogon<'a>) -> Result<Self> {
        if let StartLogon::User(user) = start_logon {
            check_text(user, ErrorKind::StartLogonInvalid)?;
        }
        self.start_logon = start_logon;
        Ok(self)
    }

    /// How long it lives, in seconds: 1 to 28,800 (M2M-6).
    ///
    /// # Errors
    /// `lifetime_invalid`.
    pub fn with_lifetime(mut self, seconds: u32) -> Result<Self> {
        if !(1..=MAX_LIFETIME).contains(&seconds) {
            return Err(Error::new(ErrorKind::LifetimeInvalid, MAX_LIFETIME as usize));
        }
        self.lifetime = seconds;
        Ok(self)
    }

    /// The certificate's first and last second, since 1970: the token must lie within (M2M-6). Given twice, both bind.
    ///
    /// # Errors
    /// `time_invalid`, `validity_invalid`; `certificate_not_yet_valid`, `certificate_expired` at the time of issue. That
    /// the token ends in time is checked when it is encoded.
    pub fn with_validity(mut self, not_before: UnixSeconds, not_after: UnixSeconds) -> Result<Self> {
        let (not_before, not_after) = (time::check(not_before)?, time::check(not_after)?);
        let kind = if not_after < not_before {
            ErrorKind::ValidityInvalid
        } else if self.iat < not_before {
            ErrorKind::CertificateNotYetValid
        } else if self.iat > not_after {
            ErrorKind::CertificateExpired
        } else {
            let (begin, end) = self.validity.unwrap_or((not_before, not_after));
            self.validity = Some((begin.max(not_before), end.min(not_after)));
            return Ok(self);
        };
        Err(Error::of(kind))
    }

    /// What to mend: `certificate_sha1` (M2M-4), `certificate_ends_soon`.
    #[must_use]
    pub fn warnings(&self) -> Warnings {
        let soon = self.validity.is_some_and(|(_, end)| end.saturating_sub(self.iat) < SOON);
        Warnings::NONE
            .with_if(self.sub.is_sha1(), Warning::CertificateSha1)
            .with_if(soon, Warning::CertificateEndsSoon)
    }

    /// When the token ends, in seconds since 1970.
    #[must_use]
    pub const fn exp(&self) -> UnixSeconds {
        self.iat.saturating_add(self.lifetime as i64)
    }

    /// The bytes that [`ClaimsToSign::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self, algorithm: Algorithm) -> usize {
        let mut writer = Writer::new(&mut []);
        self.write(algorithm, &mut writer);
        writer.position()
    }

    /// Writes what is to be signed into `out`: about 300 bytes.
    ///
    /// # Errors
    /// `buffer_too_small` with the bytes needed; `jws_too_long`; `token_after_certificate` (M2M-6). Rules M2M-1 to M2M-6.
    /// Next: sign [`UnsignedToken::signing_input`] or [`UnsignedToken::digest`], then [`UnsignedToken::attach`].
    pub fn encode<'o>(&self, algorithm: Algorithm, out: &'o mut [u8]) -> Result<UnsignedToken<'o>> {
        if self.validity.is_some_and(|(_, not_after)| self.exp() > not_after) {
            return Err(Error::of(ErrorKind::TokenAfterCertificate));
        }
        let mut writer = Writer::new(out);
        self.write(algorithm, &mut writer);
        if writer.position() > MAX_LENGTH / 2 {
            return Err(Error::new(ErrorKind::JwsTooLong, MAX_LENGTH / 2));
        }
        let bytes = writer.finish()?;
        Ok(UnsignedToken::new(
            algorithm,
            text_at(bytes, 0..bytes.len()),
            [self.iat, self.exp()],
            self.warnings(),
        ))
    }

    fn write(&self, algorithm: Algorithm, writer: &mut Writer<'_>) {
        let mut sink = Base64urlSink::new(writer);
        let mut emit = |bytes: &[u8]| sink.bytes(bytes);
        // Nothing of this needs an escape.
        for part in ["{\"alg\":\"", algorithm.name(), "\",\"typ\":\"", TYP, "\",\"kid\":\"", KID, "\"}"] {
            emit(part.as_bytes());
        }
        sink.finish();
        writer.byte(b'.');
        let mut sink = Base64urlSink::new(writer);
        let mut emit = |bytes: &[u8]| sink.bytes(bytes);
        // A thumbprint is of hexadecimal digits.
        for part in ["{\"sub\":\"", self.sub.as_str(), "\",\"iss\":"] {
            emit(part.as_bytes());
        }
        write::text(self.iss, &mut emit);
        match self.start_logon {
            StartLogon::User(user) => {
                emit(b",\"startLogon\":");
                write::text(user, &mut emit);
            }
            StartLogon::Null => emit(b",\"startLogon\":null"),
            StartLogon::Empty => emit(b",\"startLogon\":\"\""),
            StartLogon::Absent => {}
        }
        for (name, time) in [(",\"iat\":", self.iat), (",\"exp\":", self.exp())] {
            emit(name.as_bytes());
            // time::check refused negative times
            emit(decimal_digits(time.unsigned_abs(), &mut [0; 20]));
        }
        emit(b"}");
        sink.finish();
    }
}

/// Without the user id (TOKEN-7).
impl core::fmt::Debug for StartLogon<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::User(_) => "User([hidden])",
            Self::Null => "Null",
            Self::Empty => "Empty",
            Self::Absent => "Absent",
        })
    }
}

impl core::fmt::Debug for ClaimsToSign<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ClaimsToSign")
            .field("sub", &self.sub)
            .field("iss", &self.iss)
            .field("iat", &self.iat)
            .field("exp", &self.exp())
            .finish_non_exhaustive()
    }
}

/// Something, and no control characters, which only a slip brings in.
fn check_text(text: &str, invalid: ErrorKind) -> Result<()> {
    match text.char_indices().find(|(_, character)| character.is_control()) {
        Some((at, _)) => Err(Error::new(invalid, at)),
        None if text.is_empty() => Err(Error::new(invalid, 0)),
        None => Ok(()),
    }
}
