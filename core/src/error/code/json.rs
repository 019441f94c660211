//! Codes: JSON, in replies and in tokens. A row is explained in `define`.

macro_rules! json {
    ($($before:tt)*) => { codes! { $($before)*
    "JSON" {
        JsonSyntax 320 "json_syntax" Input Offset
            "The JSON is not well-formed." "Keep the body for IR's support.";
        JsonCut 321 "json_cut" Input Offset
            "The JSON ends too early." "The reply was cut on its way: a refresh must be looked up by introspection, not sent again.";
        JsonTrailing 322 "json_trailing" Input Offset
            "Something follows the JSON." "Keep the body for IR's support.";
        JsonTrailingComma 323 "json_trailing_comma" Input Offset
            "The JSON holds a trailing comma." "Set policy.tolerate_trailing_comma if IR really sends this.";
        JsonDeep 324 "json_deep" Input Offset
            "The JSON is nested too deeply." "Keep the body for IR's support.";
        JsonWide 325 "json_wide" Input Offset
            "A JSON object has too many members." "Keep the body for IR's support.";
        JsonDuplicate 326 "json_duplicate" Input Offset
            "A JSON object names a member twice." "Do not continue: two readers would disagree about the value.";
        JsonEscape 327 "json_escape" Input Offset
            "The JSON holds an escape that does not exist." "Keep the body for IR's support.";
        JsonSurrogate 328 "json_surrogate" Input Offset
            "The JSON holds half a surrogate pair." "Keep the body for IR's support.";
        JsonControl 329 "json_control" Input Offset
            "The JSON holds a raw control character in a string." "Keep the body for IR's support.";
        JsonNumber 330 "json_number" Input Offset
            "The JSON holds a number that is not well-formed." "Keep the body for IR's support.";
        JsonNotObject 331 "json_not_object" Input Offset
            "The JSON is not an object." "Keep the body for IR's support.";
        JsonNotUtf8 332 "json_not_utf8" Input Offset
            "The JSON is not UTF-8." "Keep the body for IR's support.";
        JsonUtf16 333 "json_utf16" Input Offset
            "The JSON is UTF-16." "Pass the bytes as received; JSON is UTF-8.";
        JsonByteOrderMark 334 "json_byte_order_mark" Input Offset
            "The JSON begins with a byte order mark." "Pass the bytes as received; JSON has no byte order mark.";
    }
    } };
}
