//! The M2M token's steps: the key and its signatures stay with the host.

use gws_auth_core::owned::{
    self, CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon,
    SecretString, SignatureForm, SignedToken, TokenClaims, UnsignedToken, UnverifiedToken,
};

use crate::GwsAuthError;

/// A signing certificate, named in exactly one way (M2M-4).
#[uniffi::remote(Record)]
pub struct CertificateReference {
    /// Its SHA-256 thumbprint, in hexadecimal digits.
    #[uniffi(default = None)]
    pub thumbprint: Option<String>,
    /// Its SHA-1 thumbprint, where Inland Revenue registered one.
    #[uniffi(default = None)]
    pub thumbprint_sha1: Option<String>,
    /// The certificate itself, in DER; its SHA-256 thumbprint is used.
    #[uniffi(default = None)]
    pub der: Option<Vec<u8>>,
}

/// How a token says that it names no myIR user.
#[uniffi::remote(Enum)]
pub enum NoStartLogon {
    /// `null`
    Null,
    /// `""`
    Empty,
    /// The member is left out.
    Absent,
}

/// What is to be signed.
#[uniffi::remote(Record)]
pub struct UnsignedToken {
    /// The name of the algorithm to sign with.
    pub algorithm: String,
    /// The text to sign, in ASCII, for what hashes by itself.
    pub signing_input: String,
    /// Its hash, for what signs a hash.
    pub digest: Vec<u8>,
    /// When the token was issued, in seconds since 1970.
    pub issued_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
}

/// In which form a signature comes.
#[uniffi::remote(Enum)]
pub enum SignatureForm {
    /// r and s at full width for ECDSA, and always for RSA.
    Raw,
    /// ECDSA in DER, as Java, Android, Python and OpenSSL write it.
    Der,
}

/// A signed token.
#[uniffi::remote(Record)]
pub struct SignedToken {
    /// The compact form.
    pub token: SecretString,
    /// The value of the `Authorization` header: no `Bearer` (M2M-7).
    pub authorization: SecretString,
    /// When it was issued, in seconds since 1970. A clock before it needs a new token too.
    pub issued_at: i64,
    /// From when on to sign a new one, in seconds since 1970.
    pub renew_at: i64,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
}

/// What a host needs to verify a token's signature with its own library.
#[uniffi::remote(Record)]
pub struct UnverifiedToken {
    /// The algorithm that the header names. The key decides whether it may.
    pub algorithm: String,
    /// What was signed, in ASCII.
    pub signing_input: String,
    /// Its hash.
    pub digest: Vec<u8>,
    /// The signature as JWS has it.
    pub signature: Vec<u8>,
    /// The signature as most verifiers take it: DER for ECDSA.
    pub signature_der: Vec<u8>,
}

/// What is expected of a token besides its signature; what is absent is not looked at.
#[uniffi::remote(Record)]
pub struct ExpectedClaims {
    /// The issuer agreed with Inland Revenue.
    #[uniffi(default = None)]
    pub iss: Option<String>,
    /// The expected thumbprint.
    #[uniffi(default = None)]
    pub sub: Option<String>,
    /// The certificate of the key that verified the signature.
    #[uniffi(default = None)]
    pub certificate: Option<ExpectedCertificate>,
    /// How far the signer's clock may be off, in seconds.
    #[uniffi(default = None)]
    pub leeway: Option<u32>,
}

/// A certificate and when it is valid.
#[uniffi::remote(Record)]
pub struct ExpectedCertificate {
    /// Which one: `sub` must be its thumbprint (M2M-4).
    pub certificate: CertificateReference,
    /// Its first second, since 1970.
    pub not_before: i64,
    /// Its last second, since 1970.
    pub not_after: i64,
}

/// The claims of a verified token.
#[uniffi::remote(Record)]
pub struct TokenClaims {
    /// The algorithm.
    pub algorithm: String,
    /// The thumbprint.
    pub sub: String,
    /// The issuer.
    pub iss: String,
    /// The myIR user id, if the token names one (M2M-5).
    pub start_logon: Option<String>,
    /// Issued at, in seconds since 1970.
    pub iat: i64,
    /// Ends at, in seconds since 1970.
    pub exp: i64,
}

/// What to sign for a token issued at `now`, in seconds since 1970.
///
/// `algorithm`: `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`. `certificate`: the one that belongs to the key. `iss`: the
/// issuer agreed with Inland Revenue. Optional: `start_logon`, the myIR user whose delegations are used; without it
/// `no_start_logon`, how nobody is named; `lifetime`, in seconds.
///
/// # Errors
/// `algorithm_name`, `certificate_choice`, and of the claims. Rules M2M-1 to M2M-6.
///
/// Next: sign `signing_input` or `digest` with the key, then `m2m_attach`.
#[uniffi::export(default(start_logon = None, no_start_logon = None, lifetime = None))]
pub fn m2m_unsigned(
    algorithm: String,
    certificate: CertificateReference,
    iss: String,
    now: i64,
    start_logon: Option<String>,
    no_start_logon: Option<NoStartLogon>,
    lifetime: Option<u32>,
) -> Result<UnsignedToken, GwsAuthError> {
    let no_start_logon = no_start_logon.unwrap_or_default();
    let claims = ClaimsToSign { algorithm, certificate, iss, start_logon, no_start_logon, lifetime };
    Ok(owned::m2m_unsigned(&claims, now)?)
}

/// Joins a signing input and its signature. Nothing is verified but the signature's form.
///
/// # Errors
/// Of the signing input, where it is not one of `m2m_unsigned`, and of the signature's form.
///
/// Next: send `authorization` as the header's value until `renew_at`.
#[uniffi::export]
pub fn m2m_attach(
    signing_input: &str,
    signature: Vec<u8>,
    form: SignatureForm,
) -> Result<SignedToken, GwsAuthError> {
    Ok(owned::m2m_attach(signing_input, &signature, form)?)
}

/// Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given out.
///
/// # Errors
/// Of the token's form. Rule M2M-9.
///
/// Next: verify `signature` or `signature_der` over `signing_input` with the signer's public key, then
/// `m2m_verify_finish`.
#[uniffi::export]
pub fn m2m_verify_begin(token: SecretString) -> Result<UnverifiedToken, GwsAuthError> {
    Ok(owned::m2m_verify_begin(token.expose())?)
}

/// The claims of a token whose signature the host has verified: `signature_valid` is its verifier's answer. `now`: seconds
/// since 1970.
///
/// # Errors
/// `signature_invalid` unless it is true; of the token and its claims; `certificate_choice`. Rules M2M-6 and M2M-9.
#[uniffi::export]
pub fn m2m_verify_finish(
    token: SecretString,
    signature_valid: bool,
    expected: ExpectedClaims,
    now: i64,
) -> Result<TokenClaims, GwsAuthError> {
    Ok(owned::m2m_verify_finish(token.expose(), signature_valid, &expected, now)?)
}
