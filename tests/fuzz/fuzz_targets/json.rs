//! The JSON reader: what it accepts, serde_json accepts too; unescaping in place says what the reader says.

#![no_main]

use std::hint::black_box;

use gws_auth_core::wire::json::{Leniency, Object, Value, unescape_in_place, whole_number};
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;

fuzz_target!(|data: &[u8]| {
    strict(data);
    if let Ok(lenient) = Object::parse(data, Leniency { trailing_comma: true }) {
        lenient.members().for_each(|member| _ = black_box(whole_number(&member.value)));
    }
});

fn strict(data: &[u8]) {
    let Ok(object) = Object::parse(data, Leniency::default()) else { return };
    assert!(serde_json::from_slice::<IgnoredAny>(data).is_ok(), "accepted what serde_json refuses");
    let oracle = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(data);
    for member in object.members() {
        let name: String = member.name.chars().collect();
        let again = object.member(&name).expect("a member is found by its name");
        assert_eq!(again.at, member.at, "a name stands for one member");
        if let Value::Text(text) = member.value {
            let characters: String = text.chars().collect();
            assert!(text.is(&characters));
            let mut bytes = data.to_vec();
            let range = unescape_in_place(&mut bytes, text.range());
            assert_eq!(bytes.get(range), Some(characters.as_bytes()));
            if let Ok(oracle) = &oracle {
                assert_eq!(oracle.get(&name).and_then(|value| value.as_str()), Some(characters.as_str()));
            }
        }
        if let (Value::Number(_), Ok(oracle), Some(number)) =
            (member.value, &oracle, whole_number(&member.value))
        {
            assert_eq!(oracle.get(&name).and_then(|value| value.as_u64()), Some(number));
        }
    }
}
