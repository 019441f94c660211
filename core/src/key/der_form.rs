//! Whether a file is one whole DER object, looked at from outside.

use crate::error::{Error, ErrorKind, Result};

/// The object that the file holds, without line breaks behind it.
///
/// # Errors
/// `file_cut`, `file_trailing`, `file_ber`.
pub(super) fn alone(file: &[u8]) -> Result<&[u8]> {
    let Some(length) = length(file) else {
        return Err(Error::of(match file.get(1) {
            Some(0x80) => ErrorKind::FileBer,
            Some(0x81..=0x84) | None => ErrorKind::FileCut,
            Some(_) => ErrorKind::FileUnknown,
        }));
    };
    let der = file.get(..length).ok_or(Error::of(ErrorKind::FileCut))?;
    let behind = file.get(length..).unwrap_or_default();
    if !behind.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
        return Err(Error::of(ErrorKind::FileTrailing));
    }
    Ok(der)
}

/// The length of the first object, with its header, if it is written definitely.
pub(super) fn length(file: &[u8]) -> Option<usize> {
    let header = header(file)?;
    header.content?.checked_add(header.length)
}

/// Why an object that nobody could read is none: BER, or simply damage.
///
/// One walk along all headers, without a way back: enough to find one that DER does not allow.
pub(super) fn fault(der: &[u8]) -> ErrorKind {
    let mut rest = der;
    while let Some(header) = header(rest) {
        if !header.shortest {
            return ErrorKind::FileBer;
        }
        let inside = rest.get(header.length..).unwrap_or_default();
        // PKCS#8 has the key itself in an OCTET STRING.
        let enters = header.constructed || (header.tag == 0x04 && inside.first() == Some(&0x30));
        let over = if enters { 0 } else { header.content.unwrap_or(0) };
        rest = inside.get(over..).unwrap_or_default();
    }
    ErrorKind::FileMalformed
}

struct Header {
    tag: u8,
    constructed: bool,
    /// Of tag and length.
    length: usize,
    /// Of what follows; `None`: it ends with a mark.
    content: Option<usize>,
    /// As DER wants it.
    shortest: bool,
}

fn header(bytes: &[u8]) -> Option<Header> {
    let (tag, first) = (*bytes.first()?, *bytes.get(1)?);
    let constructed = tag & 0x20 != 0;
    let of = |length, content, shortest| Some(Header { tag, constructed, length, content, shortest });
    match first {
        0..=0x7F => of(2, Some(usize::from(first)), true),
        0x80 => of(2, None, false),
        0x81..=0x84 => {
            let digits = bytes.get(2..)?.get(..usize::from(first & 0x7F))?;
            let content = digits.iter().fold(0usize, |sum, digit| sum.wrapping_shl(8) | usize::from(*digit));
            let shortest = digits.first() != Some(&0) && content > 0x7F;
            of(digits.len().saturating_add(2), Some(content), shortest)
        }
        _ => None,
    }
}
