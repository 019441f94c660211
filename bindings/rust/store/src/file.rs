//! A store of files in a folder: any number of processes of one machine.

use crate::token_store::{TokenStore, version};
use gws_auth_core::calls::{SecretString, SessionSwap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Records as files `NAME.session` of one folder, beside a lock file each.
///
/// A swap takes the lock, writes a new file, syncs it, puts it in the old one's place and syncs the folder. Files are
/// readable by their owner only; nothing else protects the tokens. Not for network file systems: their locks and
/// renames do not keep assumption A1.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// Records in `folder`, which is made, for its owner only, if it is not there.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Self { folder })
    }

    /// The names of all records, sorted.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            names.extend(name.to_str().and_then(|name| name.strip_suffix(".session")).map(String::from));
        }
        names.sort();
        Ok(names)
    }

    /// A name is a file's name: letters, digits, `-`, `_` and inner dots.
    fn path(&self, name: &str, suffix: &str) -> io::Result<PathBuf> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        if name.is_empty() || name.len() > 200 || name.starts_with('.') || !name.bytes().all(plain) {
            let why = "a session's name has letters, digits, -, _ and dots, and begins with no dot";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        Ok(self.folder.join(format!("{name}{suffix}")))
    }

    fn write(&self, new: &Path, place: &Path, text: &str) -> io::Result<()> {
        // One that a crash left behind: the lock is held, so nobody writes it.
        if let Err(error) = fs::remove_file(new)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(error);
        }
        let mut file = private().create_new(true).open(new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(new, place)?;
        // On Windows a folder cannot be synced; the rename is written through.
        #[cfg(unix)]
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }
}

impl TokenStore for FileStore {
    fn load(&self, name: &str) -> io::Result<Option<SecretString>> {
        read(&self.path(name, ".session")?)
    }

    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool> {
        let (place, new) = (self.path(name, ".session")?, self.path(name, ".new")?);
        // The lock ends with the file, also when the process is killed.
        let lock = private().create(true).truncate(false).open(self.path(name, ".lock")?)?;
        lock.lock()?;
        if version(read(&place)?.as_ref())? != swap.expected_version {
            return Ok(false);
        }
        self.write(&new, &place, swap.record.expose())?;
        Ok(true)
    }
}

fn read(path: &Path) -> io::Result<Option<SecretString>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(SecretString::new(text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn private() -> OpenOptions {
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
