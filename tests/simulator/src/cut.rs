//! Broken transport: replies that never leave, or stop half-way.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::response::{IntoResponse as _, Response};
use hyper::body::{Body, Bytes, Frame};
use tokio::time::{Sleep, sleep};

/// Marks a response that the connection must not send: it is closed instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoAnswer;

impl NoAnswer {
    pub(crate) fn response() -> Response {
        let mut response = ().into_response();
        response.extensions_mut().insert(Self);
        response
    }
}

/// The first half of a body, then a broken connection.
pub(crate) struct HalfBody {
    half: Option<Bytes>,
    pause: Pin<Box<Sleep>>,
}

impl HalfBody {
    pub(crate) fn new(mut whole: Bytes) -> Self {
        whole.truncate(whole.len() / 2);
        // Long enough for the head and the first half to leave: an error at once would take them along.
        Self { half: Some(whole), pause: Box::pin(sleep(Duration::from_millis(50))) }
    }
}

impl Body for HalfBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        ready!(self.pause.as_mut().poll(context));
        Poll::Ready(Some(Err(io::Error::other("cut on request"))))
    }
}
