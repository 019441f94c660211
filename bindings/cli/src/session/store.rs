//! The file store, with encrypted records where there is a key.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use gws_auth_core::calls::{SecretString, SessionSwap};
use gws_auth_store::{EncryptedStore, EncryptionError, FileStore, RecordKeys, TokenStore, is_encrypted};
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::files;

/// The variable that may hold the keys.
const VARIABLE: &str = "GWS_SESSION_KEY";

/// Files in a folder.
pub(crate) struct Store {
    files: FileStore,
    encrypted: Option<EncryptedStore<FileStore>>,
}

impl Store {
    /// With the keys of the file, or else of the environment; records that are not encrypted yet can be read as well.
    pub(super) fn open(folder: &Path, keys: Option<&PathBuf>) -> Result<Self, Failure> {
        let files = FileStore::new(folder).map_err(|error| unusable(&error))?;
        let text = match keys {
            Some(path) => Some(text_of(path)?),
            None => env::var(VARIABLE).ok().filter(|text| !text.is_empty()).map(Zeroizing::new),
        };
        let keys = text.map(|text| RecordKeys::parse(&text)).transpose();
        let keys = keys.map_err(|error| unusable(&error.into()))?;
        let encrypted = keys.map(|keys| EncryptedStore::new(files.clone(), keys).accepting_plain());
        Ok(Self { files, encrypted })
    }

    /// The names of all records.
    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        self.files.names()
    }
}

impl TokenStore for Store {
    fn load(&self, name: &str) -> io::Result<Option<SecretString>> {
        match &self.encrypted {
            Some(store) => store.load(name),
            None => match self.files.load(name)? {
                Some(record) if is_encrypted(&record) => Err(EncryptionError::KeyMissing.into()),
                record => Ok(record),
            },
        }
    }

    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool> {
        match &self.encrypted {
            Some(store) => store.swap(name, swap),
            None => self.files.swap(name, swap),
        }
    }
}

/// The folder, its file, the name or the key is not as it should be.
pub(super) fn unusable(error: &io::Error) -> Failure {
    Failure::usage(code_of(error), format!("The store of sessions cannot be used: {error}."))
}

pub(super) fn code_of(error: &io::Error) -> &'static str {
    EncryptionError::of(error).map_or("session_store", EncryptionError::code)
}

fn text_of(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let bytes = files::read(path)?;
    let text = std::str::from_utf8(&bytes).map(|text| Zeroizing::new(text.into()));
    text.map_err(|_| unusable(&EncryptionError::KeysMalformed.into()))
}
