//! `completions` and `man`: each shell's own syntax check, and a page for each command.

use std::io::Write as _;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::support::gws;

#[test]
fn completions_are_scripts_that_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let printed = gws(&["completions", shell]).run();
        assert_eq!(printed.status, 0, "{}", printed.stderr);
        for command in ["authorize-url", "doctor", "ird-number", "sessions"] {
            assert!(printed.stdout.contains(command), "{shell}: {command}");
        }
        assert!(!printed.stdout.contains('\u{1b}'), "{shell}");
    }
    let script = gws(&["completions", "bash"]).run().stdout;
    let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().expect("bash is there");
    bash.stdin.take().expect("piped").write_all(script.as_bytes()).expect("written");
    assert!(bash.wait().expect("ends").success());
}

#[test]
fn every_command_has_a_page() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().to_str().expect("text");
    assert_eq!(gws(&["man", path]).run().status, 0);
    for page in ["gws-auth.1", "gws-auth-doctor.1", "gws-auth-check-mtls.1", "gws-auth-m2m-sign.1"] {
        let text = std::fs::read_to_string(folder.path().join(page)).expect(page);
        assert!(text.contains(".SH NAME"), "{page}");
    }
    let missing = gws(&["man", &format!("{path}/none"), "--json"]).json(2);
    assert_eq!(missing["error"]["code"], "file_unwritable");
}
