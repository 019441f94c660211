//! The functions that a wasm module expects from its host.

/// Names the imports of `module` as `module.name`.
///
/// # Errors
///
/// The bytes are not a wasm module.
pub(crate) fn imports(module: &[u8]) -> Result<Vec<String>, String> {
    read(module).ok_or_else(|| "this is not a wasm module, or it is cut".to_owned())
}

fn read(module: &[u8]) -> Option<Vec<String>> {
    let mut rest = module.strip_prefix(b"\0asm\x01\0\0\0")?;
    while !rest.is_empty() {
        let id = take_byte(&mut rest)?;
        let size = take_number(&mut rest)?;
        let mut section = take(&mut rest, size)?;
        if id == 2 {
            let count = take_number(&mut section)?;
            return (0..count).map(|_| take_import(&mut section)).collect();
        }
    }
    Some(Vec::new())
}

fn take_import(bytes: &mut &[u8]) -> Option<String> {
    let module = take_name(bytes)?;
    let name = take_name(bytes)?;
    match take_byte(bytes)? {
        0 => drop(take_number(bytes)?),
        1 => {
            take_byte(bytes)?;
            take_limits(bytes)?;
        }
        2 => take_limits(bytes)?,
        3 => drop(take(bytes, 2)?),
        _ => return None,
    }
    Some(format!("{module}.{name}"))
}

fn take_limits(bytes: &mut &[u8]) -> Option<()> {
    let has_maximum = take_byte(bytes)? & 1 == 1;
    take_number(bytes)?;
    if has_maximum {
        take_number(bytes)?;
    }
    Some(())
}

fn take_name(bytes: &mut &[u8]) -> Option<String> {
    let length = take_number(bytes)?;
    String::from_utf8(take(bytes, length)?.to_vec()).ok()
}

/// An unsigned LEB128 number.
fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0_usize;
    for shift in (0..35).step_by(7) {
        let byte = take_byte(bytes)?;
        value |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (type (func)) (import "env" "f" (func (type 0))))`
    const ONE_IMPORT: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x09\x01\x03env\x01f\0\0";

    #[test]
    fn finds_the_import() {
        assert_eq!(imports(ONE_IMPORT), Ok(vec!["env.f".to_owned()]));
    }

    #[test]
    fn an_empty_module_has_none() {
        assert_eq!(imports(b"\0asm\x01\0\0\0"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_cut_or_something_else_is_refused() {
        assert!(imports(b"\x7FELF").is_err());
        assert!(imports(&ONE_IMPORT[..ONE_IMPORT.len() - 1]).is_err());
    }
}
