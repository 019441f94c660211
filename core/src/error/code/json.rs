//! Codes: JSON, in replies and in tokens. A row is explained in `define`.

macro_rules! json {
    ($($before:tt)*) => { codes! { $($before)*
    "JSON" {
        JsonSyntax 320 "json_syntax" Input Offset
            "the JSON is not well-formed" "keep the body for IR's support";
        JsonCut 321 "json_cut" Input Offset
            "the JSON ends too early" "the reply was cut on its way: a refresh must be looked up by introspection, not sent again";
        JsonTrailing 322 "json_trailing" Input Offset
            "something follows the JSON" "keep the body for IR's support";
        JsonTrailingComma 323 "json_trailing_comma" Input Offset
            "the JSON holds a trailing comma" "set policy.tolerate_trailing_comma if IR really sends this";
        JsonDeep 324 "json_deep" Input Offset
            "the JSON is nested too deeply" "keep the body for IR's support";
        JsonWide 325 "json_wide" Input Offset
            "a JSON object has too many members" "keep the body for IR's support";
        JsonDuplicate 326 "json_duplicate" Input Offset
            "a JSON object names a member twice" "do not continue: two readers would disagree about the value";
        JsonEscape 327 "json_escape" Input Offset
            "the JSON holds an escape that does not exist" "keep the body for IR's support";
        JsonSurrogate 328 "json_surrogate" Input Offset
            "the JSON holds half a surrogate pair" "keep the body for IR's support";
        JsonControl 329 "json_control" Input Offset
            "the JSON holds a raw control character in a string" "keep the body for IR's support";
        JsonNumber 330 "json_number" Input Offset
            "the JSON holds a number that is not well-formed" "keep the body for IR's support";
        JsonNotObject 331 "json_not_object" Input Offset
            "the JSON is not an object" "keep the body for IR's support";
        JsonNotUtf8 332 "json_not_utf8" Input Offset
            "the JSON is not UTF-8" "keep the body for IR's support";
        JsonUtf16 333 "json_utf16" Input Offset
            "the JSON is UTF-16" "pass the bytes as received; JSON is UTF-8";
        JsonByteOrderMark 334 "json_byte_order_mark" Input Offset
            "the JSON begins with a byte order mark" "pass the bytes as received; JSON has no byte order mark";
    }
    } };
}
