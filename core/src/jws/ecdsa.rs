//! ECDSA signatures: r and s side by side at fixed width (RFC 7518 3.4), or in DER as most key stores give them.

use super::MAX_SIGNATURE;
use super::algorithm::{Algorithm, Curve};
use crate::error::{Error, ErrorKind, Result};
use crate::wire::writer::Writer;

/// A signature as a key store gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature<'a> {
    /// As JWS wants it: r‖s for ECDSA, the modulus' length for RSA. WebCrypto, CNG, PKCS#11.
    Raw(&'a [u8]),
    /// ECDSA in DER: OpenSSL, Java, Secure Enclave, Android Keystore, cloud KMS.
    Der(&'a [u8]),
}

impl<'s> Signature<'s> {
    /// The signature as JWS wants it, in `out` where it has to be converted:
    /// [`MAX_ECDSA_SIGNATURE`](super::MAX_ECDSA_SIGNATURE) bytes are always enough.
    ///
    /// # Errors
    /// `signature_length`, `signature_der`, `signature_der_malformed`, `signature_range`; `buffer_too_small`.
    pub fn to_raw(self, algorithm: Algorithm, out: &'s mut [u8]) -> Result<&'s [u8]> {
        let raw: &'s [u8] = match (algorithm.curve(), self) {
            (_, Signature::Raw(raw)) => raw,
            (Some(curve), Signature::Der(der)) => from_der(curve, der, out)?,
            // A DER form of an RSA signature does not exist.
            (None, Signature::Der(_)) => return Err(Error::of(ErrorKind::SignatureDer)),
        };
        check(algorithm, raw)?;
        Ok(raw)
    }
}

/// Length, and for ECDSA the range of r and s.
pub(super) fn check(algorithm: Algorithm, raw: &[u8]) -> Result<()> {
    let Some(curve) = algorithm.curve() else {
        // 2,048 to 8,192 bits (CERT-2).
        return if (256..=MAX_SIGNATURE).contains(&raw.len()) { Ok(()) } else { Err(wrong_length(raw, 256)) };
    };
    let width = curve.width();
    let halves = raw.split_at_checked(width).filter(|(_, s)| s.len() == width);
    let (r, s) = halves.ok_or(wrong_length(raw, width.saturating_mul(2)))?;
    for number in [r, s] {
        let zero = number.iter().all(|byte| *byte == 0);
        // Same length, big-endian: the order of slices is the order of numbers.
        if zero || number >= curve.order() {
            return Err(Error::of(ErrorKind::SignatureRange));
        }
    }
    Ok(())
}

/// `SEQUENCE { INTEGER r, INTEGER s }` of a checked signature, in DER.
pub(super) fn write_der(curve: Curve, raw: &[u8], writer: &mut Writer<'_>) {
    let (r, s) = raw.split_at_checked(curve.width()).unwrap_or_default();
    let numbers = [r, s].map(|number| {
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        number.get(zeros..).unwrap_or_default()
    });
    // A leading zero keeps a number positive.
    let signed = |number: &[u8]| number.first().is_some_and(|first| *first >= 0x80);
    let length = |number: &[u8]| number.len().saturating_add(usize::from(signed(number)));
    let body =
        numbers.iter().fold(0usize, |sum, number| sum.saturating_add(2).saturating_add(length(number)));
    writer.byte(0x30);
    if body > 0x7F {
        writer.byte(0x81);
    }
    writer.byte(body as u8); // at most 138
    for number in numbers {
        writer.byte(0x02);
        writer.byte(length(number) as u8);
        if signed(number) {
            writer.byte(0);
        }
        number.iter().for_each(|byte| writer.byte(*byte));
    }
}

/// The wrong length, and whether it looks like DER.
fn wrong_length(raw: &[u8], wanted: usize) -> Error {
    let der = matches!(raw, [0x30, 0x81, length, ..] if usize::from(*length).checked_add(3) == Some(raw.len()))
        || matches!(raw, [0x30, length @ 0..=0x7F, ..] if usize::from(*length).checked_add(2) == Some(raw.len()));
    match der {
        true => Error::of(ErrorKind::SignatureDer),
        false => Error::new(ErrorKind::SignatureLength, wanted),
    }
}

/// `SEQUENCE { INTEGER r, INTEGER s }` in strict DER.
fn from_der<'o>(curve: Curve, der: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]> {
    let malformed = Error::of(ErrorKind::SignatureDerMalformed);
    let (body, rest) = element(0x30, der).ok_or(malformed)?;
    let (r, after) = element(0x02, body).ok_or(malformed)?;
    let (s, end) = element(0x02, after).ok_or(malformed)?;
    if !rest.is_empty() || !end.is_empty() {
        return Err(malformed);
    }
    let width = curve.width();
    let needed = width.saturating_mul(2);
    let out = out.get_mut(..needed).ok_or(Error::new(ErrorKind::BufferTooSmall, needed))?;
    let (first, second) = out.split_at_mut_checked(width).ok_or(malformed)?;
    for (number, slot) in [(r, first), (s, second)] {
        place(number, slot).ok_or(malformed)?;
    }
    Ok(out)
}

/// A positive INTEGER in its shortest form, right-aligned into `slot`. `None` if it is neither, or too long.
fn place(number: &[u8], slot: &mut [u8]) -> Option<()> {
    let digits = match *number {
        [] | [0x80..=0xFF, ..] | [0, 0..=0x7F, ..] => return None,
        [0] => number,
        [0, ref digits @ ..] => digits,
        _ => number,
    };
    let padding = slot.len().checked_sub(digits.len())?;
    slot.fill(0);
    for (target, byte) in slot.iter_mut().skip(padding).zip(digits) {
        *target = *byte;
    }
    Some(())
}

/// The content of the element with this tag, and what follows it. Lengths of up to 255, in their shortest form.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, content) = match *der {
        [found, 0x81, length @ 0x80..=0xFF, ref content @ ..] if found == tag => (length, content),
        [found, length @ 0..=0x7F, ref content @ ..] if found == tag => (length, content),
        _ => return None,
    };
    content.split_at_checked(usize::from(length))
}
