//! Token sets: all tokens that descend from one logon (REFRESH-3, REFRESH-4).

use std::collections::HashMap;

use super::{Grant, Store};
use crate::config::lifetimes::Lifetimes;

/// All sets, and where each token belongs.
#[derive(Default)]
pub(super) struct Tokens {
    sets: Vec<TokenSet>,
    access: HashMap<String, Token>,
    refresh: HashMap<String, Token>,
}

struct TokenSet {
    grant: Grant,
    alive: bool,
}

struct Token {
    set: usize,
    issued: i64,
    expires: i64,
    /// Refresh tokens: used. Access tokens: revoked.
    spent: bool,
}

/// What is issued together; the caller makes the texts.
pub(crate) struct Issued {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
}

/// What introspection tells of a live token (INTRO-2).
#[derive(Clone, Debug)]
pub(crate) struct TokenFacts {
    pub(crate) grant: Grant,
    pub(crate) issued: i64,
    pub(crate) expires: i64,
}

/// What became of a refresh token that was presented.
#[derive(Debug)]
pub(crate) enum Refreshed {
    /// Consumed; issue the next pair into this set.
    Consumed { set: usize, grant: Grant },
    /// A used one: the set is dead now. `killed` says that it was alive until this moment.
    Reused { killed: bool },
    /// Unknown, another client's, expired, its set dead or its consent gone.
    Dead,
}

impl Tokens {
    /// Kills every set of `grant`.
    pub(super) fn kill_all(&mut self, grant: &Grant) {
        for set in self.sets.iter_mut().filter(|set| set.grant == *grant) {
            set.alive = false;
        }
    }
}

impl Store {
    /// A new set: "each new logon starts a new token set" (REFRESH-4).
    pub(crate) fn start_set(&mut self, grant: Grant) -> usize {
        self.tokens.sets.push(TokenSet { grant, alive: true });
        self.tokens.sets.len() - 1
    }

    pub(crate) fn issue(&mut self, set: usize, issued: &Issued, now: i64, lifetimes: &Lifetimes) {
        let token = |lifetime| Token { set, issued: now, expires: now + lifetime, spent: false };
        self.tokens.access.insert(issued.access_token.clone(), token(lifetimes.access_token));
        if let Some(text) = &issued.refresh_token {
            self.tokens.refresh.insert(text.clone(), token(lifetimes.refresh_token));
        }
    }

    /// Consumes a refresh token of `client_id`, or kills its set if it was used before (REFRESH-2, REFRESH-3, REFRESH-5).
    pub(crate) fn consume_refresh(
        &mut self,
        text: &str,
        client_id: &str,
        now: i64,
        lifetimes: &Lifetimes,
    ) -> Refreshed {
        let live = self.refresh_facts(text, now, lifetimes).is_some();
        let Some(token) = self.tokens.refresh.get_mut(text) else { return Refreshed::Dead };
        let set = &mut self.tokens.sets[token.set];
        if set.grant.client_id != client_id {
            return Refreshed::Dead;
        }
        if token.spent {
            let killed = set.alive;
            set.alive = false;
            return Refreshed::Reused { killed };
        }
        if !live {
            return Refreshed::Dead;
        }
        token.spent = true;
        Refreshed::Consumed { set: token.set, grant: set.grant.clone() }
    }

    /// The facts of a live access token, whoever's it is.
    pub(crate) fn access_facts(&self, text: &str, now: i64, lifetimes: &Lifetimes) -> Option<TokenFacts> {
        self.facts(self.tokens.access.get(text)?, now, lifetimes)
    }

    /// The facts of a live refresh token, whoever's it is. To ask is no use of it.
    pub(crate) fn refresh_facts(&self, text: &str, now: i64, lifetimes: &Lifetimes) -> Option<TokenFacts> {
        self.facts(self.tokens.refresh.get(text)?, now, lifetimes)
    }

    /// Revokes a token of `client_id`: an access token alone, a refresh token with its whole set. Anything else is left alone.
    pub(crate) fn revoke(&mut self, text: &str, client_id: &str) {
        let tokens = &mut self.tokens;
        if let Some(token) = tokens.access.get_mut(text) {
            token.spent |= tokens.sets[token.set].grant.client_id == client_id;
        } else if let Some(token) = tokens.refresh.get(text) {
            let set = &mut tokens.sets[token.set];
            set.alive &= set.grant.client_id != client_id;
        }
    }

    fn facts(&self, token: &Token, now: i64, lifetimes: &Lifetimes) -> Option<TokenFacts> {
        let set = &self.tokens.sets[token.set];
        let live = set.alive
            && !token.spent
            && now < token.expires
            && self.consented(&set.grant, now, lifetimes.consent);
        live.then(|| TokenFacts { grant: set.grant.clone(), issued: token.issued, expires: token.expires })
    }
}
