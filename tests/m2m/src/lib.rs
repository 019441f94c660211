//! What the tests of M2M tokens share: backends by name, tokens by hand, the `openssl` command.

mod backend;
pub mod control;
mod employer;
mod folder;
pub mod jws;
pub mod suite;

pub use backend::{BACKENDS, RING, RUSTCRYPTO, any_signer, knowing, signing, verifying};
pub use employer::Employer;
pub use folder::Folder;

/// 2026-11-21T00:00:00Z: the clock of tests that need no real one.
pub const NOW: i64 = 1_795_219_200;

/// Claims as IR wants them, issued at [`NOW`] for an hour.
pub const CLAIMS: &str = r#"{"sub":"EB4ED64C56F88FB6D1CE1A2E4D8E7F2B4B2F0E1BAF2F4F5A7B8C9D0E1F203142","iss":"www.name.com","startLogon":null,"iat":1795219200,"exp":1795222800}"#;

/// The header that goes with them.
#[must_use]
pub fn header(alg: &str) -> String {
    format!(r#"{{"alg":"{alg}","typ":"JWT","kid":"M2M"}}"#)
}

/// A JSON file of `tests/vectors/m2m`.
///
/// # Panics
/// If it is not there.
#[must_use]
pub fn vectors(name: &str) -> serde_json::Value {
    let path = format!("{}/../vectors/m2m/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).expect("vectors are JSON")
}

/// The bytes of hexadecimal digits.
///
/// # Panics
/// If they are none.
#[must_use]
pub fn hex(digits: &str) -> Vec<u8> {
    let pair = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// The code of a refusal, or `ok`.
pub fn code<T>(result: gws_auth_core::Result<T>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

/// The public key of RFC 6979 A.2.5: on P-256, and nobody's here.
#[must_use]
pub fn other_p256() -> gws_auth_core::jws::PublicKey<'static> {
    const POINT: [u8; 65] = [
        0x04, 0x60, 0xFE, 0xD4, 0xBA, 0x25, 0x5A, 0x9D, 0x31, 0xC9, 0x61, 0xEB, 0x74, 0xC6, 0x35, 0x6D, 0x68,
        0xC0, 0x49, 0xB8, 0x92, 0x3B, 0x61, 0xFA, 0x6C, 0xE6, 0x69, 0x62, 0x2E, 0x60, 0xF2, 0x9F, 0xB6, 0x79,
        0x03, 0xFE, 0x10, 0x08, 0xB8, 0xBC, 0x99, 0xA4, 0x1A, 0xE9, 0xE9, 0x56, 0x28, 0xBC, 0x64, 0xF2, 0xF1,
        0xB2, 0x0C, 0x2D, 0x7E, 0x9F, 0x51, 0x77, 0xA3, 0xC2, 0x94, 0xD4, 0x46, 0x22, 0x99,
    ];
    gws_auth_core::jws::PublicKey::Ec { curve: gws_auth_core::jws::Curve::P256, point: &POINT }
}
