//! The relay as its user has it: the binary, a configuration, a data folder.

use crate::{process::Process, wallet};
use std::{
    env, fs,
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicBool, Ordering},
};
use tempfile::TempDir;

/// What a test's relay is configured with unless the test says otherwise.
pub const CONFIG: &str = "site = \"phuong\"\n[access]\ntotp_roles = []\n[http]\nlisten = \"127.0.0.1:0\"\n[metrics]\nlisten = \"127.0.0.1:0\"\n[cameras]\nnetworks = [\"127.0.0.0/8\"]\n";

/// Who the harness is on every relay: somebody who may do everything.
pub const ADMIN: &str = "harness";
/// His password.
pub const PASSWORD: &str = "one-of-the-tests";

/// A relay's folder, and the relay while it runs.
pub struct Relay {
    dir: TempDir,
    process: Option<Process>,
    url: String,
    /// Whether the harness's own admin was made.
    has_admin: AtomicBool,
}

/// What a finished command said.
#[derive(Debug)]
pub struct Said {
    /// It ended with success.
    pub ok: bool,
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The binary under test: `$WARD_RELAY_BIN`, else the one that cargo built beside the test.
pub fn binary() -> PathBuf {
    let beside = || {
        let test = env::current_exe().expect("a test has a path");
        let folder = test.ancestors().find(|p| p.ends_with("debug") || p.ends_with("release"));
        folder.expect("cargo's target folder").join("relay")
    };
    let path = env::var_os("WARD_RELAY_BIN").map_or_else(beside, PathBuf::from);
    assert!(path.exists(), "{} is missing: run cargo build -p relay, or make test", path.display());
    path
}

impl Relay {
    /// A folder with a configuration; nothing runs yet.
    pub fn new(config: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder for the test");
        fs::write(dir.path().join("relay.toml"), config).expect("its configuration");
        Self { dir, process: None, url: String::new(), has_admin: AtomicBool::new(false) }
    }

    /// A running relay without cameras.
    pub fn start() -> Self {
        let mut relay = Self::new(CONFIG);
        relay.run();
        relay
    }

    /// Starts the relay, waits until it serves, and logs in.
    pub fn run(&mut self) {
        self.run_for_nobody();
        self.log_in_at(self.url());
    }

    /// Starts the relay and waits until it serves; there is nobody yet.
    pub fn run_for_nobody(&mut self) {
        let mut command = self.command(&["serve"]);
        command.env("WARD_LOG", "trace,hyper=info,mio=info,polling=info,sqlx=info,tungstenite=info");
        let process = Process::start(command);
        self.url = process.wait_for(|line| line.strip_prefix("Serving at ")?.split(' ').next().map(str::to_owned));
        self.process = Some(process);
    }

    /// The link for the first admin, as the relay prints it.
    pub fn setup_link(&self) -> String {
        let process = self.process.as_ref().expect("it runs");
        process.wait_for(|line| line.split("make one: ").nth(1).map(|link| link.trim().to_owned()))
    }

    /// Logs in as somebody who may do everything, whom the first run makes.
    pub fn log_in_at(&self, url: &str) {
        // Where it listens everywhere, it is had at this machine's own address.
        let url = &url.replace("//0.0.0.0:", "//127.0.0.1:");
        let add = ["user", "add", ADMIN, "--name", "Harness", "--role", "admin", "--password-stdin"];
        if !self.has_admin.swap(true, Ordering::Relaxed) {
            let said = self.cli(&add, &format!("{PASSWORD}\n"));
            assert!(said.ok, "{said:?}");
        }
        let known = wallet::log_in(url, ADMIN, PASSWORD);
        let known = known.unwrap_or_else(|answer| panic!("no login: {answer}\n{}", self.log()));
        wallet::keep(url.split_once("://").map_or("", |(_, host)| host), known);
    }

    /// Ends the relay as a service manager does; its folder stays.
    pub fn stop(&mut self) {
        let status = self.process.as_mut().expect("it runs").terminate();
        assert!(status.success(), "the relay ended with {status}: {}", self.log());
        self.process = None;
    }

    /// Kills the relay without a word.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Makes the next run listen where this one did.
    pub fn keep_port(&self) {
        let path = self.dir.path().join("relay.toml");
        let config = fs::read_to_string(&path).expect("written above");
        let port = self.url.rsplit(':').next().expect("a port");
        let kept = config.replacen("listen = \"127.0.0.1:0\"", &format!("listen = \"127.0.0.1:{port}\""), 1);
        fs::write(path, kept).expect("its configuration");
    }

    /// `http://127.0.0.1:port`, or `https://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// `127.0.0.1:port`.
    pub fn host(&self) -> &str {
        self.url.split_once("://").map_or("", |(_, host)| host)
    }

    /// Everything that the running relay has printed.
    pub fn log(&self) -> String {
        self.process.as_ref().map(Process::output).unwrap_or_default()
    }

    /// Where its WebRTC listens.
    ///
    /// # Panics
    /// Where it does not.
    pub fn udp(&self) -> SocketAddr {
        let log = self.log();
        let address = log.lines().find(|line| line.contains("WebRTC")).and_then(|line| line.split("udp=").nth(1));
        address.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).expect("it says where")
    }

    /// The process's number.
    pub fn id(&self) -> u32 {
        self.process.as_ref().expect("it runs").id()
    }

    /// Where the data lies.
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// The configuration file.
    pub fn config(&self) -> PathBuf {
        self.dir.path().join("relay.toml")
    }

    /// Runs a command of the relay's command line, in English, with a line of input.
    pub fn cli(&self, args: &[&str], input: &str) -> Said {
        let mut command = self.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the relay's binary runs");
        // A command that does not read its input may be gone by now.
        let _ = child.stdin.take().expect("piped above").write_all(input.as_bytes());
        said(child.wait_with_output().expect("our own child"))
    }

    /// Adds a camera through the command line.
    pub fn add(&self, id: &str, name: &str, main: &str, more: &[&str], password: &str) {
        let args = [&["camera", "add", name, main, "--id", id][..], more].concat();
        let said = self.cli(&args, &format!("{password}\n"));
        assert!(said.ok, "{said:?}");
    }

    /// The metrics page as text.
    pub async fn metrics(&self) -> String {
        let process = self.process.as_ref().expect("it runs");
        let url =
            process.wait_for(|line| line.contains(" metrics").then(|| line.split("url=").nth(1).map(str::to_owned))?);
        get(url.trim_start_matches("http://").split('/').next().expect("a host"), "/metrics", &[]).await.1
    }

    /// Asks over HTTP as somebody who has logged in, unless the headers have a cookie of their own: status and body.
    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let (head, body) = get(self.host(), path, headers).await;
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status line");
        (status, body)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(args).arg("--config").arg(self.config()).env("WARD_LANG", "en").current_dir(self.dir.path());
        command
    }
}

/// A request by hand: the head of the answer and its body.
async fn get(host: &str, path: &str, headers: &[(&str, &str)]) -> (String, String) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut lines: Vec<String> = headers.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect();
    if !headers.iter().any(|(n, _)| n.eq_ignore_ascii_case("host")) {
        lines.push(format!("host: {host}\r\n"));
    }
    if !headers.iter().any(|(n, _)| n.eq_ignore_ascii_case("cookie")) {
        lines.push(wallet::cookie_line(host));
    }
    let request = format!("GET {path} HTTP/1.1\r\n{}connection: close\r\n\r\n", lines.concat());
    let mut stream = tokio::net::TcpStream::connect(host).await.expect("the relay listens");
    stream.write_all(request.as_bytes()).await.expect("the relay reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("the relay answers");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.split_once("\r\n\r\n").map(|(h, b)| (h.to_owned(), b.to_owned())).expect("a head and a body")
}

/// Runs the binary without any folder of its own.
pub fn bare(args: &[&str], dir: &Path) -> Said {
    let output = Command::new(binary()).args(args).env("WARD_LANG", "en").current_dir(dir).output();
    said(output.expect("the relay's binary runs"))
}

fn said(output: Output) -> Said {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (ok, code) = (output.status.success(), output.status.code());
    Said { ok, code, out: text(output.stdout), err: text(output.stderr) }
}
