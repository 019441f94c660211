//! Certificate files that may hold several certificates: which one is meant, and what the others are.

use std::path::Path;

use gws_auth_core::Error;
use gws_auth_core::calls::{CertificateFacts, SecretString};
use gws_auth_core::certificate::{Certificate, CertificateFile};
use gws_auth_core::jws::PublicKey;

use crate::exit::Failure;
use crate::{files, input, pkcs12};

/// The certificates of one file, one of them chosen.
pub(crate) struct Bundle {
    name: String,
    file: CertificateFile,
    chosen: Certificate,
}

impl Bundle {
    /// Reads a file, and chooses the certificate that has issued no other one in it; of several the newest.
    pub(crate) fn read(path: &Path, passphrase: Option<&str>) -> Result<Self, Failure> {
        let bytes = pkcs12::opened(files::read(path)?, passphrase, path)?;
        let of_file = |error: Error| Failure::from(error).with("file", path.display().to_string());
        let file = CertificateFile::parse(&bytes).map_err(of_file)?;
        let chosen = file.leaf().map_err(of_file)?.clone();
        Ok(Self { name: path.display().to_string(), file, chosen })
    }

    /// The same where no key is asked for: the passphrase of a PKCS#12 file comes from `GWS_KEY_PASSPHRASE`.
    pub(crate) fn read_alone(path: &Path) -> Result<Self, Failure> {
        let passphrase = input::passphrase(None)?;
        Self::read(path, passphrase.as_ref().map(SecretString::expose))
    }

    /// Chooses the certificate of this key, if it is there.
    pub(crate) fn choose(&mut self, key: &PublicKey<'_>) {
        if let Some(certificate) = self.file.of_key(key) {
            self.chosen = certificate.clone();
        }
    }

    /// How many certificates the file holds.
    pub(crate) const fn count(&self) -> usize {
        self.file.count()
    }

    /// The chosen certificate.
    pub(crate) const fn certificate(&self) -> &Certificate {
        &self.chosen
    }

    /// What it says; `count` is the file's.
    pub(crate) fn facts(&self) -> Result<CertificateFacts, Failure> {
        Ok(CertificateFacts::of(&self.chosen, self.file.count())?)
    }

    /// What has to be said of a file with several: nothing of it is passed over in silence.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.file.count() == 1 {
            return remarks;
        }
        let others = self.file.certificates().iter().filter(|one| one.der() != self.chosen.der());
        let mut others: Vec<String> = others.map(told).collect();
        let unread = self.file.count().saturating_sub(self.file.certificates().len());
        if unread > 0 {
            others.push(format!("{unread} that cannot sign tokens for IR"));
        }
        if others.is_empty() {
            others.push("the same once more".to_owned());
        }
        remarks.push(format!(
            "{} holds {} certificates. Taken: {}. Not taken: {}",
            self.name,
            self.file.count(),
            told(&self.chosen),
            others.join("; ")
        ));
        let of_key = self.file.count_of_key(&self.chosen);
        if of_key > 1 {
            remarks.push(format!(
                "warning: {of_key} certificates in {} are of the same key, an old and a new one as a rule. The newest is \
                 taken: make sure that IR has registered its thumbprint",
                self.name
            ));
        }
        remarks
    }
}

fn told(one: &Certificate) -> String {
    format!("that of {}, issued by {}, {}", one.subject(), one.issuer(), one.thumbprint().as_str())
}
