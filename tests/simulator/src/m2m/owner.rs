//! Resource owners: on-boarding, in which IR learns a signing certificate (M2M-8, CERT).

use std::fmt;

use super::certificate::Certificate;

/// A resource owner that is to be registered: an employer of a payroll intermediary, say.
#[derive(Clone, Debug)]
pub struct ResourceOwner {
    /// The signing certificate, PEM or DER; self-signed is allowed (CERT-1).
    pub certificate: Vec<u8>,
    /// The `iss` that was agreed (M2M-5), compared character for character.
    pub issuer: String,
    /// The made-up customer that the thumbprint is mapped to (M2M-10).
    pub customer: String,
    /// Whether every service wants a `startLogon` from this owner; off by default.
    pub requires_start_logon: bool,
    /// Whether `sub` is the SHA-1 thumbprint; off by default, which means SHA-256 (M2M-4).
    pub sha1: bool,
}

impl ResourceOwner {
    /// An owner known by its SHA-256 thumbprint, who may leave `startLogon` out where the service allows it.
    pub fn new(
        certificate: impl Into<Vec<u8>>,
        issuer: impl Into<String>,
        customer: impl Into<String>,
    ) -> Self {
        Self {
            certificate: certificate.into(),
            issuer: issuer.into(),
            customer: customer.into(),
            requires_start_logon: false,
            sha1: false,
        }
    }

    /// Wants a `startLogon` in every token of this owner.
    #[must_use]
    pub fn requires_start_logon(mut self) -> Self {
        self.requires_start_logon = true;
        self
    }

    /// Known by the SHA-1 thumbprint, as the build pack's example suggests (M2M-4).
    #[must_use]
    pub fn sha1_thumbprint(mut self) -> Self {
        self.sha1 = true;
        self
    }
}

/// Why a signing certificate is not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerError {
    /// Neither PEM nor DER of one X.509 certificate.
    NotACertificate,
    /// Not X.509 version 3 (CERT-1).
    Version,
    /// A key of another kind or curve, or a point off the curve (M2M-2).
    Key,
    /// RSA below 2,048 bits, or above 8,192 (CERT-2).
    RsaSize {
        /// The size of the modulus.
        bits: usize,
    },
    /// Valid for more than four years, or for none (CERT-1).
    Validity,
}

impl fmt::Display for OwnerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotACertificate => "not one X.509 certificate in PEM or DER",
            Self::Version => "the certificate is not X.509 version 3",
            Self::Key => "the certificate's key is neither RSA nor on P-256, P-384 or P-521",
            Self::RsaSize { bits } => {
                return write!(formatter, "the certificate's RSA key has {bits} bits, not from 2048 to 8192");
            }
            Self::Validity => "the certificate is not valid for up to 4 years",
        })
    }
}

impl std::error::Error for OwnerError {}

/// A registered owner.
#[derive(Debug)]
pub(crate) struct Owner {
    pub(super) thumbprint: String,
    pub(super) certificate: Certificate,
    pub(super) issuer: String,
    pub(super) customer: String,
    pub(super) requires_start_logon: bool,
}

impl Owner {
    pub(crate) fn read(owner: ResourceOwner) -> Result<Self, OwnerError> {
        let certificate = Certificate::read(&owner.certificate)?;
        Ok(Self {
            thumbprint: certificate.thumbprint(owner.sha1),
            certificate,
            issuer: owner.issuer,
            customer: owner.customer,
            requires_start_logon: owner.requires_start_logon,
        })
    }

    /// Issuer, customer, and whether every service wants a `startLogon`.
    pub(crate) fn on_record(&self) -> (&str, &str, bool) {
        (&self.issuer, &self.customer, self.requires_start_logon)
    }

    /// What `sub` must be.
    pub(crate) fn thumbprint(&self) -> &str {
        &self.thumbprint
    }
}
