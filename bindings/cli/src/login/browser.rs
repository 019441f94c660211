//! The system's browser (AUTHZ-6: never a web view), opened without a shell and without our secrets.

use std::process::{Command, Stdio};

use crate::exit::{Failure, Status};
use crate::input::SECRET_VARIABLE;
use crate::report::Report;
use crate::terminal::note_to_people;

/// The hidden command that opens the browser.
pub(crate) const OPEN_BROWSER: &str = "open-browser";

/// The URL travels in a variable: other users can read arguments.
const URL_VARIABLE: &str = "GWS_OPEN_URL";

/// Opens `url`, or prints it for the customer to open.
pub(super) fn show(url: &str, open: bool) {
    if open && opened(url) {
        note_to_people(&format!(
            "log in with the browser that opens. If none does, open this URL on this machine:\n{url}"
        ));
    } else {
        if open {
            note_to_people("no browser could be opened");
        }
        note_to_people(&format!("open this URL in a browser on this machine:\n{url}"));
    }
}

/// Runs this program again without the client secret, because a browser inherits the environment.
fn opened(url: &str) -> bool {
    let Ok(program) = std::env::current_exe() else { return false };
    let status = Command::new(program)
        .arg(OPEN_BROWSER)
        .env(URL_VARIABLE, url)
        .env_remove(SECRET_VARIABLE)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// In that second run: honours $BROWSER, then asks the desktop.
pub(crate) fn open_browser() -> Result<Report, Failure> {
    let url =
        std::env::var(URL_VARIABLE).map_err(|_| Failure::usage("usage", "This command is used by login."))?;
    webbrowser::open(&url).map(|()| Report::new()).map_err(|error| {
        Failure::new(Status::Refused, "browser", format!("No browser could be opened: {error}."))
    })
}
