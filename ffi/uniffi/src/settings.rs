//! What callers choose.

use gws_auth_core::Policy;
use gws_auth_core::calls::{self, SecretString};

use crate::GwsAuthError;
use crate::boundary::Inward;
use crate::record::input;

gws_auth_core::record_client_settings!(input);
gws_auth_core::record_login_options!(input);
gws_auth_core::record_policy_changes!(input);

/// The record as core has it.
///
/// # Errors
/// `argument_missing` for a number that core's type cannot hold.
pub(crate) fn taken<Record: Inward<To>, To>(record: Record) -> Result<To, GwsAuthError> {
    record.inward("")
}

/// The policy with these changes.
///
/// # Errors
/// As [`taken`].
pub(crate) fn policy(changes: Option<PolicyChanges>) -> Result<Policy, GwsAuthError> {
    let changes: calls::PolicyChanges = taken(changes.unwrap_or_default())?;
    Ok(changes.policy())
}

/// A status as core has it; what no HTTP status can be, core refuses.
pub(crate) fn status(status: i32) -> u16 {
    status.try_into().unwrap_or(u16::MAX)
}
