//! `completions` and `man`: what a shell and a manual know of the command, made from the command itself.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::exit::Failure;
use crate::files::cannot;
use crate::report::Report;

/// Print the completions for a shell
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth completions bash > ~/.local/share/bash-completion/completions/gws-auth")]
pub(crate) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

/// Write the manual pages, one for each command
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// A folder that exists
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn completions<C: CommandFactory>(arguments: &CompletionsArguments) -> Result<Report, Failure> {
    let mut script = Vec::new();
    let mut command = C::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Ok(Report::new().with("completions", script.as_str()).reading(script))
}

pub(crate) fn man<C: CommandFactory>(arguments: &ManArguments) -> Result<Report, Failure> {
    let folder = &arguments.folder;
    let written = clap_mangen::generate_to(C::command(), folder);
    written.map_err(|error| cannot("written", folder, &error))?;
    let shown = folder.display().to_string();
    Ok(Report::new().with("folder", shown.as_str()).reading(format!("the pages are in {shown}\n")))
}
