//! Standard output and standard error.

use std::io::{self, IsTerminal as _, Write as _};

use crate::text::escape;

/// One line on standard error. Nothing is left to do if that fails.
pub(crate) fn note_to_people(text: &str) {
    let _ = writeln!(io::stderr().lock(), "gws-auth: {text}");
}

/// Prints on standard output; `false` if it cannot be written to.
pub(crate) fn print(bytes: &[u8]) -> bool {
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    if let Err(error) = &written {
        note_to_people(&format!("standard output could not be written to: {error}"));
    }
    written.is_ok()
}

/// As it is into a file or a pipe, escaped onto a terminal.
pub(crate) fn print_only_copy(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) if io::stdout().is_terminal() => print(format!("{}\n", escape(text)).as_bytes()),
        _ => print(bytes),
    }
}
