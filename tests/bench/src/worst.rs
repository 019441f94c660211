//! Hostile inputs beside honest ones of their length.

use std::rc::Rc;

use gws_auth_counts::hostile;
use gws_auth_counts::paths::{Setup, token_with};

use crate::runner::Row;

/// The most that a hostile input may take, as a multiple of what an honest one does.
const TARGET: Option<f64> = Some(4.0);

pub(crate) fn rows(setup: &Rc<Setup>) -> Vec<Row> {
    let replies = [4_000, 64_000, 1 << 20].map(|size| replies(setup, size));
    replies.into_iter().chain([2_000, 11_000].map(|size| tokens(setup, size))).collect()
}

fn replies(setup: &Rc<Setup>, size: usize) -> Row {
    let mut row = Row::new(format!("worst replies, {size} bytes"));
    for (at, (name, shape)) in hostile::REPLIES.iter().enumerate() {
        let (setup, text) = (setup.clone(), shape(size));
        let mut body = text.clone().into_bytes();
        let work = move || {
            body.copy_from_slice(text.as_bytes());
            setup.parse(&mut body)
        };
        // The first shape is the honest one.
        row = if at == 0 { row.peer("honest", work) } else { row.ours(*name, TARGET, work) };
    }
    row
}

fn tokens(setup: &Rc<Setup>, size: usize) -> Row {
    let mut row = Row::new(format!("worst token headers, {size} bytes"));
    for (at, (name, shape)) in hostile::HEADERS.iter().enumerate() {
        let token = token_with(&shape(size)).expect("room");
        let (setup, mut out) = (setup.clone(), vec![0; token.len()]);
        let work = move || setup.split(&token, &mut out).is_ok();
        row = if at == 0 { row.peer("long kid", work) } else { row.ours(*name, TARGET, work) };
    }
    row
}
