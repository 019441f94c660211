//! What a check finds: a list of records in the caller's memory.

use gws_auth_core::calls::{Finding, Verdict};

use crate::memory::{Memory, gws_output};
use crate::pack::{Packer, gws_span};
use crate::pointer::Place;
use crate::record::{Record as _, record};
use crate::status::gws_status;
use crate::words::gws_verdict;
use crate::wrong::{Named as _, Result};

/// What was found about one thing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_finding {
    /// Its size.
    pub size: u32,
    /// Whether IR will take it.
    pub verdict: gws_verdict,
    /// The stable name of what was looked at, such as `certificate_expired`.
    pub code: gws_span,
    /// The rule, such as `CERT-1`.
    pub rule: gws_span,
    /// What was seen, in English. Never a secret.
    pub seen: gws_span,
    /// What to do, in English; absent where it passes.
    pub remedy: gws_span,
}

record!(gws_finding);

impl gws_finding {
    fn lay_out(finding: &Finding, pack: &mut Packer<'_>) -> Self {
        let Finding { code, rule, verdict, seen, remedy } = finding;
        Self {
            verdict: (*verdict).into(),
            code: pack.text(code),
            rule: pack.text(rule),
            seen: pack.text(seen),
            remedy: pack.optional_text(remedy.as_deref()),
            ..Self::absent()
        }
    }
}

/// What a check found, in order. `gws_finding_at` gives one after the other.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_findings {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// How many there are.
    pub count: u32,
    /// The worst verdict among them; `GWS_VERDICT_NONE` if there are none.
    pub verdict: gws_verdict,
    /// 0.
    pub reserved: u32,
    /// The `gws_finding`s, one behind the other without gaps, each with its size at its beginning.
    pub records: gws_span,
}

record!(gws_findings);

impl gws_findings {
    fn lay_out(findings: &[Finding], pack: &mut Packer<'_>) -> Self {
        let worst =
            Verdict::ALL.iter().rev().find(|verdict| findings.iter().any(|one| one.verdict == **verdict));
        let (records, count) = pack.records(findings, gws_finding::lay_out);
        Self {
            count,
            verdict: worst.map_or(gws_verdict::None, |verdict| (*verdict).into()),
            records,
            ..Self::absent()
        }
    }
}

/// A check's call: arguments are read and looked at by `find`.
///
/// # Safety
/// As [`crate::guard::guard`]; `findings` as [`Place::new`] has it.
pub(crate) unsafe fn check(
    out: *mut gws_output,
    findings: *mut gws_findings,
    find: impl FnOnce() -> Result<Vec<Finding>>,
) -> gws_status {
    // SAFETY: the same promise.
    unsafe {
        crate::guard::guard(out, |memory: &mut Memory| {
            let findings = Place::new(findings).named(c"findings")?;
            let found = find()?;
            findings.put(&memory.write(|pack| gws_findings::lay_out(&found, pack))?);
            Ok(())
        })
    }
}
