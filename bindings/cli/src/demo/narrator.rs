//! Tells what happens, in colour on a terminal. Silent with `--json`.

use std::io::{self, IsTerminal as _, Write as _};

use gws_auth_core::calls::HttpRequest;

use crate::text::escape;

const BOLD: &str = "1";
const FAINT: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const BLUE: &str = "34";

/// What a step comes to; an `Err` says what did not hold.
pub(super) type Held = Result<(), String>;

/// What is said of a step before it runs.
pub(super) struct Caption {
    /// For `--break` and `--list-steps`. Stable.
    pub(super) name: &'static str,
    /// What happens.
    pub(super) title: &'static str,
    /// The protocol's rules that it shows.
    pub(super) rules: &'static str,
    /// Why it is done like this.
    pub(super) why: &'static str,
    /// What `--break` does to it.
    pub(super) spoiled_by: &'static str,
}

pub(super) struct Narrator {
    silent: bool,
    colour: bool,
}

impl Narrator {
    pub(super) fn new(silent: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { silent, colour: io::stdout().is_terminal() && !plain }
    }

    pub(super) fn opening(&self, origin: &str) {
        self.line("", &[(BOLD, "gws-auth demo: OAuth and M2M tokens as Inland Revenue (NZ) documents them")]);
        let text = format!("A simulator of IR's services runs at {origin}. Nothing leaves this machine.");
        self.line("", &[("", &text)]);
        self.line(
            "",
            &[
                (BLUE, "→"),
                ("", " sent   "),
                (YELLOW, "←"),
                ("", " came back   "),
                (GREEN, "✓"),
                ("", " checked"),
            ],
        );
        self.line("", &[(FAINT, "Secrets are shortened: four characters, and how long they are.")]);
    }

    pub(super) fn heading(&self, number: usize, step: &Caption, spoil: bool) {
        self.line("", &[]);
        let name = format!("{number:2}  {}", step.name);
        self.line(
            "",
            &[(BOLD, &name), ("", ": "), ("", step.title), (FAINT, &format!("  [{}]", step.rules))],
        );
        self.line("    ", &[(FAINT, &format!("Why: {}.", step.why))]);
        if spoil {
            self.line("    ", &[(RED, &format!("Spoiled: {}.", step.spoiled_by))]);
        }
    }

    /// A remark.
    pub(super) fn says(&self, text: &str) {
        self.line("      ", &[("", text)]);
    }

    /// What was sent.
    pub(super) fn sent(&self, text: &str) {
        self.line("    ", &[(BLUE, "→ "), ("", text)]);
    }

    /// A request of core's that is sent, secrets shortened.
    pub(super) fn sends(&self, request: &HttpRequest) {
        self.sent(&format!("{} {}", request.method, request.url));
        for header in request.headers.iter().filter(|header| header.name == "Authorization") {
            let value = header.value.expose();
            let (scheme, secret) = value.split_once(' ').unwrap_or(("", value));
            self.says(&format!("{}: {scheme} {}", header.name, shortened(secret)));
        }
        for pair in request.body.expose().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let harmless = matches!(name, "grant_type" | "redirect_uri" | "token_type_hint");
            let shown = if harmless { value.to_owned() } else { shortened(value) };
            self.says(&format!("{name}={shown}"));
        }
    }

    /// What came back. The text may be a server's.
    pub(super) fn got(&self, text: &str) {
        self.line("    ", &[(YELLOW, "← "), ("", &escape(text))]);
    }

    /// Goes on only if `held`; what is told is what had to be true.
    pub(super) fn check(&self, held: bool, what: &str) -> Held {
        if !held {
            return Err(format!("expected: {what}"));
        }
        self.line("    ", &[(GREEN, "✓ "), ("", what)]);
        Ok(())
    }

    pub(super) fn broken(&self, reason: &str) {
        self.line("    ", &[(RED, "✗ "), (RED, &escape(reason))]);
    }

    pub(super) fn closing(&self, steps: usize) {
        self.line("", &[]);
        self.line("", &[(GREEN, &format!("All {steps} steps held."))]);
        self.line(
            "",
            &[(
                "",
                "To see one fail: gws-auth demo --break reuse. With your own browser: gws-auth demo --serve.",
            )],
        );
    }

    fn line(&self, indent: &str, parts: &[(&str, &str)]) {
        if self.silent {
            return;
        }
        let mut text = String::from(indent);
        for (style, part) in parts {
            if self.colour && !style.is_empty() {
                text.push_str(&format!("\u{1b}[{style}m{part}\u{1b}[0m"));
            } else {
                text.push_str(part);
            }
        }
        // Nobody looks any more; the checks go on.
        let _ = writeln!(io::stdout().lock(), "{text}");
    }
}

/// `eyJh…(1,034 bytes)`
pub(super) fn shortened(secret: &str) -> String {
    let start: String = secret.chars().take(4).collect();
    format!("{start}…({} bytes)", grouped(secret.len()))
}

/// `28,800`
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
