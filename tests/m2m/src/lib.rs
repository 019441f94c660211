//! What the tests of M2M tokens share: backends by name, tokens by hand, the `openssl` command.

mod backend;
mod employer;
mod folder;
pub mod jws;

pub use backend::Backend;
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
