//! What a suite printed: shown at once, its last lines kept for the report.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::Mutex;

/// As many lines as the report repeats of a suite that failed.
const KEPT_LINES: usize = 60;

/// The last lines of one suite's output.
#[derive(Default)]
pub(crate) struct Transcript {
    lines: Mutex<VecDeque<String>>,
    silent: bool,
}

impl Transcript {
    /// One that shows nothing.
    pub(crate) fn silent() -> Self {
        Self { silent: true, ..Self::default() }
    }

    pub(crate) fn is_silent(&self) -> bool {
        self.silent
    }

    /// Shows one line of our own and keeps it.
    pub(crate) fn say(&self, line: &str) {
        if !self.silent {
            println!("{line}");
        }
        self.keep(line);
    }

    /// Copies `from` to `to` line by line until it ends; gives back all of it.
    pub(crate) fn copy(&self, from: impl Read, mut to: impl Write) -> String {
        let mut reader = BufReader::new(from);
        let mut all = String::new();
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            // A reader of our output that went away must not stop the tests.
            let _ = to.write_all(&line);
            let _ = to.flush();
            let text = String::from_utf8_lossy(&line);
            self.keep(text.trim_end());
            all.push_str(&text);
            line.clear();
        }
        all
    }

    /// The lines that were kept, oldest first.
    pub(crate) fn tail(&self) -> Vec<String> {
        self.lock().iter().cloned().collect()
    }

    fn keep(&self, line: &str) {
        let mut lines = self.lock();
        if lines.len() == KEPT_LINES {
            lines.pop_front();
        }
        lines.push_back(line.to_owned());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<String>> {
        self.lines.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_last_lines_and_copies_all() {
        let transcript = Transcript::default();
        let text: String = (0..100).map(|n| format!("line {n}\n")).collect();
        let mut shown = Vec::new();
        assert_eq!(transcript.copy(text.as_bytes(), &mut shown), text);
        assert_eq!(shown, text.as_bytes());
        let tail = transcript.tail();
        assert_eq!(tail.len(), KEPT_LINES);
        assert_eq!(tail.last().map(String::as_str), Some("line 99"));
    }

    #[test]
    fn a_line_that_is_not_utf8_is_kept_too() {
        let transcript = Transcript::default();
        transcript.copy(&b"bad \xFF\nlast"[..], std::io::sink());
        assert_eq!(transcript.tail(), ["bad \u{FFFD}", "last"]);
    }
}
