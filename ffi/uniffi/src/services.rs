//! The gateway services, and whether a client may call one.

use gws_auth_core::calls;

use crate::GwsAuthError;
use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::output;

gws_auth_core::record_gateway_service!(output);
gws_auth_core::record_service_answer!(output);

/// All gateway services, in the order of Inland Revenue's list.
///
/// # Errors
/// None.
#[uniffi::export]
pub fn services() -> Result<Vec<GatewayService>, GwsAuthError> {
    guarded(|| Ok(calls::services().outward()))
}

/// Whether a client may call a service, and at which URL.
///
/// # Arguments
/// - `service`: a code of `services`.
/// - `client`: `cloud` or `desktop`.
/// - `mechanism`: `oauth`, `m2m`, `mutual_tls` or `ssh`.
/// - `environment`: `mock`, `test`, `production` or a URL.
///
/// # Errors
/// `argument_unknown` for another word; of the environment. Rules ENV-4, M2M-7 and SSH-1.
#[uniffi::export]
pub fn service_access(
    service: &str,
    client: &str,
    mechanism: &str,
    environment: &str,
) -> Result<ServiceAnswer, GwsAuthError> {
    guarded(|| Ok(calls::service_access(service, client, mechanism, environment)?.outward()))
}
