//! For callers without an async runtime.

use std::io;
use std::ops::Deref;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use tokio::runtime::Builder;
use tokio::sync::oneshot;

use super::Simulator;
use crate::config::Config;

/// A [`Simulator`] on a thread and a runtime of its own, with the same accessors through [`Deref`]. Dropping it stops it and waits
/// for the thread.
#[derive(Debug)]
pub struct BlockingSimulator {
    simulator: Simulator,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl BlockingSimulator {
    /// Starts on 127.0.0.1, as [`Simulator::start`] does. Requests are served from the moment this returns.
    ///
    /// # Errors
    ///
    /// As for [`Simulator::start`], or when no thread or runtime can be made.
    pub fn start(config: Config) -> io::Result<Self> {
        let (report, started) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("ir-simulator".into()).spawn(move || {
            let runtime = match Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(report.send(Err(error))),
            };
            runtime.block_on(async {
                if report.send(Simulator::start(config).await).is_ok() {
                    // Ends when asked to, and when the other half is gone.
                    let _ = stopped.await;
                }
            });
        })?;
        let simulator =
            started.recv().unwrap_or_else(|_| Err(io::Error::other("the simulator's thread died")))?;
        Ok(Self { simulator, stop: Some(stop), thread: Some(thread) })
    }

    /// Stops it, as dropping it does.
    pub fn shutdown(self) {}
}

impl Deref for BlockingSimulator {
    type Target = Simulator;

    fn deref(&self) -> &Simulator {
        &self.simulator
    }
}

impl Drop for BlockingSimulator {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The thread may have gone before.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
