//! Every vector through the borrowed API; and the runner's own test: a spoiled vector must fail.

use gws_auth_conformance::{
    BODY_LEN, Buffers, CODE_LEN, Expected, FILES, Failure, Field, OUT_LEN, Value, Vector, Verdict,
    borrowed_vectors, run_all, run_one, vectors,
};
use std::sync::Mutex;
use std::thread;

fn with_buffers<T>(f: impl FnOnce(&mut Buffers<'_>) -> T) -> T {
    let (mut body, mut out, mut code) = (vec![0; BODY_LEN], vec![0; OUT_LEN], vec![0; CODE_LEN]);
    f(&mut Buffers { body: &mut body, out: &mut out, code: &mut code })
}

#[test]
fn every_vector_holds() {
    let mut failures = Vec::new();
    let totals = with_buffers(|buffers| {
        run_all(buffers, |vector, verdict| {
            if let Err(failure) = verdict {
                failures.push(format!("{}.json {}: {failure}", vector.file, vector.id));
            }
        })
    });
    for file in FILES {
        println!("{:>20}: {} vectors", file.name, file.vectors.len());
    }
    println!("{totals:?}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(totals.passed, borrowed_vectors().count());
    assert!(totals.passed > 1_300, "files are missing");
}

#[test]
fn ids_are_unique() {
    let mut ids: Vec<_> = vectors().map(|vector| vector.id).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
}

/// Each vector is spoiled in every way that its expectation allows, and every time it must fail. A thread for each processor takes
/// the next vector that none has taken.
#[test]
fn every_spoiled_vector_fails() {
    let next = Mutex::new(borrowed_vectors());
    let take = || next.lock().ok().and_then(|mut next| next.next());
    let work = || {
        with_buffers(|buffers| {
            let mut spoilt = 0;
            while let Some(vector) = take() {
                for expected in spoil(&vector.expected) {
                    let changed = Vector { expected, ..*vector };
                    assert!(run_one(&changed, buffers).is_err(), "{} holds with {expected:?}", vector.id);
                    spoilt += 1;
                }
            }
            spoilt
        })
    };
    let spoilt: usize = thread::scope(|scope| {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no vector holds")).sum()
    });
    println!("{spoilt} spoiled vectors failed");
    assert!(spoilt > 2_000);
    assert!(take().is_none());
}

#[test]
fn slips_in_a_vector_are_found() {
    let run = |vector: Vector| -> Verdict { with_buffers(|buffers| run_one(&vector, buffers)) };
    let good = Vector {
        file: "",
        id: "",
        rules: &[],
        op: "no_reply",
        input: &[("request", Value::Text("refresh")), ("sent", Value::Flag(true))],
        expected: Expected::Out(&[
            ("request", Value::Text("refresh")),
            ("who_must_act", Value::Text("program")),
            ("next_step", Value::Text("wait_then_introspect")),
            ("attempts", Value::Integer(1)),
            ("afterwards", Value::Text("fix_configuration")),
            ("wait_seconds", Value::Integer(210)),
        ]),
    };
    assert_eq!(run(good), Ok(()));
    assert_eq!(run(Vector { op: "no_replies", ..good }), Err(Failure::UnknownOp));
    let input =
        &[("request", Value::Text("refresh")), ("sent", Value::Flag(true)), ("state", Value::Flag(true))];
    assert_eq!(run(Vector { input, ..good }), Err(Failure::UnknownInput("state")));
    let input = &[("request", Value::Text("exchange"))];
    assert_eq!(run(Vector { input, ..good }), Err(Failure::BadInput("request")));
    let input = &[("request", Value::Flag(true))];
    assert_eq!(run(Vector { input, ..good }), Err(Failure::BadInput("request")));
}

fn spoil(expected: &Expected) -> Vec<Expected> {
    let elsewhere = Expected::Error { code: "no_such_code", at: None };
    match *expected {
        Expected::Error { code, at } => vec![
            elsewhere,
            Expected::Error { code, at: Some(at.map_or(0, |at| at + 1)) },
            Expected::Error { code, at: if at.is_some() { None } else { Some(1) } },
            Expected::Out(&[]),
            Expected::Refused(&[]),
        ],
        Expected::Out(fields) => {
            let mut spoilt = vec![elsewhere, Expected::Refused(fields), Expected::Unreadable(fields)];
            spoilt.extend(spoil_fields(fields).into_iter().map(Expected::Out));
            spoilt
        }
        Expected::Refused(fields) => {
            let mut spoilt = vec![elsewhere, Expected::Out(fields), Expected::Unreadable(fields)];
            spoilt.extend(spoil_fields(fields).into_iter().map(Expected::Refused));
            spoilt
        }
        Expected::Unreadable(fields) => {
            let mut spoilt = vec![elsewhere, Expected::Out(fields), Expected::Refused(fields)];
            spoilt.extend(spoil_fields(fields).into_iter().map(Expected::Unreadable));
            spoilt
        }
    }
}

/// Each field changed, each field left out, and one field too many.
fn spoil_fields(fields: &'static [Field]) -> Vec<&'static [Field]> {
    let mut all = Vec::new();
    for place in 0..fields.len() {
        let mut changed = fields.to_vec();
        changed[place].1 = match changed[place].1 {
            Value::Text(text) => Value::Text(format!("{text}.").leak()),
            Value::Integer(integer) => Value::Integer(integer.wrapping_add(1)),
            Value::Flag(flag) => Value::Flag(!flag),
            Value::Bytes(bytes) => Value::Bytes([bytes, &[0]].concat().leak()),
            other => panic!("not a result: {other:?}"),
        };
        all.push(&*changed.leak());
        let mut shorter = fields.to_vec();
        shorter.remove(place);
        all.push(&*shorter.leak());
    }
    let mut longer = fields.to_vec();
    longer.push(("too_many", Value::Flag(false)));
    all.push(&*longer.leak());
    all
}
