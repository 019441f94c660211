//! The encodings beneath everything: percent, form, base64url, JSON, URIs. Knows nothing of OAuth.

pub(crate) mod ascii;
pub(crate) mod base64;
pub mod base64url;
pub mod form;
pub(crate) mod hash;
pub mod json;
pub(crate) mod pem;
pub mod percent;
pub(crate) mod run;
pub(crate) mod stored;
pub mod uri;
pub(crate) mod wipe;
pub(crate) mod writer;
