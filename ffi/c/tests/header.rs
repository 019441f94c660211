//! The committed header, the library and core say the same about statuses and words.

#![allow(clippy::unwrap_used)] // A test: it may panic.

use core::ffi::{CStr, c_char};

use gws_auth::*;
use gws_auth_core::{Error, ErrorKind, NextStep, RequestKind, Warning, WhoMustAct, calls};

const HEADER: &str = include_str!("../../../bindings/c/include/gws_auth.h");

fn said(text: *const c_char) -> &'static str {
    assert!(!text.is_null());
    // SAFETY: static, with a NUL, says the header.
    unsafe { CStr::from_ptr(text) }.to_str().unwrap()
}

/// Names and numbers of the header's constants that begin so.
fn constants(prefix: &str) -> Vec<(String, i64)> {
    let lines = HEADER.lines().map(str::trim).filter(|line| line.starts_with(prefix));
    let pairs = lines.filter_map(|line| line.trim_end_matches(',').split_once(" = "));
    pairs.map(|(name, number)| (name.to_owned(), number.parse().unwrap())).collect()
}

#[test]
fn the_header_has_every_status_and_no_other() {
    let mut expected = vec![("GWS_STATUS_OK".to_owned(), 0)];
    for kind in ErrorKind::ALL {
        expected.push((format!("GWS_STATUS_{}", kind.code().to_uppercase()), kind.number().into()));
    }
    assert_eq!(constants("GWS_STATUS_"), expected);
}

#[test]
fn the_header_is_of_this_version() {
    assert!(HEADER.contains(&format!("#define GWS_VERSION \"{}\"", calls::version())));
    assert_eq!(said(gws_version()), calls::version());
}

#[test]
fn every_status_is_described_as_core_does() {
    for kind in ErrorKind::ALL {
        let status = kind.number().into();
        assert_eq!(said(gws_status_code(status)), kind.code());
        assert_eq!(said(gws_status_message(status)), kind.message());
        assert_eq!(said(gws_status_remedy(status)), kind.remedy());
        assert_eq!(said(gws_status_blame(status)), kind.blame().code());
        let position = match Error::of(*kind).position().code() {
            None => gws_position::None,
            Some("offset") => gws_position::Offset,
            Some("needed") => gws_position::Needed,
            Some("limit") => gws_position::Limit,
            Some("status") => gws_position::Status,
            Some(other) => unreachable!("{other}"),
        };
        assert_eq!(gws_status_position(status), position);
    }
}

#[test]
fn success_and_unknown_statuses_have_words_too() {
    assert_eq!([gws_status_code(0), gws_status_blame(0)].map(said), ["ok", "nobody"]);
    for unknown in [-1, 1, 99, 999, i32::MIN, i32::MAX] {
        assert_eq!(said(gws_status_code(unknown)), "status_unknown");
        let texts = [gws_status_message(unknown), gws_status_remedy(unknown), gws_status_blame(unknown)];
        assert!(texts.map(said).iter().all(|text| !text.is_empty()));
        assert_eq!(gws_status_position(unknown), gws_position::None);
    }
}

#[test]
fn words_have_core_s_codes_and_the_header_s_numbers() {
    for kind in RequestKind::ALL {
        let number = gws_request_kind::from(kind) as i32;
        assert_eq!(said(gws_request_kind_code(number)), kind.code());
        in_header("GWS_REQUEST_KIND_", kind.code(), number);
    }
    for step in NextStep::ALL {
        let number = gws_next_step::from(*step) as i32;
        assert_eq!(said(gws_next_step_code(number)), step.code());
        in_header("GWS_NEXT_STEP_", step.code(), number);
    }
    for who in WhoMustAct::ALL {
        let number = gws_who_must_act::from(*who) as i32;
        assert_eq!(said(gws_who_must_act_code(number)), who.code());
        in_header("GWS_WHO_MUST_ACT_", who.code(), number);
    }
    for verdict in calls::Verdict::ALL {
        let number = gws_verdict::from(*verdict) as i32;
        assert_eq!(said(gws_verdict_code(number)), verdict.code());
        in_header("GWS_VERDICT_", verdict.code(), number);
    }
    for nothing in [-1, 0, 6, i32::MAX, i32::MIN] {
        assert_eq!(said(gws_request_kind_code(nothing)), "");
        assert_eq!(said(gws_next_step_code(nothing)), "");
        assert_eq!(said(gws_who_must_act_code(nothing)), "");
        assert_eq!(said(gws_verdict_code(nothing)), "");
    }
}

fn in_header(prefix: &str, code: &str, number: i32) {
    assert!(
        constants(prefix).contains(&(format!("{prefix}{}", code.to_uppercase()), number.into())),
        "{code}"
    );
}

#[test]
fn the_header_has_every_warning_and_no_other() {
    let expected: Vec<_> = Warning::ALL
        .iter()
        .map(|warning| (format!("GWS_WARNING_{}", warning.code().to_uppercase()), warning.bit().into()))
        .collect();
    assert_eq!(constants("GWS_WARNING_"), expected);
    for warning in Warning::ALL {
        // An enumeration of C90 has numbers of an int.
        assert!(i32::try_from(warning.bit()).is_ok());
        assert_eq!(said(gws_warning_code(warning.bit())), warning.code());
        assert_eq!(said(gws_warning_text(warning.bit())), warning.message());
    }
    for nothing in [0, 3, 1 << 31, u32::MAX] {
        assert_eq!([gws_warning_code(nothing), gws_warning_text(nothing)].map(said), ["", ""]);
    }
}

#[test]
fn a_sentence_says_all_of_a_status_and_fits() {
    for kind in ErrorKind::ALL {
        let mut text = [1; 512];
        // SAFETY: as long as is said.
        let length =
            unsafe { gws_status_sentence(kind.number().into(), usize::MAX, text.as_mut_ptr(), text.len()) };
        let sentence = said_in(&text);
        assert!(length < text.len() && sentence.len() == length, "{}: {length}", kind.code());
        assert_eq!(sentence, format!("{}: {}", kind.code(), Error::new(*kind, usize::MAX)));
    }
    let mut text = [1; 5];
    // SAFETY: as long as is said, or NULL with nothing.
    let length = unsafe { gws_status_sentence(103, 0, text.as_mut_ptr(), text.len()) };
    assert_eq!((said_in(&text), length > 5), ("argu".to_owned(), true));
    // SAFETY: as before.
    assert_eq!(unsafe { gws_status_sentence(103, 0, core::ptr::null_mut(), 0) }, length);
    // SAFETY: as before.
    unsafe { gws_status_sentence(0, 0, text.as_mut_ptr(), 4) };
    assert_eq!(said_in(&text), "ok:");
}

#[test]
fn a_failed_call_is_told_with_its_argument() {
    let mut memory = [0u8; 64];
    let size = u32::try_from(size_of::<gws_output>()).unwrap();
    let mut out = gws_output {
        size,
        status: 0,
        bytes: memory.as_mut_ptr(),
        capacity: memory.len(),
        used: 0,
        position: 0,
        argument: core::ptr::null(),
    };
    let mut text = [1; 512];
    // SAFETY: everything is whole, or NULL where that is refused.
    let told = |out: *const gws_output, text: &mut [c_char]| unsafe {
        let length = gws_output_sentence(out, text.as_mut_ptr(), text.len());
        assert_eq!(said_in(text).len(), length);
        said_in(text)
    };
    let missing = Error::of(ErrorKind::ArgumentMissing);
    // SAFETY: as before.
    let status = unsafe { gws_ird_number(core::ptr::null(), &mut out, core::ptr::null_mut()) };
    assert_eq!(status, i32::from(missing.kind.number()));
    assert_eq!(told(&out, &mut text), format!("argument_missing: digits: {missing}"));
    assert_eq!(told(core::ptr::null(), &mut text), format!("argument_missing: out: {missing}"));
    out.size = 1;
    assert!(told(&out, &mut text).starts_with("struct_size: out: "));
    (out.size, out.status) = (size, 0);
    assert_eq!(told(&out, &mut text), "ok: All went well.");
}

fn said_in(text: &[c_char]) -> String {
    // SAFETY: the library ends it with a NUL.
    unsafe { CStr::from_ptr(text.as_ptr()) }.to_str().unwrap().to_owned()
}
