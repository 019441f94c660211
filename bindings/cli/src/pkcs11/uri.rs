//! PKCS#11 URIs (RFC 7512): which key of which token, and the module that reaches it. Never a PIN.

use std::path::PathBuf;

/// What a URI names; what it does not name is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uri {
    pub(super) token: Option<String>,
    pub(super) manufacturer: Option<String>,
    pub(super) model: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) slot_id: Option<u64>,
    pub(super) object: Option<String>,
    pub(super) id: Option<Vec<u8>>,
    pub(super) module: PathBuf,
}

impl Uri {
    /// Reads `pkcs11:token=…;object=…?module-path=…`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let rest = text.trim().strip_prefix("pkcs11:").ok_or("it begins with pkcs11:")?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut uri = Self::default();
        for (name, value) in pairs(path, ';')? {
            match name {
                "token" => uri.token = Some(utf8(value)?),
                "manufacturer" => uri.manufacturer = Some(utf8(value)?),
                "model" => uri.model = Some(utf8(value)?),
                "serial" => uri.serial = Some(utf8(value)?),
                "object" => uri.object = Some(utf8(value)?),
                "id" => uri.id = Some(value),
                "slot-id" => uri.slot_id = Some(utf8(value)?.parse().map_err(|_| "slot-id is a number")?),
                "type" if value == b"private" => {}
                "type" => return Err("its type is private: a private key signs".into()),
                _ => return Err(format!("{name} is nothing that a key is found by here")),
            }
        }
        for (name, value) in pairs(query, '&')? {
            match name {
                "module-path" => uri.module = PathBuf::from(utf8(value)?),
                "pin-value" => {
                    return Err("no PIN stands in it: use GWS_KEY_PASSPHRASE or --passphrase-file".into());
                }
                "pin-source" => {
                    return Err("the PIN is read from GWS_KEY_PASSPHRASE or --passphrase-file".into());
                }
                _ => return Err(format!("{name} is not known here")),
            }
        }
        if uri.module.as_os_str().is_empty() {
            return Err("it ends with ?module-path= and the library of the token's maker".into());
        }
        Ok(uri)
    }
}

type Pair<'u> = (&'u str, Vec<u8>);

fn pairs(text: &str, separator: char) -> Result<Vec<Pair<'_>>, String> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for piece in text.split(separator).filter(|piece| !piece.is_empty()) {
        let (name, value) = piece.split_once('=').ok_or_else(|| format!("{piece} has no ="))?;
        if pairs.iter().any(|(known, _)| *known == name) {
            return Err(format!("{name} stands there twice"));
        }
        pairs.push((name, decoded(value)?));
    }
    Ok(pairs)
}

fn decoded(value: &str) -> Result<Vec<u8>, String> {
    let mut bytes = value.bytes();
    let mut decoded = Vec::with_capacity(value.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
                let (high, low) = (digit(bytes.next()), digit(bytes.next()));
                let value = high.zip(low).map(|(high, low)| high * 16 + low);
                value.and_then(|value| u8::try_from(value).ok()).ok_or("a % is followed by two digits")?
            }
            other => other,
        });
    }
    Ok(decoded)
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|_| "a name is not UTF-8".into())
}

#[cfg(test)]
mod tests {
    use super::Uri;

    #[test]
    fn names_are_read() {
        let uri = Uri::parse(
            "pkcs11:token=My%20token;object=M2M;id=%01%fF;slot-id=7;type=private?module-path=/a b/m.so",
        );
        let uri = uri.expect("a URI");
        assert_eq!((uri.token.as_deref(), uri.object.as_deref()), (Some("My token"), Some("M2M")));
        assert_eq!((uri.id, uri.slot_id), (Some(vec![1, 255]), Some(7)));
        assert_eq!(uri.module.to_str(), Some("/a b/m.so"));
    }

    #[test]
    fn slips_are_refused() {
        for (text, why) in [
            ("token=a?module-path=m", "begins with pkcs11:"),
            ("pkcs11:token=a", "module-path"),
            ("pkcs11:token=a?module-path=m&pin-value=1234", "no PIN"),
            ("pkcs11:token=a?module-path=m&pin-source=f", "GWS_KEY_PASSPHRASE"),
            ("pkcs11:token=a;token=b?module-path=m", "twice"),
            ("pkcs11:type=cert?module-path=m", "private"),
            ("pkcs11:label=a?module-path=m", "label"),
            ("pkcs11:id=%4?module-path=m", "two digits"),
            ("pkcs11:object=%ff?module-path=m", "UTF-8"),
            ("pkcs11:object?module-path=m", "no ="),
            ("pkcs11:slot-id=x?module-path=m", "number"),
        ] {
            let refused = Uri::parse(text).expect_err(text);
            assert!(refused.contains(why), "{text}: {refused}");
            assert!(!refused.contains("1234"), "{refused}");
        }
    }
}
