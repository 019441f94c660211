//! Who panics: the calls of the standard library's panic functions in the assembly of a program.

use std::collections::BTreeSet;

/// Parts of the names of functions that end in a panic.
const PANICS: &[&str] =
    &["9panicking", "unwrap_failed", "expect_failed", "slice_index_fail", "slice_error_fail"];

/// The calls in Arm assembly that lead to a panic, as `caller -> called`: from our own functions down to the standard
/// library's, whose panic functions' calls of each other are left out.
pub(super) fn panic_calls(assembly: &str) -> BTreeSet<String> {
    let calls = calls(assembly);
    let mut found = BTreeSet::new();
    let mut panicking: Vec<&str> =
        calls.iter().map(|(_, called)| *called).filter(|name| is_panic(name)).collect();
    while let Some(function) = panicking.pop() {
        for (caller, called) in
            calls.iter().filter(|(caller, called)| *called == function && !is_panic(caller))
        {
            let is_new = found.insert(format!("{caller} -> {called}"));
            // The search ends at the first function of ours.
            if is_new && !caller.contains("gws_auth_core") {
                panicking.push(caller);
            }
        }
    }
    found
}

/// Every function with what it calls.
fn calls(assembly: &str) -> BTreeSet<(&str, &str)> {
    let mut calls = BTreeSet::new();
    let mut caller = "";
    for line in assembly.lines() {
        if let Some(label) = line.strip_suffix(':').filter(|label| is_function(label)) {
            caller = label;
        } else if let Some(called) = called(line) {
            calls.insert((caller, called));
        }
    }
    calls
}

fn is_function(label: &str) -> bool {
    !label.starts_with(['.', ' ', '\t']) && !label.contains(char::is_whitespace)
}

/// The function that an instruction branches to.
fn called(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (operation, operand) = (words.next()?, words.next()?);
    (operation.starts_with('b') && !operand.starts_with('.')).then_some(operand)
}

fn is_panic(function: &str) -> bool {
    PANICS.iter().any(|part| function.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_callers_from_ours_down_to_the_panic() {
        let assembly = "\
_ours_gws_auth_core:
\tmov\tr0, r1
.LBB0_1:
\tbl\t_std_find
\tbeq\t.LBB0_1
_std_find:
\tbl\t_std_slice_error_fail
_std_slice_error_fail:
\tb.w\t_std_9panicking9panic_fmt
_start:
\tbl\t_ours_gws_auth_core
";
        let calls: Vec<_> = panic_calls(assembly).into_iter().collect();
        assert_eq!(calls, ["_ours_gws_auth_core -> _std_find", "_std_find -> _std_slice_error_fail"]);
    }
}
