//! Replies that were lost or cannot be read, and the only copy of tokens that may be in them (TOKEN-8).

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use gws_auth_core::{Error, NextStep, RequestKind};

use crate::exit::{Failure, Status, of_http};
use crate::http::{Lost, Reply};
use crate::input;

/// Where tokens go that cannot be read or printed: opened before anything is sent, gone again if it was not needed.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    file: Option<(PathBuf, File)>,
}

impl Keep {
    /// Opens the file of `--save-unreadable`, for its owner only.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let open = |path: &Path| -> Result<_, Failure> {
            let file = input::create_private(path).map_err(|error| input::cannot("created", path, &error))?;
            Ok((path.to_owned(), file))
        };
        Ok(Self { file: path.map(open).transpose()? })
    }

    /// Keeps `body` in the file, and tells its name.
    pub(crate) fn keep(&mut self, body: &[u8]) -> Option<PathBuf> {
        let (path, mut file) = self.file.take()?;
        let written = file.write_all(body).and_then(|()| file.sync_all());
        written.is_ok().then_some(path)
    }
}

impl Drop for Keep {
    fn drop(&mut self) {
        if let Some((path, _)) = self.file.take() {
            // It is empty, and ours.
            let _ = fs::remove_file(path);
        }
    }
}

/// No reply came.
pub(crate) fn lost(lost: &Lost) -> Failure {
    let step = NextStep::after_unreadable(lost.request);
    let message = format!(
        "no reply to the {} request: {}. What next: {}",
        lost.request.code(),
        lost.message,
        step.advice()
    );
    Failure::new(Status::TryLater, lost.code, message)
        .with("request", lost.request.code())
        .with("next_step", step.code())
}

/// A reply came that core could not read. A body with a 2xx status is surfaced whole.
pub(crate) fn reply(request: RequestKind, reply: &Reply, error: Error, keep: &mut Keep) -> Failure {
    let step = NextStep::after_unreadable(request);
    let status = if reply.cut.is_some() { Status::TryLater } else { of_http(reply.status) };
    let mut failure = Failure::from(error).ending(status);
    let mut message = format!("the reply to the {} request cannot be read: {error}", request.code());
    if let Some(cut) = &reply.cut {
        message.push_str(&format!("; it was cut: {cut}"));
        failure = failure.with("cut", true);
    }
    message.push_str(&format!(". What next: {}", step.advice()));
    failure = failure
        .with("message", message)
        .with("status", reply.status)
        .with("request", request.code())
        .with("next_step", step.code());
    let tokens_may_be_inside =
        matches!(request, RequestKind::Code | RequestKind::Refresh) && matches!(reply.status, 200..=299);
    if !tokens_may_be_inside || reply.body.is_empty() {
        return failure;
    }
    if let Some(path) = keep.keep(&reply.body) {
        return failure.with("body_file", path.display().to_string());
    }
    failure.only_copy = Some(reply.body.to_vec());
    failure
}
