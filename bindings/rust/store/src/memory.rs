//! A store in memory: for one process, and for tests.

use crate::token_store::{TokenStore, version};
use gws_auth_core::calls::{SecretString, SessionSwap};
use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Records in memory. They end with the process, and so does every session.
#[derive(Debug, Default)]
pub struct MemoryStore {
    records: Mutex<HashMap<String, SecretString>>,
}

impl TokenStore for MemoryStore {
    fn load(&self, name: &str) -> io::Result<Option<SecretString>> {
        let records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(records.get(name).cloned())
    }

    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool> {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = version(records.get(name))? == swap.expected_version;
        if fits {
            records.insert(name.into(), swap.record.clone());
        }
        Ok(fits)
    }
}
