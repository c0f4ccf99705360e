//! A viewer that costs little: a TCP connection, WebSocket frames by hand, nothing decoded.
//! Belongs here: one connection. Does not: what is measured on it. Errors come back, since a soak expects some.

use super::frames::{Message, PONG, Reader, TEXT, masked};
use crate::wallet;
use shared::wire::{ClientMessage, SUBPROTOCOL, VERSION};
use std::io;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

/// Where the relay's live socket is.
pub const LIVE: &str = "/api/v1/live";

/// Bytes that are read at once.
const PIECE: usize = 16 << 10;

/// A connected viewer.
pub struct Socket {
    stream: TcpStream,
    reader: Reader,
    piece: Vec<u8>,
    at: usize,
    until: usize,
}

impl Socket {
    /// Connects to a path; `receive_buffer` makes the connection as narrow as a stalled phone's.
    pub async fn connect(host: &str, path: &str, receive_buffer: Option<u32>) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        if let Some(bytes) = receive_buffer {
            socket.set_recv_buffer_size(bytes)?;
        }
        let mut stream = socket.connect(host.parse().map_err(io::Error::other)?).await?;
        stream.set_nodelay(true)?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             sec-websocket-protocol: {SUBPROTOCOL}\r\n{}\r\n",
            wallet::cookie_line(host)
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            answer.push(stream.read_u8().await?);
        }
        if !answer.starts_with(b"HTTP/1.1 101") {
            return Err(io::Error::other(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default()));
        }
        Ok(Self { stream, reader: Reader::default(), piece: vec![0; PIECE], at: 0, until: 0 })
    }

    /// Says hello.
    pub async fn hello(&mut self) -> io::Result<()> {
        self.say(&ClientMessage::Hello { version: VERSION, device: "measure".into() }).await
    }

    /// Sends a message.
    pub async fn say(&mut self, message: &ClientMessage) -> io::Result<()> {
        let json = serde_json::to_vec(message).map_err(io::Error::other)?;
        self.stream.write_all(&masked(TEXT, &json)).await
    }

    /// Gives the next message to `look`; pings are answered. The end of the connection is an error. May be dropped
    /// while it waits: nothing is lost.
    pub async fn next<T>(&mut self, look: impl FnOnce(Message<'_>) -> T) -> io::Result<T> {
        loop {
            while self.at < self.until {
                let bytes = &self.piece[self.at..self.until];
                let (rest, message) = self.reader.read(bytes);
                self.at = self.until - rest.len();
                match message {
                    Some(Message::Ping(bytes)) => {
                        // A few bytes: they fit, or the connection is as good as gone.
                        let _ = self.stream.try_write(&masked(PONG, bytes));
                    }
                    Some(Message::Close(reason)) => {
                        let text = String::from_utf8_lossy(reason.get(2..).unwrap_or_default());
                        return Err(io::Error::other(format!("closed: {text}")));
                    }
                    Some(message) => return Ok(look(message)),
                    None => {}
                }
            }
            let read = self.stream.read(&mut self.piece).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            (self.at, self.until) = (0, read);
        }
    }

    /// Leaves without a word, with RST, as a phone does whose address changes.
    pub fn reset(self) {
        // Where it cannot be had, the connection ends with FIN.
        let _ = socket2::SockRef::from(&self.stream).set_linger(Some(std::time::Duration::ZERO));
    }
}
