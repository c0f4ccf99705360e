//! A server in front of a relay that passes everything on, and changes what a test wants otherwise: puts a line in front of
//! the scripts, so that page and workers lack a feature; refuses or holds up a path; has pages of its own. Belongs here: HTTP
//! as far as that needs it, one request a connection. Does not: what is to be missing.

use crate::wallet;
use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
    time::sleep,
};

/// Whose scripts begin with the prelude.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scripts {
    /// All below `/assets/`: the page's, and its workers'. A preload script of a driver would not reach workers.
    #[default]
    All,
    /// The worker's alone.
    Worker,
}

/// What is different from the relay's own.
#[derive(Debug, Default)]
pub struct Patch {
    /// JavaScript that runs first, such as `delete globalThis.VideoDecoder;`.
    pub prelude: String,
    /// Where.
    pub scripts: Scripts,
    /// Pages that the relay does not have: path to content type and body.
    pub pages: BTreeMap<String, (&'static str, String)>,
}

/// What becomes of requests for a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The connection is closed without a word.
    Close,
    /// Answered with this status and nothing else, WebSocket upgrades too.
    Status(u16),
    /// Passed on after this long.
    Delay(Duration),
}

/// The server; it ends with its owner, its connections too.
pub struct Patched {
    host: String,
    cuts: Arc<Cuts>,
    serving: JoinHandle<()>,
}

type Cuts = Mutex<Vec<(String, Cut)>>;

struct Server {
    host: String,
    relay: String,
    patch: Patch,
    cuts: Arc<Cuts>,
}

impl Patched {
    /// In front of the relay at `host:port`, where whoever speaks through the harness is logged in as he is there.
    ///
    /// # Panics
    /// Where there is no free port.
    pub async fn open(relay: &str, patch: Patch) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let host = listener.local_addr().expect("it is bound").to_string();
        if let Some(session) = wallet::session(relay) {
            wallet::keep(&host, session);
        }
        let cuts = Arc::<Cuts>::default();
        let server = Arc::new(Server { host: host.clone(), relay: relay.to_owned(), patch, cuts: cuts.clone() });
        let serving = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                while connections.try_join_next().is_some() {}
                let server = server.clone();
                // A browser hangs up whenever it likes.
                connections.spawn(async move { drop(server.serve(stream).await) });
            }
        });
        Self { host, cuts, serving }
    }

    /// In front of the relay, with a line of JavaScript in front of all scripts.
    pub async fn without(relay: &str, prelude: &str) -> Self {
        Self::open(relay, Patch { prelude: format!("{prelude}\n"), ..Patch::default() }).await
    }

    /// `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.host)
    }

    /// From now on requests whose path begins so meet this, the latest word first; `None` lets them pass again.
    pub fn cut(&self, path: &str, cut: Option<Cut>) {
        let mut cuts = self.cuts.lock().unwrap_or_else(PoisonError::into_inner);
        cuts.retain(|(cut, _)| cut != path);
        cuts.extend(cut.map(|cut| (path.to_owned(), cut)));
    }
}

impl Drop for Patched {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Server {
    fn cut(&self, path: &str) -> Option<Cut> {
        let cuts = self.cuts.lock().unwrap_or_else(PoisonError::into_inner);
        cuts.iter().rev().find(|(start, _)| path.starts_with(start)).map(|(_, cut)| *cut)
    }

    fn is_patched(&self, path: &str) -> bool {
        let of_worker = self.patch.scripts == Scripts::All || path.contains("/worker-");
        !self.patch.prelude.is_empty() && path.starts_with("/assets/") && path.ends_with(".js") && of_worker
    }

    async fn serve(&self, mut browser: TcpStream) -> io::Result<()> {
        let head = read_head(&mut browser).await?;
        let path = head.split(' ').nth(1).unwrap_or_default();
        match self.cut(path) {
            Some(Cut::Close) => return Ok(()),
            Some(Cut::Status(status)) => return answer(&mut browser, status, "text/plain", "").await,
            Some(Cut::Delay(time)) => sleep(time).await,
            None => {}
        }
        if let Some((kind, body)) = self.patch.pages.get(path.split('?').next().unwrap_or(path)) {
            return answer(&mut browser, 200, kind, body).await;
        }
        let script = self.is_patched(path);
        // The relay answers under its own name only.
        let mut lines: Vec<_> = head.replace(&self.host, &self.relay).lines().map(str::to_owned).collect();
        if !lines.iter().any(|line| is(line, "upgrade")) {
            // Nothing compressed where something goes in front of it, and no answer that it is unchanged.
            let asks = |line: &str| is(line, "accept-encoding") || is(line, "if-none-match");
            lines.retain(|line| !(is(line, "connection") || script && asks(line)));
            lines.insert(1, "connection: close".to_owned());
        }
        let mut relay = TcpStream::connect(&self.relay).await?;
        relay.write_all(format!("{}\r\n", lines.join("\r\n")).as_bytes()).await?;
        if script {
            let head = read_head(&mut relay).await?;
            // A script of the relay's is a file: its length is told, and the end of the connection tells it as well.
            let kept: Vec<_> = head.lines().filter(|line| !is(line, "content-length")).collect();
            browser.write_all(format!("{}\r\n{}", kept.join("\r\n"), self.patch.prelude).as_bytes()).await?;
        }
        copy_bidirectional(&mut browser, &mut relay).await?;
        Ok(())
    }
}

/// Whether a line of a head is this field.
fn is(line: &str, name: &str) -> bool {
    line.split_once(':').is_some_and(|(field, _)| field.eq_ignore_ascii_case(name))
}

async fn answer(browser: &mut TcpStream, status: u16, kind: &str, body: &str) -> io::Result<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Patched\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    browser.write_all(format!("{head}{body}").as_bytes()).await
}

/// Up to the empty line, which is included.
async fn read_head(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}
