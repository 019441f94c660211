//! Whether a byte of a request may have left this machine.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use ureq::Error;
use ureq::http::Uri;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// The last link of the chain that makes a connection, above TLS: what is written there is the request.
///
/// Looking up the name, connecting, a proxy's CONNECT and the TLS handshake all happen below and before.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    target: Option<Uri>,
    deadline: Option<Instant>,
    sent: Arc<AtomicBool>,
}

impl Watch {
    pub(super) fn new(url: &str, deadline: Option<Instant>) -> Self {
        Self { target: url.parse().ok(), deadline, sent: Arc::new(AtomicBool::new(false)) }
    }

    /// Whether writing of the request has begun.
    pub(super) fn has_sent(&self) -> bool {
        self.sent.load(Ordering::SeqCst)
    }
}

impl<In: Transport> Connector<In> for Watch {
    type Out = Watched;

    fn connect(&self, details: &ConnectionDetails, chained: Option<In>) -> Result<Option<Watched>, Error> {
        // The connection to a proxy is made by the same chain: it carries no request yet.
        let is_target =
            self.target.as_ref().is_none_or(|target| target.authority() == details.uri.authority());
        let sent = is_target.then(|| Arc::clone(&self.sent));
        Ok(chained.map(|transport| Watched { transport: Box::new(transport), deadline: self.deadline, sent }))
    }
}

/// A connection that notes the first byte of the request before it is written, and refuses to write it after the deadline.
#[derive(Debug)]
pub(super) struct Watched {
    transport: Box<dyn Transport>,
    deadline: Option<Instant>,
    sent: Option<Arc<AtomicBool>>,
}

impl Transport for Watched {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        if let Some(sent) = &self.sent
            && amount > 0
        {
            let first = !sent.load(Ordering::SeqCst);
            if first && self.deadline.is_some_and(|deadline| Instant::now() > deadline) {
                return Err(Error::Io(io::Error::new(io::ErrorKind::TimedOut, "too late to be sent")));
            }
            sent.store(true, Ordering::SeqCst);
        }
        self.transport.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.transport.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.transport.is_open()
    }

    fn is_tls(&self) -> bool {
        self.transport.is_tls()
    }
}
