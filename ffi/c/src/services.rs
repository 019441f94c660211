//! The gateway services, and whether a client may call one.

use core::ffi::c_char;

use gws_auth_core::calls::{self, GatewayService, ServiceAnswer};

use crate::guard::guard;
use crate::memory::gws_output;
use crate::pack::{Packer, gws_span};
use crate::pointer::{Place, text};
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::wrong::Named as _;

/// One of Inland Revenue's gateway services.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_service {
    /// Its size.
    pub size: u32,
    /// 1 if it takes the access token of a customer who logged in.
    pub oauth: i32,
    /// 1 if it takes a token that the data's owner signed.
    pub m2m: i32,
    /// 1 if it takes the client certificate alone.
    pub mutual_tls: i32,
    /// 1 if it goes by files over SFTP.
    pub ssh: i32,
    /// 0.
    pub reserved: u32,
    /// Its stable code, such as `gst`.
    pub code: gws_span,
    /// Its name in IR's list.
    pub name: gws_span,
    /// Its path for cloud clients; may be absent.
    pub cloud: gws_span,
    /// Its path for desktop clients; may be absent.
    pub desktop: gws_span,
}

record!(gws_service);

impl gws_service {
    fn lay_out(service: &GatewayService, pack: &mut Packer<'_>) -> Self {
        let GatewayService { code, name, oauth, m2m, mutual_tls, ssh, cloud, desktop } = service;
        Self {
            oauth: i32::from(*oauth),
            m2m: i32::from(*m2m),
            mutual_tls: i32::from(*mutual_tls),
            ssh: i32::from(*ssh),
            code: pack.text(code),
            name: pack.text(name),
            cloud: pack.optional_text(cloud.as_deref()),
            desktop: pack.optional_text(desktop.as_deref()),
            ..Self::absent()
        }
    }
}

/// The gateway services. `gws_service_at` gives one after the other.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_service_list {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// How many there are.
    pub count: u32,
    /// The `gws_service`s, one behind the other without gaps, each with its size at its beginning.
    pub records: gws_span,
}

record!(gws_service_list);

/// Whether a client may call a service with a mechanism, and where.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_service_answer {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 1 if it may.
    pub allowed: i32,
    /// 1 if IR prints this address; else it is made in the same way, to be confirmed by the on-boarding.
    pub documented: i32,
    /// 0.
    pub reserved: u32,
    /// The URL; absent where it may not call, and for files.
    pub url: gws_span,
    /// Why not: `mechanism` or `desktop`; absent where it may.
    pub obstacle: gws_span,
    /// What to do, in English; absent where a URL says it.
    pub advice: gws_span,
}

record!(gws_service_answer);

impl gws_service_answer {
    fn lay_out(answer: &ServiceAnswer, pack: &mut Packer<'_>) -> Self {
        let ServiceAnswer { allowed, url, documented, obstacle, advice } = answer;
        Self {
            allowed: i32::from(*allowed),
            documented: i32::from(*documented),
            url: pack.optional_text(url.as_deref()),
            obstacle: pack.optional_text(obstacle.as_deref()),
            advice: pack.optional_text(advice.as_deref()),
            ..Self::absent()
        }
    }
}

/// All gateway services, in the order of Inland Revenue's list.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_services(out: *mut gws_output, services: *mut gws_service_list) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let services = Place::new(services).named(c"services")?;
            let all = calls::services();
            services.put(&memory.write(|pack| {
                let (records, count) = pack.records(&all, gws_service::lay_out);
                gws_service_list { count, records, ..gws_service_list::absent() }
            })?);
            Ok(())
        })
    }
}

/// Whether a client may call a service, and at which URL.
///
/// `service`: a code of `gws_services`. `client`: `cloud` or `desktop`. `mechanism`: `oauth`, `m2m`, `mutual_tls` or `ssh`.
/// `environment`: `mock`, `test`, `production` or a URL.
///
/// Errors: `GWS_STATUS_ARGUMENT_UNKNOWN` for another word; `ENVIRONMENT_...`. Rules ENV-4, M2M-7 and SSH-1.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_service_access(
    service: *const c_char,
    client: *const c_char,
    mechanism: *const c_char,
    environment: *const c_char,
    out: *mut gws_output,
    answer: *mut gws_service_answer,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let answer = Place::new(answer).named(c"answer")?;
            let said = calls::service_access(
                text(service).named(c"service")?,
                text(client).named(c"client")?,
                text(mechanism).named(c"mechanism")?,
                text(environment).named(c"environment")?,
            )?;
            answer.put(&memory.write(|pack| gws_service_answer::lay_out(&said, pack))?);
            Ok(())
        })
    }
}
