//! Faults on request: what networks, proxies and servers do to a request, exactly once each.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;

/// On which side of the work a fault strikes: of a code or refresh token being consumed, above all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Before: nothing is consumed (or, with a delay, not yet).
    Before,
    /// After: consumed, and the honest reply is thrown away or late.
    After,
}

/// The body of [`Fault::Status`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultBody {
    /// Sent as `application/json`, verbatim: it need not be JSON.
    Json(String),
    /// Sent as `text/html`.
    Html(String),
    /// No body at all.
    Empty,
}

/// One fault. In the control interface's JSON: `{"kind": "lost_after"}`,
/// `{"kind": "status", "side": "before", "code": 503, "body": {"json": "{}"}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// The connection is closed without an answer, and nothing was done.
    LostBefore,
    /// Everything was done, then the connection is closed without an answer.
    LostAfter,
    /// The reply is late. The work is done even if the client has gone by then.
    Delay {
        /// Whether the work comes after the pause or before it.
        side: Side,
        /// The pause, in real milliseconds.
        millis: u64,
    },
    /// Another status: 5xx, 429, whatever a test needs.
    Status {
        /// Whether the work is done first.
        side: Side,
        /// The HTTP status, 200 to 999.
        code: u16,
        /// The body.
        body: FaultBody,
    },
    /// A proxy's page, or the splash page of ENV-9, in place of the answer.
    HtmlPage {
        /// Whether the work is done first.
        side: Side,
        /// The HTTP status, 200 to 999.
        status: u16,
    },
    /// Everything was done; the reply promises its full `Content-Length` and stops half-way. A reply without a body is lost whole.
    CutBody,
}

/// The queues of faults, one for each endpoint. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    queues: Arc<Mutex<BTreeMap<Endpoint, VecDeque<Fault>>>>,
}

impl Faults {
    /// Lets `fault` strike the next request of `endpoint` that no earlier fault is waiting for.
    pub fn push(&self, endpoint: Endpoint, fault: Fault) {
        self.lock().entry(endpoint).or_default().push_back(fault);
    }

    /// How many faults wait for `endpoint`.
    pub fn waiting(&self, endpoint: Endpoint) -> usize {
        self.lock().get(&endpoint).map_or(0, VecDeque::len)
    }

    /// Forgets all faults that have not struck yet.
    pub fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn next(&self, endpoint: Endpoint) -> Option<Fault> {
        self.lock().get_mut(&endpoint)?.pop_front()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Endpoint, VecDeque<Fault>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
