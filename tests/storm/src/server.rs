//! A PostgreSQL of our own, in a folder that goes away with it.

use postgres::{Client, Config, NoTls};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};
use tempfile::TempDir;

/// A server that listens on a socket in its folder, and on no port.
pub(crate) struct Server {
    folder: TempDir,
    programs: PathBuf,
}

impl Server {
    /// Makes it and starts it; `None` where its programs are not on this machine.
    pub(crate) fn start() -> io::Result<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        let server = Self { folder: TempDir::new()?, programs };
        if is_root() {
            // It refuses root.
            succeed(Command::new("chown").arg("postgres").arg(server.folder.path()))?;
        }
        let data = server.folder.path().join("data");
        succeed(server.program("initdb").args(["-A", "trust", "-U", "storm", "-D"]).arg(&data))?;
        let options = format!("-k {} -c listen_addresses= -c max_connections=300", server.socket());
        let log = server.folder.path().join("log");
        let start = ["-w", "-o", &options, "-D"];
        succeed(server.program("pg_ctl").args(start).arg(&data).arg("-l").arg(log).arg("start"))?;
        Ok(Some(server))
    }

    /// The folder of its socket.
    pub(crate) fn socket(&self) -> String {
        self.folder.path().display().to_string()
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        if !is_root() {
            return Command::new(path);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.path().join("data");
        let _ = succeed(self.program("pg_ctl").args(["-m", "immediate", "-D"]).arg(data).arg("stop"));
    }
}

/// How to reach the server whose socket is in this folder.
pub(crate) fn config(socket: &str) -> Config {
    let mut config = Config::new();
    config.host_path(socket).user("storm").dbname("postgres");
    config
}

/// A connection of its own.
pub(crate) fn connect(socket: &str) -> Result<Client, postgres::Error> {
    config(socket).connect(NoTls)
}

/// Debian has them outside of the path.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders = std::env::split_paths(&path).chain(versions.map(|version| version.path().join("bin")));
    let mut folders = folders.filter(|folder| folder.join("initdb").exists());
    folders.find_map(|folder| {
        // The link's target, so that pg_ctl is beside it.
        let real = fs::canonicalize(folder.join("initdb")).ok()?;
        real.parent().map(Path::to_owned)
    })
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit());
    let status = quiet.current_dir("/").status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?}: {status}"))) }
}
