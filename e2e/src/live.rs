//! A viewer without a browser: speaks the live socket's protocol.

use crate::wallet;
use bytes::Bytes;
use futures::{SinkExt, StreamExt};
use shared::{
    CameraId, Profile, Slot,
    wire::{ClientMessage, FrameHeader, Mode, SUBPROTOCOL, ServerMessage, VERSION},
};
use std::time::Duration;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpSocket,
    time::{Instant, timeout_at},
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::IntoClientRequest, protocol::CloseFrame},
};

/// How long a test waits for one message.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the socket runs over: TCP, or TLS over it.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A connected viewer.
pub struct Live {
    socket: WebSocketStream<Box<dyn Stream>>,
}

/// What came.
#[derive(Debug)]
pub enum Event {
    /// A message of the relay's.
    Said(ServerMessage),
    /// An access unit.
    Frame(FrameHeader, Bytes),
    /// The end, with the relay's reason where it gave one.
    Closed(Option<CloseFrame>),
}

impl Live {
    /// Connects and says hello; the limits have been read when this returns.
    pub async fn connect(host: &str) -> Self {
        let mut live = Self::open(host, &[], None).await.expect("the socket opens");
        live.say(&ClientMessage::Hello { version: VERSION, device: "test".into() }).await;
        live.until("hello", |e| matches!(e, Event::Said(ServerMessage::Hello { .. })).then_some(())).await;
        live
    }

    /// Connects without a word, as somebody who has logged in unless the headers have a cookie of their own;
    /// `receive_buffer` makes the connection as narrow as a stalled phone's.
    pub async fn open(
        host: &str,
        headers: &[(&'static str, &str)],
        receive_buffer: Option<u32>,
    ) -> Result<Self, Error> {
        let socket = TcpSocket::new_v4()?;
        if let Some(bytes) = receive_buffer {
            socket.set_recv_buffer_size(bytes)?;
        }
        let stream = socket.connect(host.parse().expect("an address")).await?;
        Self::over(stream, host, headers).await
    }

    /// The same over a stream that is there already.
    pub async fn over(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        host: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, Error> {
        Self::at("/api/v1/live", stream, host, headers).await
    }

    /// The same at another path.
    pub async fn at(
        path: &str,
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        host: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, Error> {
        let mut request = format!("ws://{host}{path}").into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().expect("a header"));
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a header"));
        }
        if !headers.iter().any(|(name, _)| *name == "cookie")
            && let Some(cookie) = wallet::cookie(host)
        {
            request.headers_mut().insert("cookie", cookie.parse().expect("a header"));
        }
        let stream: Box<dyn Stream> = Box::new(stream);
        let (socket, _) = client_async(request, stream).await?;
        Ok(Self { socket })
    }

    /// Sends a message.
    pub async fn say(&mut self, message: &ClientMessage) {
        self.send(Message::Text(serde_json::to_string(message).expect("JSON").into())).await;
    }

    /// Sends a message; `false` where the relay takes no more.
    pub async fn try_say(&mut self, message: &ClientMessage) -> bool {
        self.socket.send(Message::Text(serde_json::to_string(message).expect("JSON").into())).await.is_ok()
    }

    /// Sends anything.
    pub async fn send(&mut self, message: Message) {
        self.socket.send(message).await.expect("the relay reads");
    }

    /// Watches a camera in a slot.
    pub async fn watch(&mut self, slot: u8, camera: &str, profile: Profile, mode: Mode) {
        let camera: CameraId = format!("phuong/{camera}").parse().expect("an id");
        self.say(&ClientMessage::Watch { slot: Slot(slot), camera, profile, mode, rtp: None }).await;
    }

    /// The next event.
    pub async fn next(&mut self) -> Event {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let message = timeout_at(deadline, self.socket.next()).await.expect("something comes in time");
            match message {
                Some(Ok(Message::Text(text))) => {
                    return Event::Said(serde_json::from_str(&text).expect("a message of the protocol"));
                }
                Some(Ok(Message::Binary(bytes))) => {
                    let (header, unit) = FrameHeader::decode(&bytes).expect("a frame");
                    return Event::Frame(header, bytes.slice_ref(unit));
                }
                Some(Ok(Message::Close(frame))) => return Event::Closed(frame),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Event::Closed(None),
            }
        }
    }

    /// Reads on until an event gives what is looked for.
    ///
    /// # Panics
    /// Where the socket ends first, or it does not come within a minute.
    pub async fn until<T>(&mut self, what: &str, mut pick: impl FnMut(&Event) -> Option<T>) -> T {
        let deadline = Instant::now() + 3 * PATIENCE;
        loop {
            assert!(Instant::now() < deadline, "no {what} among all that came");
            let event = self.next().await;
            if let Some(found) = pick(&event) {
                return found;
            }
            assert!(!matches!(event, Event::Closed(_)), "the socket ended before {what}: {event:?}");
        }
    }

    /// The next access unit.
    pub async fn frame(&mut self) -> (FrameHeader, Bytes) {
        self.until("a frame", |e| match e {
            Event::Frame(header, unit) => Some((*header, unit.clone())),
            _ => None,
        })
        .await
    }
}
