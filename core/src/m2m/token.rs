//! The signed token.

use crate::secret::Secret;
use crate::time::UnixSeconds;
use crate::warning::Warnings;

/// A signed token: a bearer credential until it expires, so `Debug` hides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedToken<'t> {
    token: Secret<'t>,
    issued_at: UnixSeconds,
    expires_at: UnixSeconds,
    warnings: Warnings,
}

impl<'t> SignedToken<'t> {
    pub(super) const fn new(
        token: &'t str,
        issued_at: UnixSeconds,
        expires_at: UnixSeconds,
        warnings: Warnings,
    ) -> Self {
        Self { token: Secret::new(token), issued_at, expires_at, warnings }
    }

    /// The compact form.
    #[must_use]
    pub const fn token(&self) -> Secret<'t> {
        self.token
    }

    /// The value of the `Authorization` header: the token alone, without the word `Bearer` (M2M-7). For the mutual-TLS
    /// port 4046 only.
    #[must_use]
    pub const fn authorization(&self) -> Secret<'t> {
        self.token
    }

    /// What to mend: `certificate_sha1`, `certificate_ends_soon`.
    #[must_use]
    pub const fn warnings(&self) -> Warnings {
        self.warnings
    }

    /// When it was issued, in seconds since 1970.
    #[must_use]
    pub const fn issued_at(&self) -> UnixSeconds {
        self.issued_at
    }

    /// When it ends, in seconds since 1970.
    #[must_use]
    pub const fn expires_at(&self) -> UnixSeconds {
        self.expires_at
    }

    /// From when on to sign a new one: the last tenth of its life.
    #[must_use]
    pub const fn renew_at(&self) -> UnixSeconds {
        let tenth = self.expires_at.saturating_sub(self.issued_at) / 10;
        self.expires_at.saturating_sub(tenth)
    }

    /// Whether to sign a new one now: from [`SignedToken::renew_at`] on, or with a clock before its beginning.
    #[must_use]
    pub const fn needs_renewal(&self, now: UnixSeconds) -> bool {
        now < self.issued_at || now >= self.renew_at()
    }
}
