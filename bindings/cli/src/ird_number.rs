//! `ird-number`: whether a number can be an IRD number.

use clap::Args;
use gws_auth_core::calls::ird_number;

use crate::exit::Failure;
use crate::fields::Secrets;
use crate::report::Report;

/// Check the check digit of an IRD number, and print the number without separators
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth ird-number 49-091-850

Exit status 1 if it cannot be an IRD number. That it passes does not say that it was given to anybody.")]
pub(crate) struct Arguments {
    /// Eight or nine digits; spaces and hyphens may stand among them
    #[arg(value_name = "NUMBER", allow_hyphen_values = true)]
    number: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let checked = ird_number(&arguments.number)?;
    Ok(Report::of(&checked, Secrets::Hidden).reading(format!("{}\n", checked.number)))
}
