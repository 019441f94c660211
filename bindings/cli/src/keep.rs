//! The file of `--save-unreadable`.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::files;

/// Where failed replies go, and tokens that cannot be printed: opened before anything is sent, gone again if it was not
/// needed.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    file: Option<(PathBuf, File)>,
}

impl Keep {
    /// Opens the file, for its owner only.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let open = |path: &Path| -> Result<_, Failure> {
            let file = files::create_private(path).map_err(|error| files::cannot("created", path, &error))?;
            Ok((path.to_owned(), file))
        };
        Ok(Self { file: path.map(open).transpose()? })
    }

    /// Keeps `body` in the file, and tells its name.
    pub(crate) fn keep(&mut self, body: &[u8]) -> Option<PathBuf> {
        let (path, mut file) = self.file.take()?;
        let written = file.write_all(body).and_then(|()| file.sync_all());
        written.is_ok().then_some(path)
    }
}

impl Drop for Keep {
    fn drop(&mut self) {
        if let Some((path, _)) = self.file.take() {
            // It is empty, and ours.
            let _ = fs::remove_file(path);
        }
    }
}
