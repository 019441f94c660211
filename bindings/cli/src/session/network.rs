//! The network and the clock, as a session's loop wants them.

use std::cell::{Cell, RefCell};
use std::thread;
use std::time::{Duration, Instant};

use gws_auth_core::calls::HttpRequest;
use gws_auth_core::{RequestKind, UnixSeconds};
use gws_auth_store::{Host, Sent};
use zeroize::Zeroizing;

use crate::terminal::note_to_people;
use crate::{clock, http};

/// The command's own way to send, and the system's clock or one that runs on from `--now`.
pub(super) struct Network {
    fixed: Option<UnixSeconds>,
    since: Instant,
    /// The body of the last refresh that was granted: the only copy of the tokens in it, until they are stored.
    granted: RefCell<Option<Zeroizing<Vec<u8>>>>,
    waits: Cell<bool>,
}

impl Network {
    pub(super) fn new(fixed: Option<UnixSeconds>) -> Self {
        Self { fixed, since: Instant::now(), granted: RefCell::default(), waits: Cell::new(false) }
    }

    /// What may be the only copy of new tokens.
    pub(super) fn granted(&self) -> Option<Zeroizing<Vec<u8>>> {
        self.granted.take()
    }
}

impl Host for Network {
    fn now(&self) -> UnixSeconds {
        let run_on = |fixed: UnixSeconds| {
            fixed.saturating_add(
                UnixSeconds::try_from(self.since.elapsed().as_secs()).unwrap_or(UnixSeconds::MAX),
            )
        };
        self.fixed.map_or_else(clock::now, run_on)
    }

    fn send(&self, request: &HttpRequest, send_before: Option<UnixSeconds>) -> Sent {
        let deadline = match send_before.map(|before| u64::try_from(before.saturating_sub(self.now()))) {
            None => None,
            Some(Ok(seconds)) => Instant::now().checked_add(Duration::from_secs(seconds)),
            Some(Err(_)) => return Sent::NotSent,
        };
        match http::send_by(request, deadline) {
            Ok(answer) => {
                if request.kind == RequestKind::Refresh && (200..300).contains(&answer.status) {
                    self.granted.replace(Some(answer.body.clone()));
                }
                Sent::Reply(answer.status, answer.body.to_vec())
            }
            Err(lost) if lost.sent => Sent::NoReply,
            Err(_) => Sent::NotSent,
        }
    }

    fn wait(&self, seconds: u32) {
        if !self.waits.replace(true) {
            note_to_people("waiting until it is known what became of the refresh token");
        }
        thread::sleep(Duration::from_secs(seconds.into()));
    }
}
