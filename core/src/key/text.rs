//! What was done to a file on its way: another encoding of text, base64 around the whole.

use crate::wire::base64::{self, Character};
use crate::wire::pem::{self, Block, Decoded};
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// A file without what was done to it.
pub(super) enum Text {
    /// Nothing was.
    AsItIs,
    /// What it was before.
    Changed(Zeroizing<Vec<u8>>),
}

/// Undoes UTF-16, and base64 around a PEM or DER file, with or without `data:…;base64,` and quotes.
pub(super) fn plain(file: &[u8]) -> Text {
    match of_utf16(file) {
        Some(text) => Text::Changed(of_base64(&text).unwrap_or(text)),
        None => of_base64(file).map_or(Text::AsItIs, Text::Changed),
    }
}

/// ASCII out of UTF-16, with a byte order mark or without; what is not ASCII matters to nobody here.
fn of_utf16(file: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let little = match file {
        [0xFF, 0xFE, ..] => true,
        [0xFE, 0xFF, ..] => false,
        [first, 0, _, 0, ..] if first.is_ascii() && *first >= b'\t' => true,
        [0, first, 0, second, ..] if first.is_ascii_graphic() && second.is_ascii() => false,
        _ => return None,
    };
    let mut text = Zeroizing::new(Vec::with_capacity(file.len() / 2));
    for unit in file.chunks_exact(2) {
        let (low, high) = if little { (unit.first(), unit.get(1)) } else { (unit.get(1), unit.first()) };
        text.push(match (low, high) {
            (Some(low), Some(0)) if low.is_ascii() => *low,
            // Invisible in base64 as well.
            (Some(0xA0 | 0xAD), Some(0)) | (Some(0xFF), Some(0xFE)) => b' ',
            (Some(0x0B..=0x0F), Some(0x20)) => b' ',
            _ => b'?',
        });
    }
    Some(text)
}

/// What stands in base64 or base64url, if that is DER or PEM, and nothing else stands around it.
fn of_base64(file: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let text = pem::find(file, b";base64,").and_then(|at| file.get(at.saturating_add(8)..)).unwrap_or(file);
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).trim_ascii();
    let text = match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => text,
    };
    if pem::find(text, b"-----").is_some() {
        return None; // half a PEM file
    }
    // The first character of DER, and of -----BEGIN.
    if !matches!(text, [b'M', ..] | [b'L', b'S', b'0', ..]) {
        return None;
    }
    let standard: Zeroizing<Vec<u8>> = Zeroizing::new(text.iter().copied().map(of_url).collect());
    let mut bytes = Zeroizing::new(Vec::with_capacity(standard.len()));
    for byte in Decoded::of(&standard) {
        bytes.push(byte.ok()?);
    }
    let is_ours = bytes.first() == Some(&0x30) || pem::find(&bytes, b"-----BEGIN ").is_some();
    is_ours.then_some(bytes)
}

const fn of_url(byte: u8) -> u8 {
    match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

/// The block without headers (`Name: value`, then an empty line) before its base64 text (RFC 1421 4.4).
pub(super) fn without_headers<'t>(block: &Block<'t>) -> Block<'t> {
    let mut rest = block.body;
    let Some(last) = rest.iter().rposition(|byte| *byte == b':') else { return *block };
    rest = rest.get(last..).unwrap_or_default();
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let body = rest.get(end..).unwrap_or_default();
    // A colon at the end of a text in one line is no header.
    let has_text = body.iter().any(|byte| matches!(base64::character(*byte), Character::Digit(_)));
    if has_text { Block { body, ..*block } } else { *block }
}
