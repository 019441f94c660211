//! What a refusal means, for logs and people who have its texts only.

use super::reply::Refusal;
use super::tokens::check_status;
use crate::error::Result;
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::response;
use crate::warning::Warnings;

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
