//! Writing JSON strings, piece by piece, into whatever takes bytes.

use crate::wire::run;
use crate::wire::writer::write_hex;

/// `text` as a string: quotes, backslashes and control characters escaped, all else as it is and in one go.
pub fn text(text: &str, emit: &mut impl FnMut(&[u8])) {
    emit(b"\"");
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let (plain, special) = rest.split_at_checked(run::text(rest).length).unwrap_or((rest, &[]));
        emit(plain);
        rest = special;
        if let Some((byte, after)) = special.split_first() {
            match byte {
                b'"' | b'\\' => emit(&[b'\\', *byte]),
                control => {
                    let mut digits = [0; 2];
                    write_hex(&[*control], &mut digits);
                    emit(b"\\u00");
                    emit(&digits);
                }
            }
            rest = after;
        }
    }
    emit(b"\"");
}
