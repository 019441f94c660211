//! The record as one line of text.

use super::state::{Attempt, Phase, Rejection, State};
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::secret::{Secret, check_token};
use crate::time::{self, UnixSeconds};
use crate::wire::ascii;
use crate::wire::stored::{self, Damage, Stored};
use crate::wire::writer::{Writer, text_at, write_hex};
use core::fmt;

/// The first word of the text.
const VERSION: &str = "gws-session-2";

/// The longest record, in bytes: the largest reply that is read by default, and room for the rest.
pub const MAX_RECORD_BYTES: usize = MAX_REPLY_BYTES + 1_024;

/// The longest reply that a session reads, so that each pair that can be read can be stored.
pub const MAX_REPLY_BYTES: usize = 65_536;

/// The tokens of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tokens<'a> {
    /// The access token; absent from a tombstone.
    pub access: Option<Secret<'a>>,
    /// The refresh token, if IR gave one.
    pub refresh: Option<Secret<'a>>,
}

/// A session's record: a view of one line of printable ASCII of at most [`MAX_RECORD_BYTES`].
///
/// It holds tokens: keep it where only this program's workers can read it, never in a log (TOKEN-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// What the machine works on.
    pub state: State,
    /// The environment that the login was made in.
    pub environment: Environment<'a>,
    /// The client that logged in.
    pub client_id: &'a str,
    /// The tokens.
    pub tokens: Tokens<'a>,
}

impl<'a> Record<'a> {
    /// Reads the text; one line break at its end is ignored.
    ///
    /// # Errors
    /// `session_too_long`; `session_version`: no such text, or of another version; `session_malformed`: cut or damaged;
    /// `session_altered`: the check value does not fit. Whatever it is, the text is as it was: nothing is lost.
    pub fn parse(text: &'a str) -> Result<Self> {
        let text = stored::line(text);
        if text.len() > MAX_RECORD_BYTES {
            return Err(Error::new(ErrorKind::SessionTooLong, MAX_RECORD_BYTES));
        }
        let malformed = Error::of(ErrorKind::SessionMalformed);
        let Stored { body, fits } = stored::read(text, VERSION).map_err(|damage| match damage {
            Damage::Version => Error::of(ErrorKind::SessionVersion),
            Damage::Cut => malformed,
        })?;
        if !fits {
            // A cut text has too few words; a changed one has them all.
            let whole = ascii::splitn(body, 15, b' ').count() == 15;
            return Err(if whole { Error::of(ErrorKind::SessionAltered) } else { malformed });
        }
        read(body).ok_or(malformed)
    }

    /// Whether it is this client's, in this environment.
    ///
    /// # Errors
    /// `session_other_client`.
    pub fn check_client(&self, client_id: &str, environment: Environment<'_>) -> Result<()> {
        let same = self.client_id == client_id && self.environment == environment;
        if same { Ok(()) } else { Err(Error::of(ErrorKind::SessionOtherClient)) }
    }

    /// The bytes that [`Record::encode`] needs.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        let mut writer = Writer::new(&mut []);
        self.write(&mut writer);
        writer.position()
    }

    /// Writes the text into `out`. What it writes can be read again.
    ///
    /// # Errors
    /// `token_empty`, `token_character`; `client_id_empty`, `client_id_character`; `time_invalid`; `session_too_long`;
    /// `buffer_too_small` with the size needed.
    pub fn encode<'o>(&self, out: &'o mut [u8]) -> Result<&'o str> {
        for token in [self.tokens.access, self.tokens.refresh].into_iter().flatten() {
            check_token(token.expose())?;
        }
        if self.client_id.is_empty() {
            return Err(Error::of(ErrorKind::ClientIdEmpty));
        }
        if let Some(at) = self.client_id.bytes().position(|b| !matches!(b, 0x20..=0x7E)) {
            return Err(Error::new(ErrorKind::ClientIdCharacter, at));
        }
        for at in self.times() {
            time::check(at)?;
        }
        if self.encoded_len() > MAX_RECORD_BYTES {
            return Err(Error::new(ErrorKind::SessionTooLong, MAX_RECORD_BYTES));
        }
        let mut writer = Writer::new(out);
        self.write(&mut writer);
        let bytes = writer.finish()?;
        Ok(text_at(bytes, 0..bytes.len()))
    }

    const fn times(&self) -> [UnixSeconds; 5] {
        let State { access_expires_at, refresh_at, stored_at, retry_at, phase, .. } = self.state;
        let doubt_after = match phase {
            Phase::InFlight { doubt_after, .. } => doubt_after,
            Phase::Idle | Phase::Lost | Phase::Ended => 0,
        };
        [access_expires_at, refresh_at, stored_at, retry_at, doubt_after]
    }

    /// `VERSION CHECK version epoch generation phase attempt rejection five-times origin access refresh client_id`; only
    /// the client id, which stands last, can hold a space.
    fn write(&self, writer: &mut Writer<'_>) {
        let State { version, epoch, generation, phase, rejection, .. } = self.state;
        let line = stored::begin(writer, VERSION);
        for number in [version, epoch, generation] {
            writer.decimal(number);
            writer.byte(b' ');
        }
        let (word, attempt) = match phase {
            Phase::Idle => ("idle", 0),
            Phase::InFlight { attempt, .. } => ("inflight", attempt.0),
            Phase::Lost => ("lost", 0),
            Phase::Ended => ("ended", 0),
        };
        writer.text(word);
        writer.byte(b' ');
        let mut digits = [0; 32];
        write_hex(&u128::to_be_bytes(attempt), &mut digits);
        writer.bytes(&digits);
        writer.byte(b' ');
        writer.text(match rejection {
            Rejection::None => "-",
            Rejection::Rejected => "rejected",
            Rejection::Renewed => "renewed",
        });
        for at in self.times() {
            writer.byte(b' ');
            writer.decimal(at.unsigned_abs());
        }
        writer.byte(b' ');
        writer.text(self.environment.origin());
        for token in [self.tokens.access, self.tokens.refresh] {
            writer.byte(b' ');
            match token {
                // So that no token reads as absent.
                Some(token) => {
                    writer.byte(b'=');
                    writer.text(token.expose())
                }
                None => writer.text("-"),
            };
        }
        writer.byte(b' ');
        writer.text(self.client_id);
        line.end(writer);
    }
}

fn read(body: &str) -> Option<Record<'_>> {
    let mut words = ascii::splitn(body, 15, b' ');
    let mut word = || words.next().filter(|word| !word.is_empty());
    let [version, epoch, generation] =
        [ascii::whole_number(word()?)?, ascii::whole_number(word()?)?, ascii::whole_number(word()?)?];
    let (phase, attempt, rejection) = (word()?, word()?, word()?);
    let mut time = || ascii::whole_number(word()?).and_then(|at| time::check(i64::try_from(at).ok()?).ok());
    let [access_expires_at, refresh_at, stored_at, retry_at, doubt_after] =
        [time()?, time()?, time()?, time()?, time()?];
    let environment = Environment::parse(word()?).ok()?;
    let [access, refresh] = [token(word()?)?, token(word()?)?];
    let client_id = word()?;
    let attempt = u128::from_str_radix(attempt, 16).ok().filter(|_| attempt.len() == 32)?;
    let phase = match phase {
        "idle" => Phase::Idle,
        "inflight" => Phase::InFlight { attempt: Attempt(attempt), doubt_after },
        "lost" => Phase::Lost,
        "ended" => Phase::Ended,
        _ => return None,
    };
    let rejection = match rejection {
        "-" => Rejection::None,
        "rejected" => Rejection::Rejected,
        "renewed" => Rejection::Renewed,
        _ => return None,
    };
    let state = State {
        version,
        epoch,
        generation,
        phase,
        renewable: refresh.is_some(),
        access_expires_at,
        refresh_at,
        stored_at,
        retry_at,
        rejection,
    };
    Some(Record { state, environment, client_id, tokens: Tokens { access, refresh } })
}

/// `-`, or `=` and the token.
#[allow(clippy::option_option)] // malformed, absent, there
fn token(word: &str) -> Option<Option<Secret<'_>>> {
    match word.strip_prefix('=') {
        Some(token) => check_token(token).ok().map(Some),
        None => (word == "-").then_some(None),
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
