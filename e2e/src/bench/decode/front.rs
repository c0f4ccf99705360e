//! A server in front of the relay: passes everything on, puts the stopwatch in front of each worker's script, and has the
//! bare page of the floor. Belongs here: HTTP as far as that needs it, one request a connection. Does not: figures.

use serde_json::json;
use shared::{
    Profile, Slot,
    wire::{ClientMessage, FrameHeader, Mode, SUBPROTOCOL, VERSION},
};
use std::{io, sync::Arc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

const STOPWATCH: &str = include_str!("stopwatch.js");

/// Serves until dropped.
pub(super) struct Front {
    host: String,
    serving: JoinHandle<()>,
}

/// What is served of our own, and where everything else is.
struct Pages {
    front: String,
    relay: String,
    floor: String,
    worker: String,
}

impl Front {
    /// In front of this relay; the floor watches this many cameras.
    pub(super) async fn open(relay: String, tiles: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let host = listener.local_addr().expect("it is bound").to_string();
        let pages = Arc::new(Pages {
            front: host.clone(),
            relay,
            floor: include_str!("floor.html").replace("TILES", &tiles.to_string()),
            worker: format!("{STOPWATCH}{}", floor_worker(tiles)),
        });
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let pages = pages.clone();
                tokio::spawn(async move {
                    // A browser hangs up whenever it likes.
                    let _ = pages.serve(stream).await;
                });
            }
        });
        Self { host, serving }
    }

    /// The address of a path.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn floor_worker(tiles: usize) -> String {
    let watch = |n: usize| ClientMessage::Watch {
        slot: Slot(n as u8),
        camera: format!("phuong/c{n}").parse().expect("a camera of the stage"),
        profile: Profile::Sub,
        mode: Mode::All,
        rtp: None,
    };
    let hello = ClientMessage::Hello { version: VERSION, device: "floor".into() };
    let messages: Vec<_> = [hello].into_iter().chain((0..tiles).map(watch)).collect();
    include_str!("floor.js")
        .replace("MESSAGES", &json!(messages).to_string())
        .replace("PROTOCOL", SUBPROTOCOL)
        .replace("HEADER", &FrameHeader::LEN.to_string())
}

impl Pages {
    async fn serve(&self, mut browser: TcpStream) -> io::Result<()> {
        let head = read_head(&mut browser).await?;
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        if path.starts_with("/floor?") {
            return answer(&mut browser, "text/html", &self.floor).await;
        }
        if path == "/floor.js" {
            return answer(&mut browser, "text/javascript", &self.worker).await;
        }
        // The relay answers under its own name only.
        let mut lines: Vec<_> = head.replace(&self.front, &self.relay).lines().map(str::to_owned).collect();
        let name = |line: &str, name: &str| line.to_ascii_lowercase().starts_with(name);
        let script = path.contains("/worker-") && path.ends_with(".js");
        if !lines.iter().any(|line| name(line, "upgrade:")) {
            lines.retain(|line| !(name(line, "connection:") || script && name(line, "accept-encoding:")));
            lines.insert(1, "connection: close".to_owned());
        }
        let mut relay = TcpStream::connect(&self.relay).await?;
        relay.write_all(format!("{}\r\n", lines.join("\r\n")).as_bytes()).await?;
        if script {
            let head = read_head(&mut relay).await?;
            let kept = head.lines().filter(|line| !name(line, "content-length:")).collect::<Vec<_>>().join("\r\n");
            browser.write_all(format!("{kept}\r\n{STOPWATCH}").as_bytes()).await?;
        }
        copy_bidirectional(&mut browser, &mut relay).await?;
        Ok(())
    }
}

async fn answer(browser: &mut TcpStream, kind: &str, body: &str) -> io::Result<()> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
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
