//! Inputs as IR and browsers send them.

/// Seconds since 1970: 2026-09-21.
pub const NOW: i64 = 1_790_000_000;
/// The client of the samples.
pub const CLIENT_ID: &str = "SmartCloud_Payroll";
/// Its secret.
pub const CLIENT_SECRET: &str = "kT7vQ2mX9pLw4RzB8nYc5HdJ";
/// Where its logins come back.
pub const REDIRECT_URI: &str = "https://client.example.com/gateway/return";
/// The claims' issuer.
pub const ISSUER: &str = "www.name.com";
/// The claims' thumbprint.
pub const THUMBPRINT: &str = "EB4ED64C56F88FB6D1CE1A2E4D8E7F2B4B2F0E1BAF2F4F5A7B8C9D0E1F203142";

/// Stands for 64 random bytes.
#[must_use]
pub fn entropy() -> [u8; 64] {
    std::array::from_fn(|i| (i as u8).wrapping_mul(37) ^ 0x5A)
}

/// `length` characters that a token may have, the same ones each time.
#[must_use]
pub fn token(length: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(ALPHABET[(state >> 58) as usize])
    };
    (0..length).map(next).collect()
}

/// A token reply of about `length` bytes: a long access token, the others as IR sends them.
#[must_use]
pub fn reply(length: usize) -> String {
    let (refresh, scope) = (token(64), "MYIR.Services");
    format!(
        r#"{{"access_token":"{}","token_type":"Bearer","expires_in":28800,"scope":"{scope}","refresh_token":"{refresh}"}}"#,
        token(length.saturating_sub(190).max(1))
    )
}

/// The landing of a login with this state, with a code as long as IR's.
#[must_use]
pub fn landing(state: &str) -> String {
    format!("{REDIRECT_URI}?code={}&state={state}", token(88))
}
