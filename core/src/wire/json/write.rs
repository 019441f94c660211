//! Writing JSON, byte by byte, into whatever takes bytes.

use crate::wire::writer::{decimal_digits, hex_digit};

/// `text` as it is.
pub(crate) fn raw(text: &str, emit: &mut impl FnMut(u8)) {
    for byte in text.bytes() {
        emit(byte);
    }
}

/// `text` as a string: quotes, backslashes and control characters escaped, all else as it is.
pub(crate) fn text(text: &str, emit: &mut impl FnMut(u8)) {
    emit(b'"');
    for byte in text.bytes() {
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
    emit(b'"');
}

/// `value` in decimal.
pub(crate) fn number(value: u64, emit: &mut impl FnMut(u8)) {
    decimal_digits(value, emit);
}
