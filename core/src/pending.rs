//! A login under way, as one line of text that the host stores, and the code that came back for it.

use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::redirect_uri::RedirectUri;
use crate::secret::Secret;
use crate::time::{self, UnixSeconds};
use crate::wire::ascii;
use crate::wire::percent;
use crate::wire::stored::{self, Damage, Stored};
use crate::wire::writer::Writer;
use core::fmt;
use core::ops::Range;

/// The first word of the text.
const VERSION: &str = "gws-pending-2";

/// Stands for the verifier when PKCE was turned off; no verifier is that short.
const NO_VERIFIER: &str = "-";

/// A login under way: what has to be remembered between the authorize URL and the redirect back.
///
/// A view of the text that [`AuthorizeRequest::encode`](crate::AuthorizeRequest::encode) makes. The text is one line
/// of printable ASCII; it may be moved and copied between processes and machines, and it holds the code_verifier: keep
/// it in the user's own session (AUTHZ-9), never in a URL or a log. The session finds it, and the state only within that
/// session: whoever finds it by the landing's state alone logs a victim in as an attacker (login CSRF). A failed landing
/// does not spend it (REDIR-6); after a granted one remove it, atomically, before the code is sent.
///
/// Next: [`PendingLogin::accept`].
#[derive(Clone, Copy)]
pub struct PendingLogin<'a> {
    pub(crate) environment: Environment<'a>,
    pub(crate) client_id: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) state: &'a str,
    pub(crate) code_verifier: Option<Secret<'a>>,
    created_at: UnixSeconds,
}

/// What a new pending login is made of; the values are checked already.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) environment: Environment<'a>,
    pub(crate) client_id: &'a str,
    pub(crate) redirect_uri: &'a str,
    pub(crate) state: &'a str,
    pub(crate) code_verifier: Option<&'a str>,
    pub(crate) created_at: UnixSeconds,
}

/// Where the state stands and where the whole text does.
pub(crate) struct Written {
    pub(crate) text: Range<usize>,
    pub(crate) state: Range<usize>,
}

impl Parts<'_> {
    /// `VERSION CHECK created_at origin redirect_uri state verifier client_id`, separated by single spaces; only the
    /// client id, which stands last, can hold one.
    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Written {
        let start = writer.position();
        let line = stored::begin(writer, VERSION);
        writer.decimal(self.created_at.unsigned_abs());
        for part in [self.environment.origin(), self.redirect_uri] {
            writer.byte(b' ');
            writer.text(part);
        }
        writer.byte(b' ');
        let state = writer.text(self.state);
        for part in [self.code_verifier.unwrap_or(NO_VERIFIER), self.client_id] {
            writer.byte(b' ');
            writer.text(part);
        }
        line.end(writer);
        Written { text: writer.since(start), state }
    }
}

impl<'a> PendingLogin<'a> {
    /// Reads the text again; one line break at its end is ignored.
    ///
    /// # Errors
    /// `pending_version`: not such a text, or of another version; `pending_malformed`: cut or damaged;
    /// `pending_altered`: the check value does not fit.
    pub fn parse(text: &'a str) -> Result<Self> {
        let malformed = Error::of(ErrorKind::PendingMalformed);
        let Stored { body, fits } =
            stored::read(stored::line(text), VERSION).map_err(|damage| match damage {
                Damage::Version => Error::of(ErrorKind::PendingVersion),
                Damage::Cut => malformed,
            })?;
        let mut words = ascii::splitn(body, 6, b' ');
        let mut word = || words.next().filter(|word| !word.is_empty()).ok_or(malformed);
        let (created_at, origin, redirect_uri) = (word()?, word()?, word()?);
        let (state, verifier, client_id) = (word()?, word()?, word()?);
        if !fits {
            return Err(Error::of(ErrorKind::PendingAltered));
        }
        // The check value fits, so what follows holds for every text that this crate made.
        let code_verifier = (verifier != NO_VERIFIER).then_some(verifier);
        let pending = Self {
            environment: Environment::parse(origin).map_err(|_| malformed)?,
            client_id,
            redirect_uri: RedirectUri::parse_plain_http(redirect_uri).map_err(|_| malformed)?.as_str(),
            state,
            code_verifier: code_verifier.map(Secret::new),
            created_at: ascii::whole_number(created_at)
                .and_then(|at| time::check(UnixSeconds::try_from(at).ok()?).ok())
                .ok_or(malformed)?,
        };
        let plain = |text: &str| text.bytes().all(|b| matches!(b, 0x20..=0x7E));
        let whole = plain(state) && plain(client_id) && verifier.bytes().all(percent::is_unreserved);
        if whole { Ok(pending) } else { Err(malformed) }
    }

    /// The environment that the login was started in.
    #[must_use]
    pub const fn environment(&self) -> Environment<'a> {
        self.environment
    }

    /// The client id.
    #[must_use]
    pub const fn client_id(&self) -> &'a str {
        self.client_id
    }

    /// The redirect_uri, as it was sent.
    #[must_use]
    pub const fn redirect_uri(&self) -> &'a str {
        self.redirect_uri
    }

    /// The state, as it was sent. Within one user's session it tells several tabs' logins apart; it never finds the session.
    #[must_use]
    pub const fn state(&self) -> &'a str {
        self.state
    }

    /// When the login was started, in seconds since 1970.
    #[must_use]
    pub const fn created_at(&self) -> UnixSeconds {
        self.created_at
    }

    /// Refuses a login that has been under way for too long (AUTHZ-11).
    pub(crate) fn check_age(&self, now: UnixSeconds, policy: &Policy) -> Result<()> {
        let now = time::check(now)?;
        if now < self.created_at.saturating_sub(i64::from(policy.clock_skew)) {
            return Err(Error::of(ErrorKind::ClockBehind));
        }
        if now > self.created_at.saturating_add(i64::from(policy.pending_lifetime)) {
            return Err(Error::of(ErrorKind::PendingExpired));
        }
        Ok(())
    }
}

/// Without state and verifier.
impl fmt::Debug for PendingLogin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingLogin")
            .field("environment", &self.environment)
            .field("client_id", &self.client_id)
            .field("redirect_uri", &self.redirect_uri)
            .field("created_at", &self.created_at)
            .finish_non_exhaustive()
    }
}

/// A code whose state was the one that was sent, with the login it belongs to.
///
/// It works once and for ten minutes (REDIR-1, REDIR-7). Next: [`CodeRequest::new`](crate::CodeRequest::new).
#[derive(Clone, Copy, Debug)]
pub struct VerifiedCode<'a> {
    pub(crate) pending: PendingLogin<'a>,
    pub(crate) code: Secret<'a>,
}

impl<'a> VerifiedCode<'a> {
    /// The code. Keep it out of logs.
    #[must_use]
    pub const fn code(&self) -> Secret<'a> {
        self.code
    }

    /// The login it belongs to.
    #[must_use]
    pub const fn pending(&self) -> &PendingLogin<'a> {
        &self.pending
    }
}
