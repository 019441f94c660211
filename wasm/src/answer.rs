//! The kinds of answers.

use alloc::string::String;

use gws_auth_core::calls::record::Record;
use gws_auth_core::calls::{Refusal, Reply};
use gws_auth_core::{Error, Outcome, Result};

use crate::arguments::Arguments;
use crate::json::Object;

/// Runs one call: its arguments out of JSON, its answer into JSON. No generics: there is one of it in the module.
pub(crate) fn answer(arguments: &str, call: &dyn Fn(&Arguments<'_>, &mut Object) -> Result<()>) -> String {
    let mut object = Object::new();
    if let Err(error) = Arguments::read(arguments).and_then(|given| call(&given, &mut object)) {
        object = Object::new();
        object.error(&error);
    }
    object.finish()
}

impl Object {
    /// The answer of a function that nobody can refuse.
    #[expect(clippy::unnecessary_wraps, reason = "what a call ends with")]
    pub(crate) fn granted(&mut self, granted: &dyn Record) -> Result<()> {
        self.came("granted", granted);
        Ok(())
    }

    /// The answer of a function that reads where the browser landed.
    pub(crate) fn outcome<T: Record>(&mut self, outcome: &Outcome<T, Refusal>) -> Result<()> {
        match outcome {
            Outcome::Granted(granted) => self.came("granted", granted),
            Outcome::Refused(refusal) => self.came("refused", refusal),
        }
        Ok(())
    }

    /// The answer of a function that reads what a server said.
    pub(crate) fn reply<T: Record>(&mut self, reply: &Reply<T>) -> Result<()> {
        match reply {
            Reply::Granted(granted) => self.came("granted", granted),
            Reply::Refused(refusal) => self.came("refused", refusal),
            Reply::Unreadable(unreadable) => self.came("unreadable", unreadable),
        }
        Ok(())
    }

    fn came(&mut self, outcome: &str, record: &dyn Record) {
        self.flag("ok", outcome == "granted");
        self.text("outcome", outcome);
        self.record(outcome, record);
    }

    fn error(&mut self, error: &Error) {
        self.open("error", b'{');
        self.text("code", error.code());
        self.number("number", u64::from(error.kind.number()));
        self.text("blame", error.blame().code());
        let position = error.position();
        if let (Some(at), Some(what)) = (position.value(), position.code()) {
            self.number("at", at as u64);
            self.text("position", what);
        }
        self.message("message", error);
        self.close(b'}');
    }
}
