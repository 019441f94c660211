//! Findings of the command's own.

use gws_auth_core::calls::{Finding, Verdict};

/// In the order in which they are found.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Finding>);

impl Found {
    pub(super) fn pass(&mut self, code: &str, rule: &str, seen: impl Into<String>) {
        self.add(code, rule, Verdict::Pass, seen.into(), None);
    }

    pub(super) fn warn(&mut self, code: &str, rule: &str, seen: impl Into<String>, remedy: &str) {
        self.add(code, rule, Verdict::Warn, seen.into(), Some(remedy));
    }

    pub(super) fn fail(&mut self, code: &str, rule: &str, seen: impl Into<String>, remedy: &str) {
        self.add(code, rule, Verdict::Fail, seen.into(), Some(remedy));
    }

    fn add(&mut self, code: &str, rule: &str, verdict: Verdict, seen: String, remedy: Option<&str>) {
        let (code, rule) = (code.to_owned(), rule.to_owned());
        self.0.push(Finding { code, rule, verdict, seen, remedy: remedy.map(Into::into) });
    }
}
