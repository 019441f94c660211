//! Signed tokens that are still good, for one who signs for many.

use super::claims::{ClaimsToSign, Key};
use super::token::SignedToken;
use crate::error::{Error, ErrorKind, Result};
use crate::time::UnixSeconds;
use crate::warning::Warnings;
use crate::wire::wipe::wipe;
use core::fmt;

/// At most `TOKENS` signed tokens of at most `BYTES` bytes each, without allocation: `TOKENS * (BYTES + 80)` bytes and a few.
/// `calls::TokenCache` is it for hosts with an allocator.
///
/// A token is found by its claims: the thumbprint, `startLogon` and `iss`. It is given out until its last tenth, see
/// [`SignedToken::needs_renewal`]. A full cache lets go of those that need renewal, else of the one whose last use is
/// longest ago. What it lets go of is wiped, and so is everything when it is dropped.
///
/// ```
/// use gws_auth_core::m2m::{ClaimsToSign, SignedToken, Thumbprint, TokenCache};
/// # fn sign<'o>(_: &ClaimsToSign<'_>, _: &'o mut [u8]) -> gws_auth_core::Result<SignedToken<'o>> {
/// #     Err(gws_auth_core::Error::of(gws_auth_core::ErrorKind::SignatureInvalid))
/// # }
///
/// # fn call(cache: &mut TokenCache<32, 1024>, sub: Thumbprint, now: i64) -> gws_auth_core::Result<()> {
/// let claims = ClaimsToSign::new(sub, "www.example.com", now)?;
/// let mut out = [0; 1024];
/// let token = match cache.find(&claims, now) {
///     Some(token) => token,
///     None => {
///         let token = sign(&claims, &mut out)?; // as before: encode, the host signs, attach
///         cache.keep(&claims, &token)?;
///         token
///     }
/// };
/// let _header = token.authorization();
/// # Ok(())
/// # }
/// # assert!(call(&mut TokenCache::new(), Thumbprint::parse(&"A7".repeat(32))?, 1_790_000_000).is_err());
/// # Ok::<(), gws_auth_core::Error>(())
/// ```
pub struct TokenCache<const TOKENS: usize, const BYTES: usize> {
    slots: [Slot<BYTES>; TOKENS],
    uses: u64,
}

struct Slot<const BYTES: usize> {
    key: Key,
    token: [u8; BYTES],
    /// 0: nothing is here.
    length: usize,
    issued_at: UnixSeconds,
    expires_at: UnixSeconds,
    warnings: Warnings,
    used: u64,
}

impl<const BYTES: usize> Slot<BYTES> {
    const EMPTY: Self = Self {
        key: [0; 32],
        token: [0; BYTES],
        length: 0,
        issued_at: 0,
        expires_at: 0,
        warnings: Warnings::NONE,
        used: 0,
    };

    fn token(&self) -> Option<SignedToken<'_>> {
        let text = core::str::from_utf8(self.token.get(..self.length)?).ok()?;
        let token = SignedToken::new(text, self.issued_at, self.expires_at, self.warnings);
        (self.length > 0).then_some(token)
    }

    fn is_good(&self, now: UnixSeconds) -> bool {
        self.token().is_some_and(|token| !token.needs_renewal(now))
    }

    fn wipe(&mut self) {
        wipe(&mut self.token);
        self.length = 0;
    }
}

impl<const TOKENS: usize, const BYTES: usize> TokenCache<TOKENS, BYTES> {
    /// An empty one.
    #[must_use]
    pub const fn new() -> Self {
        Self { slots: [const { Slot::EMPTY }; TOKENS], uses: 0 }
    }

    /// A token for such claims that needs no renewal at `now`, whose own times it has; not those of `claims`. One that needs
    /// renewal is wiped.
    pub fn find(&mut self, claims: &ClaimsToSign<'_>, now: UnixSeconds) -> Option<SignedToken<'_>> {
        let key = claims.cache_key();
        self.uses = self.uses.saturating_add(1);
        let slot = self.slots.iter_mut().find(|slot| slot.length > 0 && slot.key == key)?;
        if !slot.is_good(now) {
            slot.wipe();
            return None;
        }
        slot.used = self.uses;
        slot.token()
    }

    /// Keeps a token that was just signed for these claims, in the place of the last one for them.
    ///
    /// # Errors
    /// `buffer_too_small` with the size needed, if it has more than `BYTES` bytes or there is no slot at all: nothing is
    /// kept, and the token serves once.
    pub fn keep(&mut self, claims: &ClaimsToSign<'_>, token: &SignedToken<'_>) -> Result<()> {
        let (key, text, now) = (claims.cache_key(), token.token().expose().as_bytes(), token.issued_at());
        let too_small = Error::new(ErrorKind::BufferTooSmall, text.len());
        if text.len() > BYTES {
            return Err(too_small);
        }
        self.uses = self.uses.saturating_add(1);
        let is_same = |slot: &Slot<BYTES>| slot.length > 0 && slot.key == key;
        if self.len() == TOKENS && !self.slots.iter().any(is_same) {
            self.slots.iter_mut().filter(|slot| !slot.is_good(now)).for_each(Slot::wipe);
        }
        // The same one, else an empty one, else the one whose last use is longest ago.
        let place = |slot: &&mut Slot<BYTES>| match slot.length {
            _ if is_same(slot) => (0, 0),
            0 => (1, 0),
            _ => (2, slot.used),
        };
        let slot = self.slots.iter_mut().min_by_key(place).ok_or(too_small)?;
        slot.wipe();
        slot.token.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        slot.length = text.len();
        slot.key = key;
        slot.issued_at = token.issued_at();
        slot.expires_at = token.expires_at();
        slot.warnings = token.warnings();
        slot.used = self.uses;
        Ok(())
    }

    /// Wipes all tokens: after a certificate was revoked, say.
    pub fn clear(&mut self) {
        self.slots.iter_mut().for_each(Slot::wipe);
    }

    /// How many tokens it has, those that need renewal included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.length > 0).count()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<const TOKENS: usize, const BYTES: usize> Default for TokenCache<TOKENS, BYTES> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const TOKENS: usize, const BYTES: usize> Drop for TokenCache<TOKENS, BYTES> {
    fn drop(&mut self) {
        self.clear();
    }
}

impl<const TOKENS: usize, const BYTES: usize> fmt::Debug for TokenCache<TOKENS, BYTES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("len", &self.len()).finish_non_exhaustive()
    }
}
