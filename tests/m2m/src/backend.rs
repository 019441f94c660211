//! The backends, side by side.

use gws_auth_core::jws::{Algorithm, PublicKey, Signer};
use gws_auth_core::key::{Backend, PrivateKey};

/// All of them; another one joins every test by a line here.
pub const BACKENDS: &[Backend] =
    &[gws_auth_rustcrypto::BACKEND, gws_auth_ring::BACKEND, gws_auth_native::BACKEND];

/// RustCrypto, whose signatures are deterministic.
pub const RUSTCRYPTO: Backend = gws_auth_rustcrypto::BACKEND;

/// ring.
pub const RING: Backend = gws_auth_ring::BACKEND;

/// Those that sign with `algorithm`.
pub fn signing(algorithm: Algorithm) -> impl Iterator<Item = Backend> {
    BACKENDS.iter().copied().filter(move |backend| backend.signs.contains(&algorithm))
}

/// Those that verify `algorithm`.
pub fn verifying(algorithm: Algorithm) -> impl Iterator<Item = Backend> {
    BACKENDS.iter().copied().filter(move |backend| backend.verifies.contains(&algorithm))
}

/// Those that verify with `key`.
pub fn knowing<'k>(key: &'k PublicKey<'_>) -> impl Iterator<Item = Backend> + 'k {
    key.algorithms().take(1).flat_map(verifying)
}

/// A signer of the first backend that signs with `algorithm`.
///
/// # Panics
/// If the key does not fit.
#[must_use]
pub fn any_signer(algorithm: Algorithm, key: &PrivateKey) -> Box<dyn Signer> {
    let backend = signing(algorithm).next().expect("each has one");
    (backend.signer)(key, algorithm).expect("the key fits")
}
