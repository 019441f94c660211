//! Makes a profile: one question a line. It asks for names of files, never for what is in them.

use std::fmt::Write as _;

use crate::exit::Failure;
use crate::input;
use crate::terminal::note_to_people;

/// A question, and the line of the profile that its answer makes; `[table]` stands before the first of its lines.
const QUESTIONS: &[(&str, &str, &str)] = &[
    ("the client id, such as SmartSoftware_SmartPay", "", "client_id"),
    ("the redirect URIs, separated by spaces", "", "redirect_uris"),
    ("the certificate that signs M2M tokens (a file)", "signing", "certificate"),
    ("its private key (a file)", "signing", "key"),
    ("the certificate for mutual TLS with its chain (a file)", "mtls", "certificate"),
    ("its private key (a file)", "mtls", "key"),
    ("the SSH public key (a file)", "ssh", "key"),
    ("the OpenPGP public key (a file)", "pgp", "key"),
];

/// The text of a profile.
pub(super) fn profile() -> Result<String, Failure> {
    note_to_people("Each question may be left empty, but the first. Only names of files are asked for.");
    let environment = answer("the environment: mock, test, production, or the URL of a host")?;
    if environment.is_empty() {
        return Err(Failure::usage("profile", "a profile needs an environment"));
    }
    let mut text = format!("environment = {}\n", quoted(&environment));
    let (mut table, mut left_out) = ("", "");
    for (question, of, name) in QUESTIONS {
        // Without its certificate a key is not asked for.
        if !of.is_empty() && *of == left_out {
            continue;
        }
        let given = answer(question)?;
        if given.is_empty() {
            left_out = of;
            continue;
        }
        if *of != table {
            table = of;
            let _ = writeln!(text, "\n[{of}]");
        }
        let value = match *name {
            "redirect_uris" => {
                let uris: Vec<String> = given.split_whitespace().map(quoted).collect();
                format!("[{}]", uris.join(", "))
            }
            _ => quoted(&given),
        };
        let _ = writeln!(text, "{name} = {value}");
    }
    Ok(text)
}

fn answer(question: &str) -> Result<String, Failure> {
    note_to_people(&format!("{question}?"));
    Ok(input::line_from_stdin()?.map(|line| line.expose().to_owned()).unwrap_or_default())
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
