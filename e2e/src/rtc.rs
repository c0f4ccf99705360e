//! A WebRTC viewer that decodes nothing: `webrtc`'s own connection on a socket of its own, which knows nothing of how the relay
//! drives the core below it. Belongs here: one session from offer to end, counted. Does not: who opens how many.

use crate::{raw, wallet};
use rtc::rtp_transceiver::{RTCRtpTransceiverDirection, RTCRtpTransceiverInit, rtp_sender::RtpCodecKind};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};
use tokio::{net::TcpStream, sync::watch};
use webrtc::{
    media_stream::track_remote::{TrackRemote, TrackRemoteEvent},
    peer_connection::{
        MediaEngine, PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCIceGatheringState,
        RTCPeerConnectionState, RTCSessionDescription, Registry, register_default_interceptors,
    },
};

/// What came.
#[derive(Debug, Default)]
pub struct Counts {
    /// RTP packets.
    pub packets: AtomicU64,
    /// Bytes of their payloads.
    pub bytes: AtomicU64,
    /// Pictures: packets with the marker bit.
    pub pictures: AtomicU64,
}

/// A viewer of one camera by WHEP.
pub struct Viewer {
    connection: Arc<dyn PeerConnection>,
    host: String,
    /// Where the session is ended.
    pub location: String,
    /// The relay's, SDP: how the session is joined.
    pub answer: String,
    states: watch::Receiver<RTCPeerConnectionState>,
}

struct Handler {
    states: watch::Sender<RTCPeerConnectionState>,
    gathered: watch::Sender<bool>,
    counts: Arc<Counts>,
}

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Handler {
    async fn on_ice_gathering_state_change(&self, state: RTCIceGatheringState) {
        self.gathered.send_replace(state == RTCIceGatheringState::Complete);
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        self.states.send_replace(state);
    }

    async fn on_track(&self, track: Arc<dyn TrackRemote>) {
        let counts = self.counts.clone();
        tokio::spawn(async move {
            while let Some(event) = track.poll().await {
                if let TrackRemoteEvent::OnRtpPacket(packet) = event {
                    counts.packets.fetch_add(1, Relaxed);
                    counts.bytes.fetch_add(packet.payload.len() as u64, Relaxed);
                    counts.pictures.fetch_add(packet.header.marker.into(), Relaxed);
                }
            }
        });
    }
}

fn other(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

impl Viewer {
    /// Opens a session for a camera (`site/camera`) of the relay at `host`; what comes is counted.
    pub async fn open(host: &str, camera: &str, counts: Arc<Counts>) -> io::Result<Self> {
        let mut engine = MediaEngine::default();
        engine.register_default_codecs().map_err(other)?;
        let registry = register_default_interceptors(Registry::new(), &mut engine).map_err(other)?;
        let (to_states, states) = watch::channel(RTCPeerConnectionState::New);
        let (to_gathered, mut gathered) = watch::channel(false);
        let handler = Handler { states: to_states, gathered: to_gathered, counts };
        let building = PeerConnectionBuilder::new()
            .with_media_engine(engine)
            .with_interceptor_registry(registry)
            .with_handler(Arc::new(handler))
            .with_udp_addrs(vec!["127.0.0.1:0"])
            .build();
        // A whole connection is in it.
        let connection = Box::pin(building).await.map_err(other)?;
        let init = RTCRtpTransceiverInit {
            direction: RTCRtpTransceiverDirection::Recvonly,
            streams: vec![],
            send_encodings: vec![],
        };
        connection.add_transceiver_from_kind(RtpCodecKind::Video, Some(init)).await.map_err(other)?;
        let offer = connection.create_offer(None).await.map_err(other)?;
        connection.set_local_description(offer).await.map_err(other)?;
        gathered.wait_for(|done| *done).await.map_err(other)?;
        let offer = connection.local_description().await.map(|description| description.sdp).unwrap_or_default();
        let (location, answer) = post(host, &format!("/api/v1/cameras/{camera}/whep"), &offer).await?;
        let description = RTCSessionDescription::answer(answer.clone()).map_err(other)?;
        connection.set_remote_description(description).await.map_err(other)?;
        Ok(Self { connection: Arc::new(connection), host: host.to_owned(), location, answer, states })
    }

    /// Waits until it is connected, or can never be.
    pub async fn connected(&mut self) -> io::Result<()> {
        use RTCPeerConnectionState::{Closed, Connected, Failed};
        let state = self.states.wait_for(|state| matches!(state, Connected | Failed | Closed)).await.map_err(other)?;
        if *state == Connected { Ok(()) } else { Err(other("it does not connect")) }
    }

    /// Leaves; with `says_so`, the relay is told.
    pub async fn leave(self, says_so: bool) -> io::Result<()> {
        if says_so {
            let status = request(&self.host, "DELETE", &self.location, "").await?.status;
            if status != 200 {
                return Err(other(format!("DELETE: {status}")));
            }
        }
        self.connection.close().await.map_err(other)
    }
}

async fn post(host: &str, path: &str, offer: &str) -> io::Result<(String, String)> {
    let answer = request(host, "POST", path, offer).await?;
    match (answer.status, answer.header("location")) {
        (201, Some(location)) => Ok((location.to_owned(), answer.body.clone())),
        (status, _) => Err(other(format!("POST {path}: {status} {}", answer.body))),
    }
}

async fn request(host: &str, method: &str, path: &str, body: &str) -> io::Result<raw::Raw> {
    let stream = TcpStream::connect(host).await?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\nconnection: close\r\n\
         content-type: application/sdp\r\ncontent-length: {}\r\n{}\r\n",
        body.len(),
        wallet::cookie_line(host)
    );
    raw::send(stream, (head + body).as_bytes()).await.ok_or_else(|| other("the relay said nothing"))
}
