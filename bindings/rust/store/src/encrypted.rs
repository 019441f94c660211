//! Records encrypted at rest, in any store.

mod error;
mod keys;

pub use error::EncryptionError;
pub use keys::RecordKeys;

use crate::token_store::{ENCRYPTED, TokenStore, is_encrypted};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use gws_auth_core::calls::{SecretString, SessionSwap};
use std::io;
use zeroize::Zeroizing;

/// Bytes of a nonce: so many that random ones never meet, however many records a key encrypts.
const NONCE: usize = 24;

/// A store over another one, whose texts are encrypted by keys of the host's.
///
/// A stored text is `gws-encrypted-1 KEY-ID VERSION DATA`: XChaCha20-Poly1305 with a random nonce, bound to the session's
/// name, its version and the key's id. Whoever reads the store alone learns no token, and cannot put one session's record
/// in another's place. What it cannot prevent: an older record that stood under the same name (assumption A1).
///
/// A record that no key fits is an error, see [`EncryptionError`]; it stays as it is, and nothing is lost.
#[derive(Debug)]
pub struct EncryptedStore<S> {
    store: S,
    keys: RecordKeys,
    plain_accepted: bool,
}

impl<S> EncryptedStore<S> {
    /// Records of `store`, encrypted by the first of `keys`, read by any of them.
    #[must_use]
    pub const fn new(store: S, keys: RecordKeys) -> Self {
        Self { store, keys, plain_accepted: false }
    }

    /// Also reads records that are not encrypted yet: each is encrypted by its next change.
    #[must_use]
    pub fn accepting_plain(self) -> Self {
        Self { plain_accepted: true, ..self }
    }

    fn decrypt(&self, name: &str, text: SecretString) -> io::Result<SecretString> {
        if !is_encrypted(&text) {
            return if self.plain_accepted { Ok(text) } else { Err(EncryptionError::NotEncrypted.into()) };
        }
        let mut words = text.expose().split(' ').skip(1);
        let (Some(id), Some(version), Some(data), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(EncryptionError::Damaged.into());
        };
        let cipher = self.keys.get(id).ok_or(EncryptionError::KeyUnknown)?;
        let data = Base64UrlUnpadded::decode_vec(data).map_err(|_| EncryptionError::Damaged)?;
        let (nonce, sealed) = data.split_first_chunk::<NONCE>().ok_or(EncryptionError::Damaged)?;
        let aad = bound_to(name, id, version);
        let payload = Payload { msg: sealed, aad: aad.as_bytes() };
        let opened = cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| EncryptionError::KeyWrong)?;
        // Only records are ever encrypted: what the cipher has verified is UTF-8.
        let opened = String::from_utf8(opened).map_err(|_| EncryptionError::Damaged)?;
        Ok(SecretString::new(opened))
    }

    fn encrypt(&self, name: &str, swap: &SessionSwap) -> io::Result<SecretString> {
        let (id, cipher) = self.keys.first();
        let version = swap.version.to_string();
        let mut data = Zeroizing::new(vec![0; NONCE]);
        getrandom::fill(&mut data).map_err(io::Error::other)?;
        let nonce = XNonce::try_from(data.as_slice()).map_err(io::Error::other)?;
        data.extend_from_slice(&encrypted(cipher, &nonce, name, id, &version, &swap.record)?);
        let data = Base64UrlUnpadded::encode_string(&data);
        Ok(SecretString::new(format!("{ENCRYPTED} {id} {version} {data}")))
    }
}

impl<S: TokenStore> TokenStore for EncryptedStore<S> {
    fn load(&self, name: &str) -> io::Result<Option<SecretString>> {
        self.store.load(name)?.map(|text| self.decrypt(name, text)).transpose()
    }

    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool> {
        let SessionSwap { record: _, expected_version, version } = *swap;
        let record = self.encrypt(name, swap)?;
        self.store.swap(name, &SessionSwap { record, expected_version, version })
    }
}

fn encrypted(
    cipher: &XChaCha20Poly1305,
    nonce: &XNonce,
    name: &str,
    id: &str,
    version: &str,
    record: &SecretString,
) -> io::Result<Vec<u8>> {
    let aad = bound_to(name, id, version);
    let payload = Payload { msg: record.expose().as_bytes(), aad: aad.as_bytes() };
    cipher.encrypt(nonce, payload).map_err(|_| io::Error::other("a record is too long to encrypt"))
}

/// What the cipher binds a record to. The name stands last, as it may hold anything.
fn bound_to(name: &str, id: &str, version: &str) -> String {
    format!("{ENCRYPTED} {id} {version} {name}")
}
