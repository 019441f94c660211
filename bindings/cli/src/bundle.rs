//! Certificate files that may hold several certificates: which one is meant, and what the others are.

use std::path::Path;

use gws_auth_core::calls::{CertificateFacts, certificate_facts};
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::PublicKey;
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::files;

/// PEM labels of certificates.
const LABELS: [&str; 3] = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"];

/// The certificates of one file.
pub(crate) struct Bundle {
    file: String,
    found: Vec<Found>,
    chosen: usize,
    /// With those that cannot be read, such as a CA's with another kind of key.
    count: usize,
}

struct Found {
    pem_or_der: Zeroizing<Vec<u8>>,
    facts: CertificateFacts,
}

impl Bundle {
    /// Reads a file, and chooses the certificate that has issued no other one in it; of several the newest.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let file = path.display().to_string();
        let bytes = files::read(path)?;
        let blocks = blocks(&bytes);
        let count = blocks.len().max(1);
        // DER, or something else that core has a name for.
        let blocks = if blocks.is_empty() { vec![bytes] } else { blocks };
        let (mut found, mut first_error) = (Vec::new(), None);
        for pem_or_der in blocks {
            match certificate_facts(&pem_or_der) {
                Ok(facts) => found.push(Found { pem_or_der, facts }),
                Err(error) => drop(first_error.get_or_insert(error)),
            }
        }
        let is_leaf = |one: &Found| !found.iter().any(|other| is_issued_by(&other.facts, &one.facts));
        let leaf = (0..found.len()).filter(|at| is_leaf(&found[*at]));
        let newest = leaf.max_by_key(|at| found[*at].facts.not_before);
        match (newest.or(found.len().checked_sub(1)), first_error) {
            (Some(chosen), _) => Ok(Self { file, found, chosen, count }),
            (None, Some(error)) => Err(Failure::from(error).with("file", file)),
            (None, None) => Err(Failure::usage("file_unreadable", "There is no certificate in the file.")),
        }
    }

    /// How many certificates the file holds.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// Chooses the certificate of this key, if it is there.
    pub(crate) fn choose(&mut self, key: &PublicKey<'_>) {
        let is_of_key = |one: &Found| {
            Certificate::parse(&one.pem_or_der).is_ok_and(|certificate| certificate.check_key(key).is_ok())
        };
        let of_key = (0..self.found.len()).filter(|at| is_of_key(&self.found[*at]));
        if let Some(at) = of_key.max_by_key(|at| self.found[*at].facts.not_before) {
            self.chosen = at;
        }
    }

    /// The chosen certificate, as it is in the file.
    pub(crate) fn certificate(&self) -> &[u8] {
        &self.found[self.chosen].pem_or_der
    }

    /// What it says; `count` is the file's.
    pub(crate) fn facts(&self) -> CertificateFacts {
        let count = u32::try_from(self.count).unwrap_or(u32::MAX);
        CertificateFacts { count, ..self.found[self.chosen].facts.clone() }
    }

    /// The same certificate, read.
    pub(crate) fn parsed(&self) -> Result<Certificate, Failure> {
        Ok(Certificate::parse(self.certificate())?)
    }

    /// What has to be said of a file with several: nothing of it is passed over in silence.
    pub(crate) fn remark(&self) -> Option<String> {
        if self.count == 1 {
            return None;
        }
        let told = |one: &Found| {
            let facts = &one.facts;
            format!("that of {}, issued by {}, {}", facts.subject, facts.issuer, facts.thumbprint)
        };
        let others = self.found.iter().enumerate().filter(|(at, _)| *at != self.chosen);
        let mut others: Vec<String> = others.map(|(_, one)| told(one)).collect();
        if self.found.len() < self.count {
            others.push(format!("{} that cannot sign tokens for IR", self.count - self.found.len()));
        }
        Some(format!(
            "{} holds {} certificates. Taken: {}. Not taken: {}",
            self.file,
            self.count,
            told(&self.found[self.chosen]),
            others.join("; ")
        ))
    }
}

/// Whether `other` is the issuer of `one`, by name, and another certificate.
fn is_issued_by(one: &CertificateFacts, other: &CertificateFacts) -> bool {
    one.issuer == other.subject && one.thumbprint != other.thumbprint && one.subject != other.subject
}

/// The PEM blocks of certificates; none in a DER file.
fn blocks(file: &[u8]) -> Vec<Zeroizing<Vec<u8>>> {
    let text = String::from_utf8_lossy(file);
    let mut found = Vec::new();
    let mut rest = text.as_ref();
    while let Some(start) = rest.find("-----BEGIN ") {
        rest = &rest[start..];
        let label = rest["-----BEGIN ".len()..].split("-----").next().unwrap_or_default();
        let end = format!("-----END {label}-----");
        let Some(at) = rest.find(&end) else { break };
        let (block, after) = rest.split_at(at + end.len());
        if LABELS.contains(&label) {
            found.push(Zeroizing::new(block.as_bytes().to_vec()));
        }
        rest = after;
    }
    found
}
