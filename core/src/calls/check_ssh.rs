//! The check of an SSH public key (`keys`).

use super::findings::{Finding, Findings};
use crate::error::ErrorKind;
use crate::jws::{Curve, PublicKey};
use crate::key::PublicKeyFile;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use base64ct::{Base64, Base64Unpadded, Encoding as _};
use sha2::{Digest as _, Sha256};

const NEW_KEY: &str = "make an ECDSA key, IR takes no other for SFTP: ssh-keygen -t ecdsa -b 256 -f FILE";

/// Checks an SSH public key: a line as `ssh-keygen` writes it (`FILE.pub`), or a public key in PEM. It must be ECDSA; the
/// fingerprint is shown as OpenSSH does, for comparing it over the telephone. Rule SSH-1.
#[must_use]
pub fn check_ssh(file: &[u8]) -> Vec<Finding> {
    let mut found = Findings::default();
    let line = core::str::from_utf8(file).ok().and_then(key_line);
    if let Some((kind, encoded)) = line {
        check_line(&mut found, kind, encoded);
    } else {
        check_file(&mut found, file);
    }
    found.0
}

/// The first line that is a key: its kind and its base64.
fn key_line(text: &str) -> Option<(&str, &str)> {
    let is_kind = |word: &str| ["ssh-", "ecdsa-", "sk-"].iter().any(|start| word.starts_with(start));
    text.lines().find_map(|line| {
        let mut words = line.split_ascii_whitespace();
        let kind = words.next().filter(|word| is_kind(word))?;
        Some((kind, words.next().unwrap_or_default()))
    })
}

fn check_line(found: &mut Findings, kind: &str, encoded: &str) {
    let refused = match kind {
        "ssh-rsa" => "an RSA key",
        "ssh-ed25519" => "an Ed25519 key",
        "ssh-dss" => "a DSA key",
        _ if kind.starts_with("sk-") => "a key in a security key, which a server cannot use unattended",
        _ if kind.ends_with("-cert-v01@openssh.com") => "an OpenSSH certificate",
        _ => "",
    };
    if !refused.is_empty() {
        return found.fail("ssh_algorithm", "SSH-1", format!("{refused} ({kind})"), NEW_KEY);
    }
    let curve = [Curve::P256, Curve::P384, Curve::P521]
        .into_iter()
        .find(|curve| kind.strip_prefix("ecdsa-sha2-") == Some(ssh_name(*curve)));
    let Some(curve) = curve else {
        return found.fail("ssh_algorithm", "SSH-1", format!("a key of the kind {kind}"), NEW_KEY);
    };
    let blob = Base64::decode_vec(encoded).or_else(|_| Base64Unpadded::decode_vec(encoded)).ok();
    match blob.filter(|blob| is_whole(blob, kind, curve)) {
        Some(blob) => accept(found, curve, &blob),
        None => found.fail(
            "ssh_damaged",
            "SSH-1",
            format!("the line says {kind}, and what follows is no such key"),
            "copy the line of the .pub file whole, without line breaks: ssh-keygen -y -f FILE prints it again",
        ),
    }
}

fn check_file(found: &mut Findings, file: &[u8]) {
    match PublicKeyFile::parse(file) {
        Ok(key) => match key.key() {
            PublicKey::Ec { curve, point } => accept(found, curve, &blob(curve, point)),
            PublicKey::Rsa { .. } => found.fail("ssh_algorithm", "SSH-1", "an RSA key", NEW_KEY),
        },
        Err(error) => match error.kind {
            ErrorKind::KeyFamily => {
                found.fail(
                    "ssh_algorithm",
                    "SSH-1",
                    "a key that is neither ECDSA nor RSA, such as Ed25519",
                    NEW_KEY,
                );
            }
            ErrorKind::FilePrivateKey | ErrorKind::FileOpenSsh => found.fail(
                "ssh_private",
                "SSH-1",
                "this is a private key, which stays where it is",
                "pass the .pub file beside it, or what ssh-keygen -y -f FILE prints",
            ),
            _ => found.error("SSH-1", error),
        },
    }
}

fn accept(found: &mut Findings, curve: Curve, blob: &[u8]) {
    let bits = ssh_name(curve).trim_start_matches("nistp");
    found.pass("ssh_algorithm", "SSH-1", format!("ECDSA on {}, {bits} bits", curve.name()));
    let digest: String = Base64Unpadded::encode_string(&Sha256::digest(blob));
    found.pass("ssh_fingerprint", "SSH-1", format!("SHA256:{digest}"));
}

/// The curve's name in SSH (RFC 5656 10.1).
const fn ssh_name(curve: Curve) -> &'static str {
    match curve {
        Curve::P256 => "nistp256",
        Curve::P384 => "nistp384",
        Curve::P521 => "nistp521",
    }
}

/// The key as SSH has it: kind, curve and point, each with its length before it (RFC 5656 3.1).
fn blob(curve: Curve, point: &[u8]) -> Vec<u8> {
    let kind = format!("ecdsa-sha2-{}", ssh_name(curve));
    let mut blob = Vec::new();
    for text in [kind.as_bytes(), ssh_name(curve).as_bytes(), point] {
        blob.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
        blob.extend_from_slice(text);
    }
    blob
}

/// Whether a decoded line is what it says: the same texts again, and a point of the curve's width.
fn is_whole(read: &[u8], kind: &str, curve: Curve) -> bool {
    let empty = blob(curve, &[]);
    let before = empty.len();
    let point = read.get(before..).unwrap_or_default();
    kind.strip_prefix("ecdsa-sha2-") == Some(ssh_name(curve))
        && PublicKey::ec(curve, point).is_ok()
        && read == blob(curve, point)
}
