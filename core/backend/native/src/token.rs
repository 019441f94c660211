//! One call from claims to a token, checked on its way out.

use crate::{NativeSigner, NativeVerifier};
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{MAX_SIGNATURE, Signature, Signer};
use gws_auth_core::m2m::{DEFAULT_LIFETIME, M2mClaims, StartLogon, Thumbprint};
use gws_auth_core::calls::SecretString;
use gws_auth_core::{Result, UnixSeconds};

/// What a token is to say.
#[derive(Clone, Copy, Debug)]
pub struct TokenRequest<'a> {
    /// The issuer agreed with IR.
    pub iss: &'a str,
    /// The myIR user, or how to say that there is none.
    pub start_logon: StartLogon<'a>,
    /// In seconds: 1 to 28,800 (M2M-6).
    pub lifetime: u32,
    /// SHA-1 instead of SHA-256 for `sub`: only where IR registered one (M2M-4).
    pub sha1_thumbprint: bool,
}

/// A signed token.
#[derive(Clone, Debug)]
pub struct SignedToken {
    /// The value of `Authorization`, without `Bearer` (M2M-7).
    pub token: SecretString,
    /// The thumbprint in it.
    pub sub: Thumbprint,
    /// Issued at, in seconds since 1970.
    pub iat: UnixSeconds,
    /// Ends at, in seconds since 1970.
    pub exp: UnixSeconds,
}

impl<'a> TokenRequest<'a> {
    /// A token for an hour, for no myIR user, with a SHA-256 thumbprint.
    #[must_use]
    pub const fn new(iss: &'a str) -> Self {
        Self { iss, start_logon: StartLogon::Null, lifetime: DEFAULT_LIFETIME, sha1_thumbprint: false }
    }

    /// Signs at `now`, and verifies the result with the certificate's key.
    ///
    /// # Errors
    /// `certificate_key`, `certificate_expired`, `certificate_not_yet_valid`, `certificate_four_years` (CERT-1);
    /// `token_after_certificate` (M2M-6); `issuer_invalid`, `start_logon_invalid`, `lifetime_invalid`, `time_invalid`;
    /// `signing_failed`, `signature_invalid`.
    pub fn sign(
        &self,
        signer: &NativeSigner,
        certificate: &Certificate,
        now: UnixSeconds,
    ) -> Result<SignedToken> {
        signer.check_certificate(certificate)?;
        certificate.check(now)?;
        let sub =
            if self.sha1_thumbprint { certificate.sha1_thumbprint()? } else { certificate.thumbprint() };
        let claims = M2mClaims::new(sub, self.iss, now)?
            .with_start_logon(self.start_logon)?
            .with_lifetime(self.lifetime)?;
        certificate.facts().check_times(now, claims.exp())?;
        let algorithm = signer.algorithm();
        let mut input = vec![0; claims.encoded_len(algorithm)];
        let unsigned = claims.encode(algorithm, &mut input)?;
        let mut out = vec![0; unsigned.token_len()];
        let verifier = NativeVerifier::new(&certificate.key(), Some(algorithm))?;
        let mut room = [0; MAX_SIGNATURE];
        let signature = Signature::Raw(signer.sign(unsigned.signing_input(), &mut room)?);
        let token = unsigned.attach(signature, Some(&verifier), &mut out)?;
        Ok(SignedToken { token: token.token().into(), sub, iat: now, exp: token.expires_at() })
    }
}
