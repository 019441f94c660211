//! Every rule has its vectors, every error code its vector, every row of `errors.json` its refusal.

use gws_auth_conformance::{Expected, Field, Value, Vector, vectors};
use gws_auth_core::response::explain;
use gws_auth_core::{Error, ErrorKind, NextStep, Position, RequestKind, Warning};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Codes that no vector can bring about, and why.
const WITHOUT_VECTOR: &[(ErrorKind, &str)] = &[
    (ErrorKind::SigningInputForeign, IN_CLAIMS),
    (ErrorKind::FilePkcs7, IN_FIELD),
    (ErrorKind::FileJavaKeyStore, IN_FIELD),
    (ErrorKind::FileBks, IN_TEXT),
    (ErrorKind::FilePutty, IN_FIELD),
    (ErrorKind::FilePgp, IN_FIELD),
    (ErrorKind::FileSshPublic, IN_TEXT),
    (ErrorKind::FileHtml, IN_TEXT),
    (ErrorKind::FileXml, IN_TEXT),
    (ErrorKind::FileRevocationList, IN_TEXT),
    (ErrorKind::FileParameters, IN_TEXT),
    (ErrorKind::FileEncrypted, IN_TEXT),
    (ErrorKind::FileArchive, IN_TEXT),
    (ErrorKind::FileMicrosoftBlob, IN_TEXT),
    (ErrorKind::FileHexadecimal, IN_TEXT),
    (ErrorKind::JwkSet, IN_FIELD),
    (ErrorKind::FileSeveralKeys, IN_FIELD),
    (ErrorKind::PemBegin, IN_TEXT),
    (ErrorKind::PemEnd, IN_FIELD),
    (ErrorKind::PemCharacter, IN_TEXT),
    (ErrorKind::PemEscaped, IN_TEXT),
    (ErrorKind::FileBer, IN_FIELD),
    (ErrorKind::KeyRsaPrimes, IN_FIELD),
    (ErrorKind::KeyRsaBits, IN_FIELD),
    (ErrorKind::KeyExponentUnusual, IN_FIELD),
    (ErrorKind::KeyExplicitCurve, IN_FIELD),
    (ErrorKind::JwkLength, IN_FIELD),
    (ErrorKind::JwkBase64url, IN_FIELD),
    (ErrorKind::SigningFailed, "every key that RustCrypto takes can sign; for keys outside of this process"),
    (ErrorKind::CertificateFourYears, IN_CERTIFICATES),
    (ErrorKind::CertificateKey, IN_CERTIFICATES),
    (ErrorKind::KeyRsaPrivate, IN_FIELD),
    (ErrorKind::KeyUse, IN_FIELD),
    (ErrorKind::OwnerChoice, IN_CHOICES),
    (ErrorKind::KeyFamily, IN_FILES),
    (ErrorKind::KeyCurve, IN_FILES),
    (ErrorKind::FileMalformed, IN_FILES),
    (ErrorKind::FileCertificate, IN_FILES),
    (ErrorKind::FileLegacyEncryption, IN_FILES),
    (ErrorKind::PassphraseMissing, IN_FILES),
    (ErrorKind::PassphraseWrong, IN_FILES),
    (ErrorKind::JwkMember, IN_FILES),
    (ErrorKind::EncryptionUnknown, IN_FILES),
    (ErrorKind::VerifierWithoutPkce, IN_CHOICES),
    (ErrorKind::CertificateChoice, IN_CHOICES),
    (ErrorKind::AlgorithmName, IN_CHOICES),
    (ErrorKind::RequestKindInvalid, IN_CHOICES),
    (ErrorKind::StatusInvalid, IN_CHOICES),
    (ErrorKind::ArgumentMissing, "bindings/python/tests/test_errors.py"),
    (ErrorKind::ArgumentUnknown, IN_CHOICES),
    (ErrorKind::TextNotUtf8, "wasm/tests/errors.test.mjs"),
    (ErrorKind::Panicked, "wasm/tests/errors.test.mjs"),
    (ErrorKind::NotInitialized, "wasm/tests/errors.test.mjs"),
    (ErrorKind::StructSize, "bindings/c/tests/nulls/main.c"),
    (ErrorKind::SessionEvent, IN_STEPS),
];

/// Rust's types do not let these slips happen but in the owned records.
const IN_CHOICES: &str = "tests/conformance/tests/owned/choices.rs";

/// Key and certificate files are read with the feature `keys`, which allocates.
const IN_FILES: &str = "tests/m2m/tests/keys.rs";

/// The same, for certificates.
const IN_CERTIFICATES: &str = "tests/m2m/tests/certificates.rs";

/// The same, for files as people have them.
const IN_FIELD: &str = "tests/m2m/tests/field.rs";

/// The same, for what happens to files on their way.
const IN_TEXT: &str = "tests/m2m/tests/broken_text.rs";

/// A step of a walk, which is no error of the whole vector.
const IN_STEPS: &str = "tests/conformance/tests/session/steps.rs";

/// Claims of tokens that another signer made.
const IN_CLAIMS: &str = "tests/m2m/tests/bad_claims.rs";

/// The sections of the protocol that these vectors stand for, with the number of rules in each.
const SECTIONS: &[(&str, usize)] = &[
    ("ENV", 10),
    ("AUTHZ", 11),
    ("REDIR", 7),
    ("TOKEN", 9),
    ("REFRESH", 5),
    ("INTRO", 2),
    ("REVOKE", 1),
    ("ERR", 4),
    ("NATIVE", 3),
    ("M2M", 11),
    ("CERT", 3),
    ("IRD", 1),
    ("XIAMS", 5),
];

fn file(name: &str) -> Json {
    let path = format!("{}/../vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
}

fn is_error(vector: &Vector) -> bool {
    matches!(vector.expected, Expected::Error { .. } | Expected::Unreadable(_))
}

/// Accepted: the library took the input, be it a success or a refusal of the server's. Refused: it gave an error.
#[test]
fn every_rule_has_a_vector_or_a_reason() {
    let rules = file("rules.json");
    let rules = rules.as_object().expect("an object");
    let mut gaps = Vec::new();
    for (rule, reasons) in rules {
        for (side, wanted) in [("accepted", false), ("refused", true)] {
            let covered = vectors().any(|v| v.rules.contains(&rule.as_str()) && is_error(v) == wanted);
            let reason = reasons[side].as_str().unwrap_or_default();
            match (covered, reason.is_empty()) {
                (false, true) => gaps.push(format!("{rule} has no {side} vector and no reason")),
                (true, false) => gaps.push(format!("{rule} has a {side} vector and needs no reason")),
                _ => {}
            }
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
    println!("{} rules", rules.len());
}

#[test]
fn the_rules_are_the_protocols() {
    let rules = file("rules.json");
    let listed: BTreeSet<String> = rules.as_object().expect("an object").keys().cloned().collect();
    let all = SECTIONS.iter().flat_map(|(section, last)| (1..=*last).map(move |n| format!("{section}-{n}")));
    assert_eq!(listed, all.collect());
    for vector in vectors() {
        assert!(!vector.rules.is_empty(), "{} names no rule", vector.id);
        for rule in vector.rules {
            assert!(listed.contains(*rule), "{} names {rule}, which there is not", vector.id);
        }
    }
}

#[test]
fn every_code_has_a_vector_or_a_reason() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for vector in vectors() {
        let code = match vector.expected {
            Expected::Error { code, .. } => Some(code),
            Expected::Unreadable(fields) => text_of(fields, "code"),
            _ => None,
        };
        if let Some(code) = code {
            *counts.entry(code).or_default() += 1;
        }
    }
    for kind in ErrorKind::ALL {
        let excused = WITHOUT_VECTOR.iter().any(|(excused, reason)| excused == kind && !reason.is_empty());
        let covered = counts.remove(kind.code()).is_some();
        assert!(covered != excused, "{}: covered {covered}, excused {excused}", kind.code());
    }
    assert!(counts.is_empty(), "codes that there are not: {counts:?}");
}

/// A reason that names a file is true only if the code is tested there.
#[test]
fn every_reason_is_true() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../"));
    let mut untested = Vec::new();
    for (kind, reason) in WITHOUT_VECTOR.iter().filter(|(_, reason)| reason.contains('/')) {
        let text = std::fs::read_to_string(root.join(reason)).unwrap_or_else(|e| panic!("{reason}: {e}"));
        let names = [
            format!("\"{}\"", kind.code()),
            format!("ErrorKind::{kind:?}"),
            format!("GWS_STATUS_{}", kind.code().to_uppercase()),
        ];
        if !names.iter().any(|name| text.contains(name)) {
            untested.push(format!("{} is not tested in {reason}", kind.code()));
        }
    }
    assert!(untested.is_empty(), "{}", untested.join("\n"));
}

#[test]
fn codes_are_unique_and_say_something() {
    let (mut numbers, mut codes, mut last) = (BTreeSet::new(), BTreeSet::new(), 0);
    for kind in ErrorKind::ALL {
        assert!(numbers.insert(kind.number()), "{} twice", kind.number());
        assert!(codes.insert(kind.code()), "{} twice", kind.code());
        assert!(kind.number() > last, "{} is out of order", kind.code());
        last = kind.number();
        assert!(kind.code().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
        assert!(!kind.message().is_empty() && !kind.remedy().is_empty());
        assert_sentence(kind.message());
        assert_sentence(kind.remedy());
        assert!(!kind.blame().code().is_empty());
        let shown = Error::new(*kind, 4_711).to_string();
        assert!(shown.contains(kind.message().trim_end_matches('.')) && shown.ends_with(kind.remedy()));
        // An offset is for programs.
        let position = Error::new(*kind, 4_711).position();
        let said = !matches!(position, Position::None | Position::Offset(_));
        assert_eq!(shown.contains("4711"), said, "{shown}");
        assert_sentence(&shown);
        assert!(format!("{:?}", Error::new(*kind, 0)).contains(kind.code()));
    }
    println!("{} codes", codes.len());
}

/// A code either always has a position or never.
#[test]
fn positions_are_given_where_the_code_has_one() {
    for vector in vectors() {
        if let Expected::Error { code, at } = vector.expected {
            let kind = ErrorKind::ALL.iter().find(|kind| kind.code() == code).expect("a code");
            let has_position = Error::of(*kind).position() != gws_auth_core::Position::None;
            assert_eq!(at.is_some(), has_position, "{}", vector.id);
        }
    }
}

#[test]
fn every_row_of_errors_json_is_a_refusal() {
    let errors = file("errors.json");
    let rows = errors["start_iam"].as_array().expect("an array");
    for row in rows {
        let wanted = [
            (
                "request",
                row["service"].as_str().map(|service| if service == "token" { "code" } else { service }),
            ),
            ("error", row["error"].as_str()),
            ("error_description", row["error_description"].as_str()),
        ];
        let found = vectors().filter(|vector| vector.op == "parse_refusal").any(|vector| {
            let Expected::Refused(fields) = vector.expected else { return false };
            wanted.iter().all(|(name, text)| text_of(fields, name) == *text)
                && field(fields, "status") == row["status"].as_i64().map(Value::Integer)
                && field(fields, "documented") == Some(Value::Flag(true))
        });
        assert!(found, "no vector for {row}");
    }
    println!("{} rows", rows.len());
}

fn field(fields: &[Field], name: &str) -> Option<Value> {
    fields.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

fn text_of(fields: &[Field], name: &str) -> Option<&'static str> {
    match field(fields, name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Begins upper-case, ends with one full stop: fit to stand beside other sentences.
fn assert_sentence(text: &str) {
    let begins = text.starts_with(|first: char| first.is_uppercase());
    assert!(begins && text.ends_with('.') && !text.ends_with(".."), "no sentence: {text}");
    assert!(!text.contains(".:") && !text.contains(". :") && !text.contains("at byte"), "{text}");
}

#[test]
fn what_people_read_is_whole_sentences() {
    for warning in Warning::ALL {
        assert_sentence(warning.message());
    }
    for step in NextStep::ALL {
        assert_sentence(step.advice());
    }
    let errors = ["access_denied", "invalid_client", "invalid_grant", "invalid_request", "invalid_scope"];
    let more =
        ["server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_grant_type", "new"];
    for request in RequestKind::ALL {
        for error in errors.iter().chain(&more) {
            let explanation = explain(request, error, None);
            assert_sentence(explanation.meaning);
            assert_sentence(explanation.check);
        }
    }
    let documented = file("errors.json");
    for row in documented.get("start_iam").and_then(Json::as_array).expect("has rows") {
        let text = |name: &str| row.get(name).and_then(Json::as_str);
        for request in RequestKind::ALL {
            let explanation = explain(request, text("error").unwrap_or_default(), text("error_description"));
            assert_sentence(explanation.meaning);
            assert_sentence(explanation.check);
        }
    }
}
