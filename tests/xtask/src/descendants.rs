//! Ends a process with everything that it started: a test that hangs is a grandchild of ours.

use std::process::{Child, Command};

/// Kills `child` and its descendants.
pub(crate) fn kill(child: &mut Child) {
    let mut family = vec![child.id()];
    if let Ok(listed) = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output() {
        let table = parse(&String::from_utf8_lossy(&listed.stdout));
        let mut next = 0;
        while let Some(parent) = family.get(next).copied() {
            family.extend(table.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
            next += 1;
        }
    }
    // From the top, so that nobody sees a child of its own fail and goes on.
    let _ = child.kill();
    for process in family.iter().skip(1) {
        let _ = Command::new("kill").args(["-KILL", &process.to_string()]).output();
    }
}

/// Lines of a process's number and its parent's.
fn parse(table: &str) -> Vec<(u32, u32)> {
    let numbers = |line: &str| {
        let mut words = line.split_whitespace().map(str::parse);
        Some((words.next()?.ok()?, words.next()?.ok()?))
    };
    table.lines().filter_map(numbers).collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    #[test]
    fn reads_the_table() {
        assert_eq!(parse("    1     0\n  123     1\nPID PPID\n"), [(1, 0), (123, 1)]);
    }

    #[test]
    fn a_grandchild_ends_too() {
        // The grandchild holds the pipe: its end is reached only when both are gone.
        let script = "sleep 30 & wait";
        let mut child = Command::new("sh").args(["-c", script]).stdout(Stdio::piped()).spawn().expect("sh");
        std::thread::sleep(Duration::from_millis(200));
        let started = Instant::now();
        kill(&mut child);
        let output = child.wait_with_output().expect("ended");
        assert!(!output.status.success() && started.elapsed() < Duration::from_secs(10));
    }
}
