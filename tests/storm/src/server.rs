//! A PostgreSQL of our own, in a folder that goes away with it.

use postgres::{Client, Config, NoTls};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::{fs, io};
use tempfile::TempDir;

/// A server that listens on a port of this machine alone.
pub(crate) struct Server {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
}

impl Server {
    /// Makes it and starts it, or says why not and gives the status to end with.
    pub(crate) fn start() -> Result<Self, ExitCode> {
        match Self::try_start() {
            Ok(Some(server)) => Ok(server),
            Ok(None) => {
                eprintln!("PostgreSQL's programs are not on this machine");
                Err(ExitCode::from(2))
            }
            Err(error) => {
                eprintln!("PostgreSQL: {error}");
                Err(ExitCode::FAILURE)
            }
        }
    }

    fn try_start() -> io::Result<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let server = Self { folder: TempDir::new()?, programs, port };
        if is_root() {
            // It refuses root.
            succeed(Command::new("chown").arg("postgres").arg(server.folder.path()))?;
        }
        let data = server.folder.path().join("data");
        succeed(server.program("initdb").args(["-A", "trust", "-U", "storm", "-D"]).arg(&data))?;
        let folder = server.folder.path().display();
        let options = format!("-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=500");
        let log = server.folder.path().join("log");
        let start = ["-w", "-o", &options, "-D"];
        succeed(server.program("pg_ctl").args(start).arg(&data).arg("-l").arg(log).arg("start"))?;
        Ok(Some(server))
    }

    /// A new database, as a URL that the drivers of all languages take.
    pub(crate) fn database(&self, name: &str) -> String {
        let url = |name: &str| format!("postgresql://127.0.0.1:{}/{name}?user=storm", self.port);
        let mut client = connect(&url("postgres"));
        client.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
        url(name)
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

/// How to reach this database.
pub(crate) fn config(database: &str) -> Config {
    database.parse().expect("a URL")
}

/// A connection of its own.
pub(crate) fn connect(database: &str) -> Client {
    config(database).connect(NoTls).expect("a connection")
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
        real.parent().map(std::path::Path::to_owned)
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
