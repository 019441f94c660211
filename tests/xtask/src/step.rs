//! One child process of a suite.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::descendants;
use crate::environment;
use crate::paths;
use crate::transcript::Transcript;

/// Why a step or a suite failed, for a person.
pub(crate) type Failure = String;

/// A step that runs for this long hangs: even a build from nothing on a slow machine is done long before.
const HANGS: Duration = Duration::from_secs(3600);

/// How a finished step ended, and what it printed.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A command with a clean environment, run in the workspace's folder.
pub(crate) struct Step {
    command: Command,
    deadline: Option<Duration>,
}

impl Step {
    /// A call of `program`.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        environment::forget_outer_cargo(&mut command);
        command.current_dir(paths::root()).stdin(Stdio::null());
        Self { command, deadline: Some(HANGS) }
    }

    /// A call of the host's cargo.
    pub(crate) fn cargo(arguments: &[&str]) -> Self {
        Self::new("cargo").args(arguments)
    }

    pub(crate) fn args(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Lets it run for as long as it takes, as an installation over a slow network must.
    pub(crate) fn without_deadline(mut self) -> Self {
        self.deadline = None;
        self
    }

    /// Leaves nothing of the host's toolchain in the environment; set what is needed after this call.
    pub(crate) fn without_host_toolchain(mut self) -> Self {
        environment::forget_host_toolchain(&mut self.command);
        self
    }

    /// Runs it with its output shown; a status other than 0 is a failure.
    pub(crate) fn run(self, transcript: &Transcript) -> Result<Ended, Failure> {
        let text = self.text();
        let ended = self.end(transcript)?;
        if ended.status.success() { Ok(ended) } else { Err(format!("`{text}` ended with {}", ended.status)) }
    }

    /// Runs it with its output shown, and gives back the status whatever it is.
    pub(crate) fn end(self, transcript: &Transcript) -> Result<Ended, Failure> {
        if transcript.is_silent() {
            return self.quiet();
        }
        transcript.say(&format!("$ {}", self.text()));
        self.finish(transcript, io::stdout(), io::stderr())
    }

    /// Runs it without a word, for questions and for what must fail; the failure case is up to the caller.
    pub(crate) fn quiet(self) -> Result<Ended, Failure> {
        self.finish(&Transcript::default(), io::sink(), io::sink())
    }

    /// The command as one would type it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (name, value) in self.command.get_envs() {
            if let Some(value) = value {
                let _ = write!(text, "{}={} ", name.display(), quoted(value));
            }
        }
        text.push_str(&quoted(self.command.get_program()));
        for argument in self.command.get_args() {
            let _ = write!(text, " {}", quoted(argument));
        }
        text
    }

    fn finish(
        mut self,
        transcript: &Transcript,
        out: impl io::Write + Send,
        err: impl io::Write + Send,
    ) -> Result<Ended, Failure> {
        let text = self.text();
        let mut child = self
            .command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{text}` did not start: {error}"))?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let started = Instant::now();
        thread::scope(|scope| {
            let stdout = scope.spawn(|| stdout.map(|pipe| transcript.copy(pipe, out)).unwrap_or_default());
            let stderr = scope.spawn(|| stderr.map(|pipe| transcript.copy(pipe, err)).unwrap_or_default());
            let status = loop {
                match child.try_wait() {
                    Ok(Some(status)) => break Ok(status),
                    Ok(None) if self.deadline.is_some_and(|deadline| started.elapsed() >= deadline) => {
                        descendants::kill(&mut child);
                        let _ = child.wait();
                        let minutes = started.elapsed().as_secs() / 60;
                        break Err(format!("`{text}` ran for {minutes} minutes and was stopped: it hangs"));
                    }
                    Ok(None) => thread::sleep(Duration::from_millis(20)),
                    Err(error) => break Err(format!("`{text}`: {error}")),
                }
            };
            let stdout = stdout.join().unwrap_or_default();
            let stderr = stderr.join().unwrap_or_default();
            status.map(|status| Ended { status, stdout, stderr })
        })
    }
}

fn quoted(text: &OsStr) -> String {
    let text = text.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:+,@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text.into_owned() } else { format!("'{text}'") }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_status_other_than_zero_is_a_failure_that_names_the_command() {
        let transcript = Transcript::default();
        let failure = Step::new("sh").args(&["-c", "echo out; echo err >&2; exit 3"]).run(&transcript).err();
        assert!(failure.is_some_and(|text| text.contains("sh -c") && text.contains('3')));
        let tail = transcript.tail();
        assert!(tail.contains(&"out".to_owned()) && tail.contains(&"err".to_owned()));
    }

    #[test]
    fn both_streams_come_back() {
        let ended = Step::new("sh").args(&["-c", "echo out; echo err >&2"]).quiet().expect("runs");
        assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("out\n", "err\n"));
    }

    #[test]
    fn the_deadline_holds() {
        let started = Instant::now();
        let mut step = Step::new("sleep").arg("20");
        step.deadline = Some(Duration::from_millis(100));
        let failure = step.quiet().err();
        assert!(failure.is_some_and(|text| text.contains("was stopped")));
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn no_deadline_cuts_an_installation() {
        assert_eq!(Step::new("sleep").without_deadline().deadline, None);
        assert!(Step::new("sleep").deadline.is_some());
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = Step::new("gws-auth-no-such-program").quiet().err();
        assert!(failure.is_some_and(|text| text.contains("gws-auth-no-such-program")));
    }
}
