//! `login --session`: the tokens go into the store, and are not printed.

use gws_auth_core::calls::{HttpRequest, OwnedClient, session_facts, session_login};
use gws_auth_core::{Policy, UnixSeconds};
use serde_json::Value;

use super::place::Place;
use crate::exit::Failure;
use crate::fields::{self, Secrets};
use crate::keep::Keep;
use crate::report::Report;
use crate::send;
use crate::text::json_line;

/// Exchanges the code, and keeps the tokens. If they cannot be kept, the failure holds them: a login is not lost.
pub(crate) fn log_in(
    place: &Place,
    client: &OwnedClient,
    request: &HttpRequest,
    mut keep: Keep,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Report, Failure> {
    let tokens = send::token_set(request, &mut keep, now, policy)?;
    let stored = place
        .swap(|before| Ok(Some((session_login(&client.get()?, &tokens, before, now, policy)?, ()))))
        .and_then(|stored| match stored {
            Some((swap, ())) => Ok(session_facts(swap.record.expose())?),
            None => Err(Failure::usage("session_store", "Nothing was stored.")),
        });
    match stored {
        Ok(facts) => {
            let mut report = Report::of(&facts, Secrets::Hidden);
            report.fields.shift_insert(0, "session".into(), place.name.clone().into());
            Ok(report)
        }
        Err(mut failure) => {
            let text = json_line(&Value::Object(fields::of(&tokens, Secrets::Shown)));
            match keep.keep(text.as_bytes()) {
                Some(path) => failure = failure.with("body_file", path.display().to_string()),
                None => failure.only_copy = Some(text.into_bytes()),
            }
            Err(failure)
        }
    }
}
