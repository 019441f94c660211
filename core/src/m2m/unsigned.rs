//! The token before its signature.

use super::token::SignedToken;
use super::verified::TokenClaims;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{
    self, Algorithm, Digest, MAX_ECDSA_SIGNATURE, MAX_LENGTH, MAX_SIGNATURE, Payload, Signature, Signer,
    UnverifiedJws, Verifier,
};
use crate::time::UnixSeconds;
use crate::warning::{Warning, Warnings};
use crate::wire::base64url::{self, Base64urlSink};
use crate::wire::json::{JsonText, Leniency, Object};
use crate::wire::wipe::wipe;
use crate::wire::writer::{Writer, text_at};

/// A token that waits for its signature, from whatever holds the key: an HSM, a browser's WebCrypto, a phone's key
/// store, a cloud KMS, or a [`Signer`] in memory.
#[derive(Clone, Copy)]
pub struct UnsignedToken<'o> {
    algorithm: Algorithm,
    signing_input: &'o str,
    issued_at: UnixSeconds,
    expires_at: UnixSeconds,
    warnings: Warnings,
}

impl<'o> UnsignedToken<'o> {
    pub(super) const fn new(
        algorithm: Algorithm,
        signing_input: &'o str,
        [issued_at, expires_at]: [UnixSeconds; 2],
        warnings: Warnings,
    ) -> Self {
        Self { algorithm, signing_input, issued_at, expires_at, warnings }
    }

    /// Takes up a token again whose signing input went to the signer and came back with the signature: in another
    /// process, in another language, after a restart. `scratch` takes the decoded segments: three quarters of the
    /// input's length.
    ///
    /// # Errors
    /// What is not a signing input that [`ClaimsToSign::encode`](super::ClaimsToSign::encode) could have made, apart from the order of
    /// its members: `signing_input_foreign`; `jws_segments`, `jws_too_long`, `base64…`, `json_…`, `header_…`, `algorithm_…`, and the codes of
    /// the claims as in [`TokenClaims::check`](super::TokenClaims::check). `buffer_too_small` with the bytes needed.
    pub fn parse(signing_input: &'o str, scratch: &mut [u8]) -> Result<Self> {
        if signing_input.len() > MAX_LENGTH / 2 {
            return Err(Error::new(ErrorKind::JwsTooLong, MAX_LENGTH / 2));
        }
        let payload = jws::read_signing_input(signing_input, scratch)?;
        let claims = TokenClaims::read(&payload)?;
        if !has_our_header(signing_input) || !is_ours(&payload, &claims)? {
            return Err(Error::of(ErrorKind::SigningInputForeign));
        }
        // What was said of the certificate's end is not in the text.
        let sha1 = claims.sub.chars().count() == 40;
        let warnings = Warnings::NONE.with_if(sha1, Warning::CertificateSha1);
        Ok(Self::new(payload.header().algorithm, signing_input, [claims.iat, claims.exp], warnings))
    }

    /// The algorithm to sign with.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The bytes to sign, for what hashes by itself (WebCrypto, Java's `Signature`).
    #[must_use]
    pub const fn signing_input(&self) -> &'o [u8] {
        self.signing_input.as_bytes()
    }

    /// Their hash, for what signs a hash (KMS, PKCS#11, CNG).
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.algorithm.hash().of(self.signing_input())
    }

    /// What to mend: `certificate_sha1`, `certificate_ends_soon`.
    #[must_use]
    pub const fn warnings(&self) -> Warnings {
        self.warnings
    }

    /// When the token was issued, in seconds since 1970.
    #[must_use]
    pub const fn issued_at(&self) -> UnixSeconds {
        self.issued_at
    }

    /// When the token ends, in seconds since 1970.
    #[must_use]
    pub const fn expires_at(&self) -> UnixSeconds {
        self.expires_at
    }

    /// The bytes that [`UnsignedToken::attach`] needs at most, for ECDSA exactly.
    #[must_use]
    pub fn token_len(&self) -> usize {
        let signature = self.algorithm.curve().map_or(MAX_SIGNATURE, |curve| curve.width().saturating_mul(2));
        self.signing_input.len().saturating_add(1).saturating_add(base64url::encoded_len(signature))
    }

    /// Joins the token and its signature in `out`, and verifies it if the public key is given.
    ///
    /// # Errors
    /// `signature_length`, `signature_der`, `signature_der_malformed`, `signature_range`, `algorithm_key`,
    /// `signature_invalid`; `buffer_too_small` with the bytes needed.
    pub fn attach<'t>(
        &self,
        signature: Signature<'_>,
        check: Option<&dyn Verifier>,
        out: &'t mut [u8],
    ) -> Result<SignedToken<'t>> {
        let mut room = [0u8; MAX_ECDSA_SIGNATURE];
        let raw = signature.to_raw(self.algorithm, &mut room)?;
        if let Some(verifier) = check {
            UnverifiedJws::check(self.algorithm, verifier, self.signing_input(), raw)?;
        }
        let mut writer = Writer::new(out);
        writer.text(self.signing_input);
        writer.byte(b'.');
        let mut sink = Base64urlSink::new(&mut writer);
        sink.bytes(raw);
        sink.finish();
        let bytes = writer.finish()?;
        Ok(SignedToken::new(text_at(bytes, 0..bytes.len()), self.issued_at, self.expires_at, self.warnings))
    }

    /// Signs with a key in memory and joins.
    ///
    /// # Errors
    /// `algorithm_key` if the key signs with another algorithm; `signing_failed`; as [`UnsignedToken::attach`].
    pub fn sign<'t>(&self, signer: &dyn Signer, out: &'t mut [u8]) -> Result<SignedToken<'t>> {
        if signer.algorithm() != self.algorithm {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        let mut room = [0u8; MAX_SIGNATURE];
        let token = match signer.sign(self.signing_input(), &mut room) {
            Ok(signature) => self.attach(Signature::Raw(signature), None, out),
            Err(error) => Err(error),
        };
        wipe(&mut room);
        token
    }
}

/// Whether the header, which has been read, holds no more than ours: ours are all of this length.
fn has_our_header(signing_input: &str) -> bool {
    const HEADER: &str = r#"{"alg":"ES256","typ":"JWT","kid":"M2M"}"#;
    signing_input.bytes().position(|byte| byte == b'.') == Some(base64url::encoded_len(HEADER.len()))
}

/// Whether [`ClaimsToSign`](super::ClaimsToSign) could have made these claims: no others beside them, a thumbprint, and no
/// control characters.
fn is_ours(payload: &Payload<'_>, claims: &TokenClaims<'_>) -> Result<bool> {
    const NAMES: [&str; 5] = ["sub", "iss", "startLogon", "iat", "exp"];
    let mut members = Object::parse(payload.bytes(), Leniency::default())?.members();
    let sub = || claims.sub.chars();
    let is_thumbprint = match sub().count() {
        64 => sub().all(|c| c.is_ascii_digit() || ('A'..='F').contains(&c)),
        40 => sub().all(|c| c.is_ascii_hexdigit()),
        _ => false,
    };
    let texts = [Some(claims.iss), claims.start_logon];
    Ok(is_thumbprint
        && members.all(|member| NAMES.iter().any(|name| member.name.is(name)))
        && !texts.iter().flatten().flat_map(JsonText::chars).any(char::is_control))
}

/// Without the claims, which may name a user (TOKEN-7).
impl core::fmt::Debug for UnsignedToken<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("UnsignedToken").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
