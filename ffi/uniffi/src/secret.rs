//! Secrets, as text that the languages may hide.

use gws_auth_core::owned::SecretString;

uniffi::custom_type!(
    /// A token, a code, a client secret or a pending login. It cannot be wiped from the memory of a language that
    /// collects its garbage; keep it out of logs.
    SecretString, String, {
        remote,
        lower: |secret| secret.expose().to_owned(),
        try_lift: |text| Ok(SecretString::new(text)),
    }
);
