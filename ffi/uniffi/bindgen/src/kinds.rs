//! Who may see a field, and which records come in: out of core's lists, which uniffi's metadata have no place for.

use std::collections::BTreeMap;

/// What core's list says of a record.
#[derive(Default)]
pub struct Kinds {
    /// Whether callers make it.
    pub input: bool,
    /// The fields that are not printed: secret and personal ones.
    pub hidden: Vec<&'static str>,
}

macro_rules! output {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident $field:ident: $type:ty,)* }) => {
        record(stringify!($name), false, &[$((stringify!($kind), stringify!($field))),*])
    };
}

macro_rules! input {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident $need:ident $field:ident: $type:ty,)* }) => {
        record(stringify!($name), true, &[$((stringify!($kind), stringify!($field))),*])
    };
}

fn record(name: &'static str, input: bool, fields: &[(&str, &'static str)]) -> (&'static str, Kinds) {
    let hidden = fields.iter().filter(|(kind, _)| *kind != "plain").map(|(_, field)| *field).collect();
    (name, Kinds { input, hidden })
}

/// All records of core's. One that is missing here is refused when it is met in the metadata.
pub fn all() -> BTreeMap<&'static str, Kinds> {
    BTreeMap::from([
        gws_auth_core::record_warning!(output),
        gws_auth_core::record_refusal!(output),
        gws_auth_core::record_unreadable!(output),
        gws_auth_core::record_advice!(output),
        gws_auth_core::record_client_settings!(input),
        gws_auth_core::record_login_options!(input),
        gws_auth_core::record_policy_changes!(input),
        gws_auth_core::record_login!(output),
        gws_auth_core::record_environment_urls!(output),
        gws_auth_core::record_http_request!(output),
        gws_auth_core::record_header!(output),
        gws_auth_core::record_transport!(output),
        gws_auth_core::record_token_set!(output),
        gws_auth_core::record_access_token_facts!(output),
        gws_auth_core::record_introspection!(output),
        gws_auth_core::record_revocation!(output),
        gws_auth_core::record_session_swap!(output),
        gws_auth_core::record_session_facts!(output),
        gws_auth_core::record_session_logout!(output),
        gws_auth_core::record_session_rules!(input),
        gws_auth_core::record_relay_rules!(input),
        gws_auth_core::record_certificate_reference!(input),
        gws_auth_core::record_claims_to_sign!(input),
        gws_auth_core::record_unsigned_token!(output),
        gws_auth_core::record_signed_token!(output),
        gws_auth_core::record_unverified_token!(output),
        gws_auth_core::record_expected_claims!(input),
        gws_auth_core::record_expected_certificate!(input),
        gws_auth_core::record_token_claims!(output),
        gws_auth_core::record_certificate_facts!(output),
        gws_auth_core::record_ird_number!(output),
        gws_auth_core::record_finding!(output),
        gws_auth_core::record_gateway_service!(output),
        gws_auth_core::record_service_answer!(output),
    ])
}
