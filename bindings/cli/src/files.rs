//! Files: read with a limit, written whole or not at all, private where they hold secrets.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use crate::exit::Failure;

/// More than any secret, key, pending login or landing URL has.
pub(crate) const SMALL: u64 = 1 << 20;

/// All bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = File::open(path).and_then(|file| file.take(SMALL + 1).read_to_end(&mut bytes));
    read.map_err(|error| cannot("read", path, &error))?;
    within(bytes, SMALL, &path.display().to_string())
}

/// Refuses more than `most` bytes from `source`.
pub(crate) fn within(
    bytes: Zeroizing<Vec<u8>>,
    most: u64,
    source: &str,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if bytes.len() as u64 > most {
        let message = format!("More than {most} bytes are in {source}: that is not what was asked for.");
        return Err(Failure::usage("input_too_large", message));
    }
    Ok(bytes)
}

/// Writes a secret to a new file that only its owner can read. An empty file may stand there already.
pub(crate) fn write_secret(path: &Path, text: &str, overwrite: bool) -> Result<(), Failure> {
    let existing = fs::symlink_metadata(path);
    let replaceable = existing.as_ref().is_ok_and(|file| file.is_file() && (overwrite || file.len() == 0));
    if existing.is_ok() && !replaceable {
        let message =
            format!("The file {} exists already: name another one, or use --force.", path.display());
        return Err(Failure::usage("file_exists", message));
    }
    let result = if replaceable { replace(path, text) } else { write_new(path, text) };
    result.map_err(|error| cannot("written", path, &error))
}

/// Beside the file and then over it: never half a file, never readable by others in between.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    write_new(&part, text)?;
    fs::rename(&part, path).inspect_err(|_| drop(fs::remove_file(&part)))
}

/// Who may read a new file.
#[derive(Clone, Copy)]
pub(crate) enum Access {
    Owner,
    Everybody,
}

/// Refuses a file that exists, whatever is in it, and a link to nowhere.
pub(crate) fn check_new(path: &Path) -> Result<(), Failure> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    let message =
        format!("The file {} exists already, and is never overwritten: name another one.", path.display());
    Err(Failure::usage("file_exists", message))
}

/// Writes a file that did not exist, whole or not at all.
pub(crate) fn write_new_file(path: &Path, text: &str, access: Access) -> Result<(), Failure> {
    check_new(path)?;
    let file = match access {
        Access::Owner => create_private(path),
        Access::Everybody => File::create_new(path),
    };
    let mut file = file.map_err(|error| cannot("written", path, &error))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        cannot("written", path, &error)
    })
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = create_private(path)?;
    let written = writeln!(file, "{text}").and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// A new file, for its owner only.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// A file that the command line names could not be used.
pub(crate) fn cannot(be: &str, path: &Path, error: &io::Error) -> Failure {
    let code = if be == "read" { "file_unreadable" } else { "file_unwritable" };
    Failure::usage(code, format!("The file {} cannot be {be}: {error}.", path.display()))
}
