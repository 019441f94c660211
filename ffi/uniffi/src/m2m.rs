//! M2M tokens: with a key in memory in one call, and in steps for a key that stays with the host.

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{self, SecretString};
use zeroize::Zeroizing;

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::{choice, input, output};
use crate::settings::taken;
use crate::{GwsAuthError, Warning};

gws_auth_core::record_certificate_reference!(input);
gws_auth_core::record_claims_to_sign!(input);
gws_auth_core::record_unsigned_token!(output);
gws_auth_core::record_signed_token!(output);
gws_auth_core::record_unverified_token!(output);
gws_auth_core::record_expected_claims!(input);
gws_auth_core::record_expected_certificate!(input);
gws_auth_core::record_token_claims!(output);

choice! {
    /// How a token says that it names no myIR user.
    NoStartLogon of gws_auth_core::calls::NoStartLogon {
        /// `null`
        Null,
        /// `""`
        Empty,
        /// The member is left out.
        Absent,
    }
}

choice! {
    /// In which form a signature comes.
    SignatureForm of gws_auth_core::calls::SignatureForm {
        /// r and s at full width for ECDSA, and always for RSA.
        Raw,
        /// ECDSA in DER, as Java, Android, Python and OpenSSL write it.
        Der,
    }
}

#[uniffi::export]
impl SignedToken {
    /// Whether to sign a new token: from `renew_at` on, or with a clock before the token's beginning.
    ///
    /// # Arguments
    /// - `now`: seconds since 1970.
    #[must_use]
    pub fn needs_renewal(&self, now: i64) -> bool {
        calls::needs_renewal(Some(self.issued_at), Some(self.renew_at), now)
    }
}

/// What to sign for an M2M token. Next: sign `signing_input` or `digest` with the key, then `m2m_attach`.
///
/// # Arguments
/// - `claims`: what the token is to say.
/// - `now`: when it is issued, in seconds since 1970.
///
/// # Errors
/// The caller's: `algorithm_name`, `certificate_choice`, and of the claims. Rules M2M-1 to M2M-6.
#[uniffi::export]
pub fn m2m_unsigned(claims: ClaimsToSign, now: i64) -> Result<UnsignedToken, GwsAuthError> {
    guarded(|| Ok(calls::m2m_unsigned(&taken(claims)?, now)?.outward()))
}

/// Joins a signing input and its signature. Nothing is verified but the signature's form. Next: send `authorization` as
/// the header's value until `renew_at`.
///
/// # Arguments
/// - `signing_input`: that of `m2m_unsigned`.
/// - `signature`: the key's signature over it.
/// - `form`: in which form the signature comes.
///
/// # Errors
/// Of the signing input, where it is not one of `m2m_unsigned`, and of the signature's form.
#[uniffi::export]
pub fn m2m_attach(
    signing_input: &str,
    signature: Vec<u8>,
    form: SignatureForm,
) -> Result<SignedToken, GwsAuthError> {
    guarded(|| Ok(calls::m2m_attach(signing_input, &signature, form.into_core())?.outward()))
}

/// Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given out. Next:
/// verify `signature` or `signature_der` over `signing_input` with the signer's public key, then `m2m_verify_finish`.
///
/// # Arguments
/// - `token`: the token.
///
/// # Errors
/// Of the token's form. Rule M2M-9.
#[uniffi::export]
pub fn m2m_verify_begin(token: SecretString) -> Result<UnverifiedToken, GwsAuthError> {
    guarded(|| Ok(calls::m2m_verify_begin(token.expose())?.outward()))
}

/// The claims of a token whose signature the host has verified.
///
/// # Arguments
/// - `token`: the token.
/// - `signature_valid`: the answer of the host's verifier.
/// - `expected`: whose token it must be, and what else is expected.
/// - `now`: seconds since 1970.
///
/// # Errors
/// `owner_choice` unless it is said whose token it is; `signature_invalid` unless the answer is true; of the token and its
/// claims. Rules M2M-6, M2M-9 and ENV-8.
#[uniffi::export]
pub fn m2m_verify_finish(
    token: SecretString,
    signature_valid: bool,
    expected: ExpectedClaims,
    now: i64,
) -> Result<TokenClaims, GwsAuthError> {
    guarded(|| {
        Ok(calls::m2m_verify_finish(token.expose(), signature_valid, &taken(expected)?, now)?.outward())
    })
}

/// Signs a token with a key in memory, and verifies it before it is given out. A key in a store or on a card signs through
/// `m2m_unsigned` and `m2m_attach`. With the certificate itself in `claims` (`der`), its dates bind the token and its key
/// must be this one. Next: send `authorization` as the header's value until `renew_at`.
///
/// # Arguments
/// - `key`: the private key file (PKCS#8, PKCS#1 or SEC1, in PEM or DER).
/// - `claims`: what the token is to say.
/// - `now`: when it is issued, in seconds since 1970.
/// - `passphrase`: of an encrypted key file.
///
/// # Errors
/// Of the key file, the certificate and the claims: `algorithm_key`, `certificate_key`, `certificate_expired`, …. Rules
/// M2M-1 to M2M-6.
#[uniffi::export(default(passphrase = None))]
pub fn m2m_sign(
    key: Vec<u8>,
    claims: ClaimsToSign,
    now: i64,
    passphrase: Option<SecretString>,
) -> Result<SignedToken, GwsAuthError> {
    guarded(|| {
        let (key, claims) = (Zeroizing::new(key), taken(claims)?);
        let passphrase = passphrase.as_ref().map(SecretString::expose);
        Ok(calls::m2m_sign(&gws_auth_native::BACKEND, &key, passphrase, &claims, now)?.outward())
    })
}

/// Verifies a token with a public key file, and gives its claims. With a certificate as the key the token must be its
/// owner's, unless `expected` says otherwise.
///
/// # Arguments
/// - `token`: the token.
/// - `key`: the public key file (SPKI, PKCS#1, a JWK, or the signer's certificate).
/// - `expected`: whose token it must be, and what else is expected.
/// - `now`: seconds since 1970.
///
/// # Errors
/// `owner_choice` unless it is said whose token it is; `algorithm_key`, `signature_invalid`; of the key file, of the token
/// and its claims. Rules M2M-6, M2M-9 and ENV-8.
#[uniffi::export]
pub fn m2m_verify(
    token: SecretString,
    key: Vec<u8>,
    expected: ExpectedClaims,
    now: i64,
) -> Result<TokenClaims, GwsAuthError> {
    guarded(|| {
        let expected = taken(expected)?;
        Ok(calls::m2m_verify(&gws_auth_native::BACKEND, token.expose(), &key, &expected, now)?.outward())
    })
}
