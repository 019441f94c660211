//! `sessions`: what is stored, without secrets.

use clap::Args;
use gws_auth_core::calls::{SecretString, SessionFacts, session_facts};
use gws_auth_store::TokenStore as _;
use serde_json::{Map, Value};

use super::place::Folder;
use super::store::{code_of, unusable};
use crate::exit::Failure;
use crate::fields::{self, Secrets};
use crate::report::Report;
use crate::text::{date, escape};

/// List the sessions of a folder, without their tokens
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth sessions --json

A session is idle, in_flight (a refresh is under way, or was), lost (its access token serves until it ends), or ended.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    folder: Folder,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let store = arguments.folder.open_existing()?;
    let (mut sessions, mut text) = (Vec::new(), String::new());
    for name in store.names().map_err(|error| unusable(&error))? {
        let record = store.load(&name);
        let facts = match record.as_ref().map(|record| record.as_ref().map(SecretString::expose)) {
            Ok(None) => continue,
            Ok(Some(record)) => session_facts(record).map_err(|error| (error.code(), error.to_string())),
            Err(error) => Err((code_of(error), error.to_string())),
        };
        text.push_str(&format!("{}  {}\n", escape(&name), line(&facts)));
        let mut fields = Map::from_iter([("session".to_owned(), Value::from(name))]);
        match facts {
            Ok(facts) => fields.extend(fields::of(&facts, Secrets::Hidden)),
            Err((code, message)) => {
                let error = Map::from_iter([
                    ("code".to_owned(), Value::from(code)),
                    ("message".to_owned(), Value::from(message)),
                ]);
                fields.insert("error".into(), error.into());
            }
        }
        sessions.push(Value::Object(fields));
    }
    Ok(Report::new().with("sessions", sessions).reading(text))
}

fn line(facts: &Result<SessionFacts, (&'static str, String)>) -> String {
    match facts {
        Ok(facts) => {
            let until = match facts.phase.as_str() {
                "ended" => String::new(),
                _ => format!(", access token until {}", date(facts.access_expires_at).unwrap_or_default()),
            };
            format!("{}{until}, {} at {}", facts.phase, escape(&facts.client_id), escape(&facts.environment))
        }
        Err((code, message)) => format!("{} ({code})", escape(message)),
    }
}
