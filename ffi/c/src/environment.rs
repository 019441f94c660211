//! Where an environment's endpoints and services are.

use core::ffi::c_char;

use gws_auth_core::calls::{EnvironmentUrls, environment_urls};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::gws_span;
use crate::pointer::{Place, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::wrong::Named as _;

/// Where an environment's endpoints and services are.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_environment {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// `mock`, `test`, `production` or `custom`.
    pub name: gws_span,
    /// Scheme, host and port, without a slash at the end.
    pub origin: gws_span,
    /// The page that the browser opens.
    pub authorize: gws_span,
    /// Where codes and refresh tokens are exchanged.
    pub token: gws_span,
    /// Where tokens are introspected.
    pub introspect: gws_span,
    /// Where tokens are revoked.
    pub revoke: gws_span,
    /// The root of the services for cloud software: port 4046, mutual TLS (ENV-4).
    pub cloud_services: gws_span,
    /// The root of the services for desktop software: port 443, the server's TLS only (ENV-4).
    pub desktop_services: gws_span,
}

record!(gws_environment);

/// Where an environment's endpoints and services are.
///
/// `environment`: `mock`, `test`, `production`, or the URL of another host.
///
/// Errors: `GWS_STATUS_ENVIRONMENT_...`. Rules ENV-1 to ENV-5.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_environment_urls(
    environment: *const c_char,
    out: *mut gws_output,
    urls: *mut gws_environment,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let urls = Place::new(urls).named(c"urls")?;
            let EnvironmentUrls {
                name,
                origin,
                authorize,
                token,
                introspect,
                revoke,
                cloud_services,
                desktop_services,
            } = environment_urls(text(environment).named(c"environment")?)?;
            urls.put(&memory.write(|pack| gws_environment {
                name: pack.text(&name),
                origin: pack.text(&origin),
                authorize: pack.text(&authorize),
                token: pack.text(&token),
                introspect: pack.text(&introspect),
                revoke: pack.text(&revoke),
                cloud_services: pack.text(&cloud_services),
                desktop_services: pack.text(&desktop_services),
                ..gws_environment::absent()
            })?);
            Ok(())
        })
    }
}
