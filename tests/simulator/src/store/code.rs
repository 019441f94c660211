//! Authorisation codes: each works once, for ten minutes (REDIR-1).

use super::{Grant, Store};
use crate::random;

/// An issued code.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) grant: Grant,
    pub(crate) redirect_uri: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) expires: i64,
    pub(crate) consumed: bool,
}

/// Why a code cannot be exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeRefusal {
    Unknown,
    Reused,
    Expired,
}

impl Store {
    pub(crate) fn issue_code(&mut self, code: Code) -> String {
        let text = random::code(self.codes_issued);
        self.codes_issued += 1;
        self.codes.insert(text.clone(), code);
        text
    }

    /// Consumes a code of `client_id`, once. Codes of other clients are unknown to it, and are left alone.
    pub(crate) fn consume_code(
        &mut self,
        text: &str,
        client_id: &str,
        now: i64,
    ) -> Result<Code, CodeRefusal> {
        let code = self.codes.get_mut(text).filter(|code| code.grant.client_id == client_id);
        let code = code.ok_or(CodeRefusal::Unknown)?;
        if code.consumed {
            return Err(CodeRefusal::Reused);
        }
        if now >= code.expires {
            return Err(CodeRefusal::Expired);
        }
        code.consumed = true;
        Ok(code.clone())
    }
}
