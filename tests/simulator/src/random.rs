//! Unguessable text in the shapes that IR's samples have.

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};

/// 64 hex digits, for the hidden field of the login pages.
pub(crate) fn login_id() -> String {
    hex(&bytes::<32>())
}

/// 32 hex digits, for the Common Names that the Developer Portal assigns (MTLS-1).
pub(crate) fn portal_id() -> String {
    hex(&bytes::<16>())
}

/// A version 4 UUID, for `jti`.
pub(crate) fn uuid() -> String {
    let mut raw = bytes::<16>();
    raw[6] = (raw[6] & 0x0f) | 0x40;
    raw[8] = (raw[8] & 0x3f) | 0x80;
    let text = hex(&raw);
    format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}

/// The `serial`th code, about 100 characters. The shape changes from one to the next, so that any three in a row hold `-`, `_`,
/// `.` and raw `=` at the end (REDIR-1).
pub(crate) fn code(serial: u64) -> String {
    match serial % 3 {
        0 => format!("{}-_{}", URL_SAFE_NO_PAD.encode(bytes::<36>()), URL_SAFE.encode(bytes::<37>())),
        1 => format!("{}.{}", URL_SAFE_NO_PAD.encode(bytes::<36>()), URL_SAFE_NO_PAD.encode(bytes::<37>())),
        _ => URL_SAFE_NO_PAD.encode(bytes::<72>()),
    }
}

/// The `serial`th refresh token: 51 lower-case letters and digits; every other one holds a `|`, as in IR's samples (TOKEN-4).
pub(crate) fn refresh_token(serial: u64) -> String {
    const ALPHABET: &[u8; 32] = b"bcdfghjkmnpqrstvwxyz23456789aeiu";
    let text: String =
        bytes::<50>().iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    if serial.is_multiple_of(2) { format!("{}|{}", &text[..8], &text[8..]) } else { format!("{text}7") }
}

/// What stands where the signature of an access token would: IR publishes no key, so nobody can check it (TOKEN-6).
pub(crate) fn signature() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<256>())
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut buffer = [0; N];
    getrandom::fill(&mut buffer).expect("the operating system has randomness");
    buffer
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
