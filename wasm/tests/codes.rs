//! What TypeScript has of core's tables: `npm/src/codes.ts`, `rows.ts`, `texts.ts` and `layout.ts`.
//!
//! `GWS_AUTH_WRITE=1 cargo test -p gws-auth-wasm --test codes` writes them anew.

#![cfg(not(target_family = "wasm"))]

use std::fmt::Write as _;
use std::{env, fs};

use gws_auth_core::{Blame, Error, ErrorKind, NextStep, Position, RequestKind, Warning, WhoMustAct};
use gws_auth_wasm::{DOORS, REFUSED, REQUEST, UNREADABLE};

const BLAMES: [Blame; 5] = [Blame::Caller, Blame::Input, Blame::Server, Blame::Policy, Blame::Library];
const POSITIONS: [Position; 5] =
    [Position::None, Position::Offset(0), Position::Needed(0), Position::Limit(0), Position::Status(0)];

/// A list of errors: its name, what is in it, and the numbers.
type Group = (&'static str, &'static str, &'static [(u16, u16)]);

/// Which numbers are in which list; an entry of the package takes those that its doors can give.
const GROUPS: &[Group] = &[
    ("COMMON", "What every door can say.", &[(100, 129)]),
    ("LOGIN", "Redirect URIs, logins and landings.", &[(130, 149), (200, 219), (230, 239)]),
    ("REPLIES", "Tokens and replies.", &[(150, 159), (300, 319), (340, 399)]),
    ("SYNTAX", "JSON, in replies and in tokens.", &[(320, 339)]),
    ("M2M", "Signed tokens and their certificates.", &[(400, 479)]),
    ("FILES", "Files of certificates and keys.", &[(480, 499), (600, 699)]),
    ("RELAY", "What a page sends to its relay.", &[(220, 229)]),
    ("NUMBERS", "IRD numbers.", &[(500, 599)]),
    ("SESSION", "Sessions.", &[(700, 799)]),
];

#[test]
fn what_typescript_has_is_of_core() {
    for (name, made) in [("codes", codes()), ("rows", rows()), ("texts", texts()), ("layout", layout())] {
        let file = format!("{}/npm/src/{name}.ts", env!("CARGO_MANIFEST_DIR"));
        let head = "// Written by `GWS_AUTH_WRITE=1 cargo test -p gws-auth-wasm --test codes` from core's tables; the same test compares.\n\n";
        let expected = format!("{head}{made}");
        if env::var_os("GWS_AUTH_WRITE").is_some() {
            fs::write(&file, &expected).expect("can be written");
        }
        let found = fs::read_to_string(&file).expect("is there");
        assert!(found == expected, "npm/src/{name}.ts is old: run this test with GWS_AUTH_WRITE=1");
    }
}

fn groups_of(number: u16) -> usize {
    let holds = |ranges: &[(u16, u16)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&number));
    GROUPS.iter().filter(|(_, _, ranges)| holds(ranges)).count()
}

#[test]
fn every_number_is_in_one_list() {
    for kind in ErrorKind::ALL {
        assert_eq!(groups_of(kind.number()), 1, "{}", kind.code());
    }
}

fn codes() -> String {
    let mut page = String::new();
    let codes = ErrorKind::ALL.iter().map(|kind| kind.code());
    union(&mut page, "Every stable error code; new ones may be added.", "ErrorCode", codes);
    list(&mut page, "Who has to change something.", "Blame", BLAMES.into_iter().map(Blame::code));
    let positions = POSITIONS.into_iter().filter_map(Position::code);
    list(&mut page, "What the number in `at` is.", "ErrorPosition", positions);
    list(&mut page, "The requests.", "RequestKind", RequestKind::ALL.iter().map(|kind| kind.code()));
    let about = "What a program does after a refusal (ERR-2, REFRESH-3).";
    list(&mut page, about, "NextStep", NextStep::ALL.iter().map(|step| step.code()));
    let who = WhoMustAct::ALL.iter().map(|who| who.code());
    list(&mut page, "Who must act after a refusal.", "WhoMustAct", who);
    let warnings = Warning::ALL.iter().map(|warning| warning.code());
    list(&mut page, "Something to look at in a good result.", "WarningCode", warnings);
    page.push_str("/** How often a program may take each step, and which one follows, by place; none after the last resort. */\n");
    page.push_str("export const STEPS: readonly (readonly [number, number?])[] = [\n");
    for step in NextStep::ALL {
        let then = step.then().and_then(|then| NextStep::ALL.iter().position(|known| *known == then));
        let then = then.map_or(String::new(), |then| format!(", {then}"));
        let _ = writeln!(page, "  [{}{then}],", step.attempts());
    }
    page.push_str("];\n");
    page
}

fn union(page: &mut String, about: &str, name: &str, codes: impl Iterator<Item = &'static str>) {
    let _ = write!(page, "/** {about} */\nexport type {name} =");
    codes.for_each(|code| {
        let _ = write!(page, "\n  | \"{code}\"");
    });
    page.push_str(";\n\n");
}

/// A union, and its members in the order of their numbers.
fn list(page: &mut String, about: &str, name: &str, codes: impl Iterator<Item = &'static str> + Clone) {
    union(page, about, name, codes.clone());
    let mut constant = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !constant.is_empty() {
            constant.push('_');
        }
        constant.push(letter.to_ascii_uppercase());
    }
    let all: Vec<_> = codes.collect();
    let _ = writeln!(
        page,
        "/** All of them, by number. */\nexport const {constant}S = \"{}\".split(\" \") as {name}[];\n",
        all.join(" ")
    );
}

/// Errors by number: the number, where it is not the next one, a letter for blame and place, the code.
fn rows() -> String {
    let mut page = String::new();
    for (name, about, ranges) in GROUPS {
        let (mut row, mut next) = (Vec::new(), 0);
        for kind in ErrorKind::ALL {
            let number = kind.number();
            if !ranges.iter().any(|(from, to)| (*from..=*to).contains(&number)) {
                continue;
            }
            let error = Error::of(*kind);
            let blame = BLAMES.iter().position(|blame| *blame == error.blame()).expect("listed");
            let place = POSITIONS.iter().position(|place| place.code() == error.position().code());
            let letter = char::from(
                b'A' + u8::try_from(blame * POSITIONS.len() + place.expect("listed")).expect("a letter"),
            );
            let shown = if number == next { String::new() } else { number.to_string() };
            row.push(format!("{shown}{letter}{}", error.code()));
            next = number + 1;
        }
        let _ = writeln!(page, "/** {about} */\nexport const {name} =\n  \"{}\";\n", row.join(" "));
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn texts() -> String {
    let mut page = String::from(
        "/** What errors, warnings and steps say in English. */\nexport const TEXTS = {\n  errors: {\n",
    );
    for kind in ErrorKind::ALL {
        let _ = writeln!(page, "    {}: [{:?}, {:?}],", kind.code(), kind.message(), kind.remedy());
    }
    page.push_str("  },\n  warnings: {\n");
    for warning in Warning::ALL {
        let _ = writeln!(page, "    {}: {:?},", warning.code(), warning.message());
    }
    page.push_str("  },\n  steps: {\n");
    for step in NextStep::ALL {
        let _ = writeln!(page, "    {}: {:?},", step.code(), step.advice());
    }
    page.push_str("  },\n} as const;\n");
    page
}

fn layout() -> String {
    let mut page = format!(
        "/** The version of the library. */\nexport const VERSION = \"{}\";\n\n",
        env!("CARGO_PKG_VERSION")
    );
    let known = [("REQUEST", REQUEST), ("REFUSED", REFUSED), ("UNREADABLE", UNREADABLE)];
    for (name, answer) in known {
        let _ = writeln!(
            page,
            "/** What `src/doors.rs` says of answers. */\nexport const {name} =\n  \"{answer}\";\n"
        );
    }
    for door in DOORS {
        let mut arguments = String::new();
        for part in door.arguments {
            // A kind begins with its sign and follows its name.
            if !arguments.is_empty() && !part.starts_with('=') {
                arguments.push(' ');
            }
            arguments.push_str(part);
        }
        let answer = known.iter().find(|(_, answer)| *answer == door.answer);
        let answer = answer.map_or_else(|| format!("\"{}\"", door.answer), |(name, _)| (*name).to_owned());
        let _ = writeln!(
            page,
            "/** Export, arguments and answer. */\nexport const {} = [\n  \"{}\",\n  \"{arguments}\",\n  {answer},\n] as const;\n",
            door.name.to_uppercase(),
            door.name
        );
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}
