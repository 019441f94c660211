//! Replies from 100 bytes to 1 MiB, and one refresh from request to tokens.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use gws_auth_core::calls::{self, ClientSettings, Reply};
use gws_auth_core::{Policy, RequestKind, Secret};
use gws_auth_counts::honest::{self, CLIENT_ID, CLIENT_SECRET, NOW};
use gws_auth_counts::paths::Setup;

/// About so many bytes each.
const LENGTHS: [usize; 6] = [200, 1_000, 10_000, 65_536, 262_144, 1_048_576];

/// Bytes of a reply, and the nanoseconds of reading it in the first tier: the best of some batches, as what disturbs only adds.
pub(crate) fn measure() -> Result<Vec<(usize, f64)>, Box<dyn Error>> {
    let setup = Setup::new()?;
    Ok(LENGTHS
        .into_iter()
        .map(|length| {
            let body = honest::reply(length).into_bytes();
            let mut room = body.clone();
            let nanoseconds = best(|| {
                room.copy_from_slice(&body);
                assert!(setup.parse(&mut room) > 0, "it is understood");
            });
            (body.len(), nanoseconds)
        })
        .collect())
}

/// Nanoseconds of one refresh through `calls`: the request built, the reply of 2.2 kB read.
pub(crate) fn refresh() -> Result<f64, Box<dyn Error>> {
    let client = ClientSettings {
        environment: "test".into(),
        client_id: CLIENT_ID.into(),
        client_secret: Some(Secret::new(CLIENT_SECRET).into()),
        relay_url: None,
    };
    let (policy, body) = (Policy::default(), honest::reply(2_200).into_bytes());
    let once = || -> gws_auth_core::Result<bool> {
        let request = calls::refresh_request(&client.client()?, "RT", &policy)?;
        black_box(&request);
        let reply = calls::parse_token(RequestKind::Refresh, 200, &body, Some(NOW), &policy)?;
        Ok(matches!(black_box(reply), Reply::Granted(_)))
    };
    assert!(once()?, "tokens");
    Ok(best(|| _ = black_box(once())))
}

fn best(mut work: impl FnMut()) -> f64 {
    let batch = |work: &mut dyn FnMut()| {
        let (start, mut done) = (Instant::now(), 0u32);
        while start.elapsed() < Duration::from_millis(2) {
            work();
            done += 1;
        }
        start.elapsed().as_nanos() as f64 / f64::from(done)
    };
    (0..50).map(|_| batch(&mut work)).fold(f64::INFINITY, f64::min)
}
