//! What is read: secrets from files, standard input and the environment, bodies, pending logins.

use std::env::VarError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use gws_auth_core::owned::SecretString;
use gws_auth_core::{Error, ErrorKind};
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::output;

/// The variable that may hold the client secret.
pub(crate) const SECRET_VARIABLE: &str = "GWS_CLIENT_SECRET";

/// More than any secret, pending login or landing URL has.
const SMALL: u64 = 1 << 20;

/// More than any reply; core's policy refuses far smaller ones.
const LARGE: u64 = 16 << 20;

/// The client secret from `file`, or else from [`SECRET_VARIABLE`].
pub(crate) fn client_secret(file: Option<&Path>, stdin_taken: bool) -> Result<SecretString, Failure> {
    let bytes = match file {
        Some(path) if path == Path::new("-") && stdin_taken => {
            let message = "standard input cannot hold both the client secret and the token or URL: \
                           use a file or GWS_CLIENT_SECRET for the secret";
            return Err(Failure::usage("stdin_taken", message));
        }
        Some(path) if path == Path::new("-") => stdin("the client secret", SMALL)?,
        Some(path) => read_file(path)?,
        None => return secret_from_variable(),
    };
    text_of(&bytes, ErrorKind::ClientSecretCharacter)
}

/// As it is: a line break in it is a mistake that core names.
fn secret_from_variable() -> Result<SecretString, Failure> {
    match std::env::var(SECRET_VARIABLE) {
        Ok(secret) => Ok(SecretString::new(secret)),
        Err(VarError::NotPresent) => {
            let message = "no client secret: name its file with --client-secret-file, set GWS_CLIENT_SECRET, or use --relay";
            Err(Failure::usage("client_secret_missing", message))
        }
        Err(VarError::NotUnicode(_)) => Err(Error::new(ErrorKind::ClientSecretCharacter, 0).into()),
    }
}

/// A token from standard input.
pub(crate) fn token_from_stdin() -> Result<SecretString, Failure> {
    text_of(&stdin("the token", SMALL)?, ErrorKind::TokenCharacter)
}

/// A landing URL from standard input.
pub(crate) fn landing_from_stdin() -> Result<SecretString, Failure> {
    text_of(&stdin("the landing URL", SMALL)?, ErrorKind::LandingEncoding)
}

/// A reply's body from standard input, byte for byte.
pub(crate) fn body_from_stdin() -> Result<Zeroizing<Vec<u8>>, Failure> {
    stdin("the reply's body", LARGE)
}

/// The text of a pending login.
pub(crate) fn pending(path: &Path) -> Result<SecretString, Failure> {
    if path == Path::new("-") {
        return text_of(&stdin("the pending login", SMALL)?, ErrorKind::PendingMalformed);
    }
    text_of(&read_file(path)?, ErrorKind::PendingMalformed)
}

/// Writes a secret to a new file that only its owner can read. An empty file may stand there already.
pub(crate) fn write_secret(path: &Path, text: &str, overwrite: bool) -> Result<(), Failure> {
    let existing = fs::symlink_metadata(path);
    let replaceable = existing.as_ref().is_ok_and(|file| file.is_file() && (overwrite || file.len() == 0));
    if existing.is_ok() && !replaceable {
        let message = format!("{} exists already: name another file, or use --force", path.display());
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
    Failure::usage(code, format!("{} cannot be {be}: {error}", path.display()))
}

/// One line of standard input, for `login --paste`; `None` at its end.
pub(crate) fn line_from_stdin() -> Result<Option<SecretString>, Failure> {
    let mut line = String::new();
    let read = io::BufRead::read_line(&mut io::stdin().lock().take(SMALL), &mut line);
    match read {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(SecretString::new(line.trim().to_owned()))),
        Err(error) => Err(Failure::usage("stdin", format!("standard input cannot be read: {error}"))),
    }
}

fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = File::open(path).and_then(|file| file.take(SMALL + 1).read_to_end(&mut bytes));
    read.map_err(|error| cannot("read", path, &error))?;
    within(bytes, SMALL, &path.display().to_string())
}

fn stdin(what: &str, most: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if io::stdin().is_terminal() {
        output::note_to_people(&format!("reading {what} from standard input; end it with Ctrl-D"));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let read = io::stdin().lock().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::usage("stdin", format!("standard input cannot be read: {error}")))?;
    within(bytes, most, "standard input")
}

fn within(bytes: Zeroizing<Vec<u8>>, most: u64, source: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if bytes.len() as u64 > most {
        let message = format!("{source} holds more than {most} bytes: that is not what was asked for");
        return Err(Failure::usage("input_too_large", message));
    }
    Ok(bytes)
}

/// The text without one line break at its end, and otherwise as it is.
fn text_of(bytes: &[u8], otherwise: ErrorKind) -> Result<SecretString, Failure> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| Error::new(otherwise, position(otherwise, &error)))?;
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Ok(SecretString::new(text.to_owned()))
}

fn position(kind: ErrorKind, error: &std::str::Utf8Error) -> usize {
    if kind == ErrorKind::PendingMalformed { 0 } else { error.valid_up_to() }
}
