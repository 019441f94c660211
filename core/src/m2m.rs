//! The machine-to-machine token that the resource owner signs (M2M): claims in, `Authorization` value out.

mod cache;
mod certificate_bytes;
mod claims;
mod thumbprint;
mod token;
mod unsigned;
mod verified;

pub use cache::TokenCache;
#[cfg(feature = "alloc")]
pub(crate) use claims::Key;
pub use claims::{ClaimsToSign, StartLogon};
pub use thumbprint::Thumbprint;
pub use token::SignedToken;
pub use unsigned::UnsignedToken;
pub use verified::{ClaimRules, MAX_LEEWAY, SigningCertificate, TokenClaims, TokenOwner};

/// "Must not exceed 8 hours from the iat issue time value" (M2M-6), in seconds.
pub const MAX_LIFETIME: u32 = 28_800;

/// How long a token lives unless told otherwise, in seconds (M2M-6).
pub const DEFAULT_LIFETIME: u32 = 3_600;

/// `typ` of the header (M2M-1).
const TYP: &str = "JWT";

/// `kid` of the header (M2M-1).
const KID: &str = "M2M";
