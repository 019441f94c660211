//! `npm/src/codes.ts`: every code that core knows, as TypeScript types.
//!
//! `GWS_AUTH_WRITE=1 cargo test -p gws-auth-wasm --test codes` writes it anew.

#![cfg(not(target_family = "wasm"))]

use std::fmt::Write as _;
use std::{env, fs};

use gws_auth_core::{Blame, Error, ErrorKind, NextStep, Position, RequestKind, WhoMustAct};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/npm/src/codes.ts");

/// What TypeScript says by itself, as wasm is not called, or has stopped.
const BOUNDARY: [ErrorKind; 4] =
    [ErrorKind::ArgumentMissing, ErrorKind::TextNotUtf8, ErrorKind::Panicked, ErrorKind::NotInitialized];

#[test]
fn the_codes_are_those_of_core() {
    let expected = page();
    if env::var_os("GWS_AUTH_WRITE").is_some() {
        fs::write(FILE, &expected).expect("can be written");
    }
    let found = fs::read_to_string(FILE).expect("is there");
    assert!(found == expected, "npm/src/codes.ts is old: run this test with GWS_AUTH_WRITE=1");
}

fn page() -> String {
    let mut page = String::from(
        "// Written by `GWS_AUTH_WRITE=1 cargo test -p gws-auth-wasm --test codes` from core's tables; the same test compares.\n\n",
    );
    let codes = ErrorKind::ALL.iter().map(|kind| kind.code());
    union(&mut page, "Every stable error code; new ones may be added.", "ErrorCode", codes);
    let blames = [Blame::Caller, Blame::Input, Blame::Server, Blame::Policy, Blame::Library];
    union(&mut page, "Who has to change something.", "Blame", blames.into_iter().map(Blame::code));
    let positions = [Position::Offset(0), Position::Needed(0), Position::Limit(0), Position::Status(0)];
    let positions = positions.into_iter().filter_map(Position::code);
    union(&mut page, "What the number in `at` is.", "ErrorPosition", positions);
    union(&mut page, "The requests.", "RequestKind", RequestKind::ALL.iter().map(|kind| kind.code()));
    let about = "What a program does after a refusal (ERR-2, REFRESH-3).";
    union(&mut page, about, "NextStep", NextStep::ALL.iter().map(|step| step.code()));
    union(
        &mut page,
        "Who must act after a refusal.",
        "WhoMustAct",
        WhoMustAct::ALL.iter().map(|who| who.code()),
    );
    boundary(&mut page);
    page
}

fn union(page: &mut String, about: &str, name: &str, codes: impl Iterator<Item = &'static str>) {
    let _ = write!(page, "/** {about} */\nexport type {name} =");
    codes.for_each(|code| {
        let _ = write!(page, "\n  | \"{code}\"");
    });
    page.push_str(";\n\n");
}

fn boundary(page: &mut String) {
    page.push_str("/** The errors that do not come out of the wasm module: number, blame, message. */\n");
    page.push_str("export const BOUNDARY = {\n");
    for kind in BOUNDARY {
        let error = Error::of(kind);
        let message = format!("{} {}", kind.message(), kind.remedy());
        let _ = writeln!(
            page,
            "  {}: [{}, \"{}\", {message:?}],",
            error.code(),
            kind.number(),
            error.blame().code()
        );
    }
    page.push_str("} as const;\n\n");
    page.push_str("/** Their codes. */\nexport type BoundaryCode = keyof typeof BOUNDARY;\n");
}
