//! The one table of statuses: core's own. The header's constants are printed from it (`examples/constants.rs`).

use core::ffi::c_char;

use gws_auth_core::{Error, ErrorKind, Position};

use crate::pointer::put_text;
use crate::static_text::static_texts;
use crate::words::gws_position;

/// What a function returns: `GWS_STATUS_OK`, which is 0, or what went wrong. Numbers never change their meaning.
pub type gws_status = i32;

/// A kind of error as a status.
pub(crate) const fn number(kind: ErrorKind) -> gws_status {
    // Not `from`, which is not const; a u16 fits.
    kind.number() as gws_status
}

const COUNT: usize = ErrorKind::ALL.len();

/// A column of core's table, with `ok` before it and `unknown` after it.
macro_rules! column {
    ($name:ident, $ok:literal, $unknown:literal, |$kind:ident| $text:expr) => {
        static_texts!($name, {
            let mut texts = [$ok; COUNT + 2];
            let mut index = 0;
            while index < COUNT {
                let $kind = ErrorKind::ALL[index];
                texts[index + 1] = $text;
                index += 1;
            }
            texts[COUNT + 1] = $unknown;
            texts
        });
    };
}

#[allow(clippy::indexing_slicing)] // At compile time: out of bounds does not compile.
mod columns {
    use super::*;

    column!(CODES, "ok", "status_unknown", |kind| kind.code());
    column!(MESSAGES, "All went well.", "This library has no such status.", |kind| kind.message());
    column!(REMEDIES, "Nothing is to be done.", "Compare GWS_VERSION with gws_version().", |kind| kind
        .remedy());
    column!(BLAMES, "nobody", "caller", |kind| kind.blame().code());

    pub(super) fn of(status: gws_status, column: fn(usize) -> *const c_char) -> *const c_char {
        let known = ErrorKind::ALL.iter().position(|kind| number(*kind) == status);
        column(match (status, known) {
            (0, _) => 0,
            (_, Some(index)) => index + 1,
            (_, None) => COUNT + 1,
        })
    }

    pub(super) static TABLE: [fn(usize) -> *const c_char; 4] =
        [|row| CODES.at(row), |row| MESSAGES.at(row), |row| REMEDIES.at(row), |row| BLAMES.at(row)];
}

/// The stable text code of a status, such as `buffer_too_small`; `ok` for 0, `status_unknown` for what this library does
/// not know. Static, never NULL; fit for logs.
#[unsafe(no_mangle)]
pub extern "C" fn gws_status_code(status: gws_status) -> *const c_char {
    columns::of(status, columns::TABLE[0])
}

/// What is wrong, in English, for people. Static, never NULL; without anything that was passed in.
#[unsafe(no_mangle)]
pub extern "C" fn gws_status_message(status: gws_status) -> *const c_char {
    columns::of(status, columns::TABLE[1])
}

/// What to do about it, in English, for people. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_status_remedy(status: gws_status) -> *const c_char {
    columns::of(status, columns::TABLE[2])
}

/// Who has to change something: `caller`, `input`, `server`, `policy` or `library`; `nobody` for 0. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_status_blame(status: gws_status) -> *const c_char {
    columns::of(status, columns::TABLE[3])
}

/// What the `position` of a `gws_output` means beside this status. `GWS_POSITION_NONE`: nothing, it is 0.
#[unsafe(no_mangle)]
pub extern "C" fn gws_status_position(status: gws_status) -> gws_position {
    let kind = ErrorKind::ALL.iter().find(|kind| number(**kind) == status);
    match kind.map(|kind| Error::of(*kind).position()) {
        None | Some(Position::None) => gws_position::None,
        Some(Position::Offset(_)) => gws_position::Offset,
        Some(Position::Needed(_)) => gws_position::Needed,
        Some(Position::Limit(_)) => gws_position::Limit,
        Some(Position::Status(_)) => gws_position::Status,
    }
}

/// Writes what a status is as one line for people and logs: code, message and remedy, both whole sentences. Nothing that was passed in is
/// in it. Gives back the length of the whole line, without its NUL: what does not fit is cut off.
///
/// `position`: that of the `gws_output`. `text`: NULL with a `capacity` of 0 asks for the length. 512 bytes suffice for every
/// status (`GWS_SENTENCE`).
///
/// # Safety
/// `text` is NULL, or `capacity` bytes can be written there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_status_sentence(
    status: gws_status,
    position: usize,
    text: *mut c_char,
    capacity: usize,
) -> usize {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe { put_text(&sentence(status, "", position), text, capacity) }
}

/// The line; `about` is empty, or what an error is about and a colon.
pub(crate) fn sentence(status: gws_status, about: &str, position: usize) -> String {
    let known = ErrorKind::ALL.iter().find(|kind| number(**kind) == status);
    match known {
        Some(kind) => format!("{}: {about}{}", kind.code(), Error::new(*kind, position)),
        None if status == 0 => "ok: All went well.".to_owned(),
        None => format!(
            "status_unknown: This library has no status {status}. Compare GWS_VERSION with gws_version()."
        ),
    }
}
