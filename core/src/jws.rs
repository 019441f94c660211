//! JSON Web Signatures (RFC 7515). Knows nothing of OAuth. Signing and verifying come with M2M.

pub mod compact;
