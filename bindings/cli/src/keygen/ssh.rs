//! `keygen --ssh`: a key for SFTP, which takes ECDSA alone (SSH-1).

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding as _};
use gws_auth_core::calls::check_ssh;
use gws_auth_core::jws::{Algorithm, Curve};

use super::making::Key;
use super::{shown, to_yourself, write};
use crate::exit::Failure;
use crate::files;
use crate::report::Report;

/// The key in PKCS#8, which OpenSSH reads, and beside it the line of its public key.
pub(super) fn run(algorithm: Algorithm, path: &Path) -> Result<Report, Failure> {
    let Some(curve) = algorithm.curve() else {
        let message = "IR takes ECDSA keys alone for SFTP: ES256, ES384 or ES512 (SSH-1).";
        return Err(Failure::usage("ssh_algorithm", message));
    };
    let mut public = OsString::from(path);
    public.push(".pub");
    let public = PathBuf::from(public);
    files::check_new(path)?;
    files::check_new(&public)?;
    let key = Key::generate(curve)?;
    let line = line(curve, &key.point());
    let found = check_ssh(line.as_bytes());
    let print = found.iter().find(|finding| finding.code == "ssh_fingerprint").map(|finding| &finding.seen);
    write(path, &key.pem()?, &public, &line)?;
    Ok(Report::new()
        .with("fingerprint", print.map_or("", String::as_str))
        .with("key", shown(path))
        .with("public_key", shown(&public))
        .noting("send the public key to IR, and compare the fingerprint over the telephone")
        .noting(to_yourself(path)))
}

/// `ecdsa-sha2-nistp256 AAAA…`, the kind, curve and point each with its length before it (RFC 5656 3.1).
fn line(curve: Curve, point: &[u8]) -> String {
    let name = format!("nistp{}", curve.name().trim_start_matches("P-"));
    let kind = format!("ecdsa-sha2-{name}");
    let mut blob = Vec::new();
    for part in [kind.as_bytes(), name.as_bytes(), point] {
        blob.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        blob.extend_from_slice(part);
    }
    format!("{kind} {} gws-auth\n", Base64::encode_string(&blob))
}
