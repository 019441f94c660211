//! Who sends a request.

use core::ffi::c_char;

use gws_auth_core::calls::{ClientSettings, SecretString};

use crate::pointer::{optional_text, required, text};
use crate::record::record;
use crate::wrong::{Named as _, Result};

/// A client: the software as IR knows it. It has either a secret or a relay.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_client {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// `mock`, `test`, `production`, or the URL of another host.
    pub environment: *const c_char,
    /// The client id agreed with IR.
    pub client_id: *const c_char,
    /// The client secret; NULL with a relay.
    pub client_secret: *const c_char,
    /// The URL of the vendor's own back end, for applications that must not hold the secret (NATIVE-3); NULL with a secret.
    pub relay_url: *const c_char,
}

record!(gws_client);

impl gws_client {
    /// # Safety
    /// As [`required`], for the structure and for each text in it.
    pub(crate) unsafe fn read(client: *const Self) -> Result<ClientSettings> {
        // SAFETY: the same promise.
        unsafe {
            let Self { size: _, reserved: _, environment, client_id, client_secret, relay_url } =
                required(client).named(c"client")?;
            Ok(ClientSettings {
                environment: text(environment).named(c"environment")?.into(),
                client_id: text(client_id).named(c"client_id")?.into(),
                client_secret: optional_text(client_secret)
                    .named(c"client_secret")?
                    .map(|secret| SecretString::new(secret.into())),
                relay_url: optional_text(relay_url).named(c"relay_url")?.map(Into::into),
            })
        }
    }
}
