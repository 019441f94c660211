//! Inputs that are made to cost much: each shape in any size. What they cost for each byte must not grow with it.

/// A shape: its name, and the text of about so many bytes.
pub type Shape = (&'static str, fn(usize) -> String);

/// Replies that anybody between IR and the client could send.
pub const REPLIES: &[Shape] = &[
    ("one long token", crate::honest::reply),
    ("escapes", |length| body(&"\\u0041".repeat(length / 6))),
    ("slashes", |length| body(&"\\/".repeat(length / 2))),
    ("three-byte characters", |length| body(&"\u{20AC}".repeat(length / 3))),
    ("big member first", |length| {
        wrap(&format!("\"big\":\"{}\",{}", "x".repeat(length.saturating_sub(600)), small(55)))
    }),
    ("long names", |length| names(length, 58, |name| name)),
    ("long names with an escape", |length| names(length, 58, |name| name.replacen('x', "\\u0078", 1))),
    ("names of escapes", |length| names(length / 6, 58, |name| name.replace('x', "\\u0078"))),
    ("numbers", |length| wrap(&format!("\"a\":[{}1]", "1,".repeat(length / 2)))),
    ("small objects", |length| wrap(&format!("\"a\":[{}{{}}]", "{\"b\":1},".repeat(length / 8)))),
    ("spaces", |length| wrap(&format!("\"a\":{}1", " ".repeat(length)))),
    ("nested", |length| nested(length, 14, &small(58))),
    ("nested, names escaped", |length| nested(length, 14, &small(58).replace("\"a", "\"\\u0061"))),
    ("nested arrays", |length| {
        wrap(&format!("\"a\":[{}1]", format!("{}{},", "[".repeat(13), "]".repeat(13)).repeat(length / 27)))
    }),
];

/// Landings that a user's browser can be sent to.
pub const LANDINGS: &[Shape] = &[
    ("long code", |length| format!("code={}", crate::honest::token(length))),
    ("unknown value", |length| format!("code=a&x={}", "y".repeat(length))),
    ("many parameters", |length| format!("code=a{}", "&x=1".repeat(length / 4))),
    ("escapes", |length| format!("code={}", "%41".repeat(length / 3))),
    ("empty pieces", |length| format!("code=a{}", "&".repeat(length))),
    ("fragment", |length| format!("code=a#{}", "f".repeat(length))),
];

/// Headers of tokens whose signatures nobody has checked yet.
pub const HEADERS: &[Shape] = &[
    ("long kid", |length| wrap_header(&format!("\"kid\":\"{}\"", "k".repeat(length)))),
    ("names after a long one", |length| {
        wrap_header(&format!("\"{}\":1,{}", "n".repeat(length.saturating_sub(600)), small(58)))
    }),
    ("nested", |length| {
        let inner = nested(length, 14, &small(58));
        wrap_header(&format!("\"~\":{inner},{}", small(58)))
    }),
];

/// A reply whose access token is `token` as it stands.
fn body(token: &str) -> String {
    wrap(&format!("\"x\":\"{token}\""))
}

fn wrap(members: &str) -> String {
    format!(r#"{{"access_token":"abc","token_type":"Bearer","expires_in":3600,{members}}}"#)
}

fn wrap_header(members: &str) -> String {
    format!(r#"{{"alg":"ES256","typ":"JWT",{members}}}"#)
}

/// So many members with names of two characters.
fn small(count: usize) -> String {
    let member =
        |n: usize| format!("\"a{}\":0", char::from(b'#'.saturating_add(u8::try_from(n).unwrap_or(0))));
    (0..).map(member).filter(|member| !member.contains('\\')).take(count).collect::<Vec<_>>().join(",")
}

/// `count` names of the same length that differ at their ends only.
fn names(length: usize, count: usize, written: impl Fn(String) -> String) -> String {
    let name = |n| written(format!("{}{n:02}", "x".repeat(length / count)));
    wrap(&(0..count).map(|n| format!("\"{}\":0", name(n))).collect::<Vec<_>>().join(","))
}

/// Objects in objects, each with `members` after its child: `perf/worst.py` of the measurements of November.
fn nested(length: usize, levels: usize, members: &str) -> String {
    let level = members.len().saturating_add(8);
    let levels = levels.min((length / level).saturating_sub(1));
    let pad = length.saturating_sub(levels.saturating_mul(level)).max(1);
    let inner = format!("{{\"a\":\"{}\"}}", "x".repeat(pad));
    let inner = (0..levels).fold(inner, |inner, _| format!("{{\"~\":{inner},{members}}}"));
    format!(r#"{{"~":{inner},"access_token":"abc","token_type":"Bearer","expires_in":3600}}"#)
}
