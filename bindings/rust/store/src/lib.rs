//! Stores for sessions, and the loop that drives one: `gws_auth_core::calls::Session` decides, this package carries out.
//!
//! [`access`] gives an access token that is good now. What it promises, and under which assumptions, is in
//! `core/SESSION.md`.

mod drive;
#[cfg(feature = "encrypt")]
mod encrypted;
mod file;
mod memory;
#[cfg(feature = "postgres")]
mod postgres;
mod token_store;

#[cfg(feature = "postgres")]
pub use self::postgres::PostgresStore;
pub use drive::{Access, DriveError, Host, Sent, access};
#[cfg(feature = "encrypt")]
pub use encrypted::{EncryptedStore, EncryptionError, RecordKeys};
pub use file::FileStore;
pub use memory::MemoryStore;
pub use token_store::{TokenStore, is_encrypted};
