//! The three kinds of answers, and what is in the two that every function shares: a refusal and an error.

use alloc::string::String;

use gws_auth_core::owned::OwnedRefusal;
use gws_auth_core::{Error, Outcome, Result};

use crate::arguments::Arguments;
use crate::json::{Object, Record};

/// Runs one call: its arguments out of JSON, its answer into JSON. No generics: there is one of it in the module.
pub(crate) fn answer(arguments: &str, call: &dyn Fn(&Arguments<'_>, &mut Object) -> Result<()>) -> String {
    let mut object = Object::new();
    if let Err(error) = Arguments::read(arguments).and_then(|given| call(&given, &mut object)) {
        object = Object::new();
        object.record("error", &error);
    }
    object.finish()
}

impl Object {
    /// The answer of a function that nobody can refuse.
    #[expect(clippy::unnecessary_wraps, reason = "what a call ends with")]
    pub(crate) fn granted(&mut self, granted: &dyn Record) -> Result<()> {
        self.flag("ok", true);
        self.record("granted", granted);
        Ok(())
    }

    /// The answer of a function that reads what a server said.
    pub(crate) fn outcome<T: Record>(&mut self, outcome: &Outcome<T, OwnedRefusal>) -> Result<()> {
        match outcome {
            Outcome::Granted(granted) => self.granted(granted),
            Outcome::Refused(refusal) => {
                self.flag("ok", false);
                self.record("refused", refusal);
                Ok(())
            }
        }
    }
}

impl Record for OwnedRefusal {
    fn members(&self, object: &mut Object) {
        object.text("request", self.request.code());
        object.number("status", u64::from(self.status));
        object.text("error", &self.error);
        object.optional_text("errorDescription", self.error_description.as_deref());
        object.text("meaning", &self.meaning);
        object.text("whoMustAct", self.who_must_act.code());
        object.text("check", &self.check);
        object.flag("documented", self.documented);
        object.text("nextStep", self.next_step.code());
        object.text("advice", &self.advice);
    }
}

impl Record for Error {
    fn members(&self, object: &mut Object) {
        object.text("code", self.code());
        object.number("number", u64::from(self.kind.number()));
        object.text("blame", self.blame().code());
        let position = self.position();
        if let (Some(at), Some(what)) = (position.value(), position.code()) {
            object.number("at", at as u64);
            object.text("position", what);
        }
        object.message("message", self);
    }
}
