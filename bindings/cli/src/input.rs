//! What is read: secrets from files, standard input and the environment, bodies, pending logins.

use std::env::VarError;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use gws_auth_core::calls::SecretString;
use gws_auth_core::jws;
use gws_auth_core::{Error, ErrorKind};
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::files::{self, SMALL};
use crate::pasted::{self, Slip};
use crate::terminal::note_to_people;

/// The variable that may hold the client secret.
pub(crate) const SECRET_VARIABLE: &str = "GWS_CLIENT_SECRET";

/// The variable that may hold the passphrase of a private key.
const PASSPHRASE_VARIABLE: &str = "GWS_KEY_PASSPHRASE";

/// More than any reply; core's policy refuses far smaller ones.
const LARGE: u64 = 16 << 20;

/// The client secret from `file`, or else from [`SECRET_VARIABLE`].
pub(crate) fn client_secret(file: Option<&Path>, stdin_taken: bool) -> Result<SecretString, Failure> {
    let bytes = match file {
        Some(path) if path == Path::new("-") && stdin_taken => {
            let message = "Standard input cannot hold both the client secret and the token or URL: \
                           use a file or GWS_CLIENT_SECRET for the secret.";
            return Err(Failure::usage("stdin_taken", message));
        }
        Some(path) if path == Path::new("-") => stdin("the client secret", SMALL)?,
        Some(path) => files::read(path)?,
        None => return secret_from_variable(),
    };
    checked_secret(text_of(&bytes, ErrorKind::ClientSecretCharacter)?)
}

/// Core refuses what cannot be sent; why, when it cannot be seen, is said here.
fn checked_secret(secret: SecretString) -> Result<SecretString, Failure> {
    if let Some(slip) = pasted::unseen(secret.expose()) {
        let error = Error::new(ErrorKind::ClientSecretCharacter, 0);
        return Err(
            Failure::from(error).with("message", format!("The client secret cannot be right: {slip}."))
        );
    }
    pasted::secret("the client secret", &secret);
    Ok(secret)
}

/// As it is: a line break in it is a mistake that core names.
fn secret_from_variable() -> Result<SecretString, Failure> {
    match std::env::var(SECRET_VARIABLE) {
        Ok(secret) => checked_secret(SecretString::new(secret)),
        Err(VarError::NotPresent) => {
            let message = "There is no client secret: name its file with --client-secret-file, set GWS_CLIENT_SECRET, or use --relay.";
            Err(Failure::usage("client_secret_missing", message))
        }
        Err(VarError::NotUnicode(_)) => Err(Error::new(ErrorKind::ClientSecretCharacter, 0).into()),
    }
}

/// A token from standard input.
pub(crate) fn token_from_stdin() -> Result<SecretString, Failure> {
    pasted::token(text_of(&stdin("the token", SMALL)?, ErrorKind::TokenCharacter)?)
}

/// A machine-to-machine token from standard input. One that is too long is read to its end and not kept.
pub(crate) fn jws_from_stdin() -> Result<SecretString, Failure> {
    // A line break at the end, and one more byte to notice.
    let most = jws::MAX_LENGTH as u64 + 3;
    let bytes = stdin_up_to("the token", most)?;
    if bytes.len() as u64 == most {
        // Whoever writes it need not see a broken pipe.
        let _ = io::copy(&mut io::stdin().lock().take(LARGE), &mut io::sink());
        return Err(Error::new(ErrorKind::JwsTooLong, jws::MAX_LENGTH).into());
    }
    pasted::jws(text_of(&bytes, ErrorKind::Base64urlInvalid)?)
}

/// The passphrase of a private key from `file`, or else from [`PASSPHRASE_VARIABLE`], if there is one.
pub(crate) fn passphrase(file: Option<&Path>) -> Result<Option<SecretString>, Failure> {
    let not_text = || Failure::usage("passphrase_encoding", "The passphrase is not UTF-8.");
    let bytes = match file {
        Some(path) if path == Path::new("-") => stdin("the passphrase", SMALL)?,
        Some(path) => files::read(path)?,
        None => {
            return match std::env::var(PASSPHRASE_VARIABLE) {
                Ok(passphrase) => checked_passphrase(SecretString::new(passphrase)).map(Some),
                Err(VarError::NotPresent) => Ok(None),
                Err(VarError::NotUnicode(_)) => Err(not_text()),
            };
        }
    };
    let text = text_of(&bytes, ErrorKind::PassphraseWrong).map_err(|_| not_text())?;
    checked_passphrase(text).map(Some)
}

fn checked_passphrase(passphrase: SecretString) -> Result<SecretString, Failure> {
    if let Some(slip @ Slip::ByteOrderMark) = pasted::unseen(passphrase.expose()) {
        return Err(Failure::usage(
            "passphrase_encoding",
            format!("The passphrase cannot be right: {slip}."),
        ));
    }
    pasted::secret("the passphrase", &passphrase);
    Ok(passphrase)
}

/// A landing URL from standard input.
pub(crate) fn landing_from_stdin() -> Result<SecretString, Failure> {
    text_of(&stdin("the landing URL", SMALL)?, ErrorKind::LandingEncoding)
}

/// A reply's body from standard input, byte for byte.
pub(crate) fn body_from_stdin() -> Result<Zeroizing<Vec<u8>>, Failure> {
    stdin("the reply's body", LARGE)
}

/// A form from standard input, without the line break at its end that an editor adds.
pub(crate) fn form_from_stdin() -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut form = stdin("the form", SMALL)?;
    let length =
        form.strip_suffix(b"\n").map_or(form.len(), |rest| rest.strip_suffix(b"\r").unwrap_or(rest).len());
    form.truncate(length);
    Ok(form)
}

/// The text of a pending login.
pub(crate) fn pending(path: &Path) -> Result<SecretString, Failure> {
    if path == Path::new("-") {
        return text_of(&stdin("the pending login", SMALL)?, ErrorKind::PendingMalformed);
    }
    text_of(&files::read(path)?, ErrorKind::PendingMalformed)
}

/// One line of standard input, for `login --paste`; `None` at its end.
pub(crate) fn line_from_stdin() -> Result<Option<SecretString>, Failure> {
    let mut line = String::new();
    let read = io::BufRead::read_line(&mut io::stdin().lock().take(SMALL), &mut line);
    match read {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(SecretString::new(line.trim().to_owned()))),
        Err(error) => Err(Failure::usage("stdin", format!("Standard input cannot be read: {error}."))),
    }
}

fn stdin(what: &str, most: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    files::within(stdin_up_to(what, most + 1)?, most, "standard input")
}

/// At most so many bytes.
fn stdin_up_to(what: &str, most: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if io::stdin().is_terminal() {
        note_to_people(&format!("reading {what} from standard input; end it with Ctrl-D"));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(|error| Failure::usage("stdin", format!("Standard input cannot be read: {error}.")))?;
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
