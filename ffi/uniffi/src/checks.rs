//! Checks of what the on-boarding asks for.

use gws_auth_core::calls;
use gws_auth_core::calls::SecretString;
use zeroize::Zeroizing;

use crate::GwsAuthError;
use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::{choice, output};

gws_auth_core::record_ird_number!(output);
gws_auth_core::record_finding!(output);

choice! {
    /// How a thing that was looked at stands.
    Verdict of gws_auth_core::calls::Verdict {
        /// As it must be.
        Pass,
        /// It works, but should be looked at; or it could not be told.
        Warn,
        /// Inland Revenue will not take it.
        Fail,
    }
}

/// Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.
///
/// # Arguments
/// - `number`: eight or nine digits; spaces and hyphens may stand among them.
///
/// # Errors
/// Of the number: a character, too short, too long, out of range, the check digit. Rule IRD-1.
#[uniffi::export]
pub fn ird_number(number: &str) -> Result<IrdNumber, GwsAuthError> {
    guarded(|| Ok(calls::ird_number(number)?.outward()))
}

/// Checks the form of a client id: its characters, and vendor and product as in `SmartSoftware_SmartPay`.
///
/// # Arguments
/// - `client_id`: the client id.
///
/// # Errors
/// None: what is wrong is a finding. Rules TOKEN-3 and NATIVE-3.
#[uniffi::export]
pub fn check_client(client_id: &str) -> Result<Vec<Finding>, GwsAuthError> {
    guarded(|| Ok(calls::check_client(client_id).outward()))
}

/// Checks the redirect URIs of one client: kind and form of each, loopback address and ports.
///
/// # Arguments
/// - `redirect_uris`: all that are registered, or are to be.
///
/// # Errors
/// None: what is wrong is a finding. Rules NATIVE-1, NATIVE-2 and AUTHZ-7.
#[uniffi::export]
pub fn check_redirect_uris(redirect_uris: Vec<String>) -> Result<Vec<Finding>, GwsAuthError> {
    guarded(|| {
        let uris: Vec<&str> = redirect_uris.iter().map(String::as_str).collect();
        Ok(calls::check_redirect_uris(&uris).outward())
    })
}

/// Checks a signing certificate, and its private key with it: version, algorithm, size, dates, four years, both
/// thumbprints, and that they belong together.
///
/// # Arguments
/// - `certificate`: the certificate, in PEM or DER.
/// - `now`: seconds since 1970.
/// - `key`: its private key file.
/// - `passphrase`: of an encrypted key file.
/// - `other`: the certificate of the other environment, which must have another key.
///
/// # Errors
/// None: what is wrong is a finding. Rules CERT-1, CERT-2 and M2M-4.
#[uniffi::export(default(key = None, passphrase = None, other = None))]
pub fn check_signing(
    certificate: Vec<u8>,
    now: i64,
    key: Option<Vec<u8>>,
    passphrase: Option<SecretString>,
    other: Option<Vec<u8>>,
) -> Result<Vec<Finding>, GwsAuthError> {
    guarded(|| {
        let (key, passphrase) = (key.map(Zeroizing::new), passphrase.as_ref().map(SecretString::expose));
        let key = key.as_ref().map(|key| key.as_slice());
        Ok(calls::check_signing(&certificate, key, passphrase, other.as_deref(), now).outward())
    })
}

/// Checks the client certificate of mutual TLS: its name and environment, its issuers and their order, its use and dates,
/// and that its key is not the one that signs.
///
/// # Arguments
/// - `environment`: `mock`, `test`, `production` or a URL.
/// - `chain`: the certificate and behind it those of its issuers, each in PEM or DER.
/// - `now`: seconds since 1970.
/// - `key`: its private key file.
/// - `passphrase`: of an encrypted key file.
/// - `signing`: the certificate that signs M2M tokens.
///
/// # Errors
/// None: what is wrong is a finding. Rule MTLS-1.
#[uniffi::export(default(key = None, passphrase = None, signing = None))]
pub fn check_mtls(
    environment: &str,
    chain: Vec<Vec<u8>>,
    now: i64,
    key: Option<Vec<u8>>,
    passphrase: Option<SecretString>,
    signing: Option<Vec<u8>>,
) -> Result<Vec<Finding>, GwsAuthError> {
    guarded(|| {
        let (key, passphrase) = (key.map(Zeroizing::new), passphrase.as_ref().map(SecretString::expose));
        let key = key.as_ref().map(|key| key.as_slice());
        let chain: Vec<&[u8]> = chain.iter().map(Vec::as_slice).collect();
        Ok(calls::check_mtls(environment, &chain, key, passphrase, signing.as_deref(), now).outward())
    })
}

/// Checks an SSH public key: it must be ECDSA. The fingerprint is shown as OpenSSH does.
///
/// # Arguments
/// - `file`: the line of the public key, or the key in PEM.
///
/// # Errors
/// None: what is wrong is a finding. Rule SSH-1.
#[uniffi::export]
pub fn check_ssh(file: Vec<u8>) -> Result<Vec<Finding>, GwsAuthError> {
    guarded(|| Ok(calls::check_ssh(&file).outward()))
}
