//! The profile: what a set-up consists of, by name. It holds no secret.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::exit::Failure;
use crate::files;

/// A set-up. What is missing is not checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    pub(super) environment: String,
    pub(super) client_id: Option<String>,
    pub(super) redirect_uris: Option<Vec<String>>,
    pub(super) signing: Option<Signing>,
    pub(super) mtls: Option<Mtls>,
    pub(super) ssh: Option<Ssh>,
    pub(super) pgp: Option<Pgp>,
    /// Where the files are found from.
    #[serde(skip)]
    pub(super) folder: PathBuf,
}

/// What signs M2M tokens.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signing {
    pub(super) certificate: PathBuf,
    pub(super) key: Option<PathBuf>,
    /// The certificate of the other environment.
    pub(super) other_certificate: Option<PathBuf>,
}

/// What opens connections to port 4046.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mtls {
    pub(super) certificate: PathBuf,
    pub(super) key: Option<PathBuf>,
}

/// What SFTP is done with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ssh {
    pub(super) key: PathBuf,
}

/// What files over SFTP are encrypted to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pgp {
    pub(super) key: PathBuf,
}

impl Profile {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let wrong = |message: String| {
            Failure::usage("profile", format!("{} is no profile: {message}", path.display()))
        };
        let bytes = files::read(path)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| wrong("it is not UTF-8".into()))?;
        let mut profile: Self = toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))?;
        profile.folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(profile)
    }

    /// The content of a file that the profile names.
    pub(super) fn file(&self, path: &Path) -> Result<zeroize::Zeroizing<Vec<u8>>, Failure> {
        files::read(&self.folder.join(path))
    }
}
