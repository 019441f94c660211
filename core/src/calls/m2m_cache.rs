//! Signed tokens that are still good, for hosts with an allocator.

use super::m2m_records::{ClaimsToSign, SignedToken};
use crate::error::Result;
use crate::m2m::Key;
use crate::time::UnixSeconds;
use alloc::collections::BTreeMap;
use core::fmt;

/// At most so many signed tokens, for a provider who signs for many employers: found by the certificate's thumbprint,
/// `start_logon` and `iss`, in a time that grows with the logarithm of their number.
///
/// A token is given out until its last tenth ([`needs_renewal`](super::needs_renewal)). A full cache lets go of those that need
/// renewal, else of the one whose last use is longest ago; what it lets go of is wiped. It locks nothing: put it into a mutex,
/// and sign outside of the lock. Two workers that sign for the same employer at once do no harm: M2M tokens need no order.
///
/// ```
/// # use gws_auth_core::calls::{ClaimsToSign, SignedToken, TokenCache};
/// # fn sign(_: &ClaimsToSign, _: i64) -> gws_auth_core::Result<SignedToken> {
/// #     Err(gws_auth_core::Error::of(gws_auth_core::ErrorKind::SignatureInvalid))
/// # }
/// # fn call(cache: &mut TokenCache, claims: &ClaimsToSign, now: i64) -> gws_auth_core::Result<SignedToken> {
/// if let Some(token) = cache.find(claims, now)? {
///     return Ok(token);
/// }
/// let token = sign(claims, now)?; // m2m_unsigned, the host signs, m2m_attach
/// cache.keep(claims, &token)?;
/// # Ok(token)
/// # }
/// ```
pub struct TokenCache {
    capacity: usize,
    uses: u64,
    tokens: BTreeMap<Key, (u64, SignedToken)>,
}

impl TokenCache {
    /// An empty one for at most `capacity` tokens, of about 1 kB each.
    #[must_use]
    pub const fn new(capacity: usize) -> Self {
        Self { capacity, uses: 0, tokens: BTreeMap::new() }
    }

    /// A token for such claims that needs no renewal at `now`; one that does is wiped.
    ///
    /// # Errors
    /// What [`m2m_unsigned`](super::m2m_unsigned) says of the claims.
    pub fn find(&mut self, claims: &ClaimsToSign, now: UnixSeconds) -> Result<Option<SignedToken>> {
        let (_, checked) = claims.check(now)?;
        let key = checked.cache_key();
        self.uses = self.uses.saturating_add(1);
        if let Some((used, token)) = self.tokens.get_mut(&key) {
            if is_good(token, now) {
                *used = self.uses;
                return Ok(Some(token.clone()));
            }
            self.tokens.remove(&key);
        }
        Ok(None)
    }

    /// Keeps a token that was just signed for these claims, in the place of the last one for them.
    ///
    /// # Errors
    /// What [`m2m_unsigned`](super::m2m_unsigned) says of the claims.
    pub fn keep(&mut self, claims: &ClaimsToSign, token: &SignedToken) -> Result<()> {
        let now = token.issued_at;
        let (_, checked) = claims.check(now)?;
        let key = checked.cache_key();
        self.tokens.remove(&key);
        if self.tokens.len() >= self.capacity {
            self.tokens.retain(|_, (_, kept)| is_good(kept, now));
        }
        if self.tokens.len() >= self.capacity {
            let oldest = self.tokens.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key);
            oldest.and_then(|key| self.tokens.remove(&key));
        }
        if self.capacity > 0 {
            self.uses = self.uses.saturating_add(1);
            self.tokens.insert(key, (self.uses, token.clone()));
        }
        Ok(())
    }

    /// Wipes all tokens: after a certificate was revoked, say.
    pub fn clear(&mut self) {
        self.tokens.clear();
    }

    /// How many tokens it has, those that need renewal included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("len", &self.len()).finish_non_exhaustive()
    }
}

fn is_good(token: &SignedToken, now: UnixSeconds) -> bool {
    now >= token.issued_at && now < token.renew_at
}
