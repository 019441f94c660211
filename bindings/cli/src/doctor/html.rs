//! The findings as one page that needs nothing else.

use std::fmt::Write as _;

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{Finding, Verdict};

use super::profile::Profile;
use crate::text::date;

const STYLE: &str = "body{font-family:sans-serif;margin:2em auto;max-width:70em;padding:0 1em}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.4em .6em;text-align:left;\
vertical-align:top;overflow-wrap:anywhere}.pass{background:#e2f3e2}.warn{background:#fdf1cf}.fail{background:#f9dcdc}";

pub(super) fn page(profile: &Profile, found: &[Finding], now: UnixSeconds) -> String {
    let count = |verdict| found.iter().filter(|finding| finding.verdict == verdict).count();
    let (fail, warn, pass) = (count(Verdict::Fail), count(Verdict::Warn), count(Verdict::Pass));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>gws-auth doctor</title>\n\
         <style>{STYLE}</style>\n<h1>gws-auth doctor</h1>\n\
         <p>Environment {}, {}: {fail} fail, {warn} warn, {pass} pass.</p>\n\
         <table>\n<tr><th>Verdict<th>Rule<th>What was seen<th>What to do\n",
        escaped(&profile.environment),
        date(now).unwrap_or_default()
    );
    for Finding { code, rule, verdict, seen, remedy } in found {
        let (class, remedy) = (verdict.code(), remedy.as_deref().unwrap_or_default());
        let _ = writeln!(
            page,
            "<tr class=\"{class}\"><td>{class}<td title=\"{}\">{}<td>{}<td>{}",
            escaped(code),
            escaped(rule),
            escaped(seen),
            escaped(remedy)
        );
    }
    page.push_str("</table>\n</html>\n");
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
