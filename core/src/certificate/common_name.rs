//! The Common Name that the Developer Portal gives for mutual TLS (MTLS-1).

/// `<32 hex>.irdgws[.test|.prod].<registered domain>`, in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalName<'a> {
    /// The 32 hexadecimal digits.
    pub id: &'a str,
    /// `test` or `prod`, where the name says it.
    pub environment: Option<&'a str>,
    /// The registered domain.
    pub domain: &'a str,
}

impl<'a> PortalName<'a> {
    /// The parts of `name`; `None`: it is not of this form. Rule MTLS-1.
    #[must_use]
    pub fn parse(name: &'a str) -> Option<Self> {
        let (id, rest) = name.split_once('.')?;
        let (word, rest) = rest.split_once('.')?;
        let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (environment, domain) = match rest.split_once('.') {
            Some((part @ ("test" | "prod"), domain)) => (Some(part), domain),
            _ => (None, rest),
        };
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let is_domain = domain.contains('.') && domain.split('.').all(is_label);
        (is_id && word == "irdgws" && is_domain).then_some(Self { id, environment, domain })
    }
}
