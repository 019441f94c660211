//! All checks of a profile.

use std::path::Path;

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{
    Finding, SecretString, Verdict, check_client, check_mtls, check_redirect_uris, check_signing, check_ssh,
};
use gws_auth_core::certificate::Certificate;
use zeroize::Zeroizing;

use super::profile::{Mtls, Profile, Signing};
use crate::check::{blocks, pgp};
use crate::exit::Failure;
use crate::input;
use crate::probe::{self, Identity, Probing, Target};

/// The findings, topic by topic. A file that cannot be read is a finding too.
pub(super) fn all(profile: &Profile, now: UnixSeconds) -> Result<Vec<Finding>, Failure> {
    let passphrase = input::passphrase(None)?;
    let passphrase = passphrase.as_ref().map(SecretString::expose);
    let mut found = Vec::new();
    if let Some(client_id) = &profile.client_id {
        found.extend(check_client(client_id));
    }
    if let Some(uris) = &profile.redirect_uris {
        found.extend(check_redirect_uris(&uris.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    let mut files = Files { profile, missing: Vec::new() };
    let signing_certificate = profile.signing.as_ref().and_then(|signing| files.read(&signing.certificate));
    if let Some(Signing { certificate: _, key, other_certificate }) = &profile.signing {
        let (key, other) = (files.optional(key.as_deref()), files.optional(other_certificate.as_deref()));
        if let Some(certificate) = &signing_certificate {
            found.extend(check_signing(certificate, bytes(&key), passphrase, bytes(&other), now));
        }
    }
    if let Some(Mtls { certificate, key }) = &profile.mtls {
        let (chain, key) = (files.read(certificate), files.optional(key.as_deref()));
        if let Some(chain) = chain {
            // One that cannot be read was found above.
            let signing = bytes(&signing_certificate).filter(|file| Certificate::parse(file).is_ok());
            let chain = blocks(&chain);
            found.extend(check_mtls(&profile.environment, &chain, bytes(&key), passphrase, signing, now));
        }
    }
    if let Some(key) = profile.ssh.as_ref().and_then(|ssh| files.read(&ssh.key)) {
        found.extend(check_ssh(&key));
    }
    if let Some(key) = profile.pgp.as_ref().and_then(|pgp| files.read(&pgp.key)) {
        found.extend(pgp::check(&key, now).unwrap_or_else(|failure| vec![unread(&failure)]));
    }
    found.append(&mut files.missing);
    Ok(found)
}

/// The findings about a host. The client certificate is shown where it can be read; why it cannot was found by [`all`].
pub(super) fn probe(
    profile: &Profile,
    target: &Target,
    probing: &Probing,
    now: UnixSeconds,
) -> Result<Vec<Finding>, Failure> {
    let mut files = Files { profile, missing: Vec::new() };
    let mtls = profile.mtls.as_ref();
    let chain = mtls.and_then(|mtls| files.read(&mtls.certificate));
    let key = mtls.and_then(|mtls| files.optional(mtls.key.as_deref()));
    let identity = bytes(&chain).zip(bytes(&key)).map(|(chain, key)| Identity { chain, key });
    let given = identity.is_some();
    match probe::run(target, probing, identity, now) {
        // The host is looked at all the same, without the certificate.
        Err(failure) if given => {
            let mut found = probe::run(target, probing, None, now)?;
            found.push(Finding {
                code: "mtls_unused".into(),
                rule: "MTLS-1".into(),
                verdict: Verdict::Warn,
                seen: failure.message().into(),
                remedy: Some("name a key that is PEM and not encrypted, to see whether it is let in".into()),
            });
            Ok(found)
        }
        other => other,
    }
}

/// Without GnuPG an OpenPGP key is not looked at, and the rest is.
fn unread(failure: &Failure) -> Finding {
    Finding {
        code: "gpg_missing".into(),
        rule: "PGP-1".into(),
        verdict: Verdict::Warn,
        seen: failure.message().into(),
        remedy: Some("install GnuPG, and run the doctor again".into()),
    }
}

type Bytes = Zeroizing<Vec<u8>>;

fn bytes(file: &Option<Bytes>) -> Option<&[u8]> {
    file.as_ref().map(|file| file.as_slice())
}

/// The files that a profile names, and those that are not there.
struct Files<'p> {
    profile: &'p Profile,
    missing: Vec<Finding>,
}

impl Files<'_> {
    fn read(&mut self, path: &Path) -> Option<Bytes> {
        let read = self.profile.file(path);
        let missing = |failure: Failure| Finding {
            code: "file_unreadable".into(),
            rule: "profile".into(),
            verdict: Verdict::Fail,
            seen: failure.message().into(),
            remedy: Some("name the file as it lies beside the profile, and let this user read it".into()),
        };
        read.map_err(|failure| self.missing.push(missing(failure))).ok()
    }

    fn optional(&mut self, path: Option<&Path>) -> Option<Bytes> {
        path.and_then(|path| self.read(path))
    }
}
