//! Ground truth: what really happened at the server, whatever the client believes.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::endpoint::Endpoint;
use crate::m2m::refusal::M2mRefusal;

/// A copy of the counts at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counters {
    /// Requests that arrived, faults included.
    pub requests: BTreeMap<Endpoint, u64>,
    /// Honest replies handed to a connection that was still open; not faults, not cut or lost replies.
    pub delivered: BTreeMap<Endpoint, u64>,
    /// Faults that have struck.
    pub faults: u64,
    /// Codes issued.
    pub codes_issued: u64,
    /// Codes consumed, by a good exchange or by a failed one (see the README).
    pub codes_consumed: u64,
    /// Codes presented again after they were consumed.
    pub codes_reused: u64,
    /// Token sets started, one for each code exchanged.
    pub token_sets_started: u64,
    /// Access tokens issued.
    pub access_tokens_issued: u64,
    /// Refresh tokens issued.
    pub refresh_tokens_issued: u64,
    /// Refresh tokens consumed.
    pub refresh_tokens_consumed: u64,
    /// Used refresh tokens that were presented again (REFRESH-3).
    pub refresh_tokens_reused: u64,
    /// Token sets that such a re-use killed; each dies once.
    pub token_sets_killed: u64,
    /// Introspections answered with 200.
    pub introspections: u64,
    /// Revocations answered with 200.
    pub revocations: u64,
    /// TLS handshakes on the M2M port that failed at the server: no client certificate, one of another CA, no common suite.
    pub m2m_handshakes_failed: u64,
    /// Requests whose client-signed JWT was judged: the accepted and the refused ones.
    pub m2m_requests: u64,
    /// Those accepted.
    pub m2m_accepted: u64,
    /// Those refused, by reason.
    pub m2m_refused: BTreeMap<M2mRefusal, u64>,
}

impl Counters {
    /// Requests that arrived at `endpoint`.
    pub fn requests(&self, endpoint: Endpoint) -> u64 {
        self.requests.get(&endpoint).copied().unwrap_or(0)
    }

    /// Honest replies of `endpoint` handed to an open connection.
    pub fn delivered(&self, endpoint: Endpoint) -> u64 {
        self.delivered.get(&endpoint).copied().unwrap_or(0)
    }

    /// Client-signed JWTs refused for this reason.
    pub fn m2m_refused(&self, reason: M2mRefusal) -> u64 {
        self.m2m_refused.get(&reason).copied().unwrap_or(0)
    }
}

/// The running count.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Counters>);

impl Tally {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Counters> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn request(&self, endpoint: Endpoint) {
        *self.lock().requests.entry(endpoint).or_default() += 1;
    }

    pub(crate) fn delivered(&self, endpoint: Endpoint) {
        *self.lock().delivered.entry(endpoint).or_default() += 1;
    }
}
