//! Wrong command lines. What was typed is not repeated: it may be a secret in the wrong place.

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write as _};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::exit::{Failure, Status};
use crate::pasted::Slip;
use crate::report;
use crate::terminal::note_to_people;
use crate::text::sentence;

/// Prints help, version or what is wrong, and tells the exit status.
pub(crate) fn report(error: &clap::Error, arguments: &[OsString]) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let written = write!(io::stdout().lock(), "{}", error.render());
            return if written.is_ok() { Status::Done } else { Status::Refused };
        }
        _ => {}
    }
    let json = arguments.iter().skip(1).take_while(|a| *a != "--").any(|a| a == "--json");
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && !json {
        let _ = write!(io::stderr().lock(), "{}", error.render());
        return Status::Usage;
    }
    let mut message = sentence(&message(error));
    if !json && let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        // Printed below the message, not escaped: it is ours.
        note_to_people(&format!("{message}\n\n{usage}\n\nMore with --help."));
        return Status::Usage;
    }
    message.push_str(" See --help.");
    report::finish(Err(Failure::usage("usage", message)), json)
}

/// Says which of our arguments is concerned, and of theirs only what has the shape of an option or a command.
fn message(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let one_of = |kind| context(kind).map(|known| format!(" (one of: {known})")).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let suggested = context(ContextKind::SuggestedArg);
            let suggested = suggested.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
            match plain_word(&argument, "--") {
                true => format!("there is no option {argument} here{suggested}"),
                false => "there is an argument too many (not shown, as it may be a secret). Secrets are never arguments: \
                          they come from a file, from standard input or from a variable"
                    .into(),
            }
        }
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            let typed = if plain_word(&typed, "") { format!(" {typed}") } else { String::new() };
            format!("there is no command{typed}{}", one_of(ContextKind::ValidSubcommand))
        }
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).as_deref() == Some("") => {
            format!("{argument} needs a value{}", one_of(ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // Other reasons repeat what was typed.
            let slip = error.source().and_then(|source| source.downcast_ref::<Slip>());
            let slip = slip.map(|slip| format!(": {slip}")).unwrap_or_default();
            format!("the value of {argument} is not valid{}{slip}", one_of(ContextKind::ValidValue))
        }
        ErrorKind::MissingRequiredArgument => format!("required, but missing: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "a command is missing".into()
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == argument {
                format!("{argument} may be given once only")
            } else {
                format!("{argument} cannot be used together with {other}")
            }
        }
        ErrorKind::InvalidUtf8 => "an argument is not UTF-8".into(),
        kind => format!("{} ({argument})", kind.as_str().unwrap_or("the command line is not valid")),
    }
}

/// `prefix` and a few lower-case words with hyphens between them.
fn plain_word(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|word| {
        (2..=24).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && word.starts_with(|c: char| c.is_ascii_lowercase())
    })
}
