//! HTTP by hand, over any stream. Belongs here: sending bytes and reading to the end. Does not: what they mean.

use crate::wallet;
use std::time::Duration;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    time::timeout,
};

/// How long a test waits for the end of an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// An answer in its parts.
#[derive(Debug)]
pub struct Raw {
    /// The status.
    pub status: u16,
    /// The whole head.
    pub head: String,
    /// The body as it came.
    pub body: String,
}

impl Raw {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v))
    }
}

/// Sends bytes and reads until the other end has ended; `None` where it ended without an answer.
///
/// # Panics
/// Where the other end neither answers nor ends.
pub async fn send(mut stream: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> Option<Raw> {
    // The other end may have refused by now.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    // An end without a farewell is an end.
    let _ = read.expect("the other end answers or ends");
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Raw { status, head: head.to_owned(), body: body.to_owned() })
}

/// Asks for a path as somebody who has logged in at `host`, unless the headers have a cookie of their own.
///
/// # Panics
/// Where there is no answer.
pub async fn get(stream: impl AsyncRead + AsyncWrite + Unpin, host: &str, path: &str, headers: &[(&str, &str)]) -> Raw {
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let own = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("cookie"));
    let cookie = if own { String::new() } else { wallet::cookie_line(host) };
    let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n{cookie}{more}connection: close\r\n\r\n");
    send(stream, request.as_bytes()).await.expect("an answer")
}
