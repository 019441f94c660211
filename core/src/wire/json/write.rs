//! Writing JSON, byte by byte, into whatever takes bytes.

use crate::wire::run;
use crate::wire::writer::{decimal_digits, hex_digit};

/// `text` as it is.
pub fn raw(text: &str, emit: &mut impl FnMut(u8)) {
    for byte in text.bytes() {
        emit(byte);
    }
}

/// `text` as a string: quotes, backslashes and control characters escaped, all else as it is.
pub fn text(text: &str, emit: &mut impl FnMut(u8)) {
    emit(b'"');
    for byte in text.bytes() {
        escaped(byte, emit);
    }
    emit(b'"');
}

/// The same piece by piece: what needs no escape in one go.
pub fn text_pieces(text: &str, emit: &mut impl FnMut(&[u8])) {
    emit(b"\"");
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let (plain, special) = rest.split_at_checked(run::until_special(rest)).unwrap_or((rest, &[]));
        emit(plain);
        rest = special;
        if let Some((byte, after)) = special.split_first() {
            escaped(*byte, &mut |byte| emit(&[byte]));
            rest = after;
        }
    }
    emit(b"\"");
}

/// One byte of a string, escaped where it must be.
pub fn escaped(byte: u8, emit: &mut impl FnMut(u8)) {
    match byte {
        b'"' | b'\\' => {
            emit(b'\\');
            emit(byte);
        }
        0..=0x1F => {
            raw("\\u00", emit);
            emit(hex_digit(byte >> 4));
            emit(hex_digit(byte & 15));
        }
        _ => emit(byte),
    }
}

/// `bytes` as a string of lower-case hexadecimal digits.
pub fn hex(bytes: &[u8], emit: &mut impl FnMut(u8)) {
    emit(b'"');
    for byte in bytes {
        emit(hex_digit(byte >> 4));
        emit(hex_digit(byte & 15));
    }
    emit(b'"');
}

/// `value` in decimal.
pub fn number(value: u64, emit: &mut impl FnMut(u8)) {
    decimal_digits(value, emit);
}
