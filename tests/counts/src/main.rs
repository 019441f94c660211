//! Does each path once, in a function of its own that callgrind counts; prints the paths' names in their order.
//!
//! `cargo xtask test counts` runs it with `--toggle-collect` and `--dump-after` on [`measured`]: a dump a path.

use std::error::Error;
use std::hint::black_box;

use gws_auth_counts::honest::REDIRECT_URI;
use gws_auth_counts::hostile::{self, Shape};
use gws_auth_counts::paths::{Setup, token_with};

fn main() -> Result<(), Box<dyn Error>> {
    let setup = Setup::new()?;
    honest(&setup)?;
    for size in SIZES {
        for shape in hostile::REPLIES {
            let body = shape.1(size);
            let mut room = body.clone().into_bytes();
            sized("reply", shape, room.len(), || _ = black_box(setup.parse(&mut room)));
        }
    }
    for size in SIZES {
        for shape in hostile::LANDINGS {
            landing(&setup, shape, size)?;
        }
    }
    // A token of 16 kB is the longest.
    for size in SIZES.map(|size| size / 6) {
        for shape in hostile::HEADERS {
            let token = token_with(&shape.1(size))?;
            let mut room = vec![0; token.len()];
            sized("token", shape, token.len(), || _ = black_box(setup.split(&token, &mut room)));
        }
    }
    Ok(())
}

/// The bytes of the hostile inputs.
const SIZES: [usize; 2] = [8_000, 64_000];

/// What callgrind counts: nothing else of this program.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
}

fn path(name: &str, mut work: impl FnMut()) {
    println!("{name}");
    measured(&mut work);
}

fn sized(kind: &str, shape: &Shape, bytes: usize, work: impl FnMut()) {
    path(&format!("{kind}\t{}\t{bytes}", shape.0), work);
}

fn honest(setup: &Setup) -> Result<(), Box<dyn Error>> {
    let mut out = [0; 4096];
    let mut body = setup.reply.clone().into_bytes();
    let pending = setup.pending()?;
    path("parse", || _ = black_box(setup.parse(&mut body)));
    path("parse, calls", || _ = black_box(setup.parse_calls()));
    path("authorize", || _ = black_box(setup.authorize(&mut out)));
    path("authorize, calls", || _ = black_box(setup.authorize_calls()));
    path("pending", || _ = black_box(setup.pending()));
    path("accept", || _ = black_box(setup.accept(&pending, &setup.landing, &mut out)));
    path("accept and request", || _ = black_box(setup.request(&pending, &mut out)));
    path("exchange_request, calls", || _ = black_box(setup.request_calls()));
    path("claims", || _ = black_box(setup.claims(&mut out)));
    path("token split", || _ = black_box(setup.split(&setup.token, &mut out)));
    path("token read", || _ = black_box(setup.read(&mut out)));
    Ok(())
}

fn landing(setup: &Setup, shape: &Shape, size: usize) -> Result<(), Box<dyn Error>> {
    let pending = setup.pending()?;
    let query = shape.1(size);
    let (query, fragment) = query.split_once('#').unwrap_or((&query, ""));
    let landing = format!("{REDIRECT_URI}?{query}&state={}#{fragment}", pending.state());
    let mut out = vec![0; landing.len()];
    sized("landing", shape, landing.len(), || _ = black_box(setup.accept(&pending, &landing, &mut out)));
    Ok(())
}
