//! A folder that lives as long as a test, and the `openssl` command in it.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of a test's own; gone when dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A new, empty one.
    ///
    /// # Panics
    /// If it cannot be made.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gws-auth-m2m-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    /// The path of a file in it.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    /// Reads a file.
    ///
    /// # Panics
    /// If it is not there.
    #[must_use]
    pub fn read(&self, file: &str) -> Vec<u8> {
        std::fs::read(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Reads a text file.
    ///
    /// # Panics
    /// If it is not there, or no text.
    #[must_use]
    pub fn text(&self, file: &str) -> String {
        String::from_utf8(self.read(file)).expect("text")
    }

    /// Writes a file.
    ///
    /// # Panics
    /// If it cannot.
    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(file), bytes).expect("a writable folder");
    }

    /// Runs `openssl` with arguments that hold no spaces, and gives what it prints.
    ///
    /// # Panics
    /// If it is not installed or fails.
    pub fn openssl(&self, arguments: &str) -> String {
        let output = self.try_openssl(arguments);
        let says = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments}: {says}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs `openssl`, whether it succeeds or not.
    ///
    /// # Panics
    /// If it is not installed.
    #[must_use]
    pub fn try_openssl(&self, arguments: &str) -> Output {
        let mut command = Command::new("openssl");
        command.args(arguments.split_whitespace()).current_dir(&self.0);
        command.output().expect("these tests need the openssl command")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
