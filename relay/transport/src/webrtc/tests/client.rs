//! A viewer with `rtc` in full: offers, checks, decrypts. It stands for a browser where none is needed.

use crate::webrtc::engine;
use bytes::BytesMut;
use rtc::{
    interceptor::NackGeneratorBuilder,
    peer_connection::{
        RTCPeerConnection, RTCPeerConnectionBuilder,
        configuration::interceptor_registry::{Registry, Slot},
        message::RTCMessage,
        sdp::RTCSessionDescription,
        state::RTCPeerConnectionState,
        transport::RTCIceCandidateInit,
    },
    rtcp::payload_feedbacks::picture_loss_indication::PictureLossIndication,
    rtp,
    rtp_transceiver::{RTCRtpTransceiverDirection, RTCRtpTransceiverInit, rtp_sender::RtpCodecKind},
    sansio::Protocol,
    shared::{TaggedBytesMut, TransportContext, TransportProtocol},
};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{net::UdpSocket, time::timeout};

pub(super) struct Client {
    connection: RTCPeerConnection,
    socket: UdpSocket,
    address: SocketAddr,
    /// What came and was not looked at.
    packets: Vec<rtp::Packet>,
    is_connected: bool,
    is_over: bool,
}

/// Longer than anything takes that comes at all.
const PATIENCE: Duration = Duration::from_secs(30);

impl Client {
    /// A viewer with so many sections, and its offer.
    pub(super) async fn new(sections: usize) -> (Self, String) {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let now = Instant::now();
        let registry = Registry::new().with(Slot::NackGenerator, NackGeneratorBuilder::new().build());
        let mut connection = RTCPeerConnectionBuilder::new()
            .with_media_engine(engine::codecs().unwrap())
            .with_interceptor_registry(registry)
            .build(now)
            .unwrap();
        for _ in 0..sections {
            let init = RTCRtpTransceiverInit {
                direction: RTCRtpTransceiverDirection::Recvonly,
                streams: vec![],
                send_encodings: vec![],
            };
            connection.add_transceiver_from_kind(RtpCodecKind::Video, Some(init)).unwrap();
        }
        let candidate = format!("candidate:1 1 udp 2130706431 {} {} typ host", address.ip(), address.port());
        connection.add_local_candidate(RTCIceCandidateInit { candidate, ..Default::default() }).unwrap();
        let offer = connection.create_offer(None).unwrap();
        connection.set_local_description(now, offer).unwrap();
        let sdp = connection.local_description().unwrap().sdp;
        (Self { connection, socket, address, packets: vec![], is_connected: false, is_over: false }, sdp)
    }

    pub(super) fn answered(&mut self, answer: String) {
        let answer = RTCSessionDescription::answer(answer).unwrap();
        self.connection.set_remote_description(Instant::now(), answer).unwrap();
    }

    pub(super) async fn connected(&mut self) {
        self.until(|client| client.is_connected.then_some(())).await;
    }

    pub(super) async fn over(&mut self) {
        self.until(|client| client.is_over.then_some(())).await;
    }

    /// The packets of the next picture of a source, up to the one with the marker.
    pub(super) async fn picture(&mut self, ssrc: Option<u32>) -> Vec<rtp::Packet> {
        self.until(|client| {
            let is_of = |packet: &rtp::Packet| ssrc.is_none_or(|ssrc| packet.header.ssrc == ssrc);
            let end = client.packets.iter().position(|packet| is_of(packet) && packet.header.marker)?;
            let rest = client.packets.split_off(end + 1);
            let picture = std::mem::replace(&mut client.packets, rest);
            Some(picture.into_iter().filter(is_of).collect())
        })
        .await
    }

    /// Asks for a keyframe.
    pub(super) fn ask(&mut self, media_ssrc: u32) {
        let receiver = self.connection.get_receivers().next().unwrap();
        let pli = PictureLossIndication { sender_ssrc: 0, media_ssrc };
        self.connection.rtp_receiver(receiver).unwrap().write_rtcp(Instant::now(), vec![Box::new(pli)]).unwrap();
    }

    async fn until<T>(&mut self, mut found: impl FnMut(&mut Self) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = found(self) {
                return found;
            }
            assert!(Instant::now() < end, "connected: {}, over: {}", self.is_connected, self.is_over);
            self.step().await;
        }
    }

    async fn step(&mut self) {
        while let Some(message) = self.connection.poll_write() {
            self.socket.send_to(&message.message, message.transport.peer_addr).await.unwrap();
        }
        while let Some(event) = self.connection.poll_event() {
            use rtc::peer_connection::event::RTCPeerConnectionEvent::OnConnectionStateChangeEvent as Changed;
            self.is_connected |= matches!(event, Changed(RTCPeerConnectionState::Connected));
        }
        while let Some(message) = self.connection.poll_read() {
            if let RTCMessage::RtpPacket(_, packet) = message.message {
                self.packets.push(packet);
            }
        }
        let mut buffer = [0; 2_000];
        let wait = self.connection.poll_timeout().map_or(PATIENCE, |at| at.saturating_duration_since(Instant::now()));
        let wait = wait.clamp(Duration::from_millis(1), Duration::from_millis(100));
        let now = match timeout(wait, self.socket.recv_from(&mut buffer)).await {
            Ok(received) => {
                let (length, peer_addr) = received.unwrap();
                let now = Instant::now();
                let transport = TransportContext {
                    local_addr: self.address,
                    peer_addr,
                    transport_protocol: TransportProtocol::UDP,
                    ecn: None,
                };
                // An alert (RFC 6347 §4.1): of an established connection it is `close_notify`.
                self.is_over |= buffer[0] == 21;
                let message = BytesMut::from(&buffer[..length]);
                let _ = self.connection.handle_read(TaggedBytesMut { now, transport, message });
                now
            }
            Err(_) => Instant::now(),
        };
        if self.connection.poll_timeout().is_some_and(|at| at <= now) {
            let _ = self.connection.handle_timeout(now);
        }
    }
}
