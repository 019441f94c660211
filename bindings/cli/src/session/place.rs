//! Where sessions are: a folder and a name.

use std::env;
use std::path::PathBuf;

use clap::Args;
use gws_auth_core::calls::{OwnedClient, SecretString, SessionSwap, session_facts};
use gws_auth_core::{Error, ErrorKind};
use gws_auth_store::TokenStore as _;

use super::store::{Store, unusable};
use crate::exit::Failure;

/// The variable that may name the folder.
const VARIABLE: &str = "GWS_SESSIONS";

/// Which folder.
#[derive(Args)]
pub(super) struct Folder {
    /// The folder of sessions, on a disk of this machine; otherwise from GWS_SESSIONS, or the user's data folder
    #[arg(long, value_name = "DIR")]
    sessions: Option<PathBuf>,
    #[command(flatten)]
    key: Key,
}

/// Which keys.
#[derive(Args)]
struct Key {
    /// Encrypt records with the keys in this file: lines of an id and 64 hexadecimal digits, the first one encrypts;
    /// otherwise from GWS_SESSION_KEY
    #[arg(long, value_name = "FILE")]
    session_key: Option<PathBuf>,
}

/// Which session.
#[derive(Args)]
pub(super) struct Named {
    /// The session's name: letters, digits, -, _ and dots
    #[arg(long, value_name = "NAME")]
    session: String,
    #[command(flatten)]
    folder: Folder,
}

/// Which session, if any.
#[derive(Args)]
pub(crate) struct KeptIn {
    /// Keep the tokens as a session of this name, and print none
    #[arg(long, value_name = "NAME")]
    session: Option<String>,
    /// The folder of sessions; otherwise from GWS_SESSIONS, or the user's data folder
    #[arg(long, value_name = "DIR", requires = "session")]
    sessions: Option<PathBuf>,
    #[command(flatten)]
    key: Key,
}

/// A name in a folder.
pub(crate) struct Place {
    pub(super) store: Store,
    pub(super) folder: PathBuf,
    pub(super) name: String,
}

impl Folder {
    pub(super) fn open(&self) -> Result<(Store, PathBuf), Failure> {
        open(self.sessions.clone(), &self.key)
    }

    /// The same for what looks at sessions that are there: a folder that somebody named is not made by a typing mistake.
    pub(super) fn open_existing(&self) -> Result<Store, Failure> {
        match self.sessions.clone().or_else(|| path_of(VARIABLE)) {
            Some(named) if !named.is_dir() => {
                let message =
                    format!("There is no folder {}: check --sessions or {VARIABLE}.", named.display());
                Err(Failure::usage("session_folder", message))
            }
            _ => Ok(self.open()?.0),
        }
    }
}

impl Named {
    pub(super) fn place(&self) -> Result<Place, Failure> {
        let (store, folder) = self.folder.open()?;
        Ok(Place { store, folder, name: self.session.clone() })
    }
}

impl KeptIn {
    /// The place, which must not be another client's, and can be written to.
    pub(crate) fn place(&self, client: &OwnedClient) -> Result<Option<Place>, Failure> {
        let Some(name) = &self.session else { return Ok(None) };
        let (store, folder) = open(self.sessions.clone(), &self.key)?;
        let place = Place { store, folder, name: name.clone() };
        if let Some(record) = place.load()? {
            let facts = session_facts(record.expose())?;
            let client = client.get()?;
            if facts.client_id != client.id() || facts.environment != client.environment().origin() {
                return Err(Error::of(ErrorKind::SessionOtherClient).into());
            }
        }
        Ok(Some(place))
    }
}

impl Place {
    /// The record, if there is one.
    pub(super) fn load(&self) -> Result<Option<SecretString>, Failure> {
        self.store.load(&self.name).map_err(|error| unusable(&error))
    }

    /// Stores what `next` makes of the record, again if another process was quicker. `None`: there is nothing to store.
    pub(super) fn swap<T>(
        &self,
        mut next: impl FnMut(Option<&str>) -> Result<Option<(SessionSwap, T)>, Failure>,
    ) -> Result<Option<(SessionSwap, T)>, Failure> {
        loop {
            let record = self.load()?;
            let Some((swap, more)) = next(record.as_ref().map(SecretString::expose))? else {
                return Ok(None);
            };
            if self.store.swap(&self.name, &swap).map_err(|error| unusable(&error))? {
                return Ok(Some((swap, more)));
            }
        }
    }
}

fn open(folder: Option<PathBuf>, key: &Key) -> Result<(Store, PathBuf), Failure> {
    let named = folder.or_else(|| path_of(VARIABLE));
    let folder = named.or_else(data_folder).ok_or_else(|| {
        Failure::usage("session_folder", "There is no data folder: name one with --sessions or GWS_SESSIONS.")
    })?;
    let store = Store::open(&folder, key.session_key.as_ref())?;
    Ok((store, folder))
}

/// The user's data folder, as each platform has it. On Windows not the roaming one, which is copied about.
fn data_folder() -> Option<PathBuf> {
    let base = if cfg!(windows) {
        path_of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        path_of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        let default = || path_of("HOME").map(|home| home.join(".local/share"));
        path_of("XDG_DATA_HOME").filter(|path| path.is_absolute()).or_else(default)
    };
    base.map(|base| base.join("gws-auth").join("sessions"))
}

fn path_of(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
