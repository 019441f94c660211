//! What a refusal means, for logs and people who have its texts only.

use super::reply::{Refusal, Reply, Unreadable, copy};
use crate::error::Result;
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::response::{self, check_status};
use crate::warning::Warnings;
use core::convert::Infallible;

/// Explains a refusal of `request`, as its reader would. `status`: 302 for the authorize page and 400 otherwise, if it is
/// not known.
///
/// # Errors
/// The caller's: `status_invalid`. Rules ERR-2 and ERR-3.
pub fn explain(
    request: RequestKind,
    status: Option<u16>,
    error: &str,
    error_description: Option<&str>,
    policy: &Policy,
) -> Result<Refusal> {
    let usual = if request == RequestKind::Authorize { 302 } else { 400 };
    let status = status.unwrap_or(usual);
    check_status(status)?;
    let refusal = response::Refusal { request, status, error, error_description, warnings: Warnings::NONE };
    Ok(Refusal::own(&refusal, policy))
}

/// Reads a refusal of `request` that came as JSON: for the authorize page's own, which has no other reply.
///
/// # Errors
/// The caller's: `status_invalid`. Rules ERR-1 to ERR-4.
pub fn parse_refusal(
    request: RequestKind,
    status: u16,
    body: &[u8],
    policy: &Policy,
) -> Result<Reply<Infallible>> {
    check_status(status)?;
    let mut body = copy(body, policy);
    Ok(match response::Refusal::parse(request, status, &mut body, policy) {
        Ok(refusal) => Reply::Refused(Refusal::own(&refusal, policy)),
        Err(unreadable) => Reply::Unreadable(Unreadable::own(&unreadable, policy)),
    })
}
