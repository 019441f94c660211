//! Text in which nothing can play tricks on a terminal: JSON for programs, lines for people.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize as _;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use serde_json::{Map, Value};

/// The object on one line. Beyond what JSON demands, DEL, C1 and invisible formatting characters are escaped as well.
pub(crate) fn json_line(value: &Value) -> String {
    let mut bytes = Vec::new();
    // Neither a map of texts nor a vector can fail.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, Careful));
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// `name: value` lines, nested objects indented, each value escaped. Times are dates; what is absent is left out.
pub(crate) fn lines(fields: &Map<String, Value>, indent: &str) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        let shown = escape(name);
        // Writing to a String does not fail.
        let _ = match value {
            Value::Null => Ok(()),
            Value::Object(inner) if !inner.is_empty() => {
                write!(text, "{indent}{shown}:\n{}", lines(inner, &format!("{indent}  ")))
            }
            Value::String(value) => writeln!(text, "{indent}{shown}: {}", escape(value)),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                let items: Vec<String> = items.iter().filter_map(Value::as_str).map(escape).collect();
                writeln!(text, "{indent}{shown}: {}", items.join(", "))
            }
            Value::Number(number) if is_time(name) => match number.as_i64().and_then(date) {
                Some(date) => writeln!(text, "{indent}{shown}: {date}"),
                None => writeln!(text, "{indent}{shown}: {number}"),
            },
            other => writeln!(text, "{indent}{shown}: {}", escape(&other.to_string())),
        };
    }
    text
}

/// A text as a whole sentence: a capital letter at its beginning, a full stop at its end.
pub(crate) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    first.into_iter().chain(characters).chain(stop.chars()).collect()
}

/// Fields that hold seconds since 1970.
fn is_time(name: &str) -> bool {
    name.ends_with("_at") || matches!(name, "exp" | "iat" | "nbf" | "not_before" | "not_after")
}

/// `2026-11-27T06:24:20Z` (RFC 3339), up to the year 9999.
pub(crate) fn date(seconds: i64) -> Option<String> {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years of 365.2425 days that begin in March, in eras of 400: leap days come last.
    let day = days.checked_add(719_468)?;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day_of_month = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    (0..=9_999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:{:02}Z", second % 60))
}

/// The text with every character that a terminal would obey, or that hides or reorders others, written as `\u{…}`.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            other if plays_tricks(other) => out.extend(other.escape_unicode()),
            other => out.push(other),
        }
    }
    out
}

/// C0, DEL, C1; bidirectional controls; invisible and line-breaking characters.
pub(crate) fn plays_tricks(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61C}' | '\u{180E}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

struct Careful;

impl Formatter for Careful {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for character in fragment.chars() {
            if plays_tricks(character) {
                write!(writer, "\\u{:04x}", u32::from(character))?;
            } else {
                CompactFormatter.write_string_fragment(writer, character.encode_utf8(&mut [0; 4]))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn seconds_are_dates() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_709_251_200, "2024-03-01T00:00:00Z"),
            (1_795_760_660, "2026-11-27T06:24:20Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(date(seconds).as_deref(), Some(expected));
        }
        assert_eq!((date(253_402_300_800), date(i64::MAX), date(i64::MIN)), (None, None, None));
    }
}
