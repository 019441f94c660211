//! What a refusal means, for logs and people who have its texts only.

use gws_auth_core::calls;

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::settings::policy;
use crate::{GwsAuthError, PolicyChanges, Refusal, RequestKind};

/// Explains a refusal whose texts are at hand, as its reader would.
///
/// # Arguments
/// - `request`: the request that was refused.
/// - `error`: the error, verbatim.
/// - `error_description`: the error description, verbatim, if there is one.
/// - `status`: the HTTP status; if it is not known, 302 for the authorize page and 400 otherwise.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: `status_invalid`. Rules ERR-2 and ERR-3.
#[uniffi::export(default(error_description = None, status = None, policy = None))]
pub fn explain(
    request: RequestKind,
    error: &str,
    error_description: Option<String>,
    status: Option<i32>,
    policy: Option<PolicyChanges>,
) -> Result<Refusal, GwsAuthError> {
    guarded(|| {
        let (status, policy) = (status.map(crate::settings::status), self::policy(policy)?);
        Ok(calls::explain(request.into_core(), status, error, error_description.as_deref(), &policy)?
            .outward())
    })
}
