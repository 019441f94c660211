//! Running the command, the simulator, and servers with canned replies.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use gws_auth_simulator::browser::{Answer, Credentials, walk};
use gws_auth_simulator::{BlockingSimulator, Client, Config, User};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const CLIENT: &str = "SmartCloud_Payroll";
pub(crate) const SECRET: &str = "simulator-Cloud-Secret-1";
pub(crate) const RETURN: &str = "https://client.example.com/return";

/// A call of the command that is being put together.
pub(crate) struct Gws {
    command: Command,
    stdin: Option<Vec<u8>>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// `gws-auth` with these arguments, without a client secret and without a browser.
pub(crate) fn gws<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Gws {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gws-auth"));
    command
        .args(arguments)
        .env_remove("GWS_CLIENT_SECRET")
        .env_remove("GWS_KEY_PASSPHRASE")
        .env_remove("GWS_SESSIONS")
        .env_remove("GWS_SESSION_KEY")
        .env("BROWSER", "/nonexistent-browser");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Gws { command, stdin: Some(Vec::new()) }
}

impl Gws {
    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(bytes.as_ref().to_vec());
        self
    }

    pub(crate) fn secret(self, secret: &str) -> Self {
        self.env("GWS_CLIENT_SECRET", secret)
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    pub(crate) fn stdout(mut self, stdout: Stdio) -> Self {
        self.command.stdout(stdout);
        self
    }

    /// What it reads comes later.
    pub(crate) fn keep_stdin_open(mut self) -> Self {
        self.stdin = None;
        self
    }

    /// Starts it and gives it its standard input.
    pub(crate) fn spawn(mut self) -> Child {
        let mut child = self.command.spawn().expect("the command starts");
        if let Some(bytes) = self.stdin {
            // A command that does not read it may be gone already.
            let _ = child.stdin.take().expect("piped").write_all(&bytes);
        }
        child
    }

    pub(crate) fn run(self) -> Ran {
        finish(self.spawn())
    }

    /// Runs it, expects this exit status, and reads the one JSON object.
    #[track_caller]
    pub(crate) fn json(self, status: i32) -> Value {
        let ran = self.run();
        assert_eq!(ran.status, status, "{ran:?}");
        ran.json()
    }
}

pub(crate) fn finish(child: Child) -> Ran {
    let output = child.wait_with_output().expect("the command ends");
    Ran {
        status: output.status.code().expect("no signal"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

impl Ran {
    /// Standard output is one object on one line, and nothing else.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stdout.matches('\n').count(), 1, "{self:?}");
        let value: Value = serde_json::from_str(&self.stdout).expect("JSON");
        assert!(value.is_object(), "{self:?}");
        value
    }
}

/// The `code` of a failure.
#[track_caller]
pub(crate) fn code(value: &Value) -> &str {
    value["error"]["code"].as_str().unwrap_or_else(|| panic!("no code: {value}"))
}

/// A simulator, and a folder for files.
pub(crate) struct Stage {
    pub(crate) simulator: BlockingSimulator,
    pub(crate) dir: TempDir,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::with(Config::default())
    }

    pub(crate) fn with(config: Config) -> Self {
        let simulator = BlockingSimulator::start(config).expect("the simulator starts");
        Self { simulator, dir: TempDir::new().expect("a folder") }
    }

    pub(crate) fn origin(&self) -> &str {
        self.simulator.base_url()
    }

    /// `command --env … --client-id … --json`
    pub(crate) fn call(&self, command: &str, more: &[&str]) -> Gws {
        let mut arguments = vec![command, "--env", self.origin(), "--client-id", CLIENT, "--json"];
        arguments.extend(more);
        gws(&arguments).dir(self.dir.path()).secret(SECRET)
    }

    /// Starts a login whose pending login is in `login.txt`, walks the pages, and gives the landing URL.
    pub(crate) fn landing(&self, answer: Answer) -> String {
        let pending = ["--redirect-uri", RETURN, "--pending", "login.txt", "--force"];
        let started = self.call("authorize-url", &pending).json(0);
        self.walk(started["url"].as_str().expect("a URL"), answer)
    }

    pub(crate) fn walk(&self, url: &str, answer: Answer) -> String {
        walk(url, &Credentials::of(&User::plain()), answer).expect("a redirect").location
    }

    /// `exchange --pending login.txt URL --json`
    pub(crate) fn exchange(&self, landing: &str, more: &[&str]) -> Gws {
        let mut arguments = vec!["exchange", "--pending", "login.txt", landing, "--json"];
        arguments.extend(more);
        gws(&arguments).dir(self.dir.path()).secret(SECRET)
    }

    /// A whole login: the token reply.
    pub(crate) fn tokens(&self) -> Value {
        let landing = self.landing(Answer::Authorise);
        self.exchange(&landing, &[]).json(0)
    }
}

/// A member that has to be text.
#[track_caller]
pub(crate) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("no text {name}: {value}"))
}

/// A free port. Somebody else may take it before it is used, which is unlikely enough.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("bound").port()
}

/// The default cloud client with loopback redirect URIs on these ports.
pub(crate) fn loopback_config(ports: &[u16]) -> Config {
    let client = ports.iter().fold(Client::cloud(CLIENT, SECRET), |client, port| {
        client.redirect_uri(format!("http://127.0.0.1:{port}/callback"))
    });
    Config::default().client(client)
}

/// Answers every connection with the same bytes and hands over the requests. Its address.
pub(crate) fn canned(reply: impl Into<Vec<u8>>) -> (String, Receiver<String>) {
    let reply = reply.into();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("bound"));
    let (sender, requests) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let request = read_request(&mut stream);
            let _ = stream.write_all(&reply);
            if sender.send(request).is_err() {
                return;
            }
        }
    });
    (origin, requests)
}

/// `HTTP/1.1 STATUS` with a JSON body.
pub(crate) fn json_reply(status: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn read_request(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a time-out");
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text.into_owned();
            }
        }
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
            _ => return String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// One GET as a browser would send it: the whole reply.
pub(crate) fn get(url: &str) -> String {
    send(url, "GET")
}

pub(crate) fn send(url: &str, method: &str) -> String {
    let rest = url.strip_prefix("http://").expect("http");
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).expect("somebody listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time-out");
    write!(stream, "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("a reply");
    reply
}
