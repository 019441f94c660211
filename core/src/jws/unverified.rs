//! Reading a token in two phases: what the host needs to verify it, then the payload.

use super::algorithm::Algorithm;
use super::compact;
use super::ecdsa;
use super::header::Header;
use super::key::Verifier;
use crate::error::{Error, ErrorKind, Result};
use crate::wire::base64url;
use crate::wire::writer::Writer;
use core::fmt;

/// A token that is well-formed and whose signature nobody has checked.
///
/// Its payload is out of reach: [`UnverifiedJws::verify`], or [`UnverifiedJws::assume_verified`] once the host's own
/// verifier has said yes to `signing_input` and `signature`.
#[derive(Clone, Copy)]
pub struct UnverifiedJws<'o> {
    header: Header<'o>,
    signing_input: &'o str,
    signature: &'o [u8],
    payload: &'o [u8],
}

/// What a token says once its signature was checked.
#[derive(Clone, Copy)]
pub struct Payload<'o> {
    header: Header<'o>,
    bytes: &'o [u8],
}

/// Splits `token`, verifies it with a key in memory, and gives its payload.
///
/// # Errors
/// As [`UnverifiedJws::split`] and [`UnverifiedJws::verify`].
pub fn verify<'o>(token: &'o str, verifier: &dyn Verifier, out: &'o mut [u8]) -> Result<Payload<'o>> {
    UnverifiedJws::split(token, out)?.verify(verifier)
}

/// Header and payload of a token that has no signature yet.
pub(crate) fn read_signing_input<'o>(signing_input: &str, out: &'o mut [u8]) -> Result<Payload<'o>> {
    let (header, payload) = compact::split_signing_input(signing_input)?;
    let lengths = [header, payload].map(|part| base64url::decoded_len(part.len()));
    let needed = lengths.iter().fold(0usize, |sum, length| sum.saturating_add(*length));
    let too_small = Error::new(ErrorKind::BufferTooSmall, needed);
    let [first, second] = lengths;
    let (header_out, rest) = out.split_at_mut_checked(first).ok_or(too_small)?;
    let payload_out = rest.get_mut(..second).ok_or(too_small)?;
    let payload_at = header.len().saturating_add(1);
    let header = base64url::decode(header, header_out)?;
    let bytes = base64url::decode(payload, payload_out).map_err(|e| e.shifted(payload_at))?;
    Ok(Payload { header: Header::parse(header)?, bytes })
}

impl<'o> UnverifiedJws<'o> {
    /// Reads a compact token strictly (M2M-9): three segments of canonical base64url, a header with one of the six
    /// algorithms and nothing critical. `out` takes the decoded segments: three quarters of the token's length.
    ///
    /// # Errors
    /// `jws_…`, `base64…`, `json_…`, `header_…`, `algorithm_…`, `signature_length`, `signature_der`,
    /// `signature_range`, `buffer_too_small`.
    pub fn split(token: &'o str, out: &'o mut [u8]) -> Result<Self> {
        let parts = compact::split(token)?;
        let payload_at = parts.header.len().saturating_add(1);
        let signature_at = parts.signing_input.len().saturating_add(1);
        let lengths =
            [parts.header, parts.payload, parts.signature].map(|part| base64url::decoded_len(part.len()));
        let needed = lengths.iter().fold(0usize, |sum, length| sum.saturating_add(*length));
        let too_small = Error::new(ErrorKind::BufferTooSmall, needed);
        let [first, second, third] = lengths;
        let (header_out, rest) = out.split_at_mut_checked(first).ok_or(too_small)?;
        let (payload_out, rest) = rest.split_at_mut_checked(second).ok_or(too_small)?;
        let signature_out = rest.get_mut(..third).ok_or(too_small)?;
        let header = base64url::decode(parts.header, header_out)?;
        let payload = base64url::decode(parts.payload, payload_out).map_err(|e| e.shifted(payload_at))?;
        let signature =
            base64url::decode(parts.signature, signature_out).map_err(|e| e.shifted(signature_at))?;
        let header = Header::parse(header)?;
        ecdsa::check(header.algorithm, signature)?;
        Ok(Self { header, signing_input: parts.signing_input, signature, payload })
    }

    /// The header. Nothing in it may be believed yet.
    #[must_use]
    pub const fn header(&self) -> &Header<'o> {
        &self.header
    }

    /// What was signed: the bytes for the host's verifier.
    #[must_use]
    pub const fn signing_input(&self) -> &'o [u8] {
        self.signing_input.as_bytes()
    }

    /// The signature, as JWS has it: r‖s for ECDSA.
    #[must_use]
    pub const fn signature(&self) -> &'o [u8] {
        self.signature
    }

    /// The signature as most verifiers outside of JOSE take it (OpenSSL, Java, key stores): in DER for ECDSA, as it is
    /// for RSA. [`MAX_SIGNATURE`](super::MAX_SIGNATURE) bytes are always enough.
    ///
    /// # Errors
    /// `buffer_too_small`, with the bytes needed.
    pub fn signature_for_host<'d>(&self, out: &'d mut [u8]) -> Result<&'d [u8]> {
        let mut writer = Writer::new(out);
        match self.header.algorithm.curve() {
            Some(curve) => ecdsa::write_der(curve, self.signature, &mut writer),
            None => self.signature.iter().for_each(|byte| writer.byte(*byte)),
        }
        writer.finish()
    }

    /// Verifies with a key in memory, which also decides whether the algorithm may be used.
    ///
    /// # Errors
    /// `algorithm_key`, `signature_invalid`.
    pub fn verify(&self, verifier: &dyn Verifier) -> Result<Payload<'o>> {
        Self::check(self.header.algorithm, verifier, self.signing_input(), self.signature)?;
        Ok(self.assume_verified())
    }

    /// The key decides about the algorithm, then about the signature.
    pub(crate) fn check(
        algorithm: Algorithm,
        verifier: &dyn Verifier,
        input: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        if !verifier.fits(algorithm) {
            return Err(Error::of(ErrorKind::AlgorithmKey));
        }
        verifier.verify(algorithm, input, signature)
    }

    /// The payload, on the caller's word that the host verified `signature` over `signing_input` with the right key
    /// and that this key fits the header's algorithm.
    #[must_use]
    pub const fn assume_verified(&self) -> Payload<'o> {
        Payload { header: self.header, bytes: self.payload }
    }
}

impl fmt::Debug for UnverifiedJws<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedJws").field("algorithm", &self.header.algorithm).finish_non_exhaustive()
    }
}

impl<'o> Payload<'o> {
    /// The header.
    #[must_use]
    pub const fn header(&self) -> &Header<'o> {
        &self.header
    }

    /// The bytes. Claims are read from them by [`m2m::TokenClaims::check`](crate::m2m::TokenClaims::check).
    #[must_use]
    pub const fn bytes(&self) -> &'o [u8] {
        self.bytes
    }
}

impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload").field("algorithm", &self.header.algorithm).finish_non_exhaustive()
    }
}
